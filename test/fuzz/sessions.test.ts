import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toJson } from "../../src/core/inspect/json";
import type { WireLog } from "../../src/core/session/wireLog";
import { changed, changes, keyLogs, recordish, sliced } from "../support/arbitraries";
import { testProvider } from "../support/provider";
import { RFC8448_TRACES } from "../support/rfc8448";
import { wireLogOf } from "../support/rfc8448Log";
import { inspectAll, sayings, unsound } from "../support/soundness";

const sides = fc.constantFrom("client" as const, "server" as const);
const LOGS = Object.values(RFC8448_TRACES).map(wireLogOf);

/** Where Client Hellos in these bytes may have their randoms: behind each record header with a message header. */
function randomsIn(chunks: WireLog["chunks"]): Uint8Array[] {
  return chunks.flatMap(({ bytes }) => (bytes.length >= 43 ? [bytes.slice(11, 43)] : []));
}

/** What must hold of any log; throws what does not. */
function holds(log: WireLog): void {
  const inspection = inspectAll(log);
  expect(unsound(inspection)).toEqual([]);
  expect(toJson(inspectAll(log))).toEqual(toJson(inspection));
  const whole = sayings(log);
  for (const size of [1, 7]) expect(sayings(sliced(log, size))).toEqual(whole);
}

describe(`sessions (${testProvider.name} provider)`, () => {
  it("of anything that looks a little like records are sound, in any slices", () => {
    const logs = fc
      .array(fc.record({ from: sides, bytes: recordish }), { maxLength: 8 })
      .chain((chunks) => keyLogs(randomsIn(chunks)).map((keyLog): WireLog => ({ chunks, keyLog })));
    fc.assert(fc.property(logs, holds), { numRuns: 400 });
  });

  it("of RFC 8448's traces are sound after whatever was done to their bytes and secrets", () => {
    expect(LOGS.length).toBe(5);
    const logs = fc.constantFrom(...LOGS).chain((log) =>
      fc
        .tuple(
          fc.array(fc.tuple(fc.nat(log.chunks.length - 1), changes), { maxLength: 3 }),
          fc.subarray([...log.keyLog]),
          keyLogs(log.keyLog.slice(0, 1).map(({ clientRandom }) => clientRandom)),
          fc.boolean(),
        )
        .map(([edits, kept, more, first]): WireLog => {
          const chunks = log.chunks.map((chunk, i) => ({
            ...chunk,
            bytes: edits
              .filter(([at]) => at === i)
              .reduce<Uint8Array>((bytes, [, made]) => changed(bytes, made), chunk.bytes),
          }));
          return { chunks, keyLog: first ? [...more, ...kept] : [...kept, ...more] };
        }),
    );
    fc.assert(fc.property(logs, holds), { numRuns: 250 });
  });

  it("of RFC 8448's records in another order, or doubled, or by the other side, are sound", () => {
    const logs = fc.constantFrom(...LOGS).chain((log) =>
      fc
        .array(fc.tuple(fc.constantFrom(...log.chunks), fc.integer({ min: 0, max: 9 })), { maxLength: 20 })
        .map((picked): WireLog => ({
          keyLog: log.keyLog,
          chunks: picked.map(([chunk, flip]) => ({
            ...chunk,
            from: flip > 0 ? chunk.from : chunk.from === "client" ? "server" : "client",
          })),
        })),
    );
    fc.assert(fc.property(logs, holds), { numRuns: 250 });
  });
});
