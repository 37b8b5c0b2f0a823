import { LETTER_ESCAPES } from "./letterEscapes";

/** How one item of an array is written: the row that matches says what its digits mean. */
interface ItemForm {
  /** Without groups; the value's own characters are what is left when `before` and `after` are cut off. */
  readonly pattern: string;
  readonly before: number;
  readonly after: number;
  /** `plain`: which radix is meant is not said; `character`: see `characterOf`. */
  readonly radix: 2 | 8 | 16 | "plain" | "character";
}

/** Items whose first characters tell them apart, then plain digits; a new one is a row. */
const FORMS: readonly ItemForm[] = [
  { pattern: String.raw`0[xX][0-9A-Fa-f]{1,2}`, before: 2, after: 0, radix: 16 },
  // Erlang; Visual Basic.
  { pattern: String.raw`16#[0-9A-Fa-f]{1,2}`, before: 3, after: 0, radix: 16 },
  { pattern: String.raw`&[hH][0-9A-Fa-f]{1,2}`, before: 2, after: 0, radix: 16 },
  { pattern: String.raw`0[bB][01]{1,8}`, before: 2, after: 0, radix: 2 },
  { pattern: String.raw`0[oO][0-7]{1,3}`, before: 2, after: 0, radix: 8 },
  {
    pattern: String.raw`b'(?:[^'\\\r\n]|\\(?:x[0-9A-Fa-f]{1,2}|[0-7]{1,3}|[^x0-7\r\n]))'`,
    before: 2,
    after: 1,
    radix: "character",
  },
  {
    pattern: String.raw`'(?:[^'\\\r\n]|\\(?:x[0-9A-Fa-f]{1,2}|[0-7]{1,3}|[^x0-7\r\n]))'`,
    before: 1,
    after: 1,
    radix: "character",
  },
  { pattern: String.raw`-?[0-9A-Fa-f]{1,4}`, before: 0, after: 0, radix: "plain" },
];

/** An item with the key that JSON.stringify puts before each byte of a typed array: groups `key`, then one for each form. */
export const ITEM = new RegExp(
  String.raw`(?<![\w.&#$-])(?:\\{0,4}["']?(?<key>\d{1,8})\\{0,4}["']?\s?:\s?)?(?:${FORMS.map(({ pattern }) => `(${pattern})`).join("|")})(?=(?:_?u8|i8|[uU]y?|)(?![0-9A-Za-z_#])(?!\.\d))`,
  "g",
);

/** Bits of `flags`: what the items of an array are like. */
export const ITEM_KIND = {
  /** `0x16`, `16#16`: the radix is said. */
  told: 1,
  negative: 2,
  character: 4,
  /** Plain digits that no decimal number has. */
  letters: 8,
  /** More plain digits than a byte has in hexadecimal. */
  long: 16,
  /** Plain digits that no octal number has. */
  notOctal: 32,
  notDecimal: 64,
  plain: 128,
  /** Plain digits that are not just two characters. */
  notPair: 256,
  cast: 512,
  key: 1024,
} as const;

/** An item of an array. */
export interface Item {
  /** The characters that carry the value, without `0x`, quote marks, a cast. */
  readonly start: number;
  readonly end: number;
  /** Where the item begins and ends, key and `0x` included. */
  readonly from: number;
  readonly to: number;
  readonly flags: number;
  /** The value that its writing tells; −1 for plain digits. */
  readonly value: number;
  /** −1 without one. */
  readonly key: number;
}

/** Reads what `ITEM` matched. */
export function itemOf(match: RegExpMatchArray & { index: number }): Item | undefined {
  const to = match.index + match[0].length;
  const which = FORMS.findIndex((_, index) => match[index + 2] !== undefined);
  const form = FORMS[which];
  const written = match[which + 2];
  if (!form || written === undefined) return undefined;
  const from = match.index;
  const start = to - written.length + form.before;
  const end = to - form.after;
  const digits = written.slice(form.before, written.length - form.after);
  const keyText = match[1];
  const key = keyText === undefined ? -1 : Number(keyText);
  const base = key >= 0 ? ITEM_KIND.key : 0;
  if (form.radix === "plain")
    return { from, to, start, end, key, value: -1, flags: base | plainKind(digits) };
  if (form.radix === "character") {
    const value = characterOf(digits);
    return value === undefined
      ? undefined
      : { from, to, start, end, key, value, flags: base | ITEM_KIND.character };
  }
  const value = Number.parseInt(digits, form.radix);
  return value > 255 ? undefined : { from, to, start, end, key, value, flags: base | ITEM_KIND.told };
}

function plainKind(digits: string): number {
  const { negative, letters, long, notOctal, notDecimal, plain, notPair } = ITEM_KIND;
  let flags: number = plain;
  if (digits.startsWith("-")) flags |= negative | notOctal | notPair;
  const decimal = /^-?\d+$/.test(digits);
  if (!decimal) flags |= letters;
  const value = decimal ? Number(digits) : NaN;
  if (!(value >= -128 && value <= 255) || digits.length > 4) flags |= notDecimal;
  if (digits.startsWith("-") || digits.length > 2) flags |= long;
  if (!/^[0-7]{1,4}$/.test(digits) || Number.parseInt(digits, 8) > 255) flags |= notOctal;
  if (digits.length !== 2) flags |= notPair;
  return flags;
}

/** In Ruby and Erlang `s` is the blank. */
const LETTERS: Readonly<Record<string, number>> = { ...LETTER_ESCAPES, s: 32 };

/** The byte that a character literal stands for; undefined for one outside Latin-1. */
function characterOf(written: string): number | undefined {
  if (!written.startsWith("\\")) {
    const code = written.charCodeAt(0);
    return code <= 255 ? code : undefined;
  }
  const escape = written.slice(1);
  if (escape.startsWith("x")) return Number.parseInt(escape.slice(1), 16);
  if (/^[0-7]/.test(escape)) return Number.parseInt(escape, 8) & 255;
  return LETTERS[escape] ?? escape.charCodeAt(0);
}
