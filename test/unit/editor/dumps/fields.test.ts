import { describe, expect, test } from "vitest";
import { dumpHoverText } from "../../../../src/editor/dumps/dumpHoverText";
import { namesIn } from "../../../../src/editor/dumps/fieldNames";
import { paintedIn } from "../../../../src/editor/dumps/paint";
import { decoded, HELLO, xxd } from "./helloDump";

const only = (text: string): ReturnType<typeof decoded>[number] => {
  const [one, ...others] = decoded(text);
  if (!one || others.length > 0) throw new Error(`${String(others.length + 1)} dumps`);
  return one;
};

describe("painting a dump", () => {
  const text = xxd(HELLO);
  const { dump, source } = only(text);
  const all = paintedIn(text, dump, source, 0, text.length);
  const words = all.map(
    ({ kind, pieces }) => `${kind} ${pieces.map(({ start, end }) => text.slice(start, end)).join("|")}`,
  );

  test("gives each field its kind and its characters", () => {
    expect(words.slice(0, 6)).toEqual([
      "record 16",
      "record 03 01",
      "record 00 51",
      "message 01",
      "message 0000 4d",
      expect.stringMatching(/^choice(?:Alternate)? 03 03$/),
    ]);
    expect(words).toContain("extension 0000");
    expect(words.some((word) => /^random (?:ab[ |]?)+/.test(word))).toBe(true);
  });

  test("alternates between neighbours of a list", () => {
    const suites = all.filter(({ kind }) => kind.startsWith("choice")).slice(1, 4);
    expect(new Set(suites.map(({ kind }) => kind)).size).toBe(2);
    expect(suites[0]?.kind).toBe(suites[2]?.kind);
  });

  test("paints every byte's characters once, and no offset, blank between rows or ASCII", () => {
    const painted = new Set<number>();
    for (const { pieces } of all)
      for (const { start, end } of pieces)
        for (let at = start; at < end; at++) {
          expect(painted.has(at)).toBe(false);
          painted.add(at);
        }
    const digits = [...painted].filter((at) => text.charAt(at) !== " ").length;
    expect(digits).toBe(HELLO.length * 2);
    for (const line of text.split("\n")) {
      const start = text.indexOf(line);
      for (const at of painted)
        if (at >= start && at < start + line.length) expect(at - start).toBeGreaterThan(9);
    }
  });

  test("of a stretch gives what is in it, and whole fields of their kind", () => {
    const second = text.indexOf("\n") + 1;
    const end = text.indexOf("\n", second);
    const some = paintedIn(text, dump, source, second, end);
    expect(some).toHaveLength(1);
    expect(some[0]?.kind).toBe("random");
    expect(some[0]?.pieces.every((piece) => piece.start >= second && piece.end <= end)).toBe(true);
  });
});

describe("names of fields", () => {
  const namesOf = (text: string): string[] => {
    const { dump, source } = only(text);
    return namesIn(text, dump, source, 0, text.length).map(({ at, names, inline }) => {
      const place = inline
        ? `before ${text.slice(at, at + 4)}`
        : `line ${String(text.slice(0, at).split("\n").length)}`;
      return `${place}: ${names.map(({ name }) => name).join(", ")}`;
    });
  };

  test("stand behind the row in which the field begins", () => {
    expect(namesOf(xxd(HELLO))).toEqual([
      "line 1: Record, Client Hello, Random",
      "line 3: Cipher Suites",
      "line 4: Compression Methods, Extensions",
      "line 5: Server Name, supported_groups",
      "line 6: Supported Groups",
    ]);
  });

  test("stand in a long row before each group of bytes", () => {
    const hints = namesOf(Buffer.from(HELLO).toString("hex"));
    expect(hints.slice(0, 3)).toEqual([
      "before 1603: Record",
      "before 0100: Client Hello",
      "before abab: Random",
    ]);
    expect(hints.every((hint) => hint.startsWith("before"))).toBe(true);
  });

  test("stand before the line end of CRLF", () => {
    const text = xxd(HELLO).replaceAll("\n", "\r\n");
    const { dump, source } = only(text);
    for (const { at } of namesIn(text, dump, source, 0, text.length)) expect(text.charAt(at)).toBe("\r");
  });
});

describe("hovering over a dump", () => {
  const text = xxd(HELLO);
  const { dump, source } = only(text);
  const hover = (at: number): ReturnType<typeof dumpHoverText> => dumpHoverText(text, dump, source, at);

  test("names the field with its path, its value, its bytes and its place", () => {
    const found = hover(text.indexOf("1302"));
    expect(found).toMatchObject({
      title: "Cipher Suite: TLS_AES_256_GCM_SHA384 (0x1302)",
      path: ["Record: handshake", "Client Hello", "Cipher Suites", "Cipher Suite 2 of 3"],
      bytes: "13 02",
      place: "Bytes 48 to 49 (0x30 to 0x31) of 86",
    });
    expect(found?.rfc?.url).toMatch(/^https:\/\/www\.rfc-editor\.org\//);
    expect(found && text.slice(found.range.start, found.range.end)).toBe("1302");
  });

  test("of a field in several rows speaks of the row under the pointer", () => {
    const second = text.indexOf("\n") + 1;
    const found = hover(second + 12);
    expect(found?.title).toMatch(/^Random: abab/);
    expect(found && text.slice(found.range.start, found.range.end)).toBe("abab ".repeat(8).trim());
  });

  test("on the ASCII column speaks of the byte that it shows", () => {
    const found = hover(text.indexOf("localho"));
    expect(found?.title).toBe("Server Name: localhost");
    expect(found?.path.at(-1)).toBe("Server Name");
    expect(hover(text.indexOf("\n") - 16)?.title).toBe("Content Type: handshake (0x16)");
  });

  test("on the offset says what the row holds", () => {
    const found = hover(text.indexOf("00000010") + 4);
    expect(found).toMatchObject({
      title: "Row of 16 bytes",
      path: [],
      place: "Bytes 16 to 31 (0x10 to 0x1f) of 86",
    });
    expect(found?.explanation).toBe("Random");
    expect(found && text.slice(found.range.start, found.range.end)).toBe("00000010");
  });

  test("on a log's prefix says nothing, on the offset behind it the same", () => {
    const log = text.replace(/^(?=.)/gm, "2026-11-24 10:30:05 DEBUG ");
    const one = only(log);
    const at = log.indexOf("00000010");
    expect(dumpHoverText(log, one.dump, one.source, at)?.title).toBe("Row of 16 bytes");
    expect(dumpHoverText(log, one.dump, one.source, at - 3)).toBeUndefined();
    expect(dumpHoverText(log, one.dump, one.source, at - 20)).toBeUndefined();
  });

  test("on a blank between bytes says nothing", () => {
    expect(hover(text.indexOf(" 0100"))).toBeUndefined();
    expect(hover(text.indexOf("\n") - 17)).toBeUndefined();
  });

  test("on a * says how many rows it stands for", () => {
    const rows = `00000000: 1603 0300 5b0b 0000 5700 0054 0000 5100 ................\n00000010: ${"0000 ".repeat(8)}................\n*\n00000060\n`;
    const starred = only(rows);
    const found = dumpHoverText(rows, starred.dump, starred.source, rows.indexOf("*"));
    expect(found?.title).toBe("64 bytes that repeat the row above");
    expect(found?.place).toBe("Bytes 32 to 95 (0x20 to 0x5f) of 96");
  });

  test("tells nothing of the content of a private key", () => {
    // An Ed25519 private key (RFC 8410 §10.3), as xxd prints it.
    const key = Buffer.from(
      "302e020100300506032b657004220420" + "d4ee72dbf913584ad5b6d8f1f769f8ad".repeat(2),
      "hex",
    );
    const dumped = xxd(key);
    for (const { dump: one, source: fields } of decoded(dumped))
      for (let at = 0; at < dumped.length; at++) {
        const words = JSON.stringify(dumpHoverText(dumped, one, fields, at) ?? {});
        expect(words).not.toMatch(/d4 ?ee|72 ?db|f9 ?13/);
      }
    expect(decoded(dumped)).toHaveLength(1);
  });
});

describe("a session of several dumps", () => {
  // As `openssl s_client -debug` prints it: header and body apart.
  const [header, body] = [HELLO.subarray(0, 5), HELLO.subarray(5)];
  const rows = (bytes: Uint8Array): string =>
    Array.from({ length: Math.ceil(bytes.length / 16) }, (_, i) => {
      const row = [...bytes.subarray(16 * i, 16 * i + 16)].map((byte) => byte.toString(16).padStart(2, "0"));
      return `${(16 * i).toString(16).padStart(4, "0")} - ${row.join(" ").padEnd(48)}  ${".".repeat(row.length)}\n`;
    }).join("");
  const said = (bytes: Uint8Array): string =>
    `read from 0x1 [0x2] (${String(bytes.length)} bytes => ${String(bytes.length)} (0x${bytes.length.toString(16)}))\n${rows(bytes)}`;
  const text = said(header) + said(body);

  test("has the record's header in one and its message in the other", () => {
    const [first, second, ...others] = decoded(text);
    if (!first || !second || others.length > 0) throw new Error("not two dumps");
    const found = dumpHoverText(text, second.dump, second.source, text.indexOf("13 02"));
    expect(found?.path).toEqual([
      "Record: handshake",
      "Client Hello",
      "Cipher Suites",
      "Cipher Suite 2 of 3",
    ]);
    expect(found?.place).toBe("Bytes 43 to 44 (0x2b to 0x2c) of 81, received");
    expect(dumpHoverText(text, first.dump, first.source, text.indexOf("16 03"))?.title).toBe(
      "Content Type: handshake (0x16)",
    );
  });
});
