import { contentOf } from "../content";
import type { Lines } from "../lines";
import type { Steps } from "../steps";
import { MAX_BYTES, type Dump } from "./dump";
import { readHeader } from "./headers";
import { assemble } from "./assemble";
import { readEndMark, readRow, type Row, type RowBlock } from "./row";

/** Lines of something else (a log's) that may stand between two rows of a dump. */
const TOLERATED_LINES = 8;
/** Lines that are read in one step. */
const STEP = 256;
const STAR = /^[ \t>|#]*\*[ \t]*$/;

/** Dumps whose rows start with an offset, in the order of the text. */
export function* findOffsetRows(lines: Lines): Steps<Dump[]> {
  const dumps: Dump[] = [];
  let block: RowBlock | undefined;
  let star: { start: number; end: number } | undefined;
  let room = MAX_BYTES;

  const close = function* (): Steps<void> {
    const dump = block && (yield* accept(block, lines, room));
    if (dump) {
      dumps.push(dump);
      room -= dump.bytes.length;
    }
    block = undefined;
    star = undefined;
  };

  for (let line = 0; line < lines.count; line++) {
    if (line % STEP === STEP - 1) yield;
    const start = lines.start(line);
    const end = lines.end(line);
    let row = readRow(lines.text, line, start, end, block?.rows.at(-1)?.word);
    if (row && block && !follows(block, row, lines)) {
      yield* close();
      row = readRow(lines.text, line, start, end);
    }
    if (row) {
      block ??= { rows: [], stars: new Map() };
      if (star && block.rows.length > 0) block.stars.set(block.rows.length, star);
      block.rows.push(row);
      star = undefined;
      continue;
    }
    const last = block?.rows.at(-1);
    if (!block || last === undefined) continue;
    if (line - last.line > TOLERATED_LINES) yield* close();
    else if (STAR.test(lines.text.slice(start, Math.min(end, start + 80)))) {
      const at = lines.text.indexOf("*", start);
      star = { start: at, end: at + 1 };
    } else {
      const mark = readEndMark(lines.text, line, start, end);
      if (mark?.offset.length === last.offset.length && mark.offset > last.offset) {
        if (star) block.stars.set(block.rows.length, star);
        block.endMark = mark;
        yield* close();
      }
    }
  }
  yield* close();
  return dumps;
}

/** Rows of one dump have the same shape and growing offsets. A header line between them starts another dump. */
function follows(block: RowBlock, row: Row, lines: Lines): boolean {
  const last = block.rows.at(-1);
  if (!last || row.line - last.line > TOLERATED_LINES) return false;
  if (row.marker !== last.marker || row.word !== last.word) return false;
  if (row.offset.length !== last.offset.length || row.offset.toLowerCase() <= last.offset.toLowerCase())
    return false;
  for (let line = last.line + 1; line < row.line; line++) if (readHeader(lines.at(line))) return false;
  return true;
}

/** The dump of a block, of `room` bytes at most; undefined when its rows do not bear each other out. */
function* accept(block: RowBlock, lines: Lines, room: number): Steps<Dump | undefined> {
  const first = block.rows[0];
  if (!first) return undefined;
  const above = lines.nonBlankAbove(first.line);
  const header = above >= 0 ? readHeader(lines.at(above)) : undefined;
  const dump = yield* assemble(block, lines, header, room);
  if (!dump) return undefined;
  return {
    format: dump.format,
    bytes: dump.bytes,
    runs: dump.runs,
    range: dump.range,
    content: contentOf(dump.bytes),
    ...(header?.direction === undefined ? {} : { direction: header.direction }),
    ...(header?.title === undefined ? {} : { title: header.title }),
    findings: dump.findings,
  };
}
