import { toHex } from "../bytes/hex";
import { Reader } from "../bytes/reader";
import { defineField } from "../fields/schema";
import { oneLine } from "../words/visible";
import { decodeModifiedUtf8 } from "./javaText";

// The rows of a Java keystore (sun.security.provider.JavaKeyStore and com.sun.crypto.provider.JceKeyStore).

const number = (bytes: Uint8Array): number => new Reader(bytes).uint(bytes.length, "a number");

/** ISO 8601 of milliseconds since 1970; undefined for a time that no calendar has. */
export function dateText(milliseconds: number): string | undefined {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

const ENTRY_KINDS: Readonly<Record<number, string>> = {
  1: "Private Key",
  2: "Trusted Certificate",
  3: "Secret Key",
};

/** The text behind a length of two bytes. */
const prefixed = (bytes: Uint8Array): string => oneLine(decodeModifiedUtf8(bytes.subarray(2)));

export const KEYSTORE = defineField({ key: "jks", label: "Java Keystore" });
export const MAGIC = defineField({
  key: "jks.magic",
  label: "Magic Number",
  value: (bytes) => toHex(bytes),
  display: (bytes) => `${number(bytes) === 0xcececece ? "JCEKS" : "JKS"} (0x${toHex(bytes)})`,
});
export const VERSION = defineField({ key: "jks.version", label: "Version", value: number });
export const COUNT = defineField({ key: "jks.count", label: "Number of Entries", value: number });
export const ENTRY = defineField({
  key: "jks.entry",
  label: "Entry",
  display: (bytes) => {
    const kind = ENTRY_KINDS[bytes.length < 4 ? 0 : number(bytes.subarray(0, 4))] ?? "";
    const length = bytes.length < 6 ? 0 : number(bytes.subarray(4, 6));
    return `${kind} “${prefixed(bytes.subarray(4, 6 + length))}”`;
  },
});
export const TAG = defineField({
  key: "jks.entry.tag",
  label: "Kind",
  value: number,
  display: (bytes) => `${ENTRY_KINDS[number(bytes)] ?? "unknown"} (${String(number(bytes))})`,
});
export const ALIAS = defineField({
  key: "jks.entry.alias",
  label: "Alias",
  value: prefixed,
});
export const DATE = defineField({
  key: "jks.entry.creationDate",
  label: "Creation Date",
  value: (bytes) => {
    const high = number(bytes.subarray(0, 4)) | 0;
    return dateText(high * 2 ** 32 + number(bytes.subarray(4, 8)));
  },
});
export const KEY = defineField({ key: "jks.entry.key", label: "Protected Private Key (not shown)" });
export const SECRET_KEY = defineField({ key: "jks.entry.secretKey", label: "Sealed Secret Key (not shown)" });
export const CHAIN_LENGTH = defineField({
  key: "jks.entry.chainLength",
  label: "Certificates in the Chain",
  value: number,
});
export const CERTIFICATE = defineField({ key: "jks.entry.certificate", label: "Certificate Entry" });
export const CERTIFICATE_TYPE = defineField({
  key: "jks.entry.certificate.type",
  label: "Certificate Type",
  value: prefixed,
});
export const INTEGRITY = defineField({
  key: "jks.integrity",
  label: "Integrity Hash",
  value: (bytes) => toHex(bytes),
  display: (bytes) => toHex(bytes),
});
export const LENGTH = defineField({ key: "jks.length", label: "Length", minor: true, value: number });
export const TEXT = defineField({
  key: "jks.text",
  label: "Text",
  minor: true,
  display: (bytes) => oneLine(decodeModifiedUtf8(bytes)),
});
