import type { SidedEntry } from "./entry";
import { lengthOf, toldLength, type PlainRecord } from "./plainRecord";

/**
 * A message longer than a record is printed once, behind the headers of all records that carried it: gives each of them
 * its part.
 */
export function shareContents(records: readonly PlainRecord[]): PlainRecord[] {
  const shared: PlainRecord[] = [];
  let waiting: PlainRecord[] = [];
  for (const record of records) {
    const told = toldLength(record);
    const first = waiting[0];
    if (first && headerType(first) !== headerType(record)) {
      shared.push(...waiting);
      waiting = [];
    }
    if (told !== undefined && record.contents.length === 0) waiting.push(record);
    else {
      shared.push(
        ...(told !== undefined && lengthOf(record.contents) > told
          ? share([...waiting, record])
          : [...waiting, record]),
      );
      waiting = [];
    }
  }
  return [...shared, ...waiting];
}

function headerType({ header }: PlainRecord): number | undefined {
  return header?.dump.bytes[header.start];
}

/** The same records with the last one's contents dealt out: each holds its length but for what protects it. */
function share(records: readonly PlainRecord[]): readonly PlainRecord[] {
  const last = records.at(-1);
  if (!last) return records;
  const lengths = records.map((record) => toldLength(record) ?? 0);
  const sum = lengths.reduce((a, b) => a + b, 0);
  const overhead = (sum - lengthOf(last.contents)) / records.length;
  if (!Number.isInteger(overhead) || overhead < 0 || lengths.some((length) => length < overhead))
    return records;
  const left = [...last.contents];
  return records.map((record, i) => ({
    ...record,
    type: last.type,
    contents: take(left, (lengths[i] ?? 0) - overhead),
  }));
}

/** Takes the first `count` bytes away from entries. */
function take(left: SidedEntry[], count: number): SidedEntry[] {
  const taken: SidedEntry[] = [];
  for (let entry = left.shift(); entry; entry = left.shift()) {
    const length = entry.end - entry.start;
    if (length <= count) {
      taken.push(entry);
      count -= length;
      if (count === 0) break;
      continue;
    }
    taken.push({ ...entry, end: entry.start + count });
    left.unshift({ ...entry, start: entry.start + count });
    break;
  }
  return taken;
}
