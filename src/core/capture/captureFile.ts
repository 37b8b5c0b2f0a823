import type { Finding } from "../inspection";
import type { CaptureFile } from "./packet";
import { readPcap } from "./readPcap";
import { readPcapng } from "./readPcapng";

/** Whether bytes start as a pcap or pcapng file does, packed ones too. */
export function isCapture(bytes: Uint8Array): boolean {
  return formatOf(bytes) !== undefined;
}

type Format = "pcap" | "pcapng" | "gzip";

function formatOf(bytes: Uint8Array): Format | undefined {
  const magic = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (magic === "0a0d0d0a") return "pcapng";
  if (/^(?:a1b2c3d4|d4c3b2a1|a1b23c4d|4d3cb2a1|a1b2cd34|34cdb2a1)$/.test(magic)) return "pcap";
  return magic.startsWith("1f8b") ? "gzip" : undefined;
}

/** Reads a pcap or pcapng file as far as it goes. Never throws: what could not be read is a finding. */
export function readCaptureFile(bytes: Uint8Array): CaptureFile {
  const format = formatOf(bytes);
  if (format === "pcap") return readPcap(bytes);
  if (format === "pcapng") return readPcapng(bytes);
  const finding: Finding =
    format === "gzip"
      ? {
          id: "capture.compressed",
          severity: "error",
          message: "The file is compressed with gzip",
          fix: "Unpack it first: gunzip FILE.",
        }
      : { id: "capture.format", severity: "error", message: "This is neither a pcap nor a pcapng file" };
  return { packets: [], keyLogs: [], findings: [finding] };
}
