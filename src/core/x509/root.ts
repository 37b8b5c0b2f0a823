import { defineField } from "../fields/schema";
import type { Tracer } from "../fields/tracer";
import { readElements } from "../asn1/element";
import { traceGeneric } from "../asn1/generic";
import { tagName } from "../asn1/tags";
import { Trace, type Place } from "../asn1/trace";
import type { Type } from "../asn1/type";

const UNREADABLE = defineField({ key: "asn1", label: "ASN.1" });

/**
 * Writes the rows of the one structure that `bytes` hold from `start` to `end`: exactly one row at the top, whose leaves
 * hold each byte once. What is no such structure is reported. With `secret`, no row shows the bytes of an element.
 * Returns the row.
 */
export function traceRoot(
  tracer: Tracer,
  bytes: Uint8Array,
  start: number,
  end: number,
  type: Type,
  place: Place,
  secret = false,
): number {
  const trace = new Trace(tracer, secret);
  const elements = readElements(bytes, start, end);
  const [first, ...more] = elements.items;
  const row = tracer.table.length;
  if (first && more.length === 0 && first.end === end && type.accepts(first)) {
    type.trace(trace, first, place);
    return row;
  }
  // Something is wrong: a row around everything keeps it together.
  tracer.open(UNREADABLE, start);
  const label = typeof place.label === "string" ? place.label : "The structure";
  if (first) {
    if (type.accepts(first)) type.trace(trace, first, place);
    else {
      trace.problem(`${label} is ${type.name}, and here stands ${tagName(first)}`, first.start, first.end);
      traceGeneric(trace, first);
    }
    if (first.end < end) {
      trace.problem(`${String(end - first.end)} bytes follow the end of ${label}`, first.end, end);
      trace.raw(first.end, end);
    }
  } else {
    if (elements.fault) trace.fault(elements.fault);
    else trace.problem(`${label} is empty`, start, end);
    trace.raw(start, end);
  }
  tracer.close(row, end);
  return row;
}
