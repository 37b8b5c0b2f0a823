import { count } from "../bytes/reader";
import type { SourceId } from "../bytes/span";
import type { Finding, KeyLogEntry, Side } from "../inspection";
import type { WireChunk, WireEnd, WireLog } from "../session/wireLog";
import { ipText } from "../bytes/ipAddress";
import type { TcpSegment } from "./dissect";
import { Flag } from "./packets";
import { TcpDirection } from "./tcpDirection";

/** An address and port as text and number. */
export interface Address {
  readonly address: string;
  readonly port: number;
}

/** A TCP connection of a capture. */
export interface CaptureStream {
  /** Its number, as Wireshark counts (`tcp.stream`). */
  readonly index: number;
  readonly client: Address;
  readonly server: Address;
  /** Its chunks' spans point into the file's source; times count from its first packet. */
  readonly log: WireLog;
  /** When its first packet was seen, in milliseconds since 1970. */
  readonly startMs: number | undefined;
  readonly findings: readonly Finding[];
}

interface Piece {
  readonly fromFirst: boolean;
  readonly start: number;
  readonly end: number;
  readonly timeMs: number | undefined;
}

/** Gathers the segments of one connection; "first" is who sent its first packet that was captured. */
export class TcpStream {
  readonly #first = new TcpDirection();
  readonly #second = new TcpDirection();
  readonly #pieces: Piece[] = [];
  readonly #opening: TcpSegment;
  /** Whether the first packet's sender opened the connection, when a SYN says so. */
  #firstIsClient: boolean | undefined;
  #end: { fromFirst: boolean; reset: boolean; timeMs: number | undefined } | undefined;

  constructor(
    readonly index: number,
    opening: TcpSegment,
  ) {
    this.#opening = opening;
  }

  /** Whether a SYN of the same addresses and ports belongs to a new connection. */
  isReopenedBy(segment: TcpSegment, fromFirst: boolean): boolean {
    if ((segment.flags & (Flag.syn | Flag.ack)) !== Flag.syn) return false;
    const direction = fromFirst ? this.#first : this.#second;
    return (
      this.#end !== undefined || (this.#pieces.length > 0 && direction.isOther((segment.sequence + 1) >>> 0))
    );
  }

  add(segment: TcpSegment, fromFirst: boolean): void {
    const direction = fromFirst ? this.#first : this.#second;
    const syn = (segment.flags & Flag.syn) !== 0;
    const sequence = (segment.sequence + (syn ? 1 : 0)) >>> 0;
    if (syn) {
      direction.synchronize(sequence);
      this.#firstIsClient ??= ((segment.flags & Flag.ack) === 0) === fromFirst;
    }
    const { timeMs } = segment;
    for (const { start, end } of direction.add(sequence, segment.start, segment.end))
      this.#pieces.push({ fromFirst, start, end, timeMs });
    if ((segment.flags & (Flag.fin | Flag.rst)) !== 0)
      this.#end ??= { fromFirst, reset: (segment.flags & Flag.rst) !== 0, timeMs };
  }

  /** The connection as a log; undefined when it carried no bytes. */
  finish(file: Uint8Array, source: SourceId, keyLog: readonly KeyLogEntry[]): CaptureStream | undefined {
    const opening = this.#opening;
    if (this.#pieces.length === 0 && !this.#first.gap && !this.#second.gap) return undefined;
    const firstIsClient = this.#firstIsClient ?? this.#guess(file);
    const side = (fromFirst: boolean): Side => (fromFirst === firstIsClient ? "client" : "server");
    const startMs = opening.timeMs;
    const since = (timeMs: number | undefined): { timeMs: number } | Record<string, never> =>
      timeMs === undefined || startMs === undefined ? {} : { timeMs: Math.max(0, timeMs - startMs) };
    const chunks = this.#pieces.map(({ fromFirst, start, end, timeMs }): WireChunk => ({
      from: side(fromFirst),
      bytes: file.subarray(start, end),
      span: { source, start, end },
      ...since(timeMs),
    }));
    const end: WireEnd | undefined = this.#end && {
      by: this.#end.reset ? "reset" : side(this.#end.fromFirst),
      ...since(this.#end.timeMs),
    };
    const first = { address: ipText(opening.source) ?? "?", port: opening.sourcePort };
    const second = { address: ipText(opening.target) ?? "?", port: opening.targetPort };
    return {
      index: this.index,
      client: firstIsClient ? first : second,
      server: firstIsClient ? second : first,
      log: { chunks, keyLog, ...(end ? { end } : {}) },
      startMs,
      findings: [true, false].flatMap((fromFirst) => this.#gapFinding(fromFirst, side(fromFirst))),
    };
  }

  /** Without a SYN: who sends a Client Hello is the client, who sends a Server Hello is not; else the lower port serves. */
  #guess(file: Uint8Array): boolean {
    for (const { fromFirst, start, end } of this.#pieces.slice(0, 16)) {
      if (end - start < 6 || file[start] !== 22 || file[start + 1] !== 3) continue;
      if (file[start + 5] === 1) return fromFirst;
      if (file[start + 5] === 2) return !fromFirst;
    }
    const { sourcePort, targetPort } = this.#opening;
    return sourcePort >= targetPort;
  }

  #gapFinding(fromFirst: boolean, side: Side): Finding[] {
    const gap = (fromFirst ? this.#first : this.#second).gap;
    if (!gap) return [];
    return [
      {
        id: "capture.gap",
        severity: "error",
        message:
          `TCP stream ${String(this.index)}: ${count(gap.missing)} that the ${side} sent were not captured; ` +
          `the ${String(gap.behind)} after them are not read`,
      },
    ];
  }
}
