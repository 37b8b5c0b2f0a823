import type { ConfiguredPair, FormatReader, Place } from "./types";
import { logicalLines, pathOf, wordsOf, type Word } from "./words";

/** Lines on which `crt` and `ca-file` name files. */
const LINES: ReadonlySet<string> = new Set(["bind", "server", "default-server", "server-template"]);

/** A line that names a file. Two gaps of any length, one in the other, would take the square of a long line's time. */
const LINE =
  /^[ \t]{0,200}(?:bind|server|default-server)[ \t](?=.{0,2000}[ \t]ssl[ \t]).{0,2000}\b(?:crt|ca-file)[ \t]/m;

/** HAProxy: certificate and key in one file (or the key in FILE.key, which is looked for), a line for each address. */
export const haproxy: FormatReader = {
  format: "HAProxy",
  recognises: ({ languageId, name, text }) =>
    languageId === "haproxy" || /^haproxy.*\.(?:cfg|conf)$/.test(name) || LINE.test(text),

  read(text) {
    const pairs: ConfiguredPair[] = [];
    const bases = { crt: "", ca: "" };
    for (const { start, end } of logicalLines(text)) {
      const words = wordsOf(text, start, end, { marks: "", escapes: true });
      const [first, second] = words;
      if (!first || !second) continue;
      if (first.text === "crt-base") bases.crt = second.text;
      else if (first.text === "ca-base") bases.ca = second.text;
      else if (first.text === "load") pairs.push(...loaded(words, bases.crt));
      else if (LINES.has(first.text)) pairs.push(...named(words, bases));
    }
    return pairs;
  },
};

function named(
  words: readonly Word[],
  bases: { readonly crt: string; readonly ca: string },
): ConfiguredPair[] {
  const pairs: ConfiguredPair[] = [];
  const authorities: Place[] = [];
  for (const [i, { text }] of words.entries()) {
    const value = words[i + 1];
    if (!value || value.text.startsWith("@")) continue;
    if (text === "crt") {
      const certificate = based(value, bases.crt);
      pairs.push({ certificate, combined: true, authorities: [], hasPassphrase: false });
    } else if (text === "ca-file" || text === "ca-verify-file") authorities.push(based(value, bases.ca));
  }
  return authorities.length > 0 ? [...pairs, { authorities, hasPassphrase: false }] : pairs;
}

/** `load crt FILE key FILE`, of a crt-store. */
function loaded(words: readonly Word[], base: string): ConfiguredPair[] {
  const after = (name: string): Place | undefined => {
    const at = words.findIndex(({ text }) => text === name);
    const value = at < 0 ? undefined : words[at + 1];
    return value && based(value, base);
  };
  const [certificate, key] = [after("crt"), after("key")];
  if (!certificate) return [];
  return [{ certificate, ...(key ? { key } : { combined: true }), authorities: [], hasPassphrase: false }];
}

function based(word: Word, base: string): Place {
  const place = pathOf(word);
  if (place.kind !== "path" || base === "" || word.text.startsWith("/")) return place;
  return { ...place, path: `${base.replace(/\/$/, "")}/${word.text}` };
}
