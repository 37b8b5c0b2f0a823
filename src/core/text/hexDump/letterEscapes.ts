/** Escapes of one letter that C, Python, Rust, JavaScript and a shell have in common, as bytes. */
export const LETTER_ESCAPES: Readonly<Record<string, number>> = {
  n: 10,
  r: 13,
  t: 9,
  a: 7,
  b: 8,
  f: 12,
  v: 11,
  e: 27,
};
