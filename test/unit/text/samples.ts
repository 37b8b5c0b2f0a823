import { readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "samples");

/** RFC 8448 §3's first record. */
export const clientHello: Uint8Array = new Uint8Array(readFileSync(join(folder, "client-hello.bin")));

/** A sample file's text. */
export const sample = (name: string): string => readFileSync(join(folder, name), "utf8");

/** How the characters that carry a byte read as its value. */
export const carries = {
  hex: (characters: string, byte: number) => Number.parseInt(characters, 16) === byte,
  decimal: (characters: string, byte: number) => (Number(characters) & 0xff) === byte,
  octalByte: (characters: string, byte: number) => Number.parseInt(characters, 8) === byte,
  /** Three of a word's six digits hold the low byte (and a bit more), the first four the high byte (and two bits more). */
  octalWord: (characters: string, byte: number) =>
    characters.length === 3
      ? (Number.parseInt(characters, 8) & 0xff) === byte
      : Number.parseInt(characters, 8) >> 2 === byte,
  escape: (characters: string, byte: number) =>
    characters.length === 1
      ? characters.charCodeAt(0) === byte
      : characters.startsWith("\\x")
        ? Number.parseInt(characters.slice(2), 16) === byte
        : ({ "\\n": 10, "\\r": 13, "\\t": 9, "\\'": 39, "\\\\": 92 } as Record<string, number>)[
            characters
          ] === byte,
  base64: (characters: string, byte: number) => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    const bits = Array.from(characters.replace(/\s/g, ""))
      .map((c) => (!alphabet.includes(c) ? (c === "+" || c === "-" ? 62 : 63) : alphabet.indexOf(c)))
      .map((value) => value.toString(2).padStart(6, "0"))
      .join("");
    return characters.replace(/\s/g, "").length === 2 && bits.includes(byte.toString(2).padStart(8, "0"));
  },
} satisfies Record<string, (characters: string, byte: number) => boolean>;
