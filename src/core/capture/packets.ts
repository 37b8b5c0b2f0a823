import { Writer } from "../bytes/writer";
import { internetChecksum } from "./checksum";

/** An IP address (4 or 16 bytes) and a TCP port. */
export interface Endpoint {
  readonly address: Uint8Array;
  readonly port: number;
}

/** TCP's flags (RFC 9293 §3.1). */
export const Flag = { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16 } as const;

/** What a segment says. */
export interface Segment {
  readonly from: Endpoint;
  readonly to: Endpoint;
  /** Whether it is the client's: it decides the synthetic MAC addresses. */
  readonly fromClient: boolean;
  readonly sequence: number;
  readonly acknowledgment: number;
  readonly flags: number;
  readonly payload: Uint8Array;
  /** IPv4's identification. */
  readonly id: number;
}

/** Largest payload of a segment in an Ethernet frame of 1,500 bytes, by the address's length. */
export function maximumSegmentSize(address: Uint8Array): number {
  return address.length === 16 ? 1440 : 1460;
}

const TCP = 6;
/** Locally administered addresses: no card has them. */
const CLIENT_MAC = Uint8Array.of(2, 0, 0, 0, 0, 1);
const SERVER_MAC = Uint8Array.of(2, 0, 0, 0, 0, 2);

/** An Ethernet frame with IPv4 (RFC 791) or IPv6 (RFC 8200) and TCP (RFC 9293) headers, checksums right. Both addresses have the same length. */
export function ethernetFrame(segment: Segment): Uint8Array {
  const tcp = tcpSegment(segment);
  const six = segment.from.address.length === 16;
  const writer = new Writer();
  writer.put(segment.fromClient ? SERVER_MAC : CLIENT_MAC);
  writer.put(segment.fromClient ? CLIENT_MAC : SERVER_MAC);
  writer.uint(six ? 0x86dd : 0x0800, 2);
  writer.put(six ? ipv6Header(segment, tcp.length) : ipv4Header(segment, tcp.length));
  writer.put(tcp);
  return writer.finish();
}

function ipv4Header({ from, to, id }: Segment, length: number): Uint8Array {
  const writer = new Writer();
  writer.uint(0x4500, 2);
  writer.uint(20 + length, 2);
  writer.uint(id & 0xffff, 2);
  writer.uint(0x4000, 2); // do not fragment
  writer.uint((64 << 8) | TCP, 2);
  writer.uint(0, 2);
  writer.put(from.address);
  writer.put(to.address);
  return withChecksum(writer.finish(), 10);
}

function ipv6Header({ from, to }: Segment, length: number): Uint8Array {
  const writer = new Writer();
  writer.uint(0x60000000, 4);
  writer.uint(length, 2);
  writer.uint((TCP << 8) | 64, 2);
  writer.put(from.address);
  writer.put(to.address);
  return writer.finish();
}

function tcpSegment({ from, to, sequence, acknowledgment, flags, payload }: Segment): Uint8Array {
  const syn = (flags & Flag.syn) !== 0;
  const writer = new Writer();
  writer.uint(from.port, 2);
  writer.uint(to.port, 2);
  writer.uint(sequence >>> 0, 4);
  writer.uint(acknowledgment >>> 0, 4);
  writer.uint(((syn ? 6 : 5) << 12) | flags, 2);
  writer.uint(0xffff, 2);
  writer.uint(0, 4);
  if (syn) writer.uint(0x02040000 + maximumSegmentSize(from.address), 4);
  writer.put(payload);
  const segment = writer.finish();
  // RFC 9293 §3.1: addresses, zero, protocol and length count in the checksum.
  const pseudo = new Writer();
  pseudo.put(from.address);
  pseudo.put(to.address);
  pseudo.uint(from.address.length === 16 ? segment.length : (TCP << 16) | segment.length, 4);
  if (from.address.length === 16) pseudo.uint(TCP, 4);
  return withChecksum(segment, 16, pseudo.finish());
}

function withChecksum(bytes: Uint8Array, at: number, pseudo: Uint8Array = new Uint8Array()): Uint8Array {
  const sum = internetChecksum(pseudo, bytes);
  bytes[at] = sum >> 8;
  bytes[at + 1] = sum & 0xff;
  return bytes;
}
