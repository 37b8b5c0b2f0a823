import { toHex } from "../../core/bytes/hex";
import { explainRow, rfcUrl } from "../../core/explain";
import type { Dump, Range } from "../../core/text/hexDump/dump";
import { plural, short } from "../../core/words/visible";
import { byteAt, piecesOf } from "./characters";
import { nameOf } from "./fieldNames";
import { pathWords } from "./fieldPath";
import type { FieldSource } from "./paint";
import { rowPlaceAt, type RowPlace } from "./rowPlaces";

/** What a hover says of a character of a dump: plain text throughout, with control characters made visible. */
export interface DumpHoverText {
  /** The characters that it speaks of. */
  readonly range: Range;
  /** "Cipher Suite: TLS_AES_128_GCM_SHA256 (0x1301)". */
  readonly title: string;
  /** The field's names, outermost first; empty where it speaks of no single field. */
  readonly path: readonly string[];
  /** What the field is for; may be empty. */
  readonly explanation: string;
  readonly rfc?: { readonly text: string; readonly url: string };
  readonly notes: readonly string[];
  /** "13 01", shortened; absent for what is secret. */
  readonly bytes?: string;
  /** "Bytes 78 to 79 (0x4e to 0x4f) of 243, sent". */
  readonly place: string;
}

const MOST_BYTES = 24;
const MOST_NAMES = 6;
const LONGEST_VALUE = 200;

/** What to say of the character at `character` of a text, which stands in the dump's range; undefined where it means nothing. Never throws. */
export function dumpHoverText(
  text: string,
  dump: Dump,
  source: FieldSource,
  character: number,
): DumpHoverText | undefined {
  const bytes = byteAt(dump.runs, character);
  if (bytes) {
    const starred = bytes.end - bytes.start > 2;
    return starred
      ? repeated(text, dump, source, bytes, character)
      : ofByte(text, dump, source, bytes.start, character);
  }
  const place = rowPlaceAt(text, dump, character);
  if (place?.kind === "ascii") return ofByte(text, dump, source, place.byte, character);
  return place && rowOffset(dump, source, place);
}

function ofByte(
  text: string,
  dump: Dump,
  { fields: map, source }: FieldSource,
  byte: number,
  character: number,
): DumpHoverText {
  const row = map.rowOf(source, byte);
  const [leaf] = map.leaves(source, byte, byte + 1);
  if (row === undefined || !leaf)
    return {
      range: pieceAt(piecesOf(text, dump.runs, byte, byte + 1), character),
      title: `0x${toHex(dump.bytes.subarray(byte, byte + 1))}`,
      path: [],
      explanation: "",
      notes: [],
      place: placeWords(dump, byte, byte + 1),
    };
  const { fields } = map.inspection;
  const { label, display, notes, span } = fields.field(row);
  const secret = isSecret(map, row);
  const explained = explainRow(fields, row);
  const url = explained && rfcUrl(explained.rfc);
  return {
    range: pieceAt(piecesOf(text, dump.runs, leaf.start, leaf.end), character),
    title: short(display === "" || secret ? label : `${label}: ${display}`, LONGEST_VALUE),
    path: pathWords(map, row),
    explanation: explained?.text ?? "",
    ...(explained && url ? { rfc: { text: explained.rfc, url } } : {}),
    notes: notes.map((note) => short(note)),
    ...(secret ? {} : { bytes: bytesWords(map.inspection.sources.bytes(span)) }),
    place: placeWords(dump, leaf.start, leaf.end),
  };
}

/** What holds a private key, or was made of such, is for no hover. */
function isSecret({ inspection }: FieldSource["fields"], row: number): boolean {
  const { sources, fields } = inspection;
  const span = fields.span(row);
  return [span, ...sources.toRoots(span)].some(({ source }) => sources.byteSource(source).secret);
}

/** A `*`: rows that repeat the one above it. */
function repeated(
  text: string,
  dump: Dump,
  source: FieldSource,
  bytes: Range,
  character: number,
): DumpHoverText {
  return {
    range: pieceAt(piecesOf(text, dump.runs, bytes.start, bytes.end), character),
    title: `${plural(bytes.end - bytes.start, "byte")} that repeat the row above`,
    path: [],
    explanation: namesWords(source, bytes),
    notes: [],
    place: placeWords(dump, bytes.start, bytes.end),
  };
}

function rowOffset(
  dump: Dump,
  source: FieldSource,
  { range, bytes }: Extract<RowPlace, { readonly kind: "offset" }>,
): DumpHoverText {
  return {
    range,
    title: `Row of ${plural(bytes.end - bytes.start, "byte")}`,
    path: [],
    explanation: namesWords(source, bytes),
    notes: [],
    place: placeWords(dump, bytes.start, bytes.end),
  };
}

/** "Random, Session ID Length, Session ID": the fields that have bytes in a stretch. */
function namesWords({ fields: map, source }: FieldSource, { start, end }: Range): string {
  const names = new Set<string>();
  for (const { row } of map.leaves(source, start, end)) names.add(nameOf(map.inspection.fields, row));
  const shown = [...names].slice(0, MOST_NAMES);
  const more = names.size - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${plural(more, "more field")}` : ""}`;
}

function bytesWords(bytes: Uint8Array): string {
  const more = bytes.length - MOST_BYTES;
  return `${toHex(bytes.subarray(0, MOST_BYTES), " ")}${more > 0 ? ` … ${String(more)} more` : ""}`;
}

/** "Byte 78 (0x4e) of 243, sent". */
function placeWords({ bytes, direction }: Dump, start: number, end: number): string {
  const hex = (at: number): string => `0x${at.toString(16)}`;
  const last = end - 1;
  const where =
    start === last
      ? `Byte ${String(start)} (${hex(start)})`
      : `Bytes ${String(start)} to ${String(last)} (${hex(start)} to ${hex(last)})`;
  return `${where} of ${String(bytes.length)}${direction === undefined ? "" : `, ${direction}`}`;
}

/** The piece around a character, or else the character. */
function pieceAt(pieces: readonly Range[], character: number): Range {
  return (
    pieces.find(({ start, end }) => start <= character && character < end) ?? {
      start: character,
      end: character + 1,
    }
  );
}
