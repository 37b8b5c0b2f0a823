import { dissect } from "./dissect";

const LINK_TYPES = { ethernet: 1, ipv4: 228, ipv6: 229 } as const;

/**
 * Where the TCP payload stands in a single packet (one that a text shows), and the ports; undefined when it is not TCP
 * or cut within its headers.
 */
export function packetPayload(
  bytes: Uint8Array,
  startsWith: keyof typeof LINK_TYPES,
): { start: number; end: number; sourcePort: number; targetPort: number } | undefined {
  const packet = { start: 0, end: bytes.length, linkType: LINK_TYPES[startsWith], timeMs: undefined };
  const segment = dissect(bytes, packet);
  if (typeof segment === "string") return undefined;
  const { start, end, sourcePort, targetPort } = segment;
  return { start, end, sourcePort, targetPort };
}
