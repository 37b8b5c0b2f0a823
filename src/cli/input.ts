import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";

/** The bytes of a file, or of standard input for "-", and what to call them. */
export async function readInput(file: string): Promise<{ bytes: Uint8Array; label: string }> {
  const bytes = new Uint8Array(file === "-" ? await buffer(process.stdin) : await readFile(file));
  return { bytes, label: file === "-" ? "standard input" : file };
}
