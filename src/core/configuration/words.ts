import type { Characters, Place } from "./types";

/** A word of a configuration, without its quotes. */
export interface Word extends Characters {
  readonly text: string;
}

/** A word as the path of a file. */
export function pathOf({ text, start, end }: Word): Place {
  return { kind: "path", path: text, start, end };
}

/** How words are told apart. */
export interface WordOptions {
  /** Characters that are words by themselves, such as nginx's braces. */
  readonly marks: string;
  /** Whether a backslash keeps the next character from meaning anything. */
  readonly escapes: boolean;
}

/**
 * The words of the characters `from` to `to`, quoted or not, up to a comment (`#`). A line break is no word; who reads
 * lines asks for one line. Never throws: what is not closed ends with the text.
 */
export function wordsOf(text: string, from: number, to: number, { marks, escapes }: WordOptions): Word[] {
  const words: Word[] = [];
  let at = from;
  while (at < to) {
    const char = text.charAt(at);
    if (/\s/.test(char) || (char === "\\" && /^\r?\n/.test(text.slice(at + 1, at + 3)))) at++;
    else if (char === "#") at = endOfLine(text, at, to);
    else if (marks.includes(char)) words.push({ text: char, start: at, end: ++at });
    else {
      const word =
        char === '"' || char === "'" ? quoted(text, at, to, escapes) : bare(text, at, to, marks, escapes);
      words.push(word.word);
      at = word.next;
    }
  }
  return words;
}

function endOfLine(text: string, at: number, to: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 || end > to ? to : end;
}

function quoted(text: string, at: number, to: number, escapes: boolean): { word: Word; next: number } {
  const quote = text.charAt(at);
  let end = at + 1;
  let value = "";
  while (end < to && text.charAt(end) !== quote) {
    if (escapes && text.charAt(end) === "\\" && end + 1 < to) end++;
    value += text.charAt(end++);
  }
  return { word: { text: value, start: at + 1, end }, next: Math.min(to, end + 1) };
}

function bare(
  text: string,
  at: number,
  to: number,
  marks: string,
  escapes: boolean,
): { word: Word; next: number } {
  let end = at;
  let value = "";
  while (end < to) {
    const char = text.charAt(end);
    if (/\s/.test(char) || marks.includes(char)) break;
    if (escapes && char === "\\" && end + 1 < to) end++;
    value += text.charAt(end++);
  }
  return { word: { text: value, start: at, end }, next: end };
}

/** The lines of a text, those that end in a backslash joined with the next: characters `start` to `end` each. */
export function* logicalLines(text: string): Generator<Characters> {
  let start = 0;
  for (let at = 0; at <= text.length;) {
    const found = text.indexOf("\n", at);
    const end = found < 0 ? text.length : found;
    const continues = found >= 0 && /\\\r?$/.test(text.slice(Math.max(start, end - 2), end));
    if (!continues) {
      yield { start, end };
      start = end + 1;
    }
    if (found < 0) return;
    at = end + 1;
  }
}
