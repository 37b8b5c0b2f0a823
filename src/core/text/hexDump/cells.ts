/** How the digits of one group of a row become bytes. */
export interface CellForm {
  /** As od names its types: "x1", "o2", "u1", "d4"; "b1" is binary, "c" characters. */
  readonly id: string;
  readonly radix: 2 | 8 | 10 | 16 | "characters";
  /** Digits (and sign) of a whole cell. */
  readonly least: number;
  readonly most: number;
  /** Bytes of a whole cell. */
  readonly bytes: number;
  /** Blanks that may stand before a cell. */
  readonly gap: number;
  /** `0x` stands before the digits. */
  readonly prefixed?: boolean;
  /** A sign may stand before the digits. */
  readonly signed?: boolean;
  /** Only debuggers print it: behind an address and a colon. */
  readonly debugger?: boolean;
  /** od sets numbers flush right in so many columns. */
  readonly columns?: number;
  /** Leading zeros: all cells have them, or none; elsewhere they do not matter. */
  readonly zeros?: boolean;
}

/** What a token's characters are. */
export const TOKEN = {
  /** a to f */
  letter: 1,
  /** 8 or 9 */
  eight: 2,
  /** 2 to 7 */
  two: 4,
  /** 0x before the digits */
  prefix: 8,
  minus: 16,
  /** a leading zero, and more digits */
  zero: 32,
} as const;

const whole = (
  id: string,
  radix: CellForm["radix"],
  digits: number,
  bytes: number,
  gap = digits + 1,
): CellForm => ({ id, radix, least: digits, most: digits, bytes, gap: Math.max(4, gap) });
const decimal = (id: string, most: number, bytes: number, columns: number): CellForm => ({
  id,
  radix: 10,
  least: 1,
  most,
  bytes,
  gap: 24,
  zeros: false,
  columns,
  ...(id.startsWith("d") ? { signed: true } : {}),
});

/** Cells that are no plain hexadecimal, the likelier first. Hexadecimal of any even width comes with {@link cellForms}. */
const CELLS: readonly CellForm[] = [
  whole("b1", 2, 8, 1),
  whole("o1", 8, 3, 1),
  whole("o2", 8, 6, 2),
  whole("o4", 8, 11, 4),
  whole("o8", 8, 22, 8),
  // gdb's octal: a zero before the digits, as many as there are.
  { id: "o1", radix: 8, least: 1, most: 4, bytes: 1, gap: 8, zeros: true, debugger: true },
  whole("u2", 10, 5, 2),
  decimal("u1", 3, 1, 4),
  decimal("d1", 4, 1, 5),
  decimal("u2", 5, 2, 6),
  decimal("d2", 6, 2, 7),
  decimal("u4", 10, 4, 11),
  decimal("d4", 11, 4, 12),
  decimal("u8", 20, 8, 21),
  decimal("d8", 20, 8, 21),
];

const HEX: readonly CellForm[] = [false, true].flatMap((prefixed) =>
  Array.from({ length: 32 }, (_, i): CellForm => ({
    ...whole(`x${String(i + 1)}`, 16, 2 * (i + 1), i + 1),
    ...(prefixed ? { prefixed } : {}),
  })),
);

/** Characters and escapes, four columns each: `od -c` and `hexdump -c`. */
export const CHARACTERS: CellForm = { id: "c", radix: "characters", least: 1, most: 3, bytes: 1, gap: 0 };

/** What {@link cellForms} gave, by length and flags: there are few of either. */
const known = new Map<number, readonly CellForm[]>();

/** The forms that a first cell of `length` digits (64 at most) could have; the likelier first. */
export function cellForms(length: number, flags: number): readonly CellForm[] {
  const key = length * 64 + flags;
  let forms = known.get(key);
  if (!forms) known.set(key, (forms = findForms(length, flags)));
  return forms;
}

function findForms(length: number, flags: number): CellForm[] {
  const forms: CellForm[] = [];
  const other = CELLS.filter((form) => fits(form, length, flags));
  const hex = HEX[length / 2 - 1 + ((flags & TOKEN.prefix) !== 0 ? 32 : 0)];
  // Eight ones and zeros are binary before they are a word.
  for (const form of other) if (form.radix === 2) forms.push(form);
  if (hex && length % 2 === 0 && length <= 64 && fits(hex, length, flags)) forms.push(hex);
  for (const form of other) if (form.radix !== 2) forms.push(form);
  return forms;
}

/** Whether a token is a whole cell of this form. */
export function fits(form: CellForm, length: number, flags: number): boolean {
  if (length < form.least || length > form.most) return false;
  if (((flags & TOKEN.prefix) !== 0) !== (form.prefixed ?? false)) return false;
  if ((flags & TOKEN.minus) !== 0 && !form.signed) return false;
  if (form.zeros !== undefined && length > 1 && ((flags & TOKEN.zero) !== 0) !== form.zeros) return false;
  if (form.radix === 16) return true;
  if ((flags & TOKEN.letter) !== 0) return false;
  if (form.radix === 8) return (flags & TOKEN.eight) === 0;
  return form.radix !== 2 || (flags & (TOKEN.eight | TOKEN.two)) === 0;
}

/** Whether a token is a last cell cut short: fewer bytes than the others have. */
export function isShort(form: CellForm, length: number, flags: number): boolean {
  return (
    form.radix === 16 &&
    length < form.most &&
    length % 2 === 0 &&
    ((flags & TOKEN.prefix) !== 0) === (form.prefixed ?? false) &&
    (flags & TOKEN.minus) === 0
  );
}

/** How many bytes a cell of `length` characters holds. */
export function bytesOf(form: CellForm, length: number): number {
  return form.radix === 16 ? Math.floor(length / 2) : form.bytes;
}
