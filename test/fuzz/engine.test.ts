import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createClient } from "../../src/core/engine/client";
import { defaultOffer } from "../../src/core/engine/defaults";
import type { Effect } from "../../src/core/engine/types";
import { writeHandshake } from "../../src/core/tls/handshake";
import { CONTENT, writeRecord } from "../../src/core/tls/record";
import { changed, changes, recordish } from "../support/arbitraries";
import { MESSAGE_SAMPLES } from "../support/messageArbitraries";
import { testProvider } from "../support/provider";

/** All effects of a client whose randomness is fixed, with what it sends joined: how it is cut is nobody's matter. */
function effectsOf(bytes: Uint8Array, size: number): unknown {
  let next = 0;
  const random = (length: number): Uint8Array =>
    Uint8Array.from({ length }, () => (next = (next * 5 + 3) & 127));
  const engine = createClient({ ...defaultOffer(), provider: testProvider, random });
  const effects: Effect[] = engine.start();
  for (let at = 0; at < bytes.length; at += size)
    effects.push(...engine.receive(bytes.subarray(at, at + size)));
  effects.push(...engine.end(), ...engine.close(), ...engine.receive(bytes));
  return effects;
}

const suites = fc.constantFrom(0x1301, 0x1302, 0xc02f, 0xc030, 0x002f, 0x009c, 0x0005);
/** Plausible Server Hellos, followed by plaintext messages in any order. */
const flights = fc
  .tuple(
    MESSAGE_SAMPLES.server_hello[0] ?? fc.constant(undefined),
    suites,
    fc.array(fc.oneof(...Object.values(MESSAGE_SAMPLES).flat()), { maxLength: 5 }),
    fc.boolean(),
    changes,
  )
  .map(([hello, suite, others, bare, made]) => {
    const parts = others.map(({ message }) => writeHandshake(message));
    if (hello?.message.tag === "server_hello")
      parts.unshift(
        writeHandshake({
          tag: "server_hello",
          value: {
            ...hello.message.value,
            legacy_version: 0x0303,
            cipher_suite: suite,
            legacy_compression_method: 0,
            ...(bare ? { extensions: undefined } : {}),
          },
        }),
      );
    const records = parts.map((part) => writeRecord(CONTENT.handshake, 0x0303, part.subarray(0, 16384)));
    return changed(Uint8Array.from(records.flatMap((record) => [...record])), made);
  });

describe("the client", () => {
  it("takes anything a server may send, gives the same effects again, and the same in any slices", () => {
    fc.assert(
      fc.property(fc.oneof(recordish, flights), (bytes) => {
        const whole = effectsOf(bytes, Math.max(1, bytes.length));
        expect(effectsOf(bytes, Math.max(1, bytes.length))).toEqual(whole);
        expect(effectsOf(bytes, 3)).toEqual(whole);
      }),
      { numRuns: 250 },
    );
  });
});
