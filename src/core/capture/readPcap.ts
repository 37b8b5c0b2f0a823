import { count } from "../bytes/reader";
import type { Finding } from "../inspection";
import { cut, left, MAX_PACKETS, tooMany, type CaptureFile, type Packet } from "./packet";

/** Reads a pcap file (draft-ietf-opsawg-pcap) in either byte order, with times in microseconds or nanoseconds. */
export function readPcap(bytes: Uint8Array): CaptureFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const packets: Packet[] = [];
  const findings: Finding[] = [];
  if (bytes.length < 24) {
    findings.push(cut(`the file header has 24 bytes, here are ${String(bytes.length)}`));
    return { packets, keyLogs: [], findings };
  }
  const little = bytes[0] !== 0xa1;
  const magic = view.getUint32(0, little);
  const perMs = magic === 0xa1b23c4d ? 1e6 : 1e3;
  // Kuznetzov's variant has eight more bytes before each packet.
  const header = magic === 0xa1b2cd34 ? 24 : 16;
  // The upper bits say whether frames end with a check sequence.
  const linkType = view.getUint32(20, little) & 0xffff;
  let at = 24;
  while (at < bytes.length) {
    if (packets.length >= MAX_PACKETS) {
      findings.push(tooMany());
      break;
    }
    if (bytes.length - at < header) {
      findings.push(cut(`the last packet's header has ${String(header)} bytes, ${left(bytes.length - at)}`));
      break;
    }
    const length = view.getUint32(at + 8, little);
    const start = at + header;
    const end = start + length;
    if (end > bytes.length) {
      const room = bytes.length - start;
      findings.push(cut(`packet ${String(packets.length + 1)} says ${count(length)}, ${left(room)}`));
      break;
    }
    const timeMs = view.getUint32(at, little) * 1000 + view.getUint32(at + 4, little) / perMs;
    packets.push({ start, end, linkType, timeMs });
    at = end;
  }
  return { packets, keyLogs: [], findings };
}
