/**
 * A file's bytes as text: UTF-16 where its mark says so, or where it has no mark and every second byte is zero as in
 * UTF-16 of ASCII (PowerShell's `>`), else UTF-8. The mark is dropped, as an editor drops it.
 */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

/** So many characters are looked at. */
const LOOKED_AT = 512;

function encodingOf(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const pairs = Math.min(LOOKED_AT, bytes.length >> 1);
  if (pairs < 4 || bytes.length % 2 === 1) return "utf-8";
  const [even, odd] = [0, 1].map((from) => isZero(bytes, from, pairs));
  if (even === odd) return "utf-8";
  return even ? "utf-16be" : "utf-16le";
}

/** Whether every second byte is zero and the others are text in ASCII. */
function isZero(bytes: Uint8Array, from: number, pairs: number): boolean {
  for (let i = 0; i < pairs; i++) {
    const character = bytes[i * 2 + 1 - from] ?? 0;
    const isText = (character >= 32 && character < 127) || (character >= 9 && character <= 13);
    if (bytes[i * 2 + from] !== 0 || !isText) return false;
  }
  return true;
}
