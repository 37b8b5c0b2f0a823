import type { Element } from "../../asn1/element";
import { forward } from "../../asn1/forward";
import { TAG } from "../../asn1/tags";
import type { Type } from "../../asn1/type";
import { implicit, integer, listOf, octetString, optional, part, sequence } from "../../asn1/types";
import { AlgorithmIdentifier, algorithmName } from "../algorithm";
import { attributeList, attributeType } from "../attributes";
import { listText } from "../labels";
import { defineContent, NestedContentInfo } from "./contentInfo";
import {
  CertificateIdentifier,
  CertificateSet,
  countText,
  EncapsulatedContentInfo,
  RevocationInfoChoices,
} from "./parts";

const NestedSignerInfo = forward("a SEQUENCE");

/** Attributes whose values are structures of CMS again: RFC 5652 §11.4, RFC 3161 §A, and Microsoft's for Authenticode. */
const NESTED: ReadonlyMap<string, Type> = new Map<string, Type>([
  ["countersignature", NestedSignerInfo],
  ["timeStampToken", NestedContentInfo],
  ["nestedSignature", NestedContentInfo],
  ["msTimeStampToken", NestedContentInfo],
]);

/** Attribute (RFC 5652 §5.3). */
export const CmsAttribute = attributeType({ type: "attrType", values: "attrValues" }, NESTED);
const Attributes = attributeList(CmsAttribute);

/** SET OF DigestAlgorithmIdentifier (RFC 5652 §10.1.1). */
export const DigestAlgorithms = listOf(
  { name: "digestAlgorithm", label: "Digest Algorithm", type: AlgorithmIdentifier },
  { tag: TAG.set, display: (element) => listText(element.children.map(algorithmName)) || "none" },
);

/** SignerInfo (RFC 5652 §5.3). */
const SignerInfo = sequence(
  {
    version: part("Version", integer),
    sid: part("Signer Identifier", CertificateIdentifier),
    digestAlgorithm: part("Digest Algorithm", AlgorithmIdentifier),
    signedAttrs: optional("Signed Attributes", implicit(0, Attributes, true)),
    signatureAlgorithm: part("Signature Algorithm", AlgorithmIdentifier),
    signature: part("Signature", octetString),
    unsignedAttrs: optional("Unsigned Attributes", implicit(1, Attributes, true)),
  },
  {
    display: (element): string => {
      const { sid } = SignerInfo.parts(element);
      return sid ? (CertificateIdentifier.display?.(sid) ?? "") : "";
    },
  },
);
NestedSignerInfo.define(SignerInfo);

/** SignedData (RFC 5652 §5.1); with no signer it only carries certificates and lists (".p7b"). */
export const SignedData = sequence(
  {
    version: part("Version", integer),
    digestAlgorithms: part("Digest Algorithms", DigestAlgorithms),
    encapContentInfo: part("Encapsulated Content", EncapsulatedContentInfo),
    certificates: optional("Certificates", implicit(0, CertificateSet, true)),
    crls: optional("Revocation Lists", implicit(1, RevocationInfoChoices, true)),
    signerInfos: part(
      "Signers",
      listOf({ name: "signerInfo", label: "Signer", type: SignerInfo }, { tag: TAG.set }),
    ),
  },
  { display: (element) => signedDataText(element) },
);

function signedDataText(element: Element): string {
  const { certificates, crls, signerInfos } = SignedData.parts(element);
  const texts = [
    countText(certificates, "certificate"),
    countText(crls, "revocation list"),
    countText(signerInfos, "signer") ?? "no signer",
  ];
  return texts.filter((text) => text !== undefined).join(", ");
}

defineContent("signedData", SignedData);
