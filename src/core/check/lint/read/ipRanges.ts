import { parseIp } from "../../../bytes/ipAddress";

/** Ranges that are not for the public Internet, or for no host of it (IANA's special-purpose and multicast registries). */
const RESERVED_V4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/3",
].map(range);
const GLOBAL_V6 = ["2000::/3", "64:ff9b::/96"].map(range);
const RESERVED_V6 = ["2001:db8::/32", "3fff::/20", "2001:2::/48", "2002::/16"].map(range);

interface Range {
  readonly address: Uint8Array;
  readonly bits: number;
}

function range(text: string): Range {
  const [address = "", bits = "0"] = text.split("/");
  return { address: parseIp(address) ?? new Uint8Array(0), bits: Number(bits) };
}

const contains =
  (bytes: Uint8Array) =>
  ({ address, bits }: Range): boolean =>
    address.length === bytes.length &&
    address.every((byte, i) => {
      const mask = (0xff00 >> Math.min(8, Math.max(0, bits - i * 8))) & 0xff;
      return (byte & mask) === ((bytes[i] ?? 0) & mask);
    });

/** Whether an address of 4 or 16 bytes belongs to no host of the public Internet. */
export function isReservedAddress(bytes: Uint8Array): boolean {
  if (bytes.length === 4) return RESERVED_V4.some(contains(bytes));
  return bytes.length === 16 && (!GLOBAL_V6.some(contains(bytes)) || RESERVED_V6.some(contains(bytes)));
}
