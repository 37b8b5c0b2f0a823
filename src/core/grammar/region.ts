import type { Reader } from "../bytes/reader";
import { count, DecodeError } from "../bytes/reader";
import type { Tracer } from "../fields/tracer";

/** A DecodeError whose finding was written already; the regions around it only stop. */
class ReportedError extends DecodeError {}

/**
 * Traces what stands in the next `length` bytes of `reader`. Whatever goes wrong in there is reported once, at its
 * byte, and the rest of the region becomes raw bytes. Afterwards `reader` stands behind the region; when the
 * region was cut short (fewer bytes are left than `length` says), the error goes on to the region around it.
 */
export function traceRegion(
  reader: Reader,
  length: number,
  what: string,
  tracer: Tracer,
  body: (inner: Reader) => void,
): void {
  const short = length > reader.remaining;
  const at = reader.offset;
  const inner = reader.within(Math.min(length, reader.remaining), what);
  let broken: DecodeError | undefined;
  try {
    body(inner);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    broken = error;
  }
  if (broken && !short && !(broken instanceof ReportedError))
    tracer.malformed(broken.message, broken.at, inner.end);
  if (!broken && inner.remaining > 0 && !short) {
    tracer.malformed(`${count(inner.remaining)} left over at the end of ${what}`, inner.offset, inner.end);
  }
  tracer.raw(inner.offset, inner.end);
  inner.offset = inner.end;
  if (!short) return;
  const left = inner.end - at;
  const message = `${what} says ${count(length)}, ${left === 0 ? "none" : String(left)} ${left === 1 ? "is" : "are"} left`;
  if (!(broken instanceof ReportedError)) tracer.malformed(message, at, inner.end);
  throw new ReportedError(message, at);
}
