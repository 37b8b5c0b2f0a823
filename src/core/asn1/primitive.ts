import { concatAll } from "../bytes/concat";
import type { FieldValue } from "../fields/schema";
import { toHex } from "../bytes/hex";
import { bitsSet, decodeBitString } from "./bitString";
import type { Element } from "./element";
import { decodeSmallInteger, integerHex, integerValue } from "./integer";
import { decodeOid, displayOid } from "./oid";
import { decodeString, latin1, visible } from "./strings";
import { isStringTag, TAG } from "./tags";
import { decodeTime, displayTime } from "./time";
import { shortHex } from "./trace";

/** An element's content; of BER's constructed strings the parts' content one after another. */
export function contentOf(element: Element): Uint8Array {
  if (!element.constructed) return element.content;
  const parts: Uint8Array[] = [];
  const walk = (inner: Element): void => {
    for (const child of inner.children) {
      if (child.constructed) walk(child);
      else parts.push(child.content);
    }
  };
  walk(element);
  return concatAll(parts);
}

/** The typed value of content with the universal tag `tag`. */
export function valueOf(tag: number, content: Uint8Array): FieldValue {
  switch (tag) {
    case TAG.boolean:
      return content.length === 1 ? content[0] !== 0 : undefined;
    case TAG.integer:
    case TAG.enumerated:
      return integerValue(content);
    case TAG.oid:
      return decodeOid(content);
    case TAG.null:
      return undefined;
    case TAG.bitString: {
      const bits = decodeBitString(content);
      return bits && toHex(bits.bytes);
    }
    case TAG.utcTime:
    case TAG.generalizedTime:
      return decodeTime(tag, content);
    default:
      return isStringTag(tag) ? decodeString(tag, content).text : toHex(content);
  }
}

/** Content with the universal tag `tag` as a person reads it. */
export function displayOf(tag: number, content: Uint8Array): string {
  switch (tag) {
    case TAG.boolean:
      return content.length === 1 ? (content[0] === 0 ? "false" : "true") : shortHex(content);
    case TAG.integer:
    case TAG.enumerated: {
      const small = decodeSmallInteger(content);
      return small === undefined ? integerHex(content) : String(small);
    }
    case TAG.oid: {
      const dotted = decodeOid(content);
      return dotted === undefined ? `not an object identifier: ${shortHex(content)}` : displayOid(dotted);
    }
    case TAG.null:
      return "NULL";
    case TAG.bitString: {
      const bits = decodeBitString(content);
      return bits ? displayBits(bits.bytes, bits.unused) : shortHex(content);
    }
    case TAG.utcTime:
    case TAG.generalizedTime: {
      const time = decodeTime(tag, content);
      return time === undefined ? `not a time: ${visible(latin1(content))}` : displayTime(time);
    }
    default:
      return isStringTag(tag) ? visible(decodeString(tag, content).text) : shortHex(content);
  }
}

function displayBits(bytes: Uint8Array, unused: number): string {
  if (unused === 0) return shortHex(bytes);
  return `bits ${bitsSet(bytes.subarray(0, 32)).join(", ")}`;
}

/** The value of an element by its own tag. */
export function primitiveValue(element: Element, content: Uint8Array): FieldValue {
  return element.tagClass === 0 ? valueOf(element.tag, content) : toHex(content);
}

/** An element by its own tag, as a person reads it; under a context tag, text where it is plainly text. */
export function displayPrimitive(element: Element, content: Uint8Array): string {
  if (element.tagClass === 0) return displayOf(element.tag, content);
  const printable = content.length > 0 && content.every((byte) => byte >= 0x20 && byte < 0x7f);
  return printable ? latin1(content) : shortHex(content);
}

/** What is wrong with content that has the universal tag `tag`, if anything. */
export function checkPrimitive(tag: number, content: Uint8Array): string | undefined {
  switch (tag) {
    case TAG.boolean:
      return content.length === 1 ? undefined : `has ${String(content.length)} bytes, a BOOLEAN has 1`;
    case TAG.integer:
    case TAG.enumerated:
      return content.length > 0 ? undefined : "is empty, an INTEGER has at least 1 byte";
    case TAG.oid:
      return decodeOid(content) === undefined ? "is not an object identifier" : undefined;
    case TAG.null:
      return content.length === 0 ? undefined : `has ${String(content.length)} bytes, a NULL has none`;
    case TAG.bitString:
      return decodeBitString(content)
        ? undefined
        : "is no BIT STRING: its first byte counts unused bits, 0 to 7";
    case TAG.utcTime:
    case TAG.generalizedTime:
      return decodeTime(tag, content) === undefined
        ? `is not a time that can be read: "${visible(latin1(content.subarray(0, 40)))}"`
        : undefined;
    default: {
      const problem = isStringTag(tag) ? decodeString(tag, content).problem : undefined;
      return problem === undefined ? undefined : `is no proper string: ${problem}`;
    }
  }
}
