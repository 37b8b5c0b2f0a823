import { count } from "../../bytes/reader";
import { opaqueVector, type Context, type Type } from "../../grammar";

type DerKind = Parameters<NonNullable<Context["der"]>>[0];

const DER = {
  display: (bytes: Uint8Array): string => (bytes.length === 0 ? "(empty)" : count(bytes.length)),
};

/** A byte string that holds DER: its rows come from the context's DER decoder, where there is one. */
export function derVector(lengthBytes: 1 | 2 | 3, kind: DerKind, min = 0): Type<Uint8Array> {
  return opaqueVector(lengthBytes, min, undefined, DER, (reader, context, tracer) => {
    const { offset: start, end } = reader;
    context.der?.(kind, tracer, reader.bytes, start, end);
  });
}
