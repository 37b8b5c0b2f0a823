import { concatAll } from "../../bytes/concat";
import type { Segment } from "../../bytes/source";
import { readPackets } from "../../capture/readCapture";
import type { Packet } from "../../capture/packet";
import { RAW } from "../../fields/schema";
import type { KeyLogEntry } from "../../inspection";
import type { WireLog } from "../../session/wireLog";
import { contentOf, type Content } from "../../text/content";
import type { TextDump } from "../../text/readText";
import type { Draft } from "../draft";

/** LINKTYPE_ numbers (tcpdump.org/linktypes.html) of what a dump of a packet begins with. */
export const LINK_TYPES: Readonly<Partial<Record<Content, number>>> = {
  ethernet: 1,
  "linux cooked": 113,
  "linux cooked v2": 276,
  loopback: 0,
  ipv4: 228,
  ipv6: 229,
};

/** Whether a dump is one of a packet, with the headers of IP. */
export function isPacket({ content }: TextDump): boolean {
  return LINK_TYPES[content] !== undefined;
}

/**
 * The TCP connections that dumps of packets carry, each direction in the order of its sequence numbers and nothing of it
 * twice. Rows are written for everything in the packets that carries no TLS.
 */
export function packetLogs(
  draft: Draft,
  dumps: readonly TextDump[],
  keyLog: readonly KeyLogEntry[],
): WireLog[] {
  if (dumps.length === 0) return [];
  const segments: Segment[] = [];
  const packets: Packet[] = [];
  let start = 0;
  for (const { bytes, content, source } of dumps) {
    const end = start + bytes.length;
    segments.push({ start, parent: source, parentStart: 0, length: bytes.length });
    packets.push({ start, end, linkType: LINK_TYPES[content] ?? -1, timeMs: undefined });
    start = end;
  }
  const all = concatAll(dumps.map(({ bytes }) => bytes));
  const source = draft.sources.addBytes("packets", all, { segments });
  const { streams, findings } = readPackets(source, all, packets, keyLog);
  draft.findings.push(...findings);
  const logs = streams.map(({ log }): WireLog => ({ ...log, complete: true })).filter(carriesTls);
  raw(draft, source, packets, logs);
  return logs;
}

/** Whether some packet of a connection begins with a record. */
function carriesTls({ chunks }: WireLog): boolean {
  return chunks.some(({ bytes }) => contentOf(bytes) === "tls record");
}

/** Rows for what is in no chunk: headers, bytes that were sent again, packets of other protocols. */
function raw(draft: Draft, source: number, packets: readonly Packet[], logs: readonly WireLog[]): void {
  const spans = logs
    .flatMap(({ chunks }) => chunks.flatMap(({ span }) => span ?? []))
    .sort((a, b) => a.start - b.start);
  let next = 0;
  for (const { start, end } of packets) {
    let at = start;
    for (let span = spans[next]; span && span.start < end; span = spans[++next]) {
      if (span.start > at) draft.fields.leaf(RAW, source, at, span.start);
      at = span.end;
    }
    if (at < end) draft.fields.leaf(RAW, source, at, end);
  }
}
