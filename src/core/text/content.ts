/** What bytes seem to be, judged by their first few. */
export type Content =
  | "tls record"
  | "handshake"
  | "dtls record"
  | "der"
  | "ethernet"
  | "linux cooked"
  | "linux cooked v2"
  | "loopback"
  | "ipv4"
  | "ipv6"
  | "unknown";

/** RFC 8446 §5.1 and RFC 5246 §6.2.3: a protected fragment is at most this much longer than 2^14. */
const MAX_RECORD = 2 ** 14 + 2048;
const HANDSHAKE_TYPES = new Set([0, 1, 2, 4, 5, 8, 11, 12, 13, 14, 15, 16, 20, 21, 22, 23, 24, 25, 254]);

/** What `bytes` start with. Only what TLS Inspector can read on from is named; the first kind that fits wins. */
export function contentOf(bytes: Uint8Array): Content {
  if (isRecord(bytes)) return "tls record";
  if (isDtlsRecord(bytes)) return "dtls record";
  if (isDer(bytes)) return "der";
  if (isHandshake(bytes)) return "handshake";
  const ethertype = uint(bytes, 12, 2);
  if (ethertype === 0x0800 && isIpv4(bytes, 14)) return "ethernet";
  if (ethertype === 0x86dd && isIpv6(bytes, 14)) return "ethernet";
  if (isIpv4(bytes, 0)) return "ipv4";
  return isIpv6(bytes, 0) ? "ipv6" : (cooked(bytes) ?? "unknown");
}

/** Families that BSD's loopback header names: IPv4, and IPv6 in four systems; in either byte order. */
const FAMILIES = new Set([2, 24, 28, 30]);

/** Packets whose link layer is no Ethernet: Linux's "any" interface in its two forms, and BSD's loopback. */
function cooked(bytes: Uint8Array): Content | undefined {
  const isIp = (type: number, at: number): boolean =>
    (type === 0x0800 && isIpv4(bytes, at)) || (type === 0x86dd && isIpv6(bytes, at));
  if (uint(bytes, 0, 2) <= 4 && isIp(uint(bytes, 14, 2), 16)) return "linux cooked";
  if (uint(bytes, 2, 2) === 0 && isIp(uint(bytes, 0, 2), 20)) return "linux cooked v2";
  const [first = 0, , , last = 0] = bytes;
  const family = uint(bytes, 0, 4) === first * 2 ** 24 ? first : uint(bytes, 0, 3) === 0 ? last : 0;
  return FAMILIES.has(family) && (isIpv4(bytes, 4) || isIpv6(bytes, 4)) ? "loopback" : undefined;
}

/** Whether `bytes` start with something that TLS carries: a record, a handshake message or DER. */
export function isTlsLike(bytes: Uint8Array): boolean {
  const content = contentOf(bytes);
  return (
    content === "tls record" || content === "handshake" || content === "dtls record" || content === "der"
  );
}

function uint(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let i = 0; i < length; i++) value = value * 256 + (bytes[at + i] ?? 0);
  return value;
}

/** Type 20 to 24, version 3.0 to 3.4, a length that may be, and where there is more, a handshake type that exists. */
function isRecord(bytes: Uint8Array): boolean {
  const type = bytes[0] ?? 0;
  if (bytes.length < 5 || type < 20 || type > 24 || bytes[1] !== 3 || (bytes[2] ?? 9) > 4) return false;
  const length = uint(bytes, 3, 2);
  if (length > MAX_RECORD || (length === 0 && type !== 23)) return false;
  if (type === 20) return length === 1;
  return type !== 21 || length === 2 || length > 16;
}

/** RFC 9147 §4: type, version 254.x, epoch, sequence number, length. */
function isDtlsRecord(bytes: Uint8Array): boolean {
  const type = bytes[0] ?? 0;
  return (
    bytes.length >= 13 &&
    type >= 20 &&
    type <= 25 &&
    bytes[1] === 254 &&
    (bytes[2] === 255 || bytes[2] === 253) &&
    uint(bytes, 11, 2) <= MAX_RECORD
  );
}

/** A SEQUENCE in definite form whose length is just what follows, or that is long and cut short. */
function isDer(bytes: Uint8Array): boolean {
  const first = bytes[1] ?? 0;
  if (bytes.length < 8 || bytes[0] !== 0x30 || first === 0x80 || first > 0x84) return false;
  const lengthBytes = first > 0x80 ? first - 0x80 : 0;
  const length = lengthBytes > 0 ? uint(bytes, 2, lengthBytes) : first;
  const header = 2 + lengthBytes;
  const inner = bytes[header] ?? 0;
  if (![0x02, 0x06, 0x30, 0x31, 0xa0].includes(inner)) return false;
  if (header + length === bytes.length) return true;
  return lengthBytes >= 1 && length >= 0x80 && inner !== 0x31 && (lengthBytes === 1 || length >= 0x100);
}

/** A known type with a length that leads exactly to the end, or a hello with its version. */
function isHandshake(bytes: Uint8Array): boolean {
  const type = bytes[0] ?? 255;
  if (bytes.length < 4 || !HANDSHAKE_TYPES.has(type)) return false;
  const length = uint(bytes, 1, 3);
  if (type === 1 || type === 2)
    return bytes.length >= 6 && length >= 38 && length <= 2 ** 16 && bytes[4] === 3 && (bytes[5] ?? 9) <= 4;
  return length === bytes.length - 4 && (length > 0 || type === 0 || type === 14);
}

function isIpv4(bytes: Uint8Array, at: number): boolean {
  const first = bytes[at] ?? 0;
  const protocol = bytes[at + 9];
  const length = uint(bytes, at + 2, 2);
  return (
    bytes.length >= at + 28 &&
    first >= 0x45 &&
    first <= 0x4f &&
    (protocol === 6 || protocol === 17) &&
    (length === 0 || (length >= 28 && length <= bytes.length - at + 0xffff)) &&
    (uint(bytes, at + 6, 2) & 0x1fff) === 0
  );
}

function isIpv6(bytes: Uint8Array, at: number): boolean {
  const next = bytes[at + 6];
  return bytes.length >= at + 48 && (bytes[at] ?? 0) >> 4 === 6 && (next === 6 || next === 17);
}
