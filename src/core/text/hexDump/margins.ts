import type { Run } from "../../bytes/source";
import type { Lines } from "../lines";
import type { Steps } from "../steps";
import type { Dump, FindOptions, Range } from "./dump";
import { prefixLength } from "./prefixes";

/** A text without some of its characters, and where the others stand in the whole. */
export class Trimmed {
  readonly text: string;
  /** Where each piece that is left starts: here, and in the whole text. */
  readonly #starts: number[] = [];
  readonly #wholes: number[] = [];

  /** `cuts` are in their order and do not touch. */
  constructor(whole: string, cuts: readonly Range[]) {
    const pieces: string[] = [];
    let at = 0;
    let length = 0;
    const keep = (end: number): void => {
      if (end === at) return;
      this.#starts.push(length);
      this.#wholes.push(at);
      pieces.push(whole.slice(at, end));
      length += end - at;
    };
    for (const { start, end } of cuts) {
      keep(start);
      at = end;
    }
    keep(whole.length);
    this.text = pieces.join("");
  }

  /** The same dump, its places counted in the whole text. */
  restore(dump: Dump): Dump {
    const range = (part: Range): Range => ({
      start: this.#place(part.start),
      end: part.end > part.start ? this.#place(part.end - 1) + 1 : this.#place(part.start),
    });
    return {
      ...dump,
      runs: dump.runs.flatMap((run) => this.#restoreRun(run)),
      range: range(dump.range),
      findings: dump.findings.map((finding) => ({ ...finding, ...range(finding) })),
    };
  }

  /** The options for reading this text, their places counted in it. */
  options(options: FindOptions): FindOptions {
    if (!options.choose) return options;
    const choose = new Map(Array.from(options.choose, ([start, id]) => [this.#here(start), id]));
    return { ...options, choose };
  }

  /** The piece in which `at` stands, by its place in `starts`. */
  #piece(starts: readonly number[], at: number): number {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #place(at: number): number {
    const piece = this.#piece(this.#starts, at);
    return at + (this.#wholes[piece] ?? 0) - (this.#starts[piece] ?? 0);
  }

  #here(at: number): number {
    const piece = this.#piece(this.#wholes, at);
    return at + (this.#starts[piece] ?? 0) - (this.#wholes[piece] ?? 0);
  }

  /** A run in as many parts as the whole text makes of it. */
  #restoreRun(run: Run): Run[] {
    if (run.stride === 0) return [{ ...run, charStart: this.#place(run.charStart) }];
    const parts: Run[] = [];
    for (let done = 0; done < run.byteCount;) {
      const start = run.charStart + done * run.stride;
      const first = Math.floor(start + EPSILON);
      const piece = this.#piece(this.#starts, first);
      const end = this.#starts[piece + 1] ?? Infinity;
      const shift = (this.#wholes[piece] ?? 0) - (this.#starts[piece] ?? 0);
      const fitting = Math.floor((end - start - run.charsPerByte + EPSILON) / run.stride) + 1;
      const byteCount = Math.min(run.byteCount - done, Math.max(0, fitting));
      const byteStart = run.byteStart + done;
      if (byteCount > 0) {
        parts.push({ ...run, byteStart, byteCount, charStart: start + shift });
        done += byteCount;
      } else {
        // A byte whose characters something parts.
        for (let at = first; at < start + run.charsPerByte - EPSILON; at++)
          parts.push({ byteStart, byteCount: 1, charStart: this.#place(at), charsPerByte: 1, stride: 1 });
        done++;
      }
    }
    return parts;
  }
}

/** As in `SourceGraph`: thirds of a character are not exact. */
const EPSILON = 1e-4;

/** ECMA-48 control sequences (colours) and operating system commands (titles, links). */
const CONTROL_SEQUENCES =
  /(?:\x1b(?:\[[0-?]{0,32}[ -/]{0,4}[@-~]|\][^\x07\x1b\n]{0,400}(?:\x07|\x1b\\)|[()][AB0])|\x9b[0-?]{0,32}[@-~])+/g;

/** The text without a terminal's control sequences; undefined when it has none. */
export function withoutColours(text: string): Trimmed | undefined {
  if (!text.includes("\x1b") && !text.includes("\x9b")) return undefined;
  const cuts = Array.from(text.matchAll(CONTROL_SEQUENCES), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  return cuts.length === 0 ? undefined : new Trimmed(text, cuts);
}

/** A millisecond or so. */
const LINES_A_STEP = 2000;

/** The text without what a log, a mail or a listing puts before its lines; undefined when no line has any. */
export function* withoutPrefixes(lines: Lines): Steps<Trimmed | undefined> {
  const cuts: Range[] = [];
  for (let line = 0; line < lines.count; line++) {
    const length = prefixLength(lines, line);
    const start = lines.start(line);
    if (length > 0) cuts.push({ start, end: start + length });
    if (line % LINES_A_STEP === LINES_A_STEP - 1) yield;
  }
  return cuts.length === 0 ? undefined : new Trimmed(lines.text, cuts);
}
