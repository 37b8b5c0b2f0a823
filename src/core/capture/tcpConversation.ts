import type { Side } from "../inspection";
import type { WireLog } from "../session/wireLog";
import { ethernetFrame, Flag, maximumSegmentSize, type Endpoint } from "./packets";

/** A frame and when it was seen, in milliseconds since the connection was opened. */
export interface Frame {
  readonly timeMs: number;
  readonly bytes: Uint8Array;
}

/**
 * The frames of a TCP connection that carried a log's bytes: SYN, SYN-ACK, ACK, the chunks in segments, an ACK after
 * each chunk, and the end that the log tells of (none when it tells of none). Headers are made up, times are the log's.
 */
export function tcpConversation(log: WireLog, client: Endpoint, server: Endpoint): Frame[] {
  const frames: Frame[] = [];
  const next: Record<Side, number> = { client: 1_000_000, server: 2_000_000 };
  let timeMs = 0;
  const send = (side: Side, flags: number, payload: Uint8Array = new Uint8Array()): void => {
    const fromClient = side === "client";
    const bytes = ethernetFrame({
      from: fromClient ? client : server,
      to: fromClient ? server : client,
      fromClient,
      sequence: next[side],
      acknowledgment: (flags & Flag.ack) === 0 ? 0 : next[other(side)],
      flags,
      payload,
      id: frames.length + 1,
    });
    frames.push({ timeMs, bytes });
    const control = (flags & (Flag.syn | Flag.fin)) === 0 ? 0 : 1;
    next[side] = (next[side] + payload.length + control) >>> 0;
  };

  send("client", Flag.syn);
  send("server", Flag.syn | Flag.ack);
  send("client", Flag.ack);
  const size = maximumSegmentSize(client.address);
  for (const chunk of log.chunks) {
    timeMs = Math.max(timeMs, chunk.timeMs ?? timeMs);
    for (let at = 0; at < chunk.bytes.length; at += size) {
      const last = at + size >= chunk.bytes.length;
      send(chunk.from, Flag.ack | (last ? Flag.psh : 0), chunk.bytes.subarray(at, at + size));
    }
    if (chunk.bytes.length > 0) send(other(chunk.from), Flag.ack);
  }
  if (log.end) {
    timeMs = Math.max(timeMs, log.end.timeMs ?? timeMs);
    if (log.end.by === "reset") send("server", Flag.rst | Flag.ack);
    else {
      const first: Side = log.end.by === "server" ? "server" : "client";
      send(first, Flag.fin | Flag.ack);
      send(other(first), Flag.fin | Flag.ack);
      send(first, Flag.ack);
    }
  }
  return frames;
}

function other(side: Side): Side {
  return side === "client" ? "server" : "client";
}
