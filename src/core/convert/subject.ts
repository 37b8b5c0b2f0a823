import { utf8ToBytes } from "@noble/hashes/utils.js";
import { nameText, type Attribute, type Name } from "../x509";

/** A name as RFC 4514 writes it, without spaces behind commas: what LDAP and configuration files take. */
export function rfc4514(name: Name): string {
  return nameText(name.rdns, ",");
}

/** OpenSSL's short names, where they differ from the ones of the RFCs. */
const SHORT: Readonly<Record<string, string>> = {
  "2.5.4.3": "CN",
  "2.5.4.4": "SN",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.9": "street",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "2.5.4.42": "GN",
  "0.9.2342.19200300.100.1.1": "UID",
  "0.9.2342.19200300.100.1.25": "DC",
  "1.2.840.113549.1.9.1": "emailAddress",
  "1.3.6.1.4.1.311.60.2.1.1": "jurisdictionL",
  "1.3.6.1.4.1.311.60.2.1.2": "jurisdictionST",
  "1.3.6.1.4.1.311.60.2.1.3": "jurisdictionC",
};

/** A name as `openssl x509 -subject -nameopt oneline` prints it: "C = DE, O = Example, CN = localhost". */
export function opensslOneLine(name: Name): string {
  return name.rdns.map((rdn) => rdn.map(attributeText).join(" + ")).join(", ");
}

function attributeText({ oid, type, value }: Attribute): string {
  return `${SHORT[oid] ?? type} = ${opensslValue(value)}`;
}

/** What RFC 2253 escapes stands in quotes instead; controls and UTF-8's bytes are written in hex. */
function opensslValue(value: string): string {
  const quoted = /[,+;<>]|^[ #]| $/.test(value);
  const escaped = value
    .replace(/["\\]/g, "\\$&")
    .replace(/[^ -~]/gu, (character) =>
      [...utf8ToBytes(character)]
        .map((byte) => `\\${byte.toString(16).toUpperCase().padStart(2, "0")}`)
        .join(""),
    );
  return quoted ? `"${escaped}"` : escaped;
}
