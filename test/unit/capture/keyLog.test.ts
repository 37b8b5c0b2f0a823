import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatKeyLog, parseKeyLog } from "../../../src/core/capture/keyLog";

const random = "ab".repeat(32);
const secret = "0C".repeat(48);

describe("key log", () => {
  it("reads what it wrote", () => {
    const entry = fc.record({
      label: fc.constantFrom("CLIENT_RANDOM", "CLIENT_HANDSHAKE_TRAFFIC_SECRET", "EXPORTER_SECRET", "X_1"),
      clientRandom: fc.uint8Array({ minLength: 32, maxLength: 32 }),
      secret: fc.uint8Array({ minLength: 1, maxLength: 64 }),
    });
    fc.assert(
      fc.property(
        fc.array(entry),
        fc.constantFrom("\n", "\r\n", "\r", "\n# a comment\n\n"),
        (entries, end) => {
          const text = formatKeyLog(entries).replaceAll("\n", end);
          expect(parseKeyLog(text)).toEqual({ entries, findings: [] });
        },
      ),
    );
  });

  it("passes over comments, blank lines, a byte order mark", () => {
    const { entries, findings } = parseKeyLog(
      `\uFEFF# SSL/TLS secrets\r\n\r\n  CLIENT_RANDOM ${random}\t${secret} \r\n`,
    );
    expect(findings).toEqual([]);
    expect(entries).toEqual([
      {
        label: "CLIENT_RANDOM",
        clientRandom: new Uint8Array(32).fill(0xab),
        secret: new Uint8Array(48).fill(12),
      },
    ]);
  });

  it.each([
    ["hello there", "does not start with a label"],
    ["CLIENT_RANDOM", "here are 0 values"],
    [`CLIENT_RANDOM ${random}`, "here are 1 value"],
    [`CLIENT_RANDOM ${random} ${secret} more`, "here are 3 values"],
    [`CLIENT_RANDOM ${random.slice(2)} ${secret}`, "the client random has 31 bytes, it needs 32"],
    [`CLIENT_RANDOM ${random.slice(1)}x ${secret}`, "the client random is not hexadecimal"],
    [`CLIENT_RANDOM ${random} ${secret}0`, "the secret is not hexadecimal of whole bytes"],
    [`CLIENT_RANDOM ${random} ${"00".repeat(256)}`, "the secret has 256 bytes"],
    [`RSA 0011223344556677 ${secret}`, "RSA lines"],
  ])("%s is a finding at its line", (line, message) => {
    const text = `CLIENT_RANDOM ${random} ${secret}\n${line}\nCLIENT_RANDOM ${random} ${secret}\n`;
    const { entries, findings } = parseKeyLog(text, 7);
    expect(entries).toHaveLength(2);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message).toContain(`line 2: `);
    expect(findings[0]?.message).toContain(message);
    const span = findings[0]?.span;
    expect(span?.source).toBe(7);
    expect(text.slice(span?.start, span?.end)).toBe(line);
    // Secrets stay out of messages.
    expect(findings[0]?.message).not.toContain("0C0C");
  });
});
