import type { SourceId } from "../bytes/span";
import type { Finding, Inspection } from "../inspection";
import type { Dump, Range } from "../text/hexDump/dump";
import { lineAbove } from "./log/roles";
import type { TextObject } from "./objects";
import type { TextFound } from "./text";

/** A stretch of an earlier text that stands, as it was, `by` places further on in a later one. */
export interface MovedPiece extends Range {
  readonly by: number;
}

/**
 * Where the objects and dumps of an earlier text stand in a later one, in their order; undefined when one has come, gone
 * or changed. Linear in the length of what was found.
 */
export function movedPieces(
  before: { readonly text: string; readonly found: TextFound },
  now: { readonly text: string; readonly found: TextFound },
): MovedPiece[] | undefined {
  const [objects, dumps] = [now.found.objects, now.found.dumps];
  if (before.found.objects.length !== objects.length || before.found.dumps.length !== dumps.length)
    return undefined;
  const pieces: MovedPiece[] = [];
  const add = (was: Range, is: Range): boolean => {
    pieces.push({ start: was.start, end: was.end, by: is.start - was.start });
    return before.text.slice(was.start, was.end) === now.text.slice(is.start, is.end);
  };
  const same =
    before.found.objects.every((object, i) => {
      const other = objects[i];
      return other && isSameObject(object, other) && add(object, other);
    }) &&
    before.found.dumps.every((dump, i) => {
      const other = dumps[i];
      // What stands above a dump in a log says whose it is.
      const above = (text: string, { range }: Dump): string => lineAbove(text, range.start);
      return (
        other &&
        isSameDump(dump, other) &&
        above(before.text, dump) === above(now.text, other) &&
        add(dump.range, other.range)
      );
    });
  return same ? pieces.sort((a, b) => a.start - b.start) : undefined;
}

function isSameObject(a: TextObject, b: TextObject): boolean {
  return a.key === b.key && a.name === b.name;
}

/** Whether two dumps of the same characters say the same: their header lines stand outside them. */
function isSameDump(a: Dump, b: Dump): boolean {
  return (
    a.format === b.format &&
    a.title === b.title &&
    a.direction === b.direction &&
    a.layer === b.layer &&
    a.content === b.content &&
    a.runs.length === b.runs.length &&
    JSON.stringify(a.missing) === JSON.stringify(b.missing) &&
    JSON.stringify(a.others) === JSON.stringify(b.others) &&
    a.findings.length === b.findings.length &&
    a.findings.every(({ message }, i) => message === b.findings[i]?.message) &&
    (a.bytes === b.bytes ||
      (a.bytes.length === b.bytes.length && a.bytes.every((byte, i) => byte === b.bytes[i])))
  );
}

/**
 * The same inspection, told of a later text in which its pieces stand elsewhere: nothing is decoded again. Undefined when
 * it tells of characters outside them, which only reading the text again can place.
 */
export function retell(
  inspection: Inspection,
  text: string,
  version: number | undefined,
  pieces: readonly MovedPiece[],
): Inspection | undefined {
  const id = inspection.sources.all.find(({ kind }) => kind === "text")?.id;
  if (id === undefined) return undefined;
  const lost: number[] = [];
  const by = (character: number): number => {
    const piece = pieceAt(pieces, character);
    if (!piece) lost.push(character);
    return piece?.by ?? 0;
  };
  const sources = inspection.sources.retold(id, text, ({ charStart }) => by(Math.floor(charStart)), version);
  const place = <T extends Range>(range: T): T => {
    const distance = by(range.start);
    return { ...range, start: range.start + distance, end: range.end + distance };
  };
  const findings = inspection.findings.map((finding) => movedFinding(finding, id, place));
  const found = inspection.found?.map((one) => ({ ...one, range: place(one.range) }));
  if (lost.length > 0) return undefined;
  const fields = inspection.fields.over(sources);
  return { ...inspection, sources, fields, findings, ...(found ? { found } : {}) };
}

function movedFinding(finding: Finding, text: SourceId, place: <T extends Range>(range: T) => T): Finding {
  return finding.span?.source === text ? { ...finding, span: place(finding.span) } : finding;
}

/** The piece that holds a character. */
function pieceAt(pieces: readonly MovedPiece[], character: number): MovedPiece | undefined {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.start ?? 0) <= character) low = middle + 1;
    else high = middle;
  }
  const piece = pieces[low - 1];
  return piece && character < Math.max(piece.end, piece.start + 1) ? piece : undefined;
}
