import { ipText } from "../../../src/core/bytes/ipAddress";
import { toHex } from "../../../src/core/bytes/hex";
import type { Certificate, Extension, GeneralName, Name } from "../../../src/core/x509";
import { readKeyIdentifier } from "./keyIdentifier";
import { CURVES, EXTENSIONS, KEY_USAGES, PURPOSES, SHORT, SIGNATURES } from "./names";

/** What is compared, by name; as OpenSSL prints it where the words are its own. */
export type Fields = Readonly<Record<string, string | undefined>>;

/** Control characters as OpenSSL's `esc_ctrl` writes them, byte by byte. */
const escapeControls = (text: string): string =>
  text.replace(
    /[\0-\x1f\x7f]/g,
    (char) => `\\${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );

/** A name's attributes, one a line: "2.5.4.3=localhost"; several in one RDN joined with " + ". */
const attributes = (name: Name): string =>
  name.rdns
    // OpenSSL says nothing of an RDN that is empty.
    .filter((rdn) => rdn.length > 0)
    .map((rdn) => rdn.map(({ oid, value }) => `${oid}=${escapeControls(value)}`).join(" + "))
    .join("\n");

/** "C = US, CN = x", as OpenSSL writes a name in one line. */
function oneLine(name: Name): string {
  return name.rdns
    .filter((rdn) => rdn.length > 0)
    .map((rdn) => rdn.map(({ oid, value }) => `${SHORT[oid] ?? oid} = ${value}`).join(" + "))
    .join(", ");
}

/** "/C=US/CN=x", as it writes a name among alternative names. */
const slashed = (name: Name): string =>
  name.rdns
    .flat()
    .map(({ oid, value }) => `/${SHORT[oid] ?? oid}=${value}`)
    .join("");

const alternativeName = (name: GeneralName): string =>
  name.kind === "directoryName" && name.name ? `DirName:${slashed(name.name)}` : generalName(name);

function generalName(name: GeneralName): string {
  switch (name.kind) {
    case "dNSName":
      return `DNS:${name.value}`;
    case "rfc822Name":
      return `email:${name.value}`;
    case "uniformResourceIdentifier":
      return `URI:${name.value}`;
    case "registeredID":
      return `Registered ID:${name.value}`;
    case "directoryName":
      return `DirName:${name.name ? oneLine(name.name) : ""}`;
    case "iPAddress":
      return `IP Address:${ipAddress(name.bytes)}`;
    case "otherName":
      return "othername:<unsupported>";
    case "x400Address":
      return "X400Name:<unsupported>";
    case "ediPartyName":
      return "EdiPartyName:<unsupported>";
  }
}

/** OpenSSL writes all eight groups of IPv6. */
function ipAddress(bytes: Uint8Array): string {
  if (bytes.length !== 16) return bytes.length === 4 ? (ipText(bytes) ?? "") : "<invalid>";
  const groups = Array.from({ length: 8 }, (_, i) => ((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0));
  return groups.map((group) => group.toString(16).toUpperCase()).join(":");
}

const extensionLine = ({ oid, name, critical }: Extension): string =>
  `${EXTENSIONS[oid] === undefined ? oid : name}${critical ? " critical" : ""}`;

/** What a certificate says, in the words in which OpenSSL prints it. `sha256` is of its DER, in hex. */
export function certificateFields(certificate: Certificate, sha256: string): Fields {
  const { extensions, publicKey } = certificate;
  const once = (name: string): Extension | undefined => {
    const found = extensions.filter((extension) => extension.name === name);
    return found.length === 1 && found[0]?.value ? found[0] : undefined;
  };
  const there = <T>(name: string, value: T | undefined): T | undefined => (once(name) ? value : undefined);
  const names = certificate.subjectAltName?.map(alternativeName).join(", ").replace(/^$/, "<EMPTY>");
  const { basicConstraints: basic } = certificate;
  const key = once("authorityKeyIdentifier")?.value;
  return {
    version: String(certificate.version),
    serialNumber: certificate.serialNumber,
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    issuer: attributes(certificate.issuer),
    subject: attributes(certificate.subject),
    issuerLine: oneLine(certificate.issuer),
    subjectLine: oneLine(certificate.subject),
    signatureAlgorithm:
      SIGNATURES[certificate.signatureAlgorithm.name] ?? certificate.signatureAlgorithm.name,
    publicKeyAlgorithm: publicKey.algorithmName,
    publicKeyBits: publicKey.bits === undefined ? undefined : String(publicKey.bits),
    curve: CURVES[publicKey.description.replace("ECDSA ", "")],
    fingerprint: sha256,
    extensions: extensions.map(extensionLine).join("\n"),
    subjectAltName: there("subjectAltName", names),
    keyUsage: there("keyUsage", certificate.keyUsage?.map((usage) => KEY_USAGES[usage] ?? usage).join(", ")),
    extKeyUsage: there(
      "extKeyUsage",
      certificate.extKeyUsage?.map((purpose) => PURPOSES[purpose] ?? purpose).join(", "),
    ),
    basicConstraints: there(
      "basicConstraints",
      basic &&
        `CA:${basic.isCa ? "TRUE" : "FALSE"}${basic.pathLength === undefined ? "" : `, pathlen:${String(basic.pathLength)}`}`,
    ),
    subjectKeyIdentifier: there(
      "subjectKeyIdentifier",
      certificate.subjectKeyIdentifier && toHex(certificate.subjectKeyIdentifier),
    ),
    authorityKeyIdentifier: key && readKeyIdentifier(key),
    cRLDistributionPoints: there(
      "cRLDistributionPoints",
      certificate.crlDistributionPoints.map(generalName).join("\n"),
    ),
    authorityInfoAccess: there(
      "authorityInfoAccess",
      certificate.authorityInfoAccess
        .map(({ method, location }) => {
          const title = { ocsp: "OCSP", caIssuers: "CA Issuers" }[method] ?? method;
          return `${title} - ${generalName(location)}`;
        })
        .join("\n"),
    ),
    certificatePolicies: there(
      "certificatePolicies",
      certificate.certificatePolicies
        .map((policy) => (policy === "2.5.29.32.0" ? "X509v3 Any Policy" : policy))
        .join("\n"),
    ),
  };
}
