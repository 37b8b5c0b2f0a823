import type { SourceGraph } from "../bytes/source";
import type { SourceId } from "../bytes/span";
import type { Finding, KeyLogEntry } from "../inspection";
import { readCaptureFile } from "./captureFile";
import { dissect, type TcpSegment, type Unread } from "./dissect";
import { parseKeyLog } from "./keyLog";
import type { Packet } from "./packet";
import { TcpStream, type CaptureStream } from "./tcpStream";

/** What a capture file holds. */
export interface Capture {
  /** The file's bytes. */
  readonly source: SourceId;
  /** Connections that carried bytes, in the order in which they began. */
  readonly streams: readonly CaptureStream[];
  /** Secrets of the file's own Decryption Secrets Blocks and those that were handed in. */
  readonly keyLog: readonly KeyLogEntry[];
  readonly findings: readonly Finding[];
}

const MAX_STREAMS = 100_000;

/** What is said of packets that give no TCP segment. */
const UNREAD: Readonly<Record<Unread, string | undefined>> = {
  "link type": "have a link layer that is not known here (Ethernet, Linux cooked, raw IP and loopback are)",
  fragment: "are fragments of IP packets, which are not put together",
  damaged: "are cut short or damaged",
  UDP: "are UDP; DTLS and QUIC in them are not read",
  "not IP": undefined,
  "not TCP": undefined,
};

/**
 * Reads a pcap or pcapng file: adds it to `sources` and puts its TCP connections in order, each a WireLog whose chunks
 * point into the file. `keyLog` holds secrets from elsewhere. Never throws; what could not be read is a finding.
 */
export function readCapture(
  sources: SourceGraph,
  label: string,
  bytes: Uint8Array,
  keyLog: readonly KeyLogEntry[] = [],
): Capture {
  const source = sources.addBytes(label, bytes);
  const file = readCaptureFile(bytes);
  const findings: Finding[] = [...file.findings];
  const entries = [...keyLog];
  for (const { start, end } of file.keyLogs) {
    const reading = parseKeyLog(asciiText(bytes.subarray(start, end)));
    entries.push(...reading.entries);
    findings.push(...reading.findings.map((finding) => ({ ...finding, span: { source, start, end } })));
  }
  const { streams, findings: told } = readPackets(source, bytes, file.packets, entries);
  return { source, streams, keyLog: entries, findings: [...findings, ...told] };
}

/**
 * Puts the TCP connections of packets in order, wherever the packets came from: they stand in `bytes`, which are those of
 * `source`. Never throws; what could not be read is a finding.
 */
export function readPackets(
  source: SourceId,
  bytes: Uint8Array,
  packets: readonly Packet[],
  entries: readonly KeyLogEntry[],
): Pick<Capture, "streams" | "findings"> {
  const findings: Finding[] = [];
  const unread = new Map<Unread, number>();
  const segments = (function* (): Generator<TcpSegment> {
    for (const packet of packets) {
      const segment = dissect(bytes, packet);
      if (typeof segment === "string") unread.set(segment, (unread.get(segment) ?? 0) + 1);
      else yield segment;
    }
  })();
  const { streams, left } = connections(segments);
  if (left > 0)
    findings.push({
      id: "capture.limit",
      severity: "warning",
      message: `${String(left)} packets are of connections after the first ${String(MAX_STREAMS)}, which are not read`,
    });
  for (const [why, packets] of unread) {
    const words = UNREAD[why];
    if (words === undefined) continue;
    const severity = why === "UDP" ? "info" : "warning";
    const plural = packets === 1 ? "1 packet" : `${String(packets)} packets`;
    findings.push({
      id: `capture.${why.replace(" ", "_").toLowerCase()}`,
      severity,
      message: `${plural}: they ${words}`,
    });
  }
  const read = streams.flatMap((stream) => stream.finish(bytes, source, entries) ?? []);
  findings.push(...read.flatMap((stream) => stream.findings));
  return { streams: read, findings };
}

/** Sorts segments by their addresses and ports; a new SYN starts a new connection. */
function connections(segments: Iterable<TcpSegment>): { streams: TcpStream[]; left: number } {
  const streams: TcpStream[] = [];
  const byAddresses = new Map<string, { stream: TcpStream; first: string }>();
  let left = 0;
  for (const segment of segments) {
    const from = `${segment.source.join(".")}/${String(segment.sourcePort)}`;
    const to = `${segment.target.join(".")}/${String(segment.targetPort)}`;
    const key = from < to ? `${from} ${to}` : `${to} ${from}`;
    let known = byAddresses.get(key);
    if (!known || known.stream.isReopenedBy(segment, known.first === from)) {
      if (streams.length >= MAX_STREAMS) {
        left++;
        continue;
      }
      known = { stream: new TcpStream(streams.length, segment), first: from };
      streams.push(known.stream);
      byAddresses.set(key, known);
    }
    known.stream.add(segment, known.first === from);
  }
  return { streams, left };
}

/** Key logs are ASCII; anything else stays what it is and is no line. */
function asciiText(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}
