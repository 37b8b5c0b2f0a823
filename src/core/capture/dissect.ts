import type { Packet } from "./packet";

/** A TCP segment: where its payload stands in the file, and what its headers say. */
export interface TcpSegment {
  readonly source: Uint8Array;
  readonly sourcePort: number;
  readonly target: Uint8Array;
  readonly targetPort: number;
  readonly sequence: number;
  readonly flags: number;
  readonly start: number;
  readonly end: number;
  readonly timeMs: number | undefined;
}

/** Why a packet gives no segment. */
export type Unread = "link type" | "not IP" | "not TCP" | "UDP" | "fragment" | "damaged";

const ETHERTYPE_IPV4 = 0x0800;
const ETHERTYPE_IPV6 = 0x86dd;
const VLAN_TAGS = new Set([0x8100, 0x88a8, 0x9100]);
const TCP = 6;
const UDP = 17;

/** The link layers that are read: bytes before the Ethernet type or IP header, by LINKTYPE_ number. */
const LINKS: Readonly<Record<number, (bytes: Uint8Array, at: number, end: number) => number | Unread>> = {
  0: afterFamily,
  1: (bytes, at, end) => afterEthertype(bytes, at + 12, end),
  12: (_bytes, at) => at,
  14: (_bytes, at) => at,
  101: (_bytes, at) => at,
  108: afterFamily,
  113: (bytes, at, end) => afterEthertype(bytes, at + 14, end),
  228: (_bytes, at) => at,
  229: (_bytes, at) => at,
  // Linux cooked v2 starts with the type; 18 more bytes follow it.
  276: (bytes, at, end) => (isIpType(uint16(bytes, at)) && at + 20 <= end ? at + 20 : "not IP"),
};

/** The TCP segment that a packet carries, or why there is none. Never reads outside the packet. */
export function dissect(file: Uint8Array, packet: Packet): TcpSegment | Unread {
  const link = LINKS[packet.linkType];
  if (!link) return "link type";
  const ip = link(file, packet.start, packet.end);
  if (typeof ip === "string") return ip;
  const version = (file[ip] ?? 0) >> 4;
  if (ip >= packet.end) return "damaged";
  if (version === 4) return dissectIpv4(file, ip, packet);
  return version === 6 ? dissectIpv6(file, ip, packet) : "not IP";
}

/** BSD loopback: a protocol family of four bytes in the byte order of the machine that captured. */
function afterFamily(_bytes: Uint8Array, at: number, end: number): number | Unread {
  return at + 4 <= end ? at + 4 : "damaged";
}

function afterEthertype(bytes: Uint8Array, at: number, end: number): number | Unread {
  let typeAt = at;
  for (let tags = 0; tags < 4 && typeAt + 2 <= end && VLAN_TAGS.has(uint16(bytes, typeAt)); tags++)
    typeAt += 4;
  return typeAt + 2 <= end && isIpType(uint16(bytes, typeAt)) ? typeAt + 2 : "not IP";
}

function isIpType(type: number): boolean {
  return type === ETHERTYPE_IPV4 || type === ETHERTYPE_IPV6;
}

function dissectIpv4(file: Uint8Array, at: number, packet: Packet): TcpSegment | Unread {
  const header = ((file[at] ?? 0) & 0xf) * 4;
  if (header < 20 || at + header > packet.end) return "damaged";
  // Cards that cut segments themselves leave the length 0.
  const length = uint16(file, at + 2);
  const end = length === 0 ? packet.end : Math.min(packet.end, at + length);
  if ((uint16(file, at + 6) & 0x3fff) !== 0) return "fragment";
  const addresses = { source: file.subarray(at + 12, at + 16), target: file.subarray(at + 16, at + 20) };
  return dissectTransport(file, file[at + 9] ?? 0, at + header, end, addresses, packet);
}

function dissectIpv6(file: Uint8Array, at: number, packet: Packet): TcpSegment | Unread {
  if (at + 40 > packet.end) return "damaged";
  const length = uint16(file, at + 4);
  const end = length === 0 ? packet.end : Math.min(packet.end, at + 40 + length);
  const addresses = { source: file.subarray(at + 8, at + 24), target: file.subarray(at + 24, at + 40) };
  let next = file[at + 6] ?? 0;
  let start = at + 40;
  // Hop-by-hop options, routing, destination options (RFC 8200 §4).
  for (let headers = 0; headers < 8 && (next === 0 || next === 43 || next === 60); headers++) {
    if (start + 8 > end) return "damaged";
    next = file[start] ?? 0;
    start += ((file[start + 1] ?? 0) + 1) * 8;
  }
  if (next === 44) return "fragment";
  return dissectTransport(file, next, start, end, addresses, packet);
}

function dissectTransport(
  file: Uint8Array,
  protocol: number,
  at: number,
  end: number,
  addresses: { source: Uint8Array; target: Uint8Array },
  packet: Packet,
): TcpSegment | Unread {
  if (protocol === UDP) return "UDP";
  if (protocol !== TCP) return "not TCP";
  if (at + 20 > end) return "damaged";
  const header = ((file[at + 12] ?? 0) >> 4) * 4;
  if (header < 20 || at + header > end) return "damaged";
  return {
    ...addresses,
    sourcePort: uint16(file, at),
    targetPort: uint16(file, at + 2),
    sequence: (uint16(file, at + 4) * 0x10000 + uint16(file, at + 6)) >>> 0,
    flags: file[at + 13] ?? 0,
    start: at + header,
    end,
    timeMs: packet.timeMs,
  };
}

function uint16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
