import { contentOf } from "../content";
import type { Lines } from "../lines";
import type { Steps } from "../steps";
import { assemble, endsAt, type Above } from "./assemble";
import { directFollowed } from "./follow";
import { MAX_BYTES, type Dump, type FindOptions } from "./dump";
import { isRuler, readHeader, toldBy } from "./headers";
import { readEndMark, readStar, readTrimmed } from "./marks";
import { cellsOf, opaqueRow, readBody, readRow, type Row, type RowBlock, type RowBody } from "./row";
import { couldBe } from "./settle";

/** Lines of something else (a log's) that may stand between two rows of a dump. */
const TOLERATED_LINES = 8;
/** Lines that are read in one step. */
const STEP = 256;
/** Rows that are further apart than this (with no `*` between) are two dumps. */
const LONGEST_GAP = 0x20000;

/** Dumps whose rows start with an offset, in the order of the text. */
export function* findOffsetRows(lines: Lines, options: FindOptions = {}): Steps<Dump[]> {
  const finder = new BlockFinder(lines, options);
  for (let line = 0; line < lines.count; line++) {
    if (line % STEP === STEP - 1) yield;
    yield* finder.line(line);
  }
  yield* finder.close();
  return directFollowed(finder.dumps, lines);
}

/** Puts rows together to blocks, line by line. */
class BlockFinder {
  readonly dumps: Dump[] = [];
  #block: RowBlock | undefined;
  #star: { start: number; end: number } | undefined;
  #room = MAX_BYTES;

  constructor(
    readonly lines: Lines,
    readonly options: FindOptions,
  ) {}

  *line(line: number): Steps<void> {
    const { lines } = this;
    const start = lines.start(line);
    const end = lines.end(line);
    const last = this.#block?.rows.at(-1);
    const below = last && readBody(lines.text, line, start, end, last.from - lines.start(last.line));
    if (below && isBelow(below, last)) {
      last.below.push(below);
      return;
    }
    const row = readRow(lines.text, line, start, end);
    if (row && last && isSame(row.offset, last.offset) && isBelow(row, last)) {
      last.below.push(row);
      return;
    }
    if (row) {
      if (this.#block && !this.#follows(this.#block, row)) yield* this.close();
      this.#add(row);
      return;
    }
    if (last === undefined || !this.#block) {
      const opaque = opaqueRow(lines, line);
      if (opaque) this.#add(opaque);
      return;
    }
    if (line - last.line > TOLERATED_LINES + last.below.length) {
      yield* this.close();
      return;
    }
    yield* this.#mark(this.#block, last, line, start, end);
  }

  *close(): Steps<void> {
    const dump = this.#block && (yield* this.#accept(this.#block));
    if (dump) {
      this.dumps.push(dump);
      this.#room -= dump.bytes.length;
    }
    this.#block = undefined;
    this.#star = undefined;
  }

  /** A `*`, a final offset, or a line of something else. */
  *#mark(block: RowBlock, last: Row, line: number, start: number, end: number): Steps<void> {
    const { text } = this.lines;
    const star = readStar(text, start, end, last);
    if (star) {
      this.#star = star;
      return;
    }
    const trimmed = readTrimmed(text, start, end);
    if (trimmed) {
      block.trimmed = trimmed;
      yield* this.close();
      return;
    }
    const mark = readEndMark(text, start, end, last);
    if (!mark) {
      const opaque = opaqueRow(this.lines, line);
      if (opaque && last.tokens.length === 0) this.#add(opaque);
      return;
    }
    const continues = [last, ...last.below].some((body) =>
      body.forms.some((form) => endsAt({ body, form, cells: cellsOf(body, form) }, last.offset, mark.offset)),
    );
    if (!this.#star && !continues) return;
    if (this.#star) block.stars.set(block.rows.length, this.#star);
    block.endMark = mark;
    yield* this.close();
  }

  #add(row: Row): void {
    this.#block ??= { rows: [], stars: new Map(), forms: row.forms };
    const { rows, stars, forms } = this.#block;
    if (this.#star && rows.length > 0) stars.set(rows.length, this.#star);
    this.#block.forms = forms.filter((form) => couldBe(row, form));
    rows.push(row);
    this.#star = undefined;
  }

  /** Rows of one dump have the same shape and growing offsets. A header line between them starts another dump. */
  #follows(block: RowBlock, row: Row): boolean {
    const { rows, forms } = block;
    const last = rows.at(-1);
    if (!last || row.line - last.line > TOLERATED_LINES + last.below.length) return false;
    if (row.marker !== last.marker || row.symbol !== last.symbol) return false;
    if (forms.length > 0 ? !forms.some((form) => couldBe(row, form)) : row.forms.length > 0) return false;
    if (
      !growsFrom(last.offset, row.offset) ||
      (!this.#star && distance(last.offset, row.offset) > LONGEST_GAP)
    )
      return false;
    if (this.#indentedOtherwise(block, last, row)) return false;
    for (let line = last.line + 1; line < row.line; line++) if (readHeader(this.lines.at(line))) return false;
    return true;
  }

  /** Wireshark indents the other side's rows. The first line of a copy may have lost its blanks. */
  #indentedOtherwise({ rows }: RowBlock, last: Row, row: Row): boolean {
    const { text } = this.lines;
    const blank = ({ start, column }: Row): boolean => /^[ \t]*$/.test(text.slice(start - column, start));
    if (row.column + row.offset.length === last.column + last.offset.length || !blank(row) || !blank(last))
      return false;
    return rows.length > 1 || last.start > 200 || text.slice(0, last.start).trim() !== "" || last.column > 0;
  }

  /** The dump of a block; undefined when its rows do not bear each other out. */
  *#accept(block: RowBlock): Steps<Dump | undefined> {
    const first = block.rows[0];
    if (!first) return undefined;
    const above = this.#above(first);
    const dump = yield* assemble(block, this.lines, above, this.#room, this.options);
    if (!dump || dump.bytes.length === 0) return undefined;
    const { header } = above;
    const { format, bytes, runs, range, missing, others, findings } = dump;
    return {
      format,
      bytes,
      runs,
      range,
      content: contentOf(bytes),
      ...toldBy(header),
      ...(missing.length === 0 ? {} : { missing }),
      ...(others.length === 0 ? {} : { others }),
      findings,
    };
  }

  #above(first: Row): Above {
    const { lines } = this;
    let line = lines.nonBlankAbove(first.line);
    let ruler = false;
    // Format-Hex sets a line of column numbers, and a rule below it, above the rows.
    for (let i = 0; i < 3 && line >= 0 && isRuler(lines.at(line)); i++) {
      ruler ||= /0[1-9a-f]/i.test(lines.at(line));
      line = lines.nonBlankAbove(line);
    }
    return { header: line >= 0 ? readHeader(lines.at(line)) : undefined, ruler };
  }
}

/** Whether a line prints the bytes of the row above it once more: in another form, right below. */
function isBelow(body: RowBody, row: Row): boolean {
  if (body.line !== row.line + row.below.length + 1) return false;
  const [form] = body.forms;
  if (form === undefined || cellsOf(body, form).length * 3 < body.tokens.length) return false;
  return row.forms[0] !== form && (row.forms.length === 0 || !row.forms.includes(form));
}

/** hexdump writes the same offset with seven or eight digits. */
function isSame(one: string, other: string): boolean {
  return one === other || Number.parseInt(one, 16) === Number.parseInt(other, 16);
}

function growsFrom(last: string, next: string): boolean {
  return next.length === last.length ? next > last : next.length > last.length && last.length < 4;
}

/** How far two offsets are apart in the base that makes it least. */
function distance(from: string, to: string): number {
  const radixes = /[a-f]/.test(from + to) ? [16] : /[89]/.test(from + to) ? [16, 10] : [16, 10, 8];
  return Math.min(...radixes.map((radix) => Number.parseInt(to, radix) - Number.parseInt(from, radix)));
}
