import { implausibleHeader, readRecordHeader, RECORD_HEADER } from "../tls/record";

/** Whether a record's header may stand here: a type and a version there are, and a length; more would be luck. */
export function beginsRecord(bytes: Uint8Array, at: number): boolean {
  const header = readRecordHeader(bytes, at);
  if (!header || implausibleHeader(header) || header.version > 0x0304 || header.length === 0) return false;
  const next = readRecordHeader(bytes, at + RECORD_HEADER + header.length);
  return !next || !implausibleHeader(next);
}
