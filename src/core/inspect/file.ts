import type { Inspection, KeyLogEntry } from "../inspection";
import { contentOf } from "../text/content";
import { inspectConnection } from "./connection";
import { flightsOf } from "./direction";
import { Draft, isSecret } from "./draft";
import { bareHandshakes } from "./bareHandshake";
import { inspectText, type TextOptions } from "./text";
import { identifyDer } from "../x509";
import { RAW } from "../fields/schema";

/** How a file is inspected. */
export interface FileOptions extends Omit<TextOptions, "version" | "selected"> {
  /** What the bytes are as text (UTF-8, or UTF-16 with its mark): the host knows how. */
  readonly decodeText: (bytes: Uint8Array) => string;
}

/** Inspects a file's bytes: raw TLS records, handshake messages or DER, or else the text that they are. */
export function inspectFile(bytes: Uint8Array, options: FileOptions): Inspection {
  const content = contentOf(bytes);
  if (content !== "tls record" && content !== "handshake" && identifyDer(bytes) === undefined) {
    return inspectText(options.decodeText(bytes), { ...options, selected: true });
  }
  const { label, provider, trust } = options;
  const draft = new Draft({ kind: "file", label }, provider, trust);
  if (content === "tls record") return inspectRecords(draft, bytes, options.keyLog ?? []);
  const kind = identifyDer(bytes);
  const source = draft.sources.addBytes(label, bytes, { secret: isSecret(kind) });
  if (kind) draft.der(source, kind);
  else if (content === "handshake")
    return draft.finish({
      ...draft.finish(),
      certificates: [],
      verdicts: [],
      findings: [],
      messages: bareHandshakes(draft, source),
    });
  else draft.fields.leaf(RAW, source, 0, bytes.length);
  return draft.finish();
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
    inspectConnection({ chunks, keyLog }, draft.origin, { provider, sources, fields, trust }),
  );
}
