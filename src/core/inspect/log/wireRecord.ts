import { CONTENT, implausibleHeader, RECORD_HEADER } from "../../tls/record";
import type { SidedEntry } from "./entry";
import { bytesOf } from "./plainRecord";

/** A record in one side's bytes. */
export interface WireRecord {
  /** Offset of its header in all of that side's bytes. */
  readonly start: number;
  /** Character at which the dump with its first byte begins. */
  readonly at: number;
  readonly header: readonly number[];
  readonly type: number;
  /** Bytes of its fragment. */
  readonly length: number;
  /** Whether it looks protected: application data, or what comes after Change Cipher Spec. */
  readonly isProtected: boolean;
}

/** The records in one side's bytes, which may end anywhere in a dump; up to the first that is none, or that is not shown whole. */
export function wireRecords(entries: readonly SidedEntry[]): WireRecord[] {
  const records: WireRecord[] = [];
  let header: number[] = [];
  let [at, offset, skip] = [0, 0, 0];
  let changed = false;
  for (const entry of entries) {
    const bytes = bytesOf(entry);
    if ((entry.dump.missing ?? []).length > 0) return records;
    for (let i = 0; i < bytes.length;) {
      if (skip > 0) {
        const step = Math.min(skip, bytes.length - i);
        skip -= step;
        i += step;
        continue;
      }
      if (header.length === 0) at = entry.at;
      header.push(bytes[i++] ?? 0);
      if (header.length < RECORD_HEADER) continue;
      const [type = 0, major = 0, minor = 0, high = 0, low = 0] = header;
      const length = high * 256 + low;
      if (implausibleHeader({ type, version: major * 256 + minor, length })) return records;
      const isProtected =
        type === CONTENT.application_data || (changed && type !== CONTENT.change_cipher_spec);
      records.push({ start: offset + i - RECORD_HEADER, at, header, type, length, isProtected });
      changed ||= type === CONTENT.change_cipher_spec;
      skip = length;
      header = [];
    }
    offset += bytes.length;
  }
  return records;
}
