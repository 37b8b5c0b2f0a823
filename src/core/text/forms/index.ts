import { base64 } from "./base64";
import type { FormContext, LocatedObject, Stretch, TextForm } from "./form";
import { pem } from "./pem";

export type { Carried, LocatedObject, ObjectForm, Stretch } from "./form";
export { namesOf } from "./name";
export { shiftRuns } from "./runs";

/** Ways of writing objects, the more telling ones first: what one has found is no other's. A new one is a file and a row. */
const FORMS: readonly TextForm[] = [pem, base64];

/**
 * Every object of a text, in its order and apart, located and not read. `isObject` says whether bytes, of which there may
 * be more, are a certificate, a key or the like. Linear in the text's length; never throws.
 */
export function locateObjects(text: string, isObject: FormContext["isObject"], depth = 0): LocatedObject[] {
  const context: FormContext = {
    isObject,
    depth,
    locate: (inner) => locateObjects(inner, isObject, depth + 1),
  };
  let found: LocatedObject[] = [];
  for (const form of FORMS) {
    const more = form.locate(text, gaps(text.length, found), context);
    if (more.length > 0) found = [...found, ...more].sort((a, b) => a.start - b.start);
  }
  return found;
}

/** What lies between the objects, which are in order and apart (neighbours in base64 may share a character). */
function gaps(length: number, objects: readonly Stretch[]): Stretch[] {
  const free: Stretch[] = [];
  let at = 0;
  for (const { start, end } of objects) {
    if (start > at) free.push({ start: at, end: start });
    at = Math.max(at, end);
  }
  if (length > at) free.push({ start: at, end: length });
  return free;
}
