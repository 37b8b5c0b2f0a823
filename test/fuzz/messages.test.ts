import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DecodeError } from "../../src/core/bytes/reader";
import type { Context } from "../../src/core/grammar";
import type { Finding } from "../../src/core/inspection";
import { extensions } from "../../src/core/tls/extensions";
import type { Extension } from "../../src/core/tls/extensions/extension";
import { readHandshake, traceHandshake, writeHandshake } from "../../src/core/tls/handshake";
import { changed, changes } from "../support/arbitraries";
import { EXTENSION_BODIES, MESSAGE_SAMPLES, samples } from "../support/messageArbitraries";
import { readAllRows, traced } from "../support/trace";

/** Traces a message; each byte stands in one leaf, or this throws. */
function findingsOf(bytes: Uint8Array, context: Context): readonly Finding[] {
  const { table, findings } = traced(bytes, (tracer, all, start, end) =>
    traceHandshake(tracer, all, start, end, context),
  );
  readAllRows(table);
  return findings;
}

function reads(bytes: Uint8Array, context: Context): boolean {
  try {
    readHandshake(bytes, context);
    return true;
  } catch (error) {
    if (error instanceof DecodeError) return false;
    throw error;
  }
}

describe("handshake messages", () => {
  it.each(Object.entries(MESSAGE_SAMPLES))(
    "%s is read as it was written, without a finding",
    (tag, forms) => {
      for (const form of forms) {
        fc.assert(
          fc.property(form, ({ message, context }) => {
            const bytes = writeHandshake(message);
            expect(message.tag).toBe(tag);
            expect(readHandshake(bytes, context)).toEqual(message);
            expect(findingsOf(bytes, context)).toEqual([]);
          }),
          { numRuns: 60 },
        );
      }
    },
  );

  it.each(Object.entries(EXTENSION_BODIES))("the extension %s is read as it was made", (name, bodies) => {
    const definition: {
      make(message: string, value: unknown): Extension;
      read(list: readonly Extension[], message: string): unknown;
    } = extensions[name as keyof typeof extensions];
    for (const [message, body] of Object.entries<fc.Arbitrary<unknown>>(bodies)) {
      fc.assert(
        fc.property(body, (value) => {
          expect(definition.read([definition.make(message, value)], message)).toEqual(value);
        }),
        { numRuns: 60 },
      );
    }
  });

  it("that break somewhere are covered by leaves, and never break in silence", () => {
    fc.assert(
      fc.property(samples, changes, fc.boolean(), ({ message, context }, made, mend) => {
        const bytes = changed(writeHandshake(message), made);
        // A message whose own length fits breaks further inside.
        if (mend && bytes.length >= 4) {
          const length = bytes.length - 4;
          bytes.set([length >> 16, (length >> 8) & 255, length & 255], 1);
        }
        const findings = findingsOf(bytes, context);
        if (bytes.length > 0 && MESSAGE_TYPES_KNOWN.has(bytes[0] ?? -1) && !reads(bytes, context))
          expect(findings.length).toBeGreaterThan(0);
        for (const { span } of findings)
          expect(span && span.start >= 0 && span.end <= bytes.length && span.start <= span.end).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it("that are cut have one finding, which says what is missing", () => {
    fc.assert(
      fc.property(samples, fc.nat(), ({ message, context }, where) => {
        const bytes = writeHandshake(message);
        const cut = bytes.subarray(0, 1 + (where % (bytes.length - 1)));
        const findings = findingsOf(cut, context);
        expect(findings.map((finding) => finding.message)).toHaveLength(1);
        expect(findings[0]?.message).toMatch(/^[A-Z].* (is|are) left$/);
      }),
      { numRuns: 1000 },
    );
  });
});

const MESSAGE_TYPES_KNOWN = new Set([0, 1, 2, 4, 5, 8, 11, 12, 13, 14, 15, 16, 20, 22, 24, 25]);
