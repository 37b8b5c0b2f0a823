import { readElement, Element } from "../asn1/element";
import { decodeSmallInteger, unsigned } from "../asn1/integer";
import { decodeOid, oidName } from "../asn1/oid";
import { contentOf } from "../asn1/primitive";
import { TAG, tagName } from "../asn1/tags";

/**
 * A structure that is not what it should be, at byte `at` of the bytes that its elements were read from. Whoever knows
 * the file makes a sentence of it.
 */
export class MalformedDer extends Error {
  override readonly name = "MalformedDer";
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

/** The one element that `bytes` hold from `start` on. Throws MalformedDer for anything else, also for bytes that end too early. */
export function wholeElement(bytes: Uint8Array, start = 0, end = bytes.length): Element {
  const element = readElement(bytes, start, end);
  if (!(element instanceof Element)) throw new MalformedDer(element.message, element.at);
  if (element.cut)
    throw new MalformedDer(
      `${tagName(element)} is longer than what is left of the bytes`,
      Math.min(element.lengthAt, end),
    );
  return element;
}

/** Children of a SEQUENCE or SET, or MalformedDer where they cannot all be read. */
export function wholeChildren(parent: Element): readonly Element[] {
  const { items, fault } = parent.inside;
  if (fault) throw new MalformedDer(fault.message, fault.at);
  return items;
}

/** Child number `index` with this universal tag. */
export function child(parent: Element | undefined, index: number, tag: number): Element {
  const found = parent?.children[index];
  if (!found?.is(tag)) throw wrongPart(parent, found, tagName({ tagClass: 0, tag }));
  return found;
}

export const sequenceIn = (parent: Element | undefined, index: number): Element =>
  child(parent, index, TAG.sequence);

/** What stands in the context-specific tag `[tag]` at `index`. */
export function tagged(parent: Element | undefined, index: number, tag: number): Element {
  const found = parent?.children[index];
  if (!found?.isContext(tag)) throw wrongPart(parent, found, `[${String(tag)}]`);
  return found;
}

function wrongPart(parent: Element | undefined, found: Element | undefined, wanted: string): MalformedDer {
  return found
    ? new MalformedDer(`${wanted} is expected, and here stands ${tagName(found)}`, found.start)
    : new MalformedDer(`${wanted} is missing`, parent?.contentEnd ?? 0);
}

/** The content of an OCTET STRING, also of one that BER cut into pieces (X.690 §8.7.3). */
export function octets(element: Element): Uint8Array {
  return contentOf(element);
}

/** The OBJECT IDENTIFIER at `index` as dotted numbers. */
export function dottedIn(parent: Element | undefined, index: number): string {
  const element = child(parent, index, TAG.oid);
  const dotted = decodeOid(element.content);
  if (dotted === undefined) throw new MalformedDer("a malformed OBJECT IDENTIFIER", element.start);
  return dotted;
}

/** A name for the OBJECT IDENTIFIER at `index`, or its dotted numbers. */
export function oidIn(parent: Element | undefined, index: number): string {
  return nameOf(dottedIn(parent, index));
}

/** The name of an object identifier, or its dotted numbers. */
export function nameOf(dotted: string): string {
  return oidName(dotted) ?? dotted;
}

/** A small INTEGER, not negative. */
export function smallIn(parent: Element | undefined, index: number): number {
  const element = child(parent, index, TAG.integer);
  const value = decodeSmallInteger(element.content);
  if (value === undefined || value < 0) throw new MalformedDer("a number out of range", element.start);
  return value;
}

/** An unsigned INTEGER's magnitude. */
export function magnitudeIn(parent: Element | undefined, index: number): Uint8Array {
  return unsigned(child(parent, index, TAG.integer).content);
}
