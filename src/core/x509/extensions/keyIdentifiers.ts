import type { Element } from "../../asn1/element";
import { integerHex } from "../../asn1/integer";
import { TAG } from "../../asn1/tags";
import { implicit, octetString, optional, primitive, sequence } from "../../asn1/types";
import { makeType } from "../../asn1/type";
import { toHex } from "../../bytes/hex";
import { GeneralNames } from "../generalName";
import { extension } from "./extension";

const KeyIdentifier = makeType({ ...octetString, display: ({ content }) => toHex(content, ":") });

/** An INTEGER that is a number to look up, shown in hex. */
export const SerialNumber = primitive("an INTEGER", [TAG.integer], {
  value: ({ content }) => integerHex(content),
  display: ({ content }) => integerHex(content),
});

/** RFC 5280 §4.2.1.1. */
export const AuthorityKeyIdentifier = sequence(
  {
    keyIdentifier: optional("Key Identifier", implicit(0, KeyIdentifier, false)),
    authorityCertIssuer: optional("Authority Certificate Issuer", implicit(1, GeneralNames, true)),
    authorityCertSerialNumber: optional(
      "Authority Certificate Serial Number",
      implicit(2, SerialNumber, false),
    ),
  },
  { display: (element) => readAuthorityKeyId(element) ?? "no key identifier" },
);

/** The key identifier of an authorityKeyIdentifier as "ab:cd:…". */
function readAuthorityKeyId(element: Element): string | undefined {
  const { keyIdentifier } = AuthorityKeyIdentifier.parts(element);
  return keyIdentifier && toHex(keyIdentifier.content, ":");
}

export const keyIdentifierExtensions = [
  extension("2.5.29.14", "subjectKeyIdentifier", "Subject Key Identifier", KeyIdentifier),
  extension("2.5.29.35", "authorityKeyIdentifier", "Authority Key Identifier", AuthorityKeyIdentifier),
];
