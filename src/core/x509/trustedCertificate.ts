import type { Element } from "../asn1/element";
import type { Place } from "../asn1/trace";
import { implicit, listOf, octetString, oid, optional, sequence, utf8String } from "../asn1/types";
import { AlgorithmIdentifier } from "./algorithm";
import { listText } from "./labels";
import { readOids } from "./extensions/usage";
import { oidName } from "../asn1/oid";

const Purposes = listOf(
  { name: "keyPurposeId", label: "Key Purpose", type: oid },
  { display: (element) => purposesText(element) },
);

function purposesText(element: Element): string {
  return listText(readOids(element).map((dotted) => oidName(dotted) ?? dotted)) || "nothing";
}

/** X509_CERT_AUX, what OpenSSL appends to a TRUSTED CERTIFICATE; openssl-x509(1) has its meaning, and no RFC. */
export const CertificateAuxType = sequence(
  {
    trust: optional("Trusted Uses", Purposes),
    reject: optional("Rejected Uses", implicit(0, Purposes, true)),
    alias: optional("Alias", utf8String),
    keyid: optional("Key ID", octetString),
    other: optional(
      "Other",
      implicit(1, listOf({ name: "algorithm", label: "Algorithm", type: AlgorithmIdentifier }), true),
    ),
  },
  { display: (element) => auxText(element) },
);

/** Its place, wherever a certificate stands before it. */
export const CERTIFICATE_AUX: Place = { key: "certAux", label: "OpenSSL Trust Settings" };

function auxText(element: Element): string {
  const { trust, reject, alias } = CertificateAuxType.parts(element);
  const texts = [
    alias && (utf8String.display?.(alias) ?? ""),
    trust && `trusted for ${purposesText(trust)}`,
    reject && `rejected for ${purposesText(reject)}`,
  ];
  return texts.filter((text) => text !== undefined).join(", ");
}
