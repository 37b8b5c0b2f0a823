import type { Element } from "./element";
import { rowAt, type Place, type Reading, type Trace } from "./trace";

/** An ASN.1 type laid over elements: which it accepts, what rows it writes, how it reads to a person. */
export interface Type extends Reading {
  /** What messages call it: "a SEQUENCE", "a time". */
  readonly name: string;
  accepts(element: Element): boolean;
  /** Writes the row of `element` at `place`, with the rows of its parts. */
  trace(trace: Trace, element: Element, place: Place): void;
  /** Writes the parts (tag, length, content) into the open row, for a structure that shares its row with its wrapper. */
  fill(trace: Trace, element: Element, place: Place): void;
}

/** What a type is made of when its row is nothing special. */
export type TypeParts = Omit<Type, "trace">;

/** A type with a row of its own. */
export function makeType(parts: TypeParts): Type {
  const type: Type = {
    ...parts,
    trace(trace, element, place) {
      trace.row(rowAt(place, type), element, () => {
        type.fill(trace, element, place);
      });
    },
  };
  return type;
}

/** A place's label for a message. */
export function labelOf(place: Place, element: Element): string {
  return typeof place.label === "string" ? place.label : place.label(element);
}
