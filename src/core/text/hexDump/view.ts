import type { Run } from "../../bytes/source";
import type { Dump, FindOptions, Range } from "./dump";

/** A text as the readers see it: every blank a space, no characters without width, escaped line ends as line ends. */
export interface TextView {
  readonly text: string;
  /** Start and end, in the text itself, of each character of the view; undefined when they stand at the same places. */
  readonly places: { readonly starts: Int32Array; readonly ends: Int32Array } | undefined;
}

/** What a view takes away or changes: a text without any of it is its own view. */
const SPECIAL = /[\u00a0\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff]|\\[nru]/;
/** Blanks of one character that are no space: they become one. */
const BLANKS = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g;
const NOTHING = /[\u200b-\u200f\u2060\ufeff]/;
/** Digits as rows of a dump have them. */
const ROWS =
  /[0-9a-f]{2}(?:[ :-]{1,2}[0-9a-f]{2}){3}|[0-9a-f]{4} [0-9a-f]{4} [0-9a-f]{4}|[0-7]{3} [0-7]{3} [0-7]{3}/i;
/** Escapes that carry data, so that the string is no text in lines. `\u001b` starts a colour. */
const DATA = /\\(?:x(?!1b)|(?!033)[0-7]|u00(?!1b)[01])/i;
const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  '"': '"',
  "\\": "\\",
  "/": "/",
};

/** The view of a text; undefined when it is the text itself. Time is linear in its length. */
export function viewOf(text: string): TextView | undefined {
  if (!SPECIAL.test(text)) return undefined;
  const strings = text.includes("\\n") || text.includes("\\r") ? linedStrings(text) : [];
  if (strings.length === 0 && !NOTHING.test(text)) {
    const spaced = text.replace(BLANKS, " ");
    return spaced === text ? undefined : { text: spaced, places: undefined };
  }
  const writer = new ViewWriter(text);
  let at = 0;
  for (const { start, end } of strings) {
    writer.copy(at, start);
    writer.unescape(start, end);
    at = end;
  }
  writer.copy(at, text.length);
  return writer.finish();
}

/** Insides of JSON-like strings that hold rows with escaped line ends, in the text's order. */
function linedStrings(text: string): Range[] {
  const found: Range[] = [];
  let open = -1;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 13) open = -1;
    else if (code === 92 && open >= 0) i++;
    else if (code === 34) {
      if (open >= 0) {
        const inside = text.slice(open, i);
        if (/\\[nr]/.test(inside) && ROWS.test(inside) && !DATA.test(inside))
          found.push({ start: open, end: i });
        open = -1;
      } else open = i + 1;
    }
  }
  return found;
}

/** Writes a view piece by piece. */
class ViewWriter {
  readonly #pieces: string[] = [];
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  #length = 0;

  constructor(readonly source: string) {
    this.#starts = new Int32Array(source.length);
    this.#ends = new Int32Array(source.length);
  }

  /** Characters of the source that stand for themselves. */
  copy(from: number, to: number): void {
    let start = from;
    for (let i = from; i < to; i++) {
      if (this.source.charCodeAt(i) < 0x200b || !NOTHING.test(this.source.charAt(i))) continue;
      this.#same(start, i);
      start = i + 1;
    }
    this.#same(start, to);
  }

  /** The inside of a string, escapes as what they mean. */
  unescape(from: number, to: number): void {
    let start = from;
    for (let i = from; i < to; i++) {
      if (this.source.charCodeAt(i) !== 92) continue;
      this.copy(start, i);
      const colour = /^\\(?:u001b|x1b|e|033)\[[0-?]{0,64}[@-~]/i.exec(this.source.slice(i, i + 80));
      if (colour) i += colour[0].length - 1;
      else {
        const unicode = /^\\u([0-9a-f]{4})/i.exec(this.source.slice(i, i + 6))?.[1];
        const length = unicode === undefined ? 2 : 6;
        const character =
          unicode === undefined
            ? (ESCAPES[this.source.charAt(i + 1)] ?? " ")
            : String.fromCharCode(Number.parseInt(unicode, 16));
        this.#add(character, i, Math.min(to, i + length));
        i += length - 1;
      }
      start = Math.min(to, i + 1);
    }
    this.copy(start, to);
  }

  finish(): TextView {
    const text = this.#pieces.join("").replace(BLANKS, " ");
    if (text.length === this.source.length) return { text, places: undefined };
    return {
      text,
      places: { starts: this.#starts.subarray(0, this.#length), ends: this.#ends.subarray(0, this.#length) },
    };
  }

  #same(from: number, to: number): void {
    if (to <= from) return;
    this.#pieces.push(this.source.slice(from, to));
    for (let i = from; i < to; i++) {
      this.#starts[this.#length] = i;
      this.#ends[this.#length++] = i + 1;
    }
  }

  #add(character: string, start: number, end: number): void {
    this.#pieces.push(character);
    this.#starts[this.#length] = start;
    this.#ends[this.#length++] = end;
  }
}

/** The options for reading a view. */
export function optionsIn(options: FindOptions, { places }: TextView): FindOptions {
  if (!options.choose || !places) return options;
  const { starts } = places;
  return { ...options, choose: new Map(Array.from(options.choose, ([at, id]) => [here(starts, at), id])) };
}

/** Where the character `at` of the text stands in a view. */
function here(starts: Int32Array, at: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A dump found in a view, with all its places in the text itself. */
export function inSource(dump: Dump, { places }: TextView): Dump {
  if (!places) return dump;
  const { starts, ends } = places;
  const place = ({ start, end }: Range): Range => ({
    start: starts[start] ?? start,
    end: end > start ? (ends[end - 1] ?? end) : (starts[end] ?? end),
  });
  return {
    ...dump,
    runs: dump.runs.flatMap((run) => runInSource(run, starts, ends)),
    range: place(dump.range),
    findings: dump.findings.map((finding) => ({ ...finding, ...place(finding) })),
  };
}

/** Against rounding of thirds of characters (base64). */
const EPSILON = 1e-4;

function runInSource(run: Run, starts: Int32Array, ends: Int32Array): Run[] {
  const first = Math.floor(run.charStart + EPSILON);
  const lastByte = run.charStart + (run.byteCount - 1) * run.stride;
  const last = Math.ceil(lastByte + run.charsPerByte - EPSILON);
  const from = starts[first] ?? first;
  // Nothing between was taken away: the run only moves.
  if ((ends[last - 1] ?? last) - from === last - first)
    return [{ ...run, charStart: run.charStart + from - first }];
  const runs: Run[] = [];
  const count = run.stride === 0 ? 1 : run.byteCount;
  for (let i = 0; i < count; i++) {
    const at = run.charStart + i * run.stride;
    const end = Math.ceil(at + run.charsPerByte - EPSILON);
    for (let character = Math.floor(at + EPSILON); character < end;) {
      const start = starts[character] ?? 0;
      let stop = ends[character++] ?? start;
      while (character < end && starts[character] === stop) stop = ends[character++] ?? stop;
      runs.push({
        byteStart: run.byteStart + i,
        byteCount: run.stride === 0 ? run.byteCount : 1,
        charStart: start,
        charsPerByte: stop - start,
        stride: run.stride === 0 ? 0 : stop - start,
      });
    }
  }
  return joined(runs);
}

/** Single bytes at even distances as one run. */
function joined(runs: readonly Run[]): Run[] {
  const out: Run[] = [];
  for (const run of runs) {
    const last = out.at(-1);
    const next = last && last.byteStart + last.byteCount === run.byteStart && run.stride !== 0;
    const stride = last && last.byteCount > 1 ? last.stride : run.charStart - (last?.charStart ?? 0);
    const fits =
      next &&
      last.stride !== 0 &&
      last.charsPerByte === run.charsPerByte &&
      stride >= run.charsPerByte &&
      run.charStart === last.charStart + last.byteCount * stride &&
      // A byte in two pieces keeps a run for each.
      out.at(-2)?.byteStart !== last.byteStart;
    if (fits) out[out.length - 1] = { ...last, byteCount: last.byteCount + 1, stride };
    else out.push(run);
  }
  return out;
}
