import { implausibleHeader, CONTENT, readRecordHeader, RECORD_HEADER } from "../../tls/record";
import type { SidedEntry } from "./entry";

/** A record as a log shows it that decrypts: its header, and what it holds. */
export interface PlainRecord {
  /** Absent where the log shows messages alone. */
  readonly header?: SidedEntry;
  /** The dump of TLS 1.3's inner content type. */
  readonly inner?: SidedEntry;
  readonly contents: readonly SidedEntry[];
  /** Content type, where something says it. */
  readonly type: number | undefined;
  /** Contents of a protected record whose header is not known: before encryption, after decryption. */
  readonly whole: boolean;
  readonly at: number;
}

type Building = { -readonly [K in keyof PlainRecord]: PlainRecord[K] } & { contents: SidedEntry[] };

/** The bytes of an entry. */
export function bytesOf({ dump, start, end }: SidedEntry): Uint8Array {
  return dump.bytes.subarray(start, end);
}

/** How many bytes entries hold together. */
export function lengthOf(entries: readonly SidedEntry[]): number {
  return entries.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** The length that a record's header tells, header not counted; undefined without one. */
export function toldLength({ header }: PlainRecord): number | undefined {
  return header && readRecordHeader(bytesOf(header), 0)?.length;
}

/** Puts the pieces of one side together: a header begins a record, what follows belongs to it. */
export function plainRecords(entries: readonly SidedEntry[]): PlainRecord[] {
  const records: Building[] = [];
  let open: Building | undefined;
  for (const entry of entries) {
    const { at, kind, type } = entry;
    const header = kind === "piece" && type === undefined ? headerIn(entry) : undefined;
    if (kind !== "piece") records.push({ contents: [entry], type, whole: kind === "whole", at });
    else if (header !== undefined) {
      open = { header: entry, contents: [], type: header, whole: false, at };
      records.push(open);
    } else if (open && isInner(entry, open)) {
      open.inner = entry;
      open.type = bytesOf(entry)[0];
    } else if (open) {
      open.contents.push(entry);
      // A tool that names the content knows better than the header, which says "application data".
      if (type !== undefined && !open.inner) open.type = type;
    } else records.push({ contents: [entry], type, whole: false, at });
  }
  return records;
}

/** The content type in an entry that is a record's header. */
function headerIn(entry: SidedEntry): number | undefined {
  const bytes = bytesOf(entry);
  const header = bytes.length === RECORD_HEADER ? readRecordHeader(bytes, 0) : undefined;
  return header && !implausibleHeader(header) ? header.type : undefined;
}

function isInner(entry: SidedEntry, { type, inner, contents }: Building): boolean {
  if (type !== CONTENT.application_data || inner || contents.length > 0 || entry.type !== undefined)
    return false;
  const bytes = bytesOf(entry);
  return bytes.length === 1 && (bytes[0] ?? 0) >= 20 && (bytes[0] ?? 0) <= 24;
}
