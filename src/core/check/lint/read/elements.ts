import { readElements, type Element } from "../../../asn1/element";
import { TAG } from "../../../asn1/tags";

/** Rules on encodings look at so many elements of a certificate at most: one with more has other problems. */
const MAX_ELEMENTS = 50_000;

/** Every element of a certificate in the order of its bytes, the DER inside extension values and public keys included. */
export function everyElement(certificate: Element, wrappers: readonly Element[]): Element[] {
  const found: Element[] = [];
  const inside = new Set(wrappers);
  const walk = (element: Element): void => {
    if (found.length >= MAX_ELEMENTS) return;
    found.push(element);
    if (element.constructed) for (const child of element.children) walk(child);
    else if (inside.has(element)) for (const child of wrapped(element)) walk(child);
  };
  walk(certificate);
  return found;
}

/** The elements inside an OCTET STRING or, behind its count of unused bits, a BIT STRING. */
function wrapped(element: Element): readonly Element[] {
  if (!element.is(TAG.bitString)) return element.inside.items;
  const { bytes, contentAt, contentEnd, depth } = element;
  const { items, fault } = readElements(bytes, contentAt + 1, contentEnd, depth + 1);
  return fault ? [] : items;
}
