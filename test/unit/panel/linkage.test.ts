import { describe, expect, it } from "vitest";
import { toHex } from "../../../src/core/bytes/hex";
import { inspectText } from "../../../src/core/inspect/text";
import { writeHandshake } from "../../../src/core/tls/handshake";
import { CONTENT, writeRecord } from "../../../src/core/tls/record";
import { InspectionModel } from "../../../src/panel/model";
import { pureProvider } from "../../../src/core/crypto/pure";

const options = {
  label: "log",
  provider: pureProvider,
  trust: { roots: undefined, storeName: "none", at: "2026-01-01T00:00:00Z" },
};
/** A Client Hello; with many suites, all alike, a dump of it has a `*`. */
const hello = (random: number, suites = 1): Uint8Array =>
  writeRecord(
    CONTENT.handshake,
    0x0303,
    writeHandshake({
      tag: "client_hello",
      value: {
        legacy_version: 0x0303,
        random: new Uint8Array(32).fill(random),
        legacy_session_id: new Uint8Array(0),
        cipher_suites: Array.from({ length: suites }, () => 0xc02f),
        legacy_compression_methods: [0],
        extensions: undefined,
      },
    }),
  );

/** As `hexdump -C` prints it. */
function hexdump(bytes: Uint8Array): string {
  const lines: string[] = [];
  let [before, starred] = ["", false];
  for (let at = 0; at < bytes.length; at += 16) {
    const row = bytes.subarray(at, at + 16);
    const hex = toHex(row, " ");
    if (hex === before && row.length === 16) {
      if (!starred) lines.push("*");
      starred = true;
      continue;
    }
    [before, starred] = [hex, false];
    const groups = `${hex.slice(0, 23)}  ${hex.slice(24)}`.padEnd(50);
    const ascii = Array.from(row, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "."));
    lines.push(`${at.toString(16).padStart(8, "0")}  ${groups}|${ascii.join("")}|`);
  }
  return `${[...lines, bytes.length.toString(16).padStart(8, "0")].join("\n")}\n`;
}

/** A model of a text, with rows told by their labels and ranges by their characters. */
function shown(text: string): {
  readonly at: (place: number) => string | undefined;
  readonly over: (start: number, end: number) => string | undefined;
  readonly characters: (key: string) => string[];
} {
  const model = new InspectionModel(inspectText(text, options));
  const { fields } = model.inspection;
  const label = (row: number | undefined): string | undefined =>
    row === undefined ? undefined : fields.field(row).key;
  return {
    at: (place) => label(model.rowAtCharacter(0, place)),
    over: (start, end) => label(model.rowOver(0, start, end)),
    characters: (key) => model.ranges(fields.find(key) ?? -1).map(({ start, end }) => text.slice(start, end)),
  };
}

describe("the field at a character", () => {
  const text = toHex(hello(0x61), " ");
  const { at, over } = shown(text);
  const random = text.indexOf("61 61");

  it("is the innermost one of the byte that stands there, or just before", () => {
    expect(at(0)).toBe("tls.record.content_type");
    expect(at(1)).toBe("tls.record.content_type");
    expect(at(2)).toBe("tls.record.content_type"); // the cursor behind "16"
    expect(at(3)).toBe("tls.record.version");
    expect(at(random)).toBe("tls.handshake.random");
    expect(at(text.length)).not.toBeUndefined();
    expect(at(text.length + 5)).toBeUndefined();
  });

  it("is the innermost one that covers a selection", () => {
    expect(over(random + 3, random + 12)).toBe("tls.handshake.random");
    expect(over(random - 6, random)).toBe("tls.handshake.version");
    expect(over(0, 8)).toBe("tls.record");
    expect(over(random - 3, random + 3)).toBe("tls.handshake");
    expect(over(2, 3)).toBeUndefined();
  });
});

describe("in a dump with columns", () => {
  const bytes = hello(0x61);
  const text = hexdump(bytes);
  const { at } = shown(text);

  it("a character of the ASCII column is its byte's", () => {
    const bar = text.indexOf("|");
    expect(at(bar + 1)).toBe("tls.record.content_type");
    expect(at(bar + 2)).toBe("tls.record.version");
    expect(text.slice(bar + 12, bar + 13)).toBe("a");
    expect(at(bar + 12)).toBe("tls.handshake.random");
  });

  it("neither an offset nor a bar is", () => {
    expect(at(0)).toBeUndefined();
    expect(at(text.indexOf("\n") + 3)).toBeUndefined();
  });
});

describe("rows left out", () => {
  const bytes = hello(0x61, 100);
  const text = hexdump(bytes);
  const { at, characters } = shown(text);

  it("the `*` is the field's that it stands for, both ways", () => {
    const star = text.indexOf("*");
    expect(star).toBeGreaterThan(0);
    expect(at(star)).toBe("tls.handshake.ciphersuites");
    expect(characters("tls.handshake.ciphersuites")).toContain("*");
    expect(characters("tls.handshake.random")).not.toContain("*");
  });
});

describe("base64", () => {
  const bytes = hello(0x61);
  const text = Buffer.from(bytes).toString("base64");
  const { at, characters } = shown(text);

  it("neighbours share a character, which is the first one's", () => {
    expect(characters("tls.record.content_type")).toEqual([text.slice(0, 2)]);
    expect(characters("tls.record.version")).toEqual([text.slice(1, 4)]);
    expect(at(1)).toBe("tls.record.content_type");
    expect(at(2)).toBe("tls.record.version");
    expect(at(4)).toBe("tls.record.length");
  });
});
