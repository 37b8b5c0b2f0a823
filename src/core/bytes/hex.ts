/** Lower-case hex of `bytes`, with `separator` between bytes. */
export function toHex(bytes: Uint8Array, separator = ""): string {
  let out = "";
  for (let i = 0; i < bytes.length; i++) {
    if (i > 0) out += separator;
    out += (bytes[i] ?? 0).toString(16).padStart(2, "0");
  }
  return out;
}

/** Bytes of a hex string; white space, `:` and `-` are passed over. Throws SyntaxError for anything else or an odd number of digits. */
export function fromHex(text: string): Uint8Array {
  const digits = text.replace(/[\s:-]/g, "");
  if (!/^(?:[0-9a-fA-F]{2})*$/.test(digits)) throw new SyntaxError("not a hex string of whole bytes");
  const bytes = new Uint8Array(digits.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16);
  return bytes;
}
