import { bitsSet, decodeBitString } from "../../asn1/bitString";
import type { Element } from "../../asn1/element";
import { TAG } from "../../asn1/tags";
import { toHex } from "../../bytes/hex";
import { primitive } from "../../asn1/types";
import type { Type } from "../../asn1/type";

/** The names of the bits that are set; "bit 9" for one without a name. At most 64 bits are looked at. */
export function readNamedBits(element: Element, names: readonly string[]): string[] {
  const bits = decodeBitString(element.content);
  return bits ? bitsSet(bits.bytes.subarray(0, 8)).map((bit) => names[bit] ?? `bit ${String(bit)}`) : [];
}

/** A BIT STRING whose bits have names. */
export function namedBits(names: readonly string[]): Type {
  return primitive("a BIT STRING", [TAG.bitString], {
    display: (element) => readNamedBits(element, names).join(", ") || "none",
    value: ({ content }) => toHex(content.subarray(1)),
  });
}
