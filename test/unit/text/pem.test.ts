import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SourceGraph } from "../../../src/core/bytes/source";
import { findPemBlocks, problemFindings, type PemBlock } from "../../../src/core/text/pem";

const DATA: Uint8Array = Uint8Array.from({ length: 200 }, (_, i) => (i * 7 + 0x30) & 0xff);
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
const lines = (text: string, width: number): string[] =>
  text.match(new RegExp(`.{1,${String(width)}}`, "g")) ?? [];
const pemLines = (bytes = DATA, label = "CERTIFICATE", width = 64): string[] => [
  `-----BEGIN ${label}-----`,
  ...lines(base64(bytes), width),
  `-----END ${label}-----`,
];
const pem = (bytes?: Uint8Array, label?: string, width?: number): string =>
  `${pemLines(bytes, label, width).join("\n")}\n`;

function only(text: string): PemBlock {
  const [block, ...more] = findPemBlocks(text);
  if (!block || more.length > 0) throw new Error(`${String(more.length + (block ? 1 : 0))} blocks`);
  return block;
}

/** The characters that carry byte `at`, joined. */
function charsOf(text: string, block: PemBlock, at: number): string {
  const sources = new SourceGraph();
  const source = sources.addBytes(block.label, block.bytes, {
    text: sources.addText("text", text),
    runs: block.runs,
  });
  return sources
    .toText({ source, start: at, end: at + 1 })
    .map(({ start, end }) => text.slice(start, end))
    .join("");
}

/** What the two characters that hold a byte must be: those of its base64 quantum. */
function expectedChars(bytes: Uint8Array, at: number): string {
  const sextet = Math.floor((at * 8) / 6);
  return base64(bytes).slice(sextet, sextet + 2);
}

function checkLinks(text: string, block: PemBlock, bytes = DATA): void {
  expect([...block.bytes]).toEqual([...bytes]);
  for (let at = 0; at < bytes.length; at++) {
    expect(charsOf(text, block, at), `byte ${String(at)}`).toBe(expectedChars(bytes, at));
  }
}

describe("PEM blocks in texts", () => {
  it("are found with their bytes and every byte's characters", () => {
    const text = `before\n${pem()}after`;
    const block = only(text);
    expect(block.label).toBe("CERTIFICATE");
    expect(block.problems).toEqual([]);
    expect(block.complete).toBe(true);
    expect(text.slice(block.start, block.end)).toBe(pem().trim());
    checkLinks(text, block);
  });

  const wrapped: readonly [string, string][] = [
    ["CRLF", pemLines().join("\r\n")],
    ["a byte order mark", `\ufeff${pem()}`],
    [
      "indentation, as in YAML",
      `key: |\n${pemLines()
        .map((line) => `    ${line}`)
        .join("\n")}\n`,
    ],
    ["tabs and blank lines", pemLines().join("\n\n\t")],
    ["one long line", pem(DATA, "CERTIFICATE", 10_000)],
    ["lines of odd lengths", pem(DATA, "CERTIFICATE", 61)],
    ["lines of one character", pem(DATA, "CERTIFICATE", 1)],
    ["no line breaks at all", pemLines().join(" ")],
    ["\\n in JSON", JSON.stringify({ cert: pem() })],
    ["\\r\\n in JSON", JSON.stringify({ cert: pemLines().join("\r\n") })],
    ["JSON in JSON", JSON.stringify(JSON.stringify({ cert: pem() }))],
    [
      "a program's pieces",
      pemLines()
        .map((line) => `  "${line}\\n"`)
        .join(" +\n"),
    ],
    ["an array of lines", JSON.stringify(pemLines())],
    [
      "C string pieces",
      pemLines()
        .map((line) => `"${line}\\n"`)
        .join("\n"),
    ],
    ["a shell's continuation", pemLines().join("\\\n")],
    [
      "a comment",
      pemLines()
        .map((line) => `# ${line}`)
        .join("\n"),
    ],
    [
      "a // comment",
      pemLines()
        .map((line) => `  // ${line}`)
        .join("\n"),
    ],
    [
      "an added diff",
      pemLines()
        .map((line) => `+${line}`)
        .join("\n"),
    ],
    [
      "a removed diff",
      pemLines()
        .map((line) => `-${line}`)
        .join("\n"),
    ],
    [
      "a quoted mail",
      pemLines()
        .map((line) => `> ${line}`)
        .join("\n"),
    ],
    ["XML", `<a>${pemLines().join("&#10;")}</a>`],
  ];
  it.each(wrapped)("are found in %s", (_, text) => {
    const block = only(text);
    expect(block.problems).toEqual([]);
    checkLinks(text, block);
  });

  it("are found in URLs and with escaped slashes and signs", () => {
    const bytes = Uint8Array.of(0x30, 0xff, 0xfe, 0xfb, 0xef, 0xbe, 0xff, 0xff, 0xff, 0xff);
    const url = only(encodeURIComponent(pem(bytes)));
    expect([...url.bytes]).toEqual([...bytes]);
    expect(url.label).toBe("CERTIFICATE");
    expect(url.problems).toEqual([]);
    const slashes = pem(bytes).replaceAll("/", "\\/").replaceAll("\n", "\\n");
    expect([...only(`"${slashes}"`).bytes]).toEqual([...bytes]);
    const unicode = pem(bytes).replaceAll("+", "\\u002b").replaceAll("=", "\\u003D").replaceAll("\n", "\\n");
    const block = only(`"${unicode}"`);
    expect([...block.bytes]).toEqual([...bytes]);
    expect(block.problems).toEqual([]);
  });

  it("are all found, in order", () => {
    const text = pem(DATA, "CERTIFICATE") + "\nnotes\n" + pem(DATA.subarray(0, 50), "RSA PRIVATE KEY");
    expect(findPemBlocks(text).map(({ label, bytes }) => [label, bytes.length])).toEqual([
      ["CERTIFICATE", 200],
      ["RSA PRIVATE KEY", 50],
    ]);
  });

  it("keep the headers of old encrypted keys apart from their bytes", () => {
    const body = lines(base64(DATA), 64).join("\n");
    const text = `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00112233\n\n${body}\n-----END RSA PRIVATE KEY-----\n`;
    const block = only(text);
    expect(block.headers).toEqual([
      { name: "Proc-Type", value: "4,ENCRYPTED" },
      { name: "DEK-Info", value: "AES-128-CBC,00112233" },
    ]);
    expect(block.encrypted).toBe(true);
    checkLinks(text, block);
    expect(only(JSON.stringify(text)).headers).toHaveLength(2);
  });

  it("are read as far as they go when damaged, and say where", () => {
    const text = pem().replace(base64(DATA).slice(100, 101), "!");
    const damaged = pemLines();
    damaged[2] = `${damaged[2]?.slice(0, 10) ?? ""}!${damaged[2]?.slice(11) ?? ""}`;
    const joined = damaged.join("\n");
    const block = only(joined);
    expect(text).toContain("BEGIN");
    expect(block.complete).toBe(true);
    expect(block.bytes.length).toBe(Math.floor(((64 + 10) * 6) / 8));
    expect([...block.bytes]).toEqual([...DATA.subarray(0, block.bytes.length)]);
    expect(block.problems).toHaveLength(1);
    expect(block.problems[0]?.message).toBe('The base64 breaks off: the character "!" is not base64');
    expect(joined.charAt(block.problems[0]?.start ?? 0)).toBe("!");
    expect(problemFindings(block.problems, 3)[0]).toMatchObject({
      id: "pem.malformed",
      severity: "error",
      span: { source: 3, end: block.bytes.length },
    });
  });

  const broken: readonly [string, string, string][] = [
    ["no END line", pemLines().slice(0, -1).join("\n"), "The text ends before the END line"],
    [
      "another block",
      `${pemLines().slice(0, -1).join("\n")}\n-----BEGIN NOTHING-----`,
      "Another block begins before the END line",
    ],
    [
      "another label",
      pem().replace("END CERTIFICATE", "END RSA KEY"),
      "BEGIN CERTIFICATE is closed by END RSA KEY",
    ],
    [
      "closing quotes",
      `"${pemLines().slice(0, -1).join("\\n")}", "x": 1`,
      "The quotes close before the END line",
    ],
    [
      "padding amid",
      pem().replace(base64(DATA).slice(20, 24), "AA=="),
      "The base64 breaks off: more base64 follows behind its padding",
    ],
    ["missing padding", pem().replaceAll("=", ""), "the base64 has 0 padding characters where 1 belong"],
    ["nothing", "-----BEGIN X-----\n-----END X-----", "the X block is empty"],
  ];
  it.each(broken)("say so with %s", (_, text, message) => {
    expect(only(text).problems.map((problem) => problem.message)).toEqual([message]);
  });

  it("are not seen in a mere mention", () => {
    expect(findPemBlocks('if (text.includes("-----BEGIN CERTIFICATE-----")) return;')).toEqual([]);
    expect(findPemBlocks("a file with -----BEGIN CERTIFICATE----- at its top")).toEqual([]);
  });

  it("link every byte whatever the line lengths", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 80 }),
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 10 }),
        fc.constantFrom("\n", "\r\n", "\n    ", "\\n"),
        (bytes, widths, separator) => {
          const body: string[] = [];
          let rest = base64(bytes);
          for (let i = 0; rest !== ""; i++) {
            const width = widths[i % widths.length] ?? 1;
            body.push(rest.slice(0, width));
            rest = rest.slice(width);
          }
          const text = ["-----BEGIN X-----", ...body, "-----END X-----"].join(separator);
          const block = only(text);
          expect(block.problems).toEqual([]);
          checkLinks(text, block, bytes);
        },
      ),
      { numRuns: 100 },
    );
  });

  it("take any text without throwing, in linear time", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 100 }), fc.string({ maxLength: 100 }), (a, b) => {
        for (const { runs, bytes, end } of findPemBlocks(`${a}-----BEGIN X-----${b}-----END X-----`)) {
          expect(end).toBeLessThanOrEqual(a.length + b.length + 32);
          for (const run of runs) expect(run.byteStart + run.byteCount).toBeLessThanOrEqual(bytes.length);
        }
      }),
    );
    const start = performance.now();
    findPemBlocks("-----BEGIN X-----\n".repeat(50_000));
    findPemBlocks("-----BEGIN X-----!".repeat(50_000));
    findPemBlocks(`-----BEGIN X-----\n${"A\\".repeat(200_000)}`);
    findPemBlocks(`-----BEGIN X-----${"\\".repeat(200_000)}`);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
