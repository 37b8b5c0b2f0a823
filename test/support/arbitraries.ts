import fc from "fast-check";
import { PRE_MASTER_SECRET, SHARED_SECRET } from "../../src/core/capture/secretLabels";
import type { KeyLogEntry } from "../../src/core/inspection";
import type { WireChunk, WireLog } from "../../src/core/session/wireLog";

/** A change to some bytes. */
export type Change =
  | { readonly kind: "set"; readonly at: number; readonly byte: number }
  | { readonly kind: "cut"; readonly at: number; readonly length: number }
  | { readonly kind: "insert"; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: "repeat"; readonly at: number; readonly length: number };

/** Changes whose places are fractions of the input, so that they fit inputs of any length. */
export const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("set" as const), at: fraction(), byte: fc.nat(255) }),
    fc.record({ kind: fc.constant("cut" as const), at: fraction(), length: fc.nat(40) }),
    fc.record({
      kind: fc.constant("insert" as const),
      at: fraction(),
      bytes: fc.uint8Array({ maxLength: 12 }),
    }),
    fc.record({ kind: fc.constant("repeat" as const), at: fraction(), length: fc.nat(300) }),
  ),
  { maxLength: 6 },
);

function fraction(): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: 9999 }).map((n) => n / 10000);
}

/** `bytes` with these changes made to it, one after another. */
export function changed(bytes: Uint8Array, made: readonly Change[]): Uint8Array {
  return made.reduce<Uint8Array>((current, change) => {
    const at = Math.floor(change.at * current.length);
    switch (change.kind) {
      case "set": {
        const copy = current.slice();
        if (copy.length > 0) copy[at] = change.byte;
        return copy;
      }
      case "cut":
        return join(current.subarray(0, at), current.subarray(at + change.length));
      case "insert":
        return join(current.subarray(0, at), change.bytes, current.subarray(at));
      case "repeat":
        return join(current.subarray(0, at + change.length), current.subarray(at));
    }
  }, bytes);
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** Bytes that look like records more often than chance has it, and sometimes hold handshake messages. */
export const recordish: fc.Arbitrary<Uint8Array> = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: record(messageish()) },
      { weight: 3, arbitrary: record(fc.uint8Array({ maxLength: 40 })) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 12 }) },
    ),
    { maxLength: 12 },
  )
  .map((parts) => join(...parts));

function record(fragment: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> {
  const type = fc.constantFrom(20, 21, 22, 22, 22, 22, 23, 23, 24, 25, 99);
  return fc
    .tuple(
      type,
      fc.constantFrom(0, 1, 2, 3, 3, 3, 4),
      fragment,
      fc.integer({ min: -2, max: 3 }),
      fc.boolean(),
    )
    .map(([code, minor, bytes, off, wrong]) => {
      const length = Math.max(0, bytes.length + (wrong && off > 1 ? off : 0));
      return join(Uint8Array.of(code, 3, minor, length >> 8, length & 255), bytes);
    });
}

function messageish(): fc.Arbitrary<Uint8Array> {
  const type = fc.constantFrom(0, 1, 2, 4, 5, 8, 11, 12, 13, 14, 15, 16, 20, 22, 24, 25, 99);
  const one = fc
    .tuple(type, fc.uint8Array({ maxLength: 80 }), fc.constantFrom(0, 0, 0, 0, 1, 70000))
    .map(([code, body, off]) => {
      const length = body.length + off;
      return join(Uint8Array.of(code, (length >> 16) & 255, (length >> 8) & 255, length & 255), body);
    });
  return fc
    .tuple(fc.array(one, { minLength: 1, maxLength: 3 }), fc.option(fc.nat(60), { nil: undefined }))
    .map(([messages, cut]) => join(...messages).subarray(0, cut));
}

const LABELS = [
  "CLIENT_RANDOM",
  "CLIENT_EARLY_TRAFFIC_SECRET",
  "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
  "SERVER_HANDSHAKE_TRAFFIC_SECRET",
  "CLIENT_TRAFFIC_SECRET_0",
  "SERVER_TRAFFIC_SECRET_0",
  "EXPORTER_SECRET",
  SHARED_SECRET,
  PRE_MASTER_SECRET,
  "NONSENSE",
] as const;

/** Key logs for these client randoms (and for others), with secrets of right and wrong lengths. */
export function keyLogs(randoms: readonly Uint8Array[]): fc.Arbitrary<KeyLogEntry[]> {
  const random = fc.oneof(
    ...(randoms.length > 0 ? [fc.constantFrom(...randoms)] : []),
    fc.uint8Array({ maxLength: 33 }),
  );
  const secret = fc.oneof(
    fc.uint8Array({ minLength: 32, maxLength: 32 }),
    fc.uint8Array({ minLength: 48, maxLength: 48 }),
    fc.uint8Array({ maxLength: 70 }),
  );
  return fc.array(fc.record({ label: fc.constantFrom(...LABELS), clientRandom: random, secret }), {
    maxLength: 12,
  });
}

/** The same log with its chunks cut into pieces, each at most `size` bytes long. */
export function sliced(log: WireLog, size: number): WireLog {
  const chunks = log.chunks.flatMap((chunk): WireChunk[] =>
    Array.from({ length: Math.ceil(chunk.bytes.length / size) }, (_, i) => ({
      ...chunk,
      bytes: chunk.bytes.subarray(i * size, (i + 1) * size),
    })),
  );
  return { ...log, chunks };
}
