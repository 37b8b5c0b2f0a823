/** Letters that stand for a byte after a backslash, in C, Python, Go, Rust, JavaScript and Perl. */
const LETTERS: Readonly<Record<string, number>> = {
  ...{ 0: 0, a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, e: 27 },
  ...{ '"': 34, "'": 39, "?": 63, "\\": 92, "`": 96, $: 36, "@": 64 },
};

/** The characters that carry a byte, and those beside them. */
export interface Place {
  readonly characters: string;
  /** The character before and after, "" at the text's ends. */
  readonly before: string;
  readonly after: string;
}

/** How characters carry a byte: just they, no more and no fewer. */
export interface Carry {
  reads(place: Place, byte: number): boolean;
  /** Neighbours may share characters (base64; the two bytes of an octal or decimal word). */
  readonly shares?: boolean;
}

const number = (pattern: RegExp, radix: number, alone: RegExp): Carry => ({
  reads: ({ characters, before, after }, byte) =>
    pattern.test(characters) &&
    (Number.parseInt(characters, radix) & 0xff) === byte &&
    !alone.test(before) &&
    !alone.test(after),
});

/** Never matches: digits of neighbours may touch. */
const NOTHING = /[^\s\S]/;

const literal = (characters: string, byte: number): boolean => {
  const [character = "", more] = Array.from(characters);
  return more === undefined && character.codePointAt(0) === byte;
};

/** As in a URL: `%16`. */
const percent = (characters: string, byte: number): boolean =>
  /^%[0-9a-f]{2}$/i.test(characters) && Number.parseInt(characters.slice(1), 16) === byte;

const escaped = (characters: string, byte: number): boolean => {
  const match =
    /^(?:\\x([0-9a-f]{1,2})|\\x\{([0-9a-f]{1,2})\}|\\u00([0-9a-f]{2})|\\u\{([0-9a-f]{1,2})\})$/i.exec(
      characters,
    );
  const hex = match?.[1] ?? match?.[2] ?? match?.[3] ?? match?.[4];
  if (hex !== undefined) return Number.parseInt(hex, 16) === byte;
  const octal = /^\\([0-3]?[0-7]{1,2})$/.exec(characters)?.[1];
  if (octal !== undefined) return Number.parseInt(octal, 8) === byte;
  return characters.length === 2 && characters.startsWith("\\") && LETTERS[characters.charAt(1)] === byte;
};

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The ways in which the samples write a byte. */
export const CARRIES = {
  /** Two hexadecimal digits. */
  hex: number(/^[0-9a-f]{2}$/i, 16, NOTHING),
  /** One or two hexadecimal digits, between which something stands. */
  "hex number": number(/^[0-9a-f]{1,2}$/i, 16, /[0-9a-f]/i),
  /** A decimal number, signed or not. */
  decimal: number(/^(?:-?[1-9]\d{0,2}|0)$/, 10, /[\d-]/),
  /** Three octal digits. */
  octal: number(/^[0-3][0-7]{2}$/, 8, /\d/),
  /** Eight binary digits. */
  bits: number(/^[01]{8}$/, 2, NOTHING),
  /** Part of an octal word's six digits: the last three hold the low byte (and a bit more), the first four the high byte. */
  "octal word": {
    reads: ({ characters, before, after }, byte) => {
      if (!/^[0-7]+$/.test(characters)) return false;
      const value = Number.parseInt(characters, 8);
      if (characters.length === 3)
        return (value & 0xff) === byte && !/\d/.test(after) && /[0-7]/.test(before);
      return characters.length === 4 && value >> 2 === byte && !/\d/.test(before) && /[0-7]/.test(after);
    },
    shares: true,
  },
  /** A decimal word of two bytes, in which no digit belongs to one byte alone. */
  "decimal word": {
    reads: ({ characters, before, after }, byte) => {
      const value = Number(characters) & 0xffff;
      return (
        /^-?\d{1,5}$/.test(characters) &&
        ((value & 0xff) === byte || value >> 8 === byte) &&
        !/[\d-]/.test(before + after)
      );
    },
    shares: true,
  },
  /** An escape, or the character itself. */
  escape: {
    reads: ({ characters, before }, byte) =>
      (literal(characters, byte) && before !== "\\") || escaped(characters, byte),
  },
  /** A percent sign and two digits, or the character itself. */
  percent: {
    reads: ({ characters }, byte) => percent(characters, byte) || literal(characters, byte),
  },
  /** As `od -c` writes it. */
  character: {
    reads: ({ characters, before }, byte) =>
      (literal(characters, byte) && before !== "\\") ||
      escaped(characters, byte) ||
      (/^[0-7]{3}$/.test(characters) && Number.parseInt(characters, 8) === byte),
  },
  /** Two base64 digits that hold its bits, perhaps on two lines. */
  base64: {
    reads: ({ characters }, byte) => {
      const digits = Array.from(characters.replace(/-/g, "+").replace(/_/g, "/"));
      const bits = digits.map((digit) => BASE64.indexOf(digit).toString(2).padStart(6, "0")).join("");
      return (
        digits.length === 2 &&
        digits.every((digit) => BASE64.includes(digit)) &&
        [0, 2, 4].some((skip) => Number.parseInt(bits.slice(skip, skip + 8), 2) === byte)
      );
    },
    shares: true,
  },
} satisfies Record<string, Carry>;

export type CarryName = keyof typeof CARRIES;
