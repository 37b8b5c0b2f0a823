import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SourceGraph } from "../../../src/core/bytes/source";
import { Flag, ethernetFrame, type Endpoint } from "../../../src/core/capture/packets";
import { writePcapng } from "../../../src/core/capture/pcapng";
import { readCapture, type Capture } from "../../../src/core/capture/readCapture";
import type { Side } from "../../../src/core/inspection";
import type { WireChunk, WireLog } from "../../../src/core/session/wireLog";

const client: Endpoint = { address: Uint8Array.of(10, 0, 0, 1), port: 50000 };
const server: Endpoint = { address: Uint8Array.of(10, 0, 0, 2), port: 443 };

interface Part {
  readonly from: Side;
  /** Counted from the side's first byte. */
  readonly at: number;
  readonly bytes: Uint8Array;
  readonly flags?: number;
}

/** The frame of a part; sequence numbers begin just below 2^32, so that they wrap. */
function frame({ from, at, bytes, flags }: Part): Uint8Array {
  const fromClient = from === "client";
  return ethernetFrame({
    from: fromClient ? client : server,
    to: fromClient ? server : client,
    fromClient,
    sequence: (0xffffff00 + at) >>> 0,
    acknowledgment: 0,
    flags: flags ?? Flag.ack,
    payload: bytes,
    id: 1,
  });
}

/** A pcap file of frames, a millisecond apart. */
function pcap(frames: readonly Uint8Array[], linkType = 1, little = true, nanoseconds = false): Uint8Array {
  const size = frames.reduce((sum, bytes) => sum + 16 + bytes.length, 24);
  const file = new Uint8Array(size);
  const view = new DataView(file.buffer);
  view.setUint32(0, nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4, little);
  view.setUint32(16, 65535, little);
  view.setUint32(20, linkType, little);
  let at = 24;
  for (const [i, bytes] of frames.entries()) {
    view.setUint32(at, 1000, little);
    view.setUint32(at + 4, i * (nanoseconds ? 1e6 : 1e3), little);
    view.setUint32(at + 8, bytes.length, little);
    view.setUint32(at + 12, bytes.length, little);
    file.set(bytes, at + 16);
    at += 16 + bytes.length;
  }
  return file;
}

function sentBy(side: Side, log: WireLog | undefined): number[] {
  return (log?.chunks ?? []).filter((chunk) => chunk.from === side).flatMap((chunk) => [...chunk.bytes]);
}

/** Reads a file, and holds every chunk's bytes against its span. */
function read(file: Uint8Array): Capture {
  const sources = new SourceGraph();
  const capture = readCapture(sources, "test", file);
  for (const { log } of capture.streams)
    for (const { span, bytes } of log.chunks) expect(span && [...sources.bytes(span)]).toEqual([...bytes]);
  return capture;
}

const helloBytes = Uint8Array.from([22, 3, 1, 0, 4, 1, 0, 0, 0]);

describe("written and read again", () => {
  const chunk = fc.record({
    from: fc.constantFrom<Side>("client", "server"),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 4000 }),
  });
  const address = fc.constantFrom("10.0.0.1", "::1", "2001:db8::1");

  it("a log comes back with its bytes, directions, times, keys and end", () => {
    fc.assert(
      fc.property(fc.array(chunk, { minLength: 1, maxLength: 8 }), address, (parts, host) => {
        const log: WireLog = {
          chunks: parts.map((part, i): WireChunk => ({ ...part, timeMs: i * 2.5 })),
          keyLog: [
            {
              label: "CLIENT_RANDOM",
              clientRandom: new Uint8Array(32).fill(1),
              secret: new Uint8Array(48).fill(2),
            },
          ],
          end: { by: "server", timeMs: 100 },
        };
        const file = writePcapng(log, { server: { address: host, port: 8443 }, startMs: 1.7e12 });
        const { streams, keyLog, findings } = read(file);
        expect(findings).toEqual([]);
        expect(keyLog).toEqual(log.keyLog);
        expect(streams).toHaveLength(1);
        expect(streams[0]?.server).toEqual({ address: host, port: 8443 });
        expect(streams[0]?.startMs).toBe(1.7e12);
        expect(streams[0]?.log.end).toEqual(log.end);
        // Chunks are segments now: side by side they are the same bytes at the same times.
        const flat = (chunks: readonly WireChunk[]): unknown[] =>
          chunks.flatMap(({ from, bytes, timeMs }) =>
            [...bytes].map((byte) => `${from} ${String(byte)} ${String(timeMs)}`),
          );
        expect(flat(streams[0]?.log.chunks ?? [])).toEqual(flat(log.chunks));
      }),
      { numRuns: 40 },
    );
  });
});

describe("TCP", () => {
  it("puts lost, repeated, overlapping and late segments in order", () => {
    const cuts = fc.array(fc.nat(600), { minLength: 1, maxLength: 12 });
    const extras = fc.array(fc.tuple(fc.nat(599), fc.integer({ min: 1, max: 90 })), { maxLength: 8 });
    fc.assert(
      fc.property(cuts, extras, fc.infiniteStream(fc.nat(1000)), (marks, again, shuffle) => {
        const keys = [...shuffle.take(32)];
        const bytes = Uint8Array.from({ length: 600 }, (_, i) => (i * 31) & 0xff);
        const bounds = [...new Set([0, ...marks, 600])].sort((a, b) => a - b);
        const parts = bounds.slice(1).map((end, i): Part => {
          const at = bounds[i] ?? 0;
          return { from: "client", at, bytes: bytes.subarray(at, end) };
        });
        for (const [at, length] of again)
          parts.push({ from: "client", at, bytes: bytes.subarray(at, at + length) });
        const mixed = parts
          .map((part, i) => ({ part, key: keys[i] ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ part }) => part);
        const syn: Part = { from: "client", at: -1, bytes: new Uint8Array(), flags: Flag.syn };
        const { streams, findings } = read(pcap([syn, ...mixed].map(frame)));
        expect(findings).toEqual([]);
        expect(sentBy("client", streams[0]?.log)).toEqual([...bytes]);
      }),
      { numRuns: 200 },
    );
  });

  it("says how many bytes were not captured, and reads up to there", () => {
    const { streams, findings } = read(
      pcap(
        [
          { from: "client", at: 0, bytes: helloBytes },
          { from: "client", at: 20, bytes: Uint8Array.of(1, 2, 3) },
        ].map((part) => frame(part as Part)),
      ),
    );
    expect(sentBy("client", streams[0]?.log)).toEqual([...helloBytes]);
    expect(findings.map((finding) => finding.message)).toEqual([
      "TCP stream 0: 11 bytes that the client sent were not captured; the 3 after them are not read",
    ]);
  });

  it("knows the client by its hello where no SYN was captured", () => {
    const serverHello = Uint8Array.from([22, 3, 3, 0, 4, 2, 0, 0, 0]);
    const { streams } = read(pcap([frame({ from: "server", at: 0, bytes: serverHello })]));
    expect(streams[0]?.client.port).toBe(50000);
    expect(sentBy("server", streams[0]?.log)).toEqual([...serverHello]);
  });

  it("keeps connections that use the same ports one after another apart", () => {
    const parts: Part[] = [
      { from: "client", at: -1, bytes: new Uint8Array(), flags: Flag.syn },
      { from: "client", at: 0, bytes: Uint8Array.of(1) },
      { from: "client", at: 1, bytes: new Uint8Array(), flags: Flag.fin | Flag.ack },
      { from: "client", at: 99, bytes: new Uint8Array(), flags: Flag.syn },
      { from: "client", at: 100, bytes: Uint8Array.of(2) },
    ];
    const { streams } = read(pcap(parts.map(frame)));
    expect(streams.map(({ index, log }) => [index, sentBy("client", log)])).toEqual([
      [0, [1]],
      [1, [2]],
    ]);
  });

  it("does not wait for ever for a segment that was lost", () => {
    const parts = Array.from({ length: 3000 }, (_, i): Part => ({
      from: "client",
      at: 10 + i,
      bytes: Uint8Array.of(i & 0xff),
    }));
    const syn: Part = { from: "client", at: -1, bytes: new Uint8Array(), flags: Flag.syn };
    const { findings } = read(pcap([syn, ...parts].map(frame)));
    expect(findings.map((finding) => finding.id)).toEqual(["capture.gap"]);
  });
});

describe("link layers and files", () => {
  const ethernet = frame({ from: "client", at: 0, bytes: helloBytes });
  const ip = ethernet.subarray(14);
  const bytes = (...parts: (readonly number[] | Uint8Array)[]): Uint8Array =>
    Uint8Array.from(parts.flatMap((part) => [...part]));
  const zeros = (count: number): number[] => new Array<number>(count).fill(0);
  it.each([
    ["Ethernet", 1, ethernet],
    [
      "Ethernet with VLAN tags",
      1,
      bytes(ethernet.subarray(0, 12), [0x88, 0xa8, 0, 1, 0x81, 0, 0, 2], ethernet.subarray(12)),
    ],
    ["Ethernet with padding", 1, bytes(ethernet, zeros(20))],
    ["BSD loopback", 0, bytes([2, 0, 0, 0], ip)],
    ["OpenBSD loopback", 108, bytes([0, 0, 0, 2], ip)],
    ["raw IP", 101, ip],
    ["raw IPv4", 228, ip],
    ["Linux cooked", 113, bytes(zeros(14), [8, 0], ip)],
    ["Linux cooked v2", 276, bytes([8, 0], zeros(18), ip)],
  ] as const)("%s", (_name, linkType, packet) => {
    for (const little of [true, false])
      for (const nano of [true, false]) {
        const { streams, findings } = read(pcap([packet, packet], linkType, little, nano));
        expect(findings).toEqual([]);
        expect(sentBy("client", streams[0]?.log)).toEqual([...helloBytes]);
        expect(streams[0]?.startMs).toBe(1_000_000);
      }
  });

  it("IPv6 with extension headers", () => {
    const six: Endpoint = { address: new Uint8Array(16).fill(7), port: 1 };
    const plain = ethernetFrame({
      from: six,
      to: { ...six, port: 2 },
      fromClient: true,
      sequence: 1,
      acknowledgment: 0,
      flags: Flag.ack,
      payload: helloBytes,
      id: 1,
    });
    const packet = bytes(
      plain.subarray(0, 20),
      [0],
      plain.subarray(21, 54),
      [60, 0],
      zeros(6),
      [6, 0],
      zeros(6),
      plain.subarray(54),
    );
    packet[19] = (packet[19] ?? 0) + 16;
    expect(sentBy("client", read(pcap([packet])).streams[0]?.log)).toEqual([...helloBytes]);
  });

  it.each([
    ["an unknown link layer", pcap([ethernet], 195), "capture.link_type"],
    [
      "a fragment",
      pcap([bytes(ethernet.subarray(0, 20), [0x20, 0], ethernet.subarray(22))]),
      "capture.fragment",
    ],
    ["UDP", pcap([bytes(ethernet.subarray(0, 23), [17], ethernet.subarray(24))]), "capture.udp"],
    ["a cut packet", pcap([ethernet.subarray(0, 40)]), "capture.damaged"],
    ["a cut file", pcap([ethernet]).subarray(0, 60), "capture.truncated"],
    ["gzip", Uint8Array.of(0x1f, 0x8b, 8, 0), "capture.compressed"],
    ["something else", Uint8Array.of(1, 2, 3, 4, 5), "capture.format"],
    ["nothing", new Uint8Array(), "capture.format"],
  ])("%s is a finding", (_name, file, id) => {
    expect(read(file).findings.map((finding) => finding.id)).toEqual([id]);
  });

  const whole = writePcapng({
    chunks: [{ from: "client", bytes: helloBytes }],
    keyLog: [{ label: "CLIENT_RANDOM", clientRandom: new Uint8Array(32), secret: new Uint8Array(48) }],
    end: { by: "client" },
  });

  it("any cut and any changed byte is read without an exception", () => {
    for (const file of [whole, pcap([ethernet, ip])]) {
      for (let end = 0; end < file.length; end++) read(file.slice(0, end));
      for (let at = 0; at < file.length; at++)
        for (const value of [0, 1, 0x7f, 0xff]) {
          const changed = file.slice();
          changed[at] = value;
          read(changed);
        }
    }
  });

  it("reads a file that stands at an odd place in a larger buffer", () => {
    const buffer = new Uint8Array(whole.length + 3);
    buffer.set(whole, 3);
    expect(read(buffer.subarray(3)).streams).toHaveLength(1);
  });
});
