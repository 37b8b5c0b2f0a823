import type { Type } from "./type";

/** A type that is used before it can be written, where structures hold one another; `define` says once what it is. */
export interface ForwardType extends Type {
  define(type: Type): void;
}

/** A promise of a type called `name`. Until it is defined it accepts nothing. */
export function forward(name: string): ForwardType {
  let type: Type | undefined;
  return {
    name,
    define(own) {
      type = own;
    },
    accepts: (element) => type?.accepts(element) === true,
    value: (element) => type?.value?.(element),
    display: (element) => type?.display?.(element) ?? "",
    trace(trace, element, place) {
      type?.trace(trace, element, place);
    },
    fill(trace, element, place) {
      type?.fill(trace, element, place);
    },
  };
}
