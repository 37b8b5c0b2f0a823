import { integerOf, leaf } from "./scalars";
import type { Type } from "./type";

/** Names of a code point registry. */
export type Names = Readonly<Record<number, string>>;

/** A registry of code points: an enum of the presentation language that keeps values it does not know. */
export interface CodePoints extends Type<number> {
  /** The registered name, "GREASE" for a value of RFC 8701, or "unknown". */
  name(value: number): string;
  /** As a person reads it: "TLS_AES_128_GCM_SHA256 (0x1301)", "unknown (0x9999, 39321)". */
  display(value: number): string;
}

/** Whether a 16-bit value is one of RFC 8701 §2's: 0x0A0A, 0x1A1A, … 0xFAFA. */
export function isGrease16(value: number): boolean {
  return (value & 0x0f0f) === 0x0a0a && value >> 8 === (value & 0xff);
}

/** Makes a registry of values `length` bytes wide. */
export function codePoints(length: 1 | 2, names: Names): CodePoints {
  const name = (value: number): string =>
    names[value] ?? (length === 2 && isGrease16(value) ? "GREASE" : "unknown");
  const display = (value: number): string => {
    const hex = `0x${value.toString(16).padStart(length * 2, "0")}`;
    return name(value) === "unknown" ? `unknown (${hex}, ${String(value)})` : `${name(value)} (${hex})`;
  };
  const type = leaf(
    { value: integerOf, display: (bytes) => display(integerOf(bytes)) },
    (reader) => reader.uint(length, "a code point"),
    (writer, value: number) => {
      writer.uint(value, length);
    },
    { size: length },
  );
  return { ...type, name, display };
}
