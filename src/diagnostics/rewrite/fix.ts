import type { ObjectFix, PlacedObject } from "../../core/check/objects";
import { findTextObjects } from "../../core/inspect/objects";
import { carrierAt, type Carrier } from "./carrier";
import { applyEdits, insertEdits, removeEdits, reorderEdits, toBase64, type TextEdit } from "./edits";

/**
 * The edits that make a fix, in the form in which the objects stand; empty where that form cannot hold what the fix asks
 * for. `issuer` is the DER of the certificate that an "addIssuer" adds.
 */
export function fixEdits(
  text: string,
  objects: readonly PlacedObject[],
  fix: ObjectFix,
  issuer?: Uint8Array,
): TextEdit[] {
  const position = fix.kind === "reorder" ? fix.places[0] : fix.kind === "remove" ? fix.object : fix.of;
  const object = position === undefined ? undefined : objects[position];
  if (!object) return [];
  if (object.form === "PEM") return plainEdits(text, objects, fix, issuer);
  const carrier = carrierAt(text, object.start, object.end);
  const inner: readonly PlacedObject[] = carrier ? findTextObjects(carrier.inner) : [];
  if (!carrier || !inner.some(({ form }) => form === "PEM")) return valueEdits(text, objects, fix, issuer);
  return carriedEdits(carrier, inner, objects, fix, issuer);
}

function plainEdits(
  text: string,
  objects: readonly PlacedObject[],
  fix: ObjectFix,
  issuer: Uint8Array | undefined,
): TextEdit[] {
  switch (fix.kind) {
    case "reorder":
      return reorderEdits(text, objects, fix.places, fix.order);
    case "remove":
      return removeEdits(text, objects, fix.object);
    case "addIssuer":
      return issuer ? insertEdits(text, objects, fix.of, issuer) : [];
  }
}

/** The fix made in a text that stands in base64: the whole value is written again. */
function carriedEdits(
  carrier: Carrier,
  inner: readonly PlacedObject[],
  objects: readonly PlacedObject[],
  fix: ObjectFix,
  issuer: Uint8Array | undefined,
): TextEdit[] {
  const first = objects.findIndex(({ start, end }) => start < carrier.end && end > carrier.start);
  const own = objects.filter(({ start, end }) => start < carrier.end && end > carrier.start);
  if (first < 0 || own.length !== inner.length) return [];
  const shifted = shift(fix, first);
  const edits = plainEdits(carrier.inner, inner, shifted, issuer);
  if (edits.length === 0) return [];
  return [{ start: carrier.start, end: carrier.end, text: carrier.encode(applyEdits(carrier.inner, edits)) }];
}

function shift(fix: ObjectFix, by: number): ObjectFix {
  switch (fix.kind) {
    case "reorder":
      return { ...fix, places: fix.places.map((n) => n - by), order: fix.order.map((n) => n - by) };
    case "remove":
      return { ...fix, object: fix.object - by };
    case "addIssuer":
      return { ...fix, of: fix.of - by };
  }
}

/** Values of DER, one certificate each: items of a list can change places, and a list can take one more. */
function valueEdits(
  text: string,
  objects: readonly PlacedObject[],
  fix: ObjectFix,
  issuer: Uint8Array | undefined,
): TextEdit[] {
  if (fix.kind === "reorder")
    return fix.places.flatMap((place, i) => {
      const [to, from] = [objects[place], objects[fix.order[i] ?? place]];
      return to && from && to !== from
        ? [{ start: to.start, end: to.end, text: text.slice(from.start, from.end) }]
        : [];
    });
  if (fix.kind === "remove") return removeEdits(text, objects, fix.object);
  const object = objects[fix.of];
  const quote = object && text.charAt(object.start - 1);
  if (!object || !issuer || object.form !== "DER in base64" || !quote || !`"'`.includes(quote)) return [];
  // Only a list has room for another value: its bracket opens before this one, with nothing but values between.
  const before = text.slice(Math.max(0, object.start - (1 << 16)), object.start);
  const list = /\[(?:\s*["'][A-Za-z0-9+/=_-]*["']\s*,)*(\s*)["']$/.exec(before);
  if (!list) return [];
  return [
    {
      start: object.end,
      end: object.end,
      text: `${quote},${list[1] === "" ? " " : (list[1] ?? " ")}${quote}${toBase64(issuer)}`,
    },
  ];
}
