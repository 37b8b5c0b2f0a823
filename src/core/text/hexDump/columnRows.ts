import { ByteCollector } from "../byteCollector";
import { contentOf } from "../content";
import type { Lines } from "../lines";
import type { Steps } from "../steps";
import { agreesWithAscii } from "./ascii";
import type { Claims } from "./claims";
import type { Dump } from "./dump";
import { readHeader, toldBy } from "./headers";

/** Pairs of digits, and behind two blanks or a bar what they read as: rows without offsets (NSS, wolfSSL, `od -An -t x1z`). */
const ROW = /^[ \t]*((?:[0-9a-f]{2} ){0,31}[0-9a-f]{2})(?: {2,120}| *\t| (?=[|>]))(\S.*)$/i;
const STEP = 256;

interface ColumnRow {
  readonly line: number;
  /** Where the first digit stands. */
  readonly start: number;
  readonly end: number;
  readonly bytes: readonly number[];
}

/** Dumps whose rows have no offset but text beside the digits that agrees with them. */
export function* findColumnRows(lines: Lines, claims: Claims): Steps<Dump[]> {
  const dumps: Dump[] = [];
  let rows: ColumnRow[] = [];
  const close = (): void => {
    const dump = rows.length > 0 ? read(rows, lines) : undefined;
    if (dump) dumps.push(dump);
    rows = [];
  };
  for (let line = 0; line < lines.count; line++) {
    if (line % STEP === STEP - 1) yield;
    const row = readColumnRow(lines, line, claims);
    if (!row) {
      close();
      continue;
    }
    const last = rows.at(-1);
    const first = rows[0];
    // A shorter row is the last one.
    if (last && first && (last.bytes.length < first.bytes.length || row.bytes.length > first.bytes.length))
      close();
    rows.push(row);
  }
  close();
  return dumps;
}

function readColumnRow(lines: Lines, line: number, claims: Claims): ColumnRow | undefined {
  const from = lines.start(line);
  const to = lines.end(line);
  if (to - from < 5 || to - from > 400) return undefined;
  const content = lines.text.slice(from, to);
  const match = ROW.exec(content);
  const digits = match?.[1];
  const column = match?.[2];
  if (digits === undefined || column === undefined || claims.blocking(from, to) !== undefined)
    return undefined;
  const bytes = digits.split(" ").map((pair) => Number.parseInt(pair, 16));
  // wolfSSL sets a bar and a blank before the text.
  const texts = [column, column.replace(/^\| ?/, "")];
  if (!texts.some((text) => agreesWithAscii(bytes, text))) return undefined;
  const start = from + content.indexOf(digits);
  return { line, start, end: from + content.trimEnd().length, bytes };
}

/** So many bytes must agree with their text before they are a dump without a header line. */
const LEAST = 16;

function read(rows: readonly ColumnRow[], lines: Lines): Dump | undefined {
  const [first] = rows;
  const last = rows.at(-1);
  if (!first || !last) return undefined;
  const above = lines.nonBlankAbove(first.line, 2);
  const header = above >= 0 ? readHeader(lines.at(above)) : undefined;
  const collector = new ByteCollector();
  for (const { start, bytes } of rows)
    for (const [i, byte] of bytes.entries()) collector.add(byte, start + 3 * i, start + 3 * i + 2);
  if (collector.length < LEAST && header?.length !== collector.length) return undefined;
  const { bytes, runs } = collector.finish();
  const range = { start: first.start, end: last.end };
  const short = header?.length !== undefined && header.length !== bytes.length ? header.length : undefined;
  return {
    format: header?.tool ?? "hex",
    bytes,
    runs,
    range,
    content: contentOf(bytes),
    ...toldBy(header),
    ...(short !== undefined && short > bytes.length
      ? { missing: [{ at: bytes.length, count: short - bytes.length }] }
      : {}),
    findings:
      short === undefined
        ? []
        : [
            {
              id: "dump.length",
              severity: "warning",
              ...range,
              message: `the line above says ${String(short)} bytes, the dump shows ${String(bytes.length)}`,
            },
          ],
  };
}
