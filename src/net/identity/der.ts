import { readElement, Element } from "../../core/asn1/element";
import { decodeSmallInteger, unsigned } from "../../core/asn1/integer";
import { decodeOid, oidName } from "../../core/asn1/oid";
import { TAG } from "../../core/asn1/tags";
import { concat } from "../../core/bytes/concat";

/** A structure that is not what it should be. Stays inside this folder: whoever knows the file makes a sentence of it. */
export class MalformedDer extends Error {
  override readonly name = "MalformedDer";
}

/** The one element that `bytes` hold. Throws MalformedDer for anything else, also for bytes that end too early. */
export function wholeElement(bytes: Uint8Array): Element {
  const element = readElement(bytes, 0, bytes.length);
  if (!(element instanceof Element) || element.cut) throw new MalformedDer("not a whole DER element");
  return element;
}

/** Child number `index` with this universal tag. */
export function child(parent: Element | undefined, index: number, tag: number): Element {
  const found = parent?.children[index];
  if (!found?.is(tag)) throw new MalformedDer(`part ${String(index)} is missing or of another type`);
  return found;
}

export const sequenceIn = (parent: Element | undefined, index: number): Element =>
  child(parent, index, TAG.sequence);

/** What stands in the context-specific tag `[tag]` at `index`. */
export function tagged(parent: Element | undefined, index: number, tag: number): Element {
  const found = parent?.children[index];
  if (!found?.isContext(tag)) throw new MalformedDer(`part ${String(index)} is missing or of another type`);
  return found;
}

/** The content of an OCTET STRING, also of one that BER cut into pieces (X.690 §8.7.3). */
export function octets(element: Element): Uint8Array {
  return element.constructed ? concat(...element.children.map(octets)) : element.content;
}

/** A name for the OBJECT IDENTIFIER at `index`, or its dotted numbers. */
export function oidIn(parent: Element | undefined, index: number): string {
  const dotted = decodeOid(child(parent, index, TAG.oid).content);
  if (dotted === undefined) throw new MalformedDer("a malformed OBJECT IDENTIFIER");
  return oidName(dotted) ?? dotted;
}

/** A small INTEGER, not negative. */
export function smallIn(parent: Element | undefined, index: number): number {
  const value = decodeSmallInteger(child(parent, index, TAG.integer).content);
  if (value === undefined || value < 0) throw new MalformedDer("a number out of range");
  return value;
}

/** An unsigned INTEGER's magnitude. */
export function magnitudeIn(parent: Element | undefined, index: number): Uint8Array {
  return unsigned(child(parent, index, TAG.integer).content);
}
