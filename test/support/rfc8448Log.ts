import type { KeyLogEntry } from "../../src/core/inspection";
import type { WireLog } from "../../src/core/session/wireLog";
import { fromHex } from "../../src/core/bytes/hex";
import { SHARED_SECRET } from "../../src/core/capture/secretLabels";
import type { Rfc8448Trace } from "./rfc8448/trace";

const LABELS: Readonly<Record<string, string>> = {
  "c e traffic": "CLIENT_EARLY_TRAFFIC_SECRET",
  "c hs traffic": "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
  "s hs traffic": "SERVER_HANDSHAKE_TRAFFIC_SECRET",
  "c ap traffic": "CLIENT_TRAFFIC_SECRET_0",
  "s ap traffic": "SERVER_TRAFFIC_SECRET_0",
  "exp master": "EXPORTER_SECRET",
};

/** A trace of RFC 8448 as a wire log with its key log, as a client that logs its secrets would have written it. */
export function wireLogOf(trace: Rfc8448Trace): WireLog {
  const hello = trace.records.find((record) => record.type === "handshake" && record.sender === "client");
  const clientRandom = fromHex(hello?.payload ?? "").slice(6, 38);
  const keyLog: KeyLogEntry[] = trace.derived.flatMap(({ label, output }) => {
    const name = LABELS[label];
    return name ? [{ label: name, clientRandom, secret: fromHex(output) }] : [];
  });
  const shared = trace.extracts.find((extract) => extract.name === "handshake")?.ikm;
  if (shared) keyLog.push({ label: SHARED_SECRET, clientRandom, secret: fromHex(shared) });
  return {
    chunks: trace.records.map((record) => ({ from: record.sender, bytes: fromHex(record.record) })),
    keyLog,
  };
}
