import { gaps } from "../gaps";
import type { FormContext, LocatedObject, TextForm } from "./form";

export { base64 } from "./base64";
export { Base64Value } from "./base64Value";
export type { Stretch } from "../gaps";
export type { Carried, LocatedObject, ObjectForm, TextForm } from "./form";
export { hex } from "./hex";
export { namesOf } from "./name";
export { pem } from "./pem";
export { shiftRuns } from "./runs";

/**
 * Every object of a text, in its order and apart, located and not read. What one of the `forms` has found is no other's.
 * `isObject` says whether bytes, of which there may be more, are a certificate, a key or the like. Linear in the text's
 * length; never throws.
 */
export function locateObjects(
  text: string,
  forms: readonly TextForm[],
  isObject: FormContext["isObject"],
  depth = 0,
): LocatedObject[] {
  const context: FormContext = {
    isObject,
    depth,
    locate: (inner) => locateObjects(inner, forms, isObject, depth + 1),
  };
  let found: LocatedObject[] = [];
  for (const form of forms) {
    const more = form.locate(text, gaps(text.length, found), context);
    if (more.length > 0) found = [...found, ...more].sort((a, b) => a.start - b.start);
  }
  return found;
}
