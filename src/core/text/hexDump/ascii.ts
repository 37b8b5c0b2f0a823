/** Whether `column` is what a dump prints beside these bytes: the character itself, or a stand-in for what has none. */
export function agreesWithAscii(bytes: readonly number[], column: string): boolean {
  // Behind it may stand what closes a string or a table's cell.
  const bare = column.replace(/(?:["'][,;]?|[ \t]+\|)[ \t]*$/, "");
  const inner = unframe(column);
  const variants = [inner, inner.trim(), column, column.trim()];
  if (bare !== column) variants.push(unframe(bare), unframe(bare).trim());
  return variants.some((text) => text !== "" && matches(bytes, text));
}

/** Without the bars of `hexdump -C` or the angle brackets of `od -z`. */
function unframe(column: string): string {
  const framed = /^[ \t]*(?:\|(.*)\|?|>(.*)<)[ \t]*$/.exec(column);
  const inner = framed?.[1] ?? framed?.[2];
  return inner === undefined ? column : inner.replace(/\|$/, "");
}

function matches(bytes: readonly number[], text: string): boolean {
  // Spaces at either end may have been trimmed with the line.
  let from = 0;
  let to = bytes.length;
  const isSpace = (index: number): boolean => bytes[index] === 32;
  if (!text.startsWith(" ")) while (from < to && isSpace(from) && to - from > text.length) from++;
  if (!text.endsWith(" ")) while (to > from && isSpace(to - 1) && to - from > text.length) to--;
  const characters = Array.from(text);
  if (characters.length !== to - from) return false;
  return characters.every((character, i) => {
    const byte = bytes[from + i] ?? 0;
    const code = character.codePointAt(0) ?? 0;
    if (byte > 32 && byte < 127)
      return code === byte || (character === "." && byte !== 46 && isHostile(byte));
    return byte === 32 ? code === 32 || !isAlphanumeric(code) : code > 126 || !isAlphanumeric(code);
  });
}

/** Characters that some tools replace by a dot as well (`<`, `&` in HTML). */
function isHostile(byte: number): boolean {
  return byte === 60 || byte === 62 || byte === 38 || byte === 34 || byte === 92;
}

function isAlphanumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
