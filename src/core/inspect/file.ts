import { SourceGraph } from "../bytes/source";
import { isCapture } from "../capture/captureFile";
import { readCapture } from "../capture/readCapture";
import type { Inspection, KeyLogEntry, Origin } from "../inspection";
import { keystoreKind } from "../keystore/identify";
import { contentOf } from "../text/content";
import { CONTENT } from "../tls/record";
import { inspectConnection } from "./connection";
import { flightsOf } from "./direction";
import { Draft, isSecret } from "./draft";
import { inspectKeystore } from "./keystore";
import { inspectLog } from "./log/inspectLog";
import { inspectText, type TextOptions } from "./text";
import { identifyDer } from "../x509";

/** How a file is inspected. */
export interface FileOptions extends Omit<TextOptions, "version" | "selected"> {
  /** What the bytes are as text (UTF-8, or UTF-16 with its mark): the host knows how. */
  readonly decodeText: (bytes: Uint8Array) => string;
  /** Of a keystore, where one is known. */
  readonly passphrase?: string | undefined;
}

/**
 * Inspects a file's bytes: each TLS connection of a capture, raw TLS records, handshake messages or DER, or else the
 * text that they are. There is at least one inspection.
 */
export function inspectFile(bytes: Uint8Array, options: FileOptions): Inspection[] {
  if (isCapture(bytes)) return inspectCapture(bytes, options);
  const { label, provider, trust, passphrase } = options;
  if (keystoreKind(bytes) !== undefined)
    return [inspectKeystore(bytes, { label, passphrase, provider, trust }).inspection];
  const content = contentOf(bytes);
  const kind = identifyDer(bytes);
  if (content !== "tls record" && content !== "handshake" && kind === undefined) {
    return [inspectText(options.decodeText(bytes), { ...options, selected: true })];
  }
  const draft = new Draft({ kind: "file", label }, provider, trust);
  if (content === "tls record") return [inspectRecords(draft, bytes, options.keyLog ?? [])];
  const source = draft.sources.addBytes(label, bytes, { secret: isSecret(kind) });
  if (kind !== undefined) {
    draft.der(source, kind);
    draft.lint();
    return [draft.finish()];
  }
  const entry = { kind: "piece" as const, type: CONTENT.handshake, at: 0 };
  const whole = { start: 0, end: bytes.length };
  const dump = { format: "bytes", bytes, runs: [], range: whole, content, findings: [], source };
  return [draft.finish(inspectLog(draft, [{ ...entry, dump }], [], options.keyLog ?? []))];
}

/** One inspection for each connection that carries TLS, all of them for lack of any. */
function inspectCapture(bytes: Uint8Array, { label, provider, trust, keyLog }: FileOptions): Inspection[] {
  const sources = new SourceGraph();
  const capture = readCapture(sources, label, bytes, keyLog);
  const origin = (name: string): Origin => ({ kind: "capture", label: `${label}: ${name}` });
  const streams = capture.streams.map(({ index, client, server, log }) =>
    inspectConnection(
      log,
      origin(`${client.address}:${String(client.port)} to ${server.address}:${String(server.port)}`),
      { provider, sources, stream: index, trust },
    ),
  );
  const withTls = streams.filter(({ messages }) => messages.some(({ name }) => name !== "unknown"));
  const [first, ...others] = withTls.length > 0 ? withTls : streams;
  if (first) return [{ ...first, findings: [...capture.findings, ...first.findings] }, ...others];
  const draft = new Draft({ kind: "capture", label }, provider, trust);
  draft.findings.push(...capture.findings.map(({ span: _, ...finding }) => finding), {
    id: "capture.nothing",
    severity: "warning",
    message: "The capture holds no TCP connection that carried bytes",
  });
  return [draft.finish()];
}

function inspectRecords(draft: Draft, bytes: Uint8Array, keyLog: readonly KeyLogEntry[]): Inspection {
  const { sources, fields, provider, trust } = draft;
  const source = sources.addBytes(draft.origin.label, bytes);
  const chunks = flightsOf(bytes, "client").map(({ from, start, end }) => ({
    from,
    bytes: bytes.subarray(start, end),
    span: { source, start, end },
  }));
  return draft.finish(
    inspectConnection({ chunks, keyLog, complete: true }, draft.origin, { provider, sources, fields, trust }),
  );
}
