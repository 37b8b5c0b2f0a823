/** What every form of a hex dump shows somewhere, a row each; those with words in them have a look of their own below. */
const SIGNS: readonly RegExp[] = [
  // Digits without a break; a record's header, however short.
  /[0-9A-Fa-f]{24}|(?<![0-9A-Za-z])(?:0[xX])?1[4-8]03[0-4][0-9A-Fa-f]{5}/,
  // Pairs, words of two bytes, of four and of eight, each kind in a row.
  /(?<![0-9A-Za-z])[0-9A-Fa-f]{2}(?:h?[^0-9A-Za-z]{1,8}(?:0[xX]|16#)?[0-9A-Fa-f]{2}(?:h|(?![0-9A-Za-z]))){5}/,
  /(?<![0-9A-Za-z])[0-9A-Fa-f]{4}(?:(?:[ \t]{1,4}|[:,-] {0,2})[0-9A-Fa-f]{4}(?![0-9A-Za-z])){3}/,
  /(?<![0-9A-Za-z])(?:[0-9A-Fa-f]{8}[ \t]{1,3}){2}[0-9A-Fa-f]{8}|[0-9A-Fa-f]{16}[ \t]{1,3}[0-9A-Fa-f]{16}/,
  /(?:0[bB][01]{8}[^0-9A-Za-z]{1,8}){3}/,
  // Octal and decimal columns; lists of numbers, an object of them.
  /(?:[ \t]{1,12}-?[0-9]{1,11}){6}|(?<![0-9A-Za-z])0[0-9A-Fa-f]{6,7}(?:[ \t]{1,12}-?[0-9]{1,11}){4}/,
  /(?:[0-9]{1,3}[ \t]{1,4}){7}/,
  /(?:[0-9A-Fa-f]{1,3}[uU]?8?,\s{0,20}(?:\(byte\) ?)?-?){7}/,
  /(?:0[xX][0-9A-Fa-f]{1,2}(?:u8|U|u)?[^0-9A-Za-z]{1,24}(?:byte\) ?)?){5}/,
  /(?:"[0-9]{1,6}": ?[0-9]{1,3},\s{0,20}){5}/,
  // Escapes of strings.
  /(?:\\(?:x[0-9A-Fa-f]{2}|u00[0-9A-Fa-f]{2}|u\{[0-9A-Fa-f]{1,2}\}|[0-3]?[0-7]{1,2})){3}|(?:[%=][0-9A-Fa-f]{2}){4}|(?:#[0-3][0-7]{2}){3}/,
];
const ANY = new RegExp(SIGNS.map(({ source }) => source).join("|"));

/** A number that stands in a word of its own. */
const WORDY = /(?:byte[({]0x[0-9A-Fa-f]{1,2}[)}],\s{0,20}(?:std::)?){4}/;

/** Base64 of a record, a handshake message or DER, from its beginning on. */
const BASE64 = /(?<![A-Za-z0-9+/_-])(?:[A-G][AQgw][AM]|[FG][Pfv/_]7|M[A-J])[A-Za-z0-9+/_-]{21}/;

/** What a character is to a stretch of digits: its end, a digit, a letter that is a digit too, or what may part digits. */
const END = 0;
const DIGIT = 1;
const LETTER = 2;
const KIND = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[0-9]/.test(character)) return DIGIT;
  if (/[a-fA-F]/.test(character)) return LETTER;
  // Letters of "0x", "16h", "u8" and "(byte)" part digits too.
  return /[g-zG-Z]/.test(character) && !/[xXuUythH]/.test(character) ? END : 3;
});
/** The last ASCII character, which no text holds: it and all behind it end a stretch. */
const LAST = 127;
/** The shortest dump is an alert's record; a stretch of fewer is not looked at. */
const LEAST_DIGITS = 7;
const LEAST = 12;

/** A text is looked at in pieces of so many characters, so that a caller can rest between two. */
const PIECE = 64 << 10;
/** What tells a dump may stand across the end of a piece. */
const ACROSS = 512;

/** Whether a text may hold a dump that is worth looking for: linear, some ten milliseconds for a megabyte of source code. */
export function mayHoldDumps(text: string): boolean {
  const look = lookForDumps(text);
  let step = look.next();
  while (!step.done) step = look.next();
  return step.value;
}

/** The same step by step. */
export function* lookForDumps(text: string): Generator<void, boolean> {
  for (let start = 0; start < text.length; start += PIECE) {
    if (holdsSigns(text.slice(start, start + PIECE + ACROSS))) return true;
    yield;
  }
  return false;
}

function holdsSigns(text: string): boolean {
  let [start, digits, letters] = [0, 0, 0];
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : LAST;
    const kind = code < LAST ? KIND[code] : END;
    if (kind === DIGIT) digits++;
    else if (kind === LETTER) letters++;
    if (kind !== END) continue;
    if (digits >= LEAST_DIGITS && digits + letters >= LEAST && ANY.test(text.slice(start, at))) return true;
    [start, digits, letters] = [at + 1, 0, 0];
  }
  return BASE64.test(text) || WORDY.test(text);
}
