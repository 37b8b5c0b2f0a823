import type { Finding } from "../inspection";

/** A packet of a capture: where its captured bytes stand in the file. */
export interface Packet {
  readonly start: number;
  readonly end: number;
  /** LINKTYPE_ number (tcpdump.org/linktypes.html). */
  readonly linkType: number;
  /** Milliseconds since 1970. */
  readonly timeMs: number | undefined;
}

/** What a capture file holds. */
export interface CaptureFile {
  readonly packets: readonly Packet[];
  /** Where the texts of key logs stand in the file (pcapng's Decryption Secrets Blocks). */
  readonly keyLogs: readonly { readonly start: number; readonly end: number }[];
  readonly findings: readonly Finding[];
}

/** More packets than this are not read. */
export const MAX_PACKETS = 1_000_000;

/** The file ends too early. */
export function cut(message: string): Finding {
  return { id: "capture.truncated", severity: "error", message };
}

/** "3 are left". */
export function left(room: number): string {
  return `${room === 0 ? "none" : String(room)} ${room === 1 ? "is" : "are"} left`;
}

/** The limit was met. */
export function tooMany(): Finding {
  const message = `the file has more than ${String(MAX_PACKETS)} packets; the rest is not read`;
  return { id: "capture.limit", severity: "warning", message };
}
