/** 4 or 16 bytes as an IP address is written (RFC 5952 for IPv6); undefined for another length. */
export function ipText(bytes: Uint8Array): string | undefined {
  if (bytes.length === 4) return bytes.join(".");
  if (bytes.length !== 16) return undefined;
  const groups = Array.from({ length: 8 }, (_, i) => (bytes[i * 2] ?? 0) * 256 + (bytes[i * 2 + 1] ?? 0));
  let best = { at: 0, length: 1 };
  for (let at = 0; at < 8; at++) {
    let length = 0;
    while (at + length < 8 && groups[at + length] === 0) length++;
    if (length > best.length) best = { at, length };
  }
  const hex = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(":");
  if (best.length < 2) return hex(groups);
  return `${hex(groups.slice(0, best.at))}::${hex(groups.slice(best.at + best.length))}`;
}

/** The bytes of an IPv4 or IPv6 address (without zone or brackets); undefined for anything else. */
export function parseIp(text: string): Uint8Array | undefined {
  if (!text.includes(":")) return parseIpv4(text);
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const head = parseGroups(halves[0] ?? "", halves.length === 1);
  const tail = parseGroups(halves[1] ?? "", true);
  if (!head || !tail) return undefined;
  const missing = 16 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 2) return undefined;
  return Uint8Array.of(...head, ...new Uint8Array(missing), ...tail);
}

function parseIpv4(text: string): Uint8Array | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1);
  if (!parts || parts.some((part) => Number(part) > 255 || (part.length > 1 && part.startsWith("0")))) {
    return undefined;
  }
  return Uint8Array.from(parts, Number);
}

/** The bytes of IPv6 groups; at the address's end the last may be an IPv4 address. */
function parseGroups(text: string, atEnd: boolean): number[] | undefined {
  if (text === "") return [];
  const bytes: number[] = [];
  const groups = text.split(":");
  for (const [i, group] of groups.entries()) {
    if (atEnd && i === groups.length - 1 && group.includes(".")) {
      const ipv4 = parseIpv4(group);
      if (!ipv4) return undefined;
      bytes.push(...ipv4);
    } else if (/^[0-9a-f]{1,4}$/i.test(group)) {
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 0xff);
    } else return undefined;
  }
  return bytes;
}

/** Address and mask of a name constraint (RFC 5280 §4.2.1.10) as "10.0.0.0/8"; undefined for another length. */
export function ipRangeText(bytes: Uint8Array): string | undefined {
  const half = bytes.length / 2;
  const address = ipText(bytes.subarray(0, half));
  if (address === undefined || (half !== 4 && half !== 16)) return undefined;
  const bits = [...bytes.subarray(half)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const prefix = /^(1*)0*$/.exec(bits)?.[1];
  return prefix === undefined
    ? `${address} mask ${ipText(bytes.subarray(half)) ?? ""}`
    : `${address}/${String(prefix.length)}`;
}
