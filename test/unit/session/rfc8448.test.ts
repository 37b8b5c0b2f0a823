import { describe, expect, it } from "vitest";
import { equalBytes } from "../../../src/core/bytes/concat";
import { fromHex } from "../../../src/core/bytes/hex";
import { inspectConnection } from "../../../src/core/inspect/connection";
import type { WireLog } from "../../../src/core/session/wireLog";
import { coverageProblems } from "../../support/leaves";
import { testProvider } from "../../support/provider";
import { RFC8448_TRACES } from "../../support/rfc8448";
import { wireLogOf } from "../../support/rfc8448Log";

const inspect = (log: WireLog): ReturnType<typeof inspectConnection> =>
  inspectConnection(log, { kind: "capture", label: "RFC 8448" }, { provider: testProvider });

describe("RFC 8448's traces", () => {
  it.each(Object.entries(RFC8448_TRACES))("%s: opens and checks, every byte in one leaf", (_, trace) => {
    const inspection = inspect(wireLogOf(trace));
    expect(inspection.findings).toEqual([]);
    expect(coverageProblems(inspection.fields)).toEqual([]);
    expect(
      inspection.messages.map((m) => `${m.from} ${m.name}${m.encrypted ? " (encrypted)" : ""}`),
    ).toMatchSnapshot("messages");
    expect(inspection.checks.map((check) => `${check.id}: ${check.status}`)).toMatchSnapshot("checks");
    expect(inspection.negotiated).toMatchSnapshot("negotiated");
  });

  it.each(Object.entries(RFC8448_TRACES))("%s: decrypts to the RFC's plaintexts", (_, trace) => {
    const inspection = inspect(wireLogOf(trace));
    const plaintexts = trace.records
      .map((record) => fromHex(record.payload))
      .filter((payload) => payload.length > 0);
    const contents = inspection.sources.all.flatMap((source) =>
      source.kind === "bytes" ? [source.bytes] : [],
    );
    for (const plaintext of plaintexts) {
      const found = contents.some(
        (bytes) => equalBytes(bytes.subarray(0, plaintext.length), plaintext) || includes(bytes, plaintext),
      );
      expect(found).toBe(true);
    }
  });

  it.each(Object.entries(RFC8448_TRACES))("%s: reads alike in whatever slices it arrives", (_, trace) => {
    const log = wireLogOf(trace);
    const whole = inspect(log);
    for (const size of [1, 2, 5, 7, 64]) {
      const chunks = log.chunks.flatMap(({ from, bytes }) =>
        Array.from({ length: Math.ceil(bytes.length / size) }, (__, i) => ({
          from,
          bytes: bytes.slice(i * size, (i + 1) * size),
        })),
      );
      const sliced = inspect({ ...log, chunks });
      expect(sliced.messages).toEqual(whole.messages);
      expect(sliced.checks).toEqual(whole.checks);
    }
  });
});

function includes(haystack: Uint8Array, needle: Uint8Array): boolean {
  return Buffer.from(haystack).includes(Buffer.from(needle));
}
