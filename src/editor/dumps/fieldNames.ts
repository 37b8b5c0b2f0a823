import type { FieldTable } from "../../core/fields/table";
import type { Dump, Range } from "../../core/text/hexDump/dump";
import { short } from "../../core/words/visible";
import { bytesBetween, piecesOf } from "./characters";
import { kindOf, type FieldKind } from "./fieldKinds";
import type { FieldSource } from "./paint";

/** Names of fields, at a place of the text. */
export interface NameHint {
  /** Behind the last character of a row, or before a field's first one. */
  readonly at: number;
  /** Where the names belong: the fields' rows in the table, in the text's order. */
  readonly names: readonly { readonly name: string; readonly row: number }[];
  /** It stands before the field rather than behind the row. */
  readonly inline: boolean;
}

/** Rows of more bytes have their names within, before each field: there is no column that they could upset. */
const WIDE_ROW = 32;
/** Fewer bytes than this are no group that is worth a name within a row. */
const LEAST_INLINE = 4;
const MOST_NAMES = 3;
/** VS Code cuts the hints of a line at 43 characters. */
const LONGEST = 42;
const BETWEEN = " · ";
/** A line that is longer than this is read in part. */
const MOST_BYTES = 16_384;

interface Candidate {
  readonly row: number;
  readonly depth: number;
  /** The byte of the dump at which it begins. */
  readonly byte: number;
  readonly size: number;
}

/** The names of the fields that begin between two characters of a text: a few for each row of the dump, outermost first. */
export function namesIn(
  text: string,
  dump: Dump,
  source: FieldSource,
  start: number,
  end: number,
): NameHint[] {
  const bytes = bytesBetween(dump.runs, start, end);
  if (!bytes) return [];
  const hints: NameHint[] = [];
  for (const row of rowsOf(text, dump, bytes.start, Math.min(bytes.end, bytes.start + MOST_BYTES))) {
    const candidates = candidatesIn(source, row.start, row.end);
    if (row.end - row.start > WIDE_ROW) hints.push(...inlineHints(text, dump, source, candidates));
    else if (candidates.length > 0) {
      const names = chosen(source, candidates);
      hints.push({ at: row.lineEnd, names, inline: false });
    }
  }
  return hints;
}

/** Bytes of a dump that stand on one line. */
interface DumpRow extends Range {
  readonly lineEnd: number;
}

function* rowsOf(text: string, dump: Dump, start: number, end: number): Generator<DumpRow> {
  for (let at = start; at < end;) {
    const [first] = piecesOf(text, dump.runs, at, at + 1);
    if (!first) return;
    const lineEnd = lineEndAt(text, first.start);
    const line = bytesBetween(dump.runs, first.start, lineEnd);
    const next = Math.min(end, Math.max(at + 1, line?.end ?? at + 1));
    yield { start: at, end: next, lineEnd };
    at = next;
  }
}

function lineEndAt(text: string, at: number): number {
  const feed = text.indexOf("\n", at);
  const end = feed < 0 ? text.length : feed;
  return text.charAt(end - 1) === "\r" ? end - 1 : end;
}

/** The fields that begin within bytes `start` to `end` of the dump and have a name of their own. */
function candidatesIn({ fields: map, source }: FieldSource, start: number, end: number): Candidate[] {
  const { fields, sources } = map.inspection;
  return map.leaves(source, start, end).flatMap((leaf) => {
    if (leaf.start < start) return [];
    const span = fields.span(leaf.row);
    const begins = sources.toRoots(span)[0];
    if (begins?.source !== source || begins.start !== leaf.start) return []; // it goes on here
    return map.within(leaf.row).flatMap((row, depth, path) => {
      const { start: from, end: to } = fields.span(row);
      if (from !== span.start || !isNamed(fields, row, path[depth - 1])) return [];
      return [{ row, depth, byte: leaf.start, size: to - from }];
    });
  });
}

/** What every record, message or extension begins with, or of which nothing is known. */
const UNNAMED: ReadonlySet<FieldKind> = new Set(["record", "message", "extension", "length", "unknown"]);

/**
 * Length prefixes, tags and headers have no name; nor have the items of a list, which its own name stands for, and what
 * fills all of its parent.
 */
function isNamed(fields: FieldTable, row: number, parent: number | undefined): boolean {
  const { key, minor } = fields.schema(row);
  if (minor) return false;
  if (fields.size(row) === 1 && UNNAMED.has(kindOf(fields, row))) return false;
  if (parent === undefined) return true;
  const [own, outer] = [fields.span(row), fields.span(parent)];
  if (
    own.start === outer.start &&
    own.end === outer.end &&
    fields.schema(parent).key !== "tls.handshake.extensions"
  )
    return false;
  if (fields.size(row) > 1) return true;
  const isItem = (sibling: number | undefined): boolean =>
    sibling !== undefined &&
    sibling < parent + fields.size(parent) &&
    sibling > parent &&
    fields.schema(sibling).key === key;
  return !isItem(row - 1) && !isItem(row + 1);
}

/** The outermost fields of a row, the larger ones of two that are alike, as many as fit. */
function chosen(source: FieldSource, candidates: readonly Candidate[]): NameHint["names"] {
  const { fields } = source.fields.inspection;
  const sorted = candidates.toSorted((a, b) => a.depth - b.depth || b.size - a.size);
  const kept: Candidate[] = [];
  let length = 0;
  for (const candidate of sorted) {
    const more = nameOf(fields, candidate.row).length + (kept.length > 0 ? BETWEEN.length : 0);
    if (kept.length === MOST_NAMES) break;
    if (kept.length > 0 && length + more > LONGEST) continue;
    kept.push(candidate);
    length += more;
  }
  return kept
    .sort((a, b) => a.byte - b.byte || a.depth - b.depth)
    .map(({ row }) => ({ row, name: nameOf(fields, row) }));
}

/** One before each group of a row that has no end in sight. */
function inlineHints(
  text: string,
  dump: Dump,
  source: FieldSource,
  candidates: readonly Candidate[],
): NameHint[] {
  const hints = new Map<number, Candidate[]>();
  for (const candidate of candidates) {
    if (candidate.size < LEAST_INLINE) continue;
    hints.set(candidate.byte, [...(hints.get(candidate.byte) ?? []), candidate]);
  }
  return [...hints].flatMap(([byte, together]) => {
    const [first] = piecesOf(text, dump.runs, byte, byte + 1);
    return first ? [{ at: first.start, names: chosen(source, together), inline: true }] : [];
  });
}

/** A field's name in few words: "Client Hello", "server_name". */
export function nameOf(fields: FieldTable, row: number): string {
  const { key, label } = fields.field(row);
  if (key === "tls.record") return "Record";
  return short(label.replace(/^(?:Handshake Protocol|Extension): /, ""), LONGEST);
}
