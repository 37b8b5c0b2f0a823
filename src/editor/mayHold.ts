/**
 * What every form of a certificate, key or the like shows somewhere: a PEM line; the beginning of DER in base64
 * (SEQUENCEs of 128 bytes and more, and an SPKI of 44 bytes), of a PEM line in base64 (all three phases), of DER in hex.
 */
const SIGNS =
  /-----BEGIN[ %+]|LS0tLS1CRUdJTi|0tLS0tQkVHSU4|tLS0tLUJFR0lO|\bM(?:I[GHI-L]|[C-H])[A-Za-z0-9+/_-]{16}|"x5c"|\bkty\b|\b(?:0[xX])?30[ :,]{0,2}(?:0[xX]|\\x)?(?:8[123]|[2-7][0-9A-Fa-f][ :,]{0,2}(?:0[xX]|\\x)?(?:30|02))/;

/** Whether a text may hold an object that is worth looking for: linear, about a millisecond for a megabyte. */
export function mayHoldObjects(text: string): boolean {
  return SIGNS.test(text);
}
