import { count } from "../bytes/reader";
import type { Finding } from "../inspection";
import { cut, left, MAX_PACKETS, tooMany, type CaptureFile, type Packet } from "./packet";

const SECTION = 0x0a0d0d0a;
const INTERFACE = 1;
const OLD_PACKET = 2;
const SIMPLE_PACKET = 3;
const ENHANCED_PACKET = 6;
const SECRETS = 10;
const TLS_KEY_LOG = 0x544c534b;
const TIME_RESOLUTION = 9;
const TIME_OFFSET = 14;

interface Interface {
  readonly linkType: number;
  readonly snapLength: number;
  /** Units of the time stamps in a millisecond. */
  readonly perMs: number;
  readonly offsetMs: number;
}

/** Reads a pcapng file (draft-ietf-opsawg-pcapng): packets of all sections and interfaces, and the TLS key logs in it. */
export function readPcapng(bytes: Uint8Array): CaptureFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const packets: Packet[] = [];
  const keyLogs: { start: number; end: number }[] = [];
  const findings: Finding[] = [];
  let interfaces: Interface[] = [];
  let little = true;
  let at = 0;

  const packet = (start: number, captured: number, end: number, index: number, high = -1, low = 0): void => {
    const source = interfaces[index];
    if (!source || start + captured > end) {
      const why = source
        ? `says ${count(captured)}, ${left(end - start)}`
        : "names an interface that is not described";
      findings.push(cut(`packet ${String(packets.length + 1)} ${why}`));
      return;
    }
    const timeMs = high < 0 ? undefined : (high * 2 ** 32 + low) / source.perMs + source.offsetMs;
    packets.push({ start, end: start + captured, linkType: source.linkType, timeMs });
  };

  while (at < bytes.length && findings.length < 100) {
    if (packets.length >= MAX_PACKETS) {
      findings.push(tooMany());
      break;
    }
    if (bytes.length - at < 12) {
      findings.push(cut(`a block has 12 bytes at least, ${left(bytes.length - at)}`));
      break;
    }
    // The section header's type reads the same in either order; its third word tells which one it is.
    if (view.getUint32(at, true) === SECTION) {
      little = view.getUint32(at + 8, true) === 0x1a2b3c4d;
      interfaces = [];
    }
    const type = view.getUint32(at, little);
    const length = view.getUint32(at + 4, little);
    if (length < 12 || at + length > bytes.length) {
      findings.push(cut(`the block at byte ${String(at)} says ${count(length)}, ${left(bytes.length - at)}`));
      break;
    }
    const start = at + 8;
    const end = at + length - 4;
    const room = end - start;
    if (type === INTERFACE && room >= 8) interfaces.push(readInterface(view, start, end, little));
    else if (type === ENHANCED_PACKET && room >= 20) {
      const word = (index: number): number => view.getUint32(start + index * 4, little);
      packet(start + 20, word(3), end, word(0), word(1), word(2));
    } else if (type === OLD_PACKET && room >= 20) {
      const word = (index: number): number => view.getUint32(start + index * 4, little);
      packet(start + 20, word(3), end, view.getUint16(start, little), word(1), word(2));
    } else if (type === SIMPLE_PACKET && room >= 4) {
      const limit = interfaces[0]?.snapLength ?? 0;
      const original = view.getUint32(start, little);
      packet(start + 4, Math.min(original, limit === 0 ? original : limit), end, 0);
    } else if (type === SECRETS && room >= 8 && view.getUint32(start, little) === TLS_KEY_LOG) {
      const size = view.getUint32(start + 4, little);
      keyLogs.push({ start: start + 8, end: Math.min(start + 8 + size, end) });
    }
    // Blocks are padded to four bytes, whatever their length says.
    at += length + ((4 - (length % 4)) % 4);
  }
  return { packets, keyLogs, findings };
}

function readInterface(view: DataView, start: number, end: number, little: boolean): Interface {
  let perMs = 1000;
  let offsetMs = 0;
  for (let at = start + 8; at + 4 <= end;) {
    const code = view.getUint16(at, little);
    const length = view.getUint16(at + 2, little);
    const value = at + 4;
    if (code === 0 || value + length > end) break;
    if (code === TIME_RESOLUTION && length >= 1) {
      const exponent = view.getUint8(value);
      perMs = (exponent >= 0x80 ? 2 ** (exponent - 0x80) : 10 ** Math.min(exponent, 18)) / 1000;
    } else if (code === TIME_OFFSET && length >= 8) offsetMs = Number(view.getBigInt64(value, little)) * 1000;
    at = value + length + ((4 - (length % 4)) % 4);
  }
  const linkType = view.getUint16(start, little);
  return { linkType, snapLength: view.getUint32(start + 4, little), perMs, offsetMs };
}
