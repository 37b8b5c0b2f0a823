import { concatAll, equalBytes } from "../../bytes/concat";
import type { Segment, SourceGraph } from "../../bytes/source";
import type { Span } from "../../bytes/span";
import type { Side } from "../../inspection";
import type { ShownContent, WireChunk } from "../../session/wireLog";
import type { TextDump } from "../../text/readText";
import type { SidedEntry } from "./entry";
import { bytesOf, lengthOf, plainRecords, toldLength, type PlainRecord } from "./plainRecord";
import { shareContents } from "./shareContents";
import { wholeContent } from "./wholeContent";
import { wireRecords, type WireRecord } from "./wireRecord";

/** One connection's chunks, and what became of the dumps that are in none. */
export interface AssembledLog {
  readonly chunks: readonly WireChunk[];
  /** What is said elsewhere in the log too, or frames it: inner content types, paddings. */
  readonly besides: readonly Span[];
  /** Dumps that print bytes a second time. */
  readonly repeated: readonly TextDump[];
  /** How many protected records the log shows in the clear. */
  readonly shown: number;
}

/** A chunk and the character of the text where it stands. */
interface Placed {
  readonly at: number;
  readonly chunk: WireChunk;
}

class Made {
  readonly placed: Placed[] = [];
  readonly besides: Span[] = [];
  readonly repeated: TextDump[] = [];
  shown = 0;

  beside(entry: SidedEntry | undefined, start = entry?.start ?? 0): void {
    if (entry) this.besides.push({ source: entry.dump.source, start, end: entry.end });
  }

  repeat(entry: SidedEntry | undefined): void {
    this.beside(entry);
    if (entry) this.repeated.push(entry.dump);
  }
}

/**
 * Makes the chunks of a connection: bytes of the wire where the log prints them, and the contents that it shows
 * decrypted, each with its record. The chunks are in the log's order.
 */
export function assemble(sources: SourceGraph, entries: readonly SidedEntry[]): AssembledLog {
  const made = new Made();
  for (const side of ["client", "server"] as const) {
    const own = entries.filter(({ from }) => from === side);
    const wire = own.filter(({ kind }) => kind === "wire");
    const better = own.some(({ kind }) => kind !== "copy");
    const plain = own.filter(({ kind }) => kind !== "wire" && !(better && kind === "copy"));
    if (better) for (const entry of own) if (entry.kind === "copy") made.repeat(entry);
    const records = shareContents(plainRecords(plain));
    if (wire.length > 0) beside(wire, records, side, sources, made);
    else alone(records, side, sources, made);
  }
  const { placed, besides, repeated, shown } = made;
  // Sorting is stable: what stands in one dump keeps its order.
  placed.sort((a, b) => a.at - b.at);
  return { chunks: placed.map(({ chunk }) => chunk), besides, repeated, shown };
}

/** A record may be further on than the last one by so many: the log need not show all of them decrypted. */
const MOST_SKIPPED = 256;

/** Records whose bytes the log prints: what it shows decrypted is put to its record, the rest is there twice. */
function beside(
  wire: readonly SidedEntry[],
  plain: readonly PlainRecord[],
  side: Side,
  sources: SourceGraph,
  made: Made,
): void {
  const records = wireRecords(wire);
  const shown: { start: number; content: ShownContent }[] = [];
  let next = 0;
  for (const record of plain) {
    const window = records.slice(next, next + MOST_SKIPPED);
    const found = window.findIndex((one) => fits(one, record));
    const match = window[found];
    if (match) next += found + 1;
    const holds = lengthOf(record.contents);
    const content =
      match && holds > 0 && (record.whole || holds < match.length)
        ? contentOf(record, sources, side, match, made)
        : undefined;
    if (match && content) shown.push({ start: match.start, content });
    made.repeat(record.header);
    if (content) made.beside(record.inner);
    else for (const entry of [record.inner, ...record.contents]) made.repeat(entry);
  }
  made.shown += shown.length;
  let offset = 0;
  let first = 0;
  for (const entry of wire) {
    const length = entry.end - entry.start;
    const cuts: Cut[] = [];
    for (; (shown[first]?.start ?? Infinity) < offset + length; first++) {
      const one = shown[first];
      if (one) cuts.push({ at: entry.start + one.start - offset, shown: one.content });
    }
    for (const chunk of chunksOf(entry, side, cuts)) made.placed.push({ at: entry.at, chunk });
    offset += length;
  }
}

/** The most that protection adds: a nonce or IV of 16 bytes, a MAC of 48, padding of 256. */
const MOST_OVERHEAD = 320;

/** Whether a record on the wire is the one that the log shows decrypted. */
function fits(wire: WireRecord, record: PlainRecord): boolean {
  const { header, contents } = record;
  if (header) return equalBytes(bytesOf(header), Uint8Array.from(wire.header));
  const holds = lengthOf(contents);
  if (record.whole && !wire.isProtected) return false;
  if (!wire.isProtected) return wire.length === holds;
  return wire.length >= holds && wire.length <= holds + MOST_OVERHEAD;
}

/** Records of which the log prints headers and contents, or contents alone. */
function alone(records: readonly PlainRecord[], side: Side, sources: SourceGraph, made: Made): void {
  for (const record of records) {
    const { header, inner, contents, at } = record;
    const told = toldLength(record);
    const place = (chunks: readonly WireChunk[]): void => {
      for (const chunk of chunks) made.placed.push({ at, chunk });
    };
    made.beside(inner);
    if (header && told !== undefined && lengthOf(contents) + missingIn(contents) === told) {
      place([header, ...contents].flatMap((entry) => chunksOf(entry, side)));
      continue;
    }
    const shown = contents.length > 0 ? contentOf(record, sources, side, undefined, made) : undefined;
    if (shown && header) made.shown++;
    const missing = told === undefined || told === 0 ? {} : { missing: told };
    if (header)
      place(chunksOf(header, side).map((chunk) => ({ ...chunk, ...missing, ...(shown ? { shown } : {}) })));
    else if (shown) place([{ from: side, bytes: new Uint8Array(), shown }]);
  }
}

/** How many bytes the text says it leaves out of entries. */
function missingIn(entries: readonly SidedEntry[]): number {
  return entries.reduce(
    (sum, { dump }) => sum + (dump.missing ?? []).reduce((a, { count = 0 }) => a + count, 0),
    0,
  );
}

/** What a record holds, as a source that points to where the log shows it. */
function contentOf(
  { contents, type, whole }: PlainRecord,
  sources: SourceGraph,
  side: Side,
  wire: WireRecord | undefined,
  made: Made,
): ShownContent | undefined {
  const [first, ...more] = contents;
  if (!first) return undefined;
  const segments: Segment[] = [];
  let start = 0;
  for (const { dump, start: parentStart, end } of contents) {
    segments.push({ start, parent: dump.source, parentStart, length: end - parentStart });
    start += end - parentStart;
  }
  const bytes = concatAll(contents.map(bytesOf));
  const judged = whole || type === undefined ? wholeContent(bytes, wire) : { type, length: bytes.length };
  if (judged.length < bytes.length) made.beside(first, first.start + judged.length);
  const missing = contents.flatMap(({ dump }, i) =>
    (dump.missing ?? []).map(({ at, count }) => ({ at: (segments[i]?.start ?? 0) + at, count })),
  );
  const source =
    more.length === 0
      ? first.dump.source
      : sources.addBytes(`what a record from the ${side} holds`, bytes, { segments });
  const from = more.length === 0 ? first.start : 0;
  return {
    type: judged.type,
    bytes: bytes.subarray(0, judged.length),
    span: { source, start: from, end: from + judged.length },
    ...(whole ? { isProtected: true } : {}),
    ...(missing.length > 0 ? { missing } : {}),
  };
}

/** A record that begins at a byte of a dump, and what it holds. */
interface Cut {
  readonly at: number;
  readonly shown: ShownContent;
}

/** An entry as chunks: one for each stretch between records that are shown decrypted and bytes that are left out. */
function chunksOf({ dump, start, end }: SidedEntry, from: Side, cuts: readonly Cut[] = []): WireChunk[] {
  const { bytes, source } = dump;
  const holes = (dump.missing ?? []).filter(({ at }) => at >= start && (at < end || at === bytes.length));
  const places = [...new Set([start, ...cuts.map(({ at }) => at), ...holes.map(({ at }) => at)])].sort(
    (a, b) => a - b,
  );
  const byCut = new Map(cuts.map(({ at, shown }) => [at, shown]));
  const byHole = new Map(holes.map(({ at, count }) => [at, count ?? ("unknown" as const)]));
  const chunks: WireChunk[] = [];
  const before = byHole.get(start);
  if (before !== undefined) chunks.push({ from, bytes: bytes.subarray(start, start), missing: before });
  for (const [i, at] of places.entries()) {
    const to = places[i + 1] ?? end;
    if (at >= to) continue;
    const shown = byCut.get(at);
    const missing = byHole.get(to);
    chunks.push({
      from,
      bytes: bytes.subarray(at, to),
      span: { source, start: at, end: to },
      ...(shown ? { shown } : {}),
      ...(missing === undefined ? {} : { missing }),
    });
  }
  return chunks;
}
