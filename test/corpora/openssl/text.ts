import { isoTime } from "../../../src/core/asn1/time";
import { oidName } from "../../../src/core/asn1/oid";
import type { Fields } from "./fields";
import { EXTENSIONS } from "./names";

/** Takes apart what `openssl x509 -text` prints. Fields that are not in the text are not in the answer. */
export function fieldsOfText(text: string, names: "oid" | "short"): Fields {
  const first = (pattern: RegExp): string | undefined => pattern.exec(text)?.[1]?.trim();
  const found: Record<string, string | undefined> = {
    version: first(/Version: (\d+)/),
    serialNumber: serialNumber(text),
    notBefore: date(text, "Not Before"),
    notAfter: date(text, "Not After"),
    signatureAlgorithm: first(/Signature Algorithm: *(.+)/),
    publicKeyAlgorithm:
      PUBLIC_KEYS[first(/Public Key Algorithm: *(.+)/) ?? ""] ?? first(/Public Key Algorithm: *(.+)/),
    publicKeyBits: first(/Public-Key: \((\d+) bit/),
    curve: first(/ASN1 OID: *(.+)/),
    fingerprint: first(/sha256 Fingerprint=(.+)/i)
      ?.replaceAll(":", "")
      .toLowerCase(),
    ...(names === "oid"
      ? { issuer: attributes(text, "issuer"), subject: attributes(text, "subject") }
      : { issuerLine: line(text, "Issuer"), subjectLine: line(text, "Subject") }),
    ...extensionFields(text),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

const PUBLIC_KEYS: Readonly<Record<string, string>> = {
  "id-ecPublicKey": "ecPublicKey",
  dsaEncryption: "dsa",
  ED25519: "Ed25519",
};

function serialNumber(text: string): string | undefined {
  const found = /Serial Number:\s*(?:(-?)\d+ \(-?0x([0-9a-f]+)\)|(?:\(Negative\)())?\s*([0-9a-f:]+))/.exec(
    text,
  );
  if (!found) return undefined;
  const digits = (found[2] ?? found[4] ?? "").replaceAll(":", "");
  const negative = found[1] === "-" || found[3] !== undefined;
  return `${negative ? "-" : ""}${digits.length % 2 === 0 ? digits : `0${digits}`}`;
}

function date(text: string, label: string): string | undefined {
  const found = new RegExp(`${label} ?: (\\w{3}) +(\\d+) ([\\d:]+) (\\d+) GMT`).exec(text);
  if (!found) return undefined;
  const [, month = "", day = "", clock = "", year = ""] = found;
  // Date.parse takes a year of one or two digits for one of the last century.
  return isoTime(Date.parse(`${day} ${month} 2000 ${clock} GMT`))?.replace("2000", year.padStart(4, "0"));
}

/** `subject=` with an attribute a line below it. */
function attributes(text: string, label: string): string {
  const found = new RegExp(`^${label}=(?: ?\\n)?((?:(?: {4}.*)?\\n)*)`, "m").exec(text);
  return (found?.[1] ?? "")
    .split("\n")
    .filter((each) => each.startsWith("    "))
    .map((each) => each.slice(4))
    .join("\n");
}

/**
 * "C = US, CN = x". Older versions write no spaces around the sign, a slash before an e-mail address, quotation marks, and
 * bytes outside of ASCII as "\C3" or "\xC3".
 */
function line(text: string, label: string): string | undefined {
  const found = new RegExp(`^ +${label}: ?(.*)$`, "m").exec(text)?.[1];
  if (found === undefined) return undefined;
  const bytes = found.replace(/\\x?([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return new TextDecoder()
    .decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0)))
    .replace(/\/(\w+)=/g, ", $1=")
    .replace(/(^|, | \+ )([\w.]+) ?= ?/g, "$1$2 = ")
    .replace(/ = "([^"]*)"/g, " = $1")
    .replaceAll('\\"', '"');
}

interface ExtensionText {
  readonly title: string;
  readonly critical: boolean;
  readonly value: string;
}

function extensionTexts(text: string): ExtensionText[] | undefined {
  const found = /^( *)X509v3 extensions: *\n([\s\S]*?)(?:^ {4}Signature|(?![\s\S]))/m.exec(text);
  if (!found) return undefined;
  const indent = (found[1] ?? "").length + 4;
  const list: ExtensionText[] = [];
  for (const each of (found[2] ?? "").split("\n")) {
    const head = new RegExp(`^ {${String(indent)}}(\\S.*?): ?(critical)?\\s*$`).exec(each);
    if (head) list.push({ title: head[1] ?? "", critical: head[2] !== undefined, value: "" });
    else {
      const last = list.pop();
      if (last)
        list.push({
          ...last,
          value: `${last.value}${last.value === "" ? "" : "\n"}${each.slice(indent + 4)}`,
        });
    }
  }
  return list;
}

const OIDS = new Map(Object.entries(EXTENSIONS).map(([oid, title]) => [title, oid]));

function extensionFields(text: string): Record<string, string | undefined> {
  const list = extensionTexts(text);
  if (!list) return {};
  const named = list.map((each) => {
    const oid = OIDS.get(each.title);
    return { ...each, name: oid === undefined ? each.title : (oidName(oid) ?? oid) };
  });
  const value = (name: string): string | undefined => {
    const found = named.filter((each) => each.name === name);
    return found.length === 1 ? found[0]?.value.replace(/^\n+|\n+$/g, "") : undefined;
  };
  const lines = (name: string, pattern: RegExp): string | undefined =>
    value(name)
      ?.split("\n")
      .flatMap((each) => pattern.exec(each)?.[1]?.trim() ?? [])
      .join("\n");
  const hex = (found: string | undefined): string | undefined => found?.replaceAll(":", "").toLowerCase();
  const key = value("authorityKeyIdentifier");
  return {
    extensions: named.map(({ name, critical }) => `${name}${critical ? " critical" : ""}`).join("\n"),
    subjectAltName: value("subjectAltName"),
    keyUsage: value("keyUsage")?.trim(),
    extKeyUsage: value("extKeyUsage")?.trim(),
    basicConstraints: value("basicConstraints")?.trim(),
    subjectKeyIdentifier: hex(value("subjectKeyIdentifier"))?.trim(),
    authorityKeyIdentifier:
      key === undefined ? undefined : hex(/^(?:keyid:)?([0-9A-F:]+)$/m.exec(key)?.[1] ?? ""),
    cRLDistributionPoints: lines("cRLDistributionPoints", /^ *((?:URI|DirName|DNS|email|IP Address):.*)$/),
    authorityInfoAccess: lines("authorityInfoAccess", /^ *(\S.* - .*)$/),
    certificatePolicies: lines("certificatePolicies", /^ *Policy: (.*)$/),
  };
}
