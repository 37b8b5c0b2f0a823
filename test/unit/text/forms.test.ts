import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SourceGraph } from "../../../src/core/bytes/source";
import { base64, hex, locateObjects, pem, type LocatedObject } from "../../../src/core/text/forms";

const FORMS = [pem, base64, hex];
/** Here a SEQUENCE that begins with a SEQUENCE is taken for an object: what it holds is another test's matter. */
const isObject = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x30 && (bytes[4] === 0x30 || bytes[2] === 0x30);
const locate = (text: string): LocatedObject[] => locateObjects(text, FORMS, isObject);

/** A SEQUENCE of a SEQUENCE and random bytes. */
const derOf = (content: Uint8Array): Uint8Array =>
  Uint8Array.from([0x30, 0x82, 0, content.length + 2, 0x30, 0, ...content]);
const der = fc.uint8Array({ minLength: 130, maxLength: 190 }).map(derOf);

/** Text in the making: digits with the place of each. */
class Page {
  text = "";
  readonly places: number[] = [];

  add(words: string): this {
    this.text += words;
    return this;
  }

  /** Adds digits, broken into lines of these widths (again and again) by `between`. */
  digits(
    digits: string,
    widths: readonly number[],
    between: string,
    escape = (digit: string) => digit,
  ): this {
    let [line, column] = [0, 0];
    for (const digit of digits) {
      if (column === widths[line % widths.length]) {
        this.text += between;
        column = 0;
        line++;
      }
      this.places.push(this.text.length);
      this.text += escape(digit);
      column++;
    }
    return this;
  }
}

const base64Of = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64").replaceAll("=", "");
const padding = (bytes: Uint8Array): string => "=".repeat((3 - (bytes.length % 3)) % 3);
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** The characters that carry each byte, as they must be: those of the two digits that hold its bits. */
function carriersIn(page: Page, digitBits: 4 | 6, bytes: number): number[][] {
  return Array.from({ length: bytes }, (_, at) => {
    const first = Math.floor((at * 8) / digitBits);
    const last = Math.floor((at * 8 + 7) / digitBits);
    return page.places.slice(first, last + 1);
  });
}

/** The characters that carry each byte as the object says. */
function carriers(text: string, object: LocatedObject): number[][] {
  const { bytes, runs } = object.read();
  const sources = new SourceGraph();
  const source = sources.addBytes("object", bytes, { text: sources.addText("text", text), runs });
  return Array.from(bytes, (_, at) =>
    sources
      .toText({ source, start: at, end: at + 1 })
      .flatMap(({ start, end }) => Array.from({ length: end - start }, (__, i) => start + i)),
  );
}

function only(text: string): LocatedObject {
  const [object, ...more] = locate(text);
  if (!object || more.length > 0)
    throw new Error(`${String(more.length + (object ? 1 : 0))} objects in\n${text}`);
  return object;
}

const widths = fc.array(fc.integer({ min: 1, max: 76 }), { minLength: 1, maxLength: 4 });
const prose = fc.constantFrom("", "key: 1\n", "# a comment\n\n", "<?xml version='1.0'?>\n", "let x = 1;\n");

/** How a form is written, by its name; the text's digits carry the bytes. */
const PRINTERS: Readonly<
  Record<
    string,
    {
      readonly form: string;
      readonly bits: 4 | 6;
      readonly print: (page: Page, bytes: Uint8Array, widths: readonly number[]) => void;
    }
  >
> = {
  PEM: {
    form: "PEM",
    bits: 6,
    print: (page, bytes, lines) => {
      page.add("-----BEGIN CERTIFICATE-----\n").digits(base64Of(bytes), lines, "\n");
      page.add(`${padding(bytes)}\n-----END CERTIFICATE-----\n`);
    },
  },
  "PEM in JSON": {
    form: "PEM",
    bits: 6,
    print: (page, bytes, lines) => {
      page.add('{"cert":"-----BEGIN CERTIFICATE-----\\n').digits(base64Of(bytes), lines, "\\n");
      page.add(`${padding(bytes)}\\n-----END CERTIFICATE-----\\n"}`);
    },
  },
  "a YAML value": {
    form: "DER in base64",
    bits: 6,
    print: (page, bytes) =>
      page
        .add("cert: ")
        .digits(base64Of(bytes), [1e6], "")
        .add(`${padding(bytes)}\nnext: 1\n`),
  },
  "base64url in a query": {
    form: "DER in base64",
    bits: 6,
    print: (page, bytes) =>
      page.add("?c=").digits(Buffer.from(bytes).toString("base64url"), [1e6], "").add("&n=1"),
  },
  XML: {
    form: "DER in base64",
    bits: 6,
    print: (page, bytes, lines) =>
      page
        .add("<X509Certificate>\n")
        .digits(base64Of(bytes), lines, "\n  ")
        .add(`${padding(bytes)}\n</X509Certificate>`),
  },
  "a string in pieces": {
    form: "DER in base64",
    bits: 6,
    print: (page, bytes, lines) =>
      page
        .add('x = "')
        .digits(base64Of(bytes), lines, '" +\n  "')
        .add(`${padding(bytes)}";`),
  },
  "a list of pieces": {
    form: "DER in base64",
    bits: 6,
    print: (page, bytes, lines) =>
      page
        .add('["')
        .digits(base64Of(bytes), lines, '", "')
        .add(`${padding(bytes)}"].join("")`),
  },
  "a folded string with escapes": {
    form: "DER in base64",
    bits: 6,
    print: (page, bytes, lines) =>
      page
        .add('"')
        .digits(base64Of(bytes), lines, "\\r\\n")
        .add(`${padding(bytes)}\\n"`),
  },
  "hex digits": {
    form: "DER in hex",
    bits: 4,
    print: (page, bytes) => page.add("der: ").digits(hexOf(bytes), [1e6], "").add("\n"),
  },
  "hex with colons": {
    form: "DER in hex",
    bits: 4,
    print: (page, bytes) => page.add("der: ").digits(hexOf(bytes), [2], ":").add("\n"),
  },
  "hex pairs": {
    form: "DER in hex",
    bits: 4,
    print: (page, bytes) => page.add("\n").digits(hexOf(bytes), [2], " ").add("\n"),
  },
  "an array": {
    form: "DER in hex",
    bits: 4,
    print: (page, bytes) => page.add("{ 0x").digits(hexOf(bytes), [2], ", 0x").add(" }"),
  },
};

describe.each(Object.entries(PRINTERS))("DER written as %s", (_, { form, bits, print }) => {
  it("comes back with exactly the characters of each byte", () => {
    fc.assert(
      fc.property(der, widths, prose, (bytes, lines, before) => {
        const page = new Page().add(before);
        print(page, bytes, lines);
        const object = only(page.text);
        expect(object.form).toBe(form);
        expect([...object.read().bytes]).toEqual([...bytes]);
        expect(object.read().problems).toEqual([]);
        expect(carriers(page.text, object)).toEqual(carriersIn(page, bits, bytes.length));
      }),
      { numRuns: 40 },
    );
  });

  it("has in each character only the bytes that it says", () => {
    fc.assert(
      fc.property(der, widths, fc.nat(), fc.nat(), (bytes, lines, where, which) => {
        const page = new Page();
        print(page, bytes, lines);
        // Behind the header, so that it is found all the same.
        const header = (6 * 8) / bits;
        const at = page.places[header + (where % (page.places.length - header))] ?? 0;
        const alphabet =
          bits === 4 ? "0123456789abcdef" : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        const digit = alphabet.charAt(which % alphabet.length);
        const changed = page.text.slice(0, at) + digit + page.text.slice(at + 1);
        const [before, after] = [only(page.text), only(changed)];
        const own = carriers(page.text, before);
        for (const [i, byte] of after.read().bytes.entries())
          if (byte !== bytes[i]) expect(own[i]).toContain(at);
      }),
      { numRuns: 40 },
    );
  });
});

describe("PEM in base64", () => {
  /** Several blocks in one value, whose inner and outer lines are of any lengths. */
  const blocks = fc.array(fc.tuple(der, widths), { minLength: 1, maxLength: 3 });

  it("comes back block by block with exactly the characters of each byte", () => {
    fc.assert(
      fc.property(
        blocks,
        widths,
        fc.constantFrom("", "plain words before the first block\n"),
        fc.boolean(),
        (inner, outer, words, lined) => {
          const pages: { bytes: Uint8Array; page: Page; from: number }[] = [];
          let text: string = words;
          for (const [bytes, lines] of inner) {
            const page = new Page()
              .add("-----BEGIN CERTIFICATE-----\n")
              .digits(base64Of(bytes), lines, "\r\n");
            page.add(`${padding(bytes)}\n-----END CERTIFICATE-----\n`);
            pages.push({ bytes, page, from: text.length });
            text += page.text;
          }
          const octets = Buffer.from(text, "latin1");
          const whole = new Page().add("tls.crt: ");
          if (lined)
            whole
              .add("|\n  ")
              .digits(base64Of(octets), [outer.reduce((a, b) => Math.max(a, b)) + 20], "\n  ");
          else whole.digits(base64Of(octets), [1e9], "");
          whole.add(`${padding(octets)}\nnext: 1\n`);
          const outside = carriersIn(whole, 6, octets.length);
          const found = locate(whole.text);
          expect(found.map(({ form }) => form)).toEqual(pages.map(() => "PEM in base64"));
          for (const [index, object] of found.entries()) {
            const { bytes, page, from } = pages[index] ??
              pages[0] ?? { bytes: new Uint8Array(), page: whole, from: 0 };
            expect([...object.read().bytes]).toEqual([...bytes]);
            const expected = carriersIn(page, 6, bytes.length).map((places) =>
              [...new Set(places.flatMap((place) => outside[from + place] ?? []))].sort((a, b) => a - b),
            );
            expect(carriers(whole.text, object)).toEqual(expected);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("any text", () => {
  it("is looked through without an exception, and its objects are in order", () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 40 }),
      der.map((bytes) => base64Of(bytes)),
      der.map((bytes) => hexOf(bytes)),
      fc.constantFrom(
        "-----BEGIN X-----",
        "-----END X-----",
        "MIIC",
        "\\",
        "\\n",
        '"',
        "LS0tLS1CRUdJTi",
        "=",
        "\n",
        "30 82 ",
        "/u3+7QAAAAI",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        let at = 0;
        for (const object of locate(text)) {
          // Neighbours in base64 may share a character.
          expect(object.start).toBeGreaterThanOrEqual(at - 1);
          expect(object.end).toBeGreaterThan(object.start);
          expect(object.end).toBeLessThanOrEqual(text.length);
          at = object.end;
          const { bytes, runs } = object.read();
          for (const run of runs) expect(run.byteStart + run.byteCount).toBeLessThanOrEqual(bytes.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});
