import type { Element } from "./element";
import { readElements } from "./element";
import { displayPrimitive, primitiveValue, contentOf } from "./primitive";
import { decodeBitString } from "./bitString";
import { tagName, TAG } from "./tags";
import { rowAt, type Place, type Reading, type Trace, UNUSED_BITS_ROW, VALUE_ROW } from "./trace";
import { makeType, labelOf, type Type } from "./type";

const generic: Reading = {
  display: (element) =>
    element.constructed ? partsText(element.children.length) : displayPrimitive(element, contentOf(element)),
  value: (element) => (element.constructed ? undefined : primitiveValue(element, contentOf(element))),
};

/** Of an element that may be a part of a private key. */
const hidden: Reading = {};

const GENERIC_PLACE: Place = { key: "asn1.element", label: tagName };

function partsText(parts: number): string {
  return `${String(parts)} ${parts === 1 ? "element" : "elements"}`;
}

/** Writes an element of unknown meaning by its tags alone. */
export function traceGeneric(trace: Trace, element: Element, place = GENERIC_PLACE): void {
  trace.row(rowAt(place, trace.secret ? hidden : generic), element, () => {
    fillGeneric(trace, element, place);
  });
}

/** Writes the parts of an element of unknown meaning into the open row. */
export function fillGeneric(trace: Trace, element: Element, place = GENERIC_PLACE): void {
  trace.frame(element, labelOf(place, element), () => {
    if (element.constructed) {
      for (const child of element.children) traceGeneric(trace, child);
      trace.rest(element.inside, element.contentEnd);
      return;
    }
    const bits = element.is(TAG.bitString) && element.contentEnd > element.contentAt ? 1 : 0;
    if (bits === 1) trace.leaf(UNUSED_BITS_ROW, element.contentAt, element.contentAt + 1);
    const nested = nestedDer(element, bits);
    if (nested) traceGeneric(trace, nested);
    else trace.leaf(VALUE_ROW, element.contentAt + bits, element.contentEnd);
  });
}

/** The DER that an OCTET STRING or BIT STRING holds, if it is plainly that: one constructed element, whole at every depth. */
function nestedDer(element: Element, skip: number): Element | undefined {
  const holds =
    element.is(TAG.octetString) ||
    (element.is(TAG.bitString) && decodeBitString(element.content)?.unused === 0);
  if (!holds || element.cut) return undefined;
  const { items, fault } = readElements(
    element.bytes,
    element.contentAt + skip,
    element.contentEnd,
    element.depth + 1,
  );
  const [only] = items;
  if (!only || items.length > 1 || fault || !only.constructed || only.tagClass !== 0) return undefined;
  return isWhole(only) ? only : undefined;
}

function isWhole(element: Element): boolean {
  if (element.cut) return false;
  if (!element.constructed) return true;
  return element.inside.fault === undefined && element.children.every(isWhole);
}

/** Any element: shown by its tags. */
export const any: Type = makeType({
  ...generic,
  name: "an element",
  accepts: () => true,
  fill: fillGeneric,
});
