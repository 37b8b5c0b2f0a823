/** No tool shows more bytes in a row with an ASCII column. */
const MOST_IN_ROW = 64;

/**
 * The place among a row's bytes of the one that stands at `column` in the ASCII column of its line; undefined when there
 * is none. `behind` is where the row's last byte ends in hexadecimal. Blanks at the line's end may have been trimmed.
 */
export function asciiByte(
  line: string,
  behind: number,
  bytes: Uint8Array,
  column: number,
): number | undefined {
  if (column < behind || bytes.length === 0 || bytes.length > MOST_IN_ROW) return undefined;
  const trimmed = line.replace(/[|<\s]+$/, "").length;
  // The column stands last in its line: the last place at which every byte agrees is it.
  for (let start = Math.min(line.length, trimmed + MOST_IN_ROW); start >= behind; start--) {
    if (!bytes.every((byte, i) => agrees(line[start + i], byte))) continue;
    const place = column - start;
    return place >= 0 && place < bytes.length ? place : undefined;
  }
  return undefined;
}

/** Whether a character stands for a byte: itself, or a dot and the like for what cannot be printed. */
function agrees(character: string | undefined, byte: number): boolean {
  if (character === undefined) return byte === 0x20;
  if (byte >= 0x20 && byte < 0x7f) return character === String.fromCharCode(byte) || character === ".";
  return /[.·?\u{fffd} ]/u.test(character) || character.charCodeAt(0) === byte;
}
