/**
 * A text in Java's modified UTF-8 (java.io.DataInput): characters of one to three bytes, each half of a surrogate pair by
 * itself, U+0000 as two bytes. What is none of that becomes U+FFFD.
 */
export function decodeModifiedUtf8(bytes: Uint8Array): string {
  const units: number[] = [];
  const tail = (at: number): number | undefined => {
    const byte = bytes[at];
    return byte !== undefined && (byte & 0xc0) === 0x80 ? byte & 0x3f : undefined;
  };
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] ?? 0;
    const second = tail(at + 1);
    const third = tail(at + 2);
    if (first < 0x80) {
      units.push(first);
      at += 1;
    } else if ((first & 0xe0) === 0xc0 && second !== undefined) {
      units.push(((first & 0x1f) << 6) | second);
      at += 2;
    } else if ((first & 0xf0) === 0xe0 && second !== undefined && third !== undefined) {
      units.push(((first & 0x0f) << 12) | (second << 6) | third);
      at += 3;
    } else {
      units.push(0xfffd);
      at += 1;
    }
  }
  // An alias has at most 65,535 bytes, so that the arguments fit on the stack in slices.
  let text = "";
  for (let at = 0; at < units.length; at += 4096) text += String.fromCharCode(...units.slice(at, at + 4096));
  return text;
}
