import { LONGEST_TEXT } from "./longest";

/** Bytes of a row, as xxd has them. */
const ROW = 16;

/**
 * A dropped file as text for the box: text as it is (UTF-8, or UTF-16 with its mark), anything else as hex. Rejects with
 * an Error for the user when that is more than the box takes.
 */
export async function textOfFile(file: Blob & { readonly name: string }): Promise<string> {
  if (file.size > LONGEST_TEXT) throw new Error(tooLong(file.name));
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = asText(bytes) ?? asHex(bytes);
  if (text.length > LONGEST_TEXT) throw new Error(tooLong(file.name));
  return text;
}

function tooLong(name: string): string {
  return `${name.slice(0, 80)} gives more than 4 MB of text: open it in an editor and inspect it there`;
}

function asText(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const utf16 =
    first === 0xff && second === 0xfe
      ? "utf-16le"
      : first === 0xfe && second === 0xff
        ? "utf-16be"
        : undefined;
  if (utf16 === undefined && bytes.includes(0)) return undefined;
  try {
    return new TextDecoder(utf16 ?? "utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function asHex(bytes: Uint8Array): string {
  const rows: string[] = [];
  for (let at = 0; at < bytes.length; at += ROW)
    rows.push(
      Array.from(bytes.subarray(at, at + ROW), (byte) => byte.toString(16).padStart(2, "0")).join(" "),
    );
  return rows.join("\n");
}
