import type { CryptoProvider } from "../crypto/provider";
import { RAW } from "../fields/schema";
import type { Inspection, KeyLogEntry, Message, Side } from "../inspection";
import type { WireChunk } from "../session/wireLog";
import { addPemSource, findPemBlocks, pemFindings } from "../text/pem";
import { readText, type TextDump } from "../text/readText";
import { pemKind } from "../x509";
import { bareHandshakes } from "./bareHandshake";
import { inspectConnection } from "./connection";
import { flightsOf } from "./direction";
import { Draft, isSecret } from "./draft";
import type { TrustOptions } from "./trust";

/** How a text is inspected. */
export interface TextOptions {
  /** The document's URI, or a name for what was pasted. */
  readonly label: string;
  /** The document's version, when the text is all of it. */
  readonly version?: number;
  /** Take whatever it is for bytes: a person chose it. */
  readonly selected?: boolean;
  readonly keyLog?: readonly KeyLogEntry[];
  readonly provider: CryptoProvider;
  readonly trust: TrustOptions;
}

/**
 * Inspects whatever a text holds: PEM blocks, and dumps of TLS records, handshake messages or DER. Never throws; a text
 * that holds nothing gives an inspection with a finding that says so.
 */
export function inspectText(text: string, options: TextOptions): Inspection {
  const draft = new Draft({ kind: "text", label: options.label }, options.provider, options.trust);
  const { sources, findings } = draft;
  const reading = readText(sources, options.label, text, {
    ...(options.version === undefined ? {} : { version: options.version }),
    ...(options.selected ? { selected: true } : {}),
  });
  const blocks = findPemBlocks(text);
  for (const block of blocks) {
    const kind = block.encrypted ? undefined : pemKind(block.label, block.bytes).kind;
    const source = addPemSource(
      sources,
      reading.text,
      block,
      isSecret(kind) || block.label.includes("PRIVATE KEY"),
    );
    findings.push(...pemFindings(block, source));
    if (!draft.der(source, kind)) rawRow(draft, source, block.bytes.length);
  }
  const dumps = reading.dumps.filter(
    (dump) => !blocks.some((block) => block.start < dump.range.end && dump.range.start < block.end),
  );
  findings.push(
    ...reading.findings.filter(
      ({ span }) => !blocks.some((block) => span && block.start < span.end && span.start < block.end),
    ),
  );
  const session = inspectDumps(draft, dumps, options);
  if (blocks.length === 0 && dumps.length === 0) {
    findings.push({
      id: "text.nothing",
      severity: "warning",
      message: "No TLS bytes, certificate or key was recognised here.",
      fix: "Give a hex dump (with or without offsets), base64 or PEM.",
    });
  }
  return draft.finish(session);
}

/** Dumps of records make one session; other dumps stand by themselves. */
function inspectDumps(
  draft: Draft,
  dumps: readonly TextDump[],
  options: TextOptions,
): Inspection | undefined {
  const records = dumps.filter((dump) => dump.content === "tls record");
  const bare: Message[] = [];
  for (const dump of dumps) {
    if (dump.content === "tls record") continue;
    if (dump.content === "handshake") bare.push(...bareHandshakes(draft, dump.source));
    else if (!draft.der(dump.source)) rawRow(draft, dump.source, dump.bytes.length);
  }
  if (records.length === 0)
    return bare.length === 0
      ? undefined
      : {
          ...draft.finish(),
          certificates: [],
          verdicts: [],
          findings: [],
          messages: bare.map((message, index) => ({ ...message, index })),
        };
  const chunks: WireChunk[] = [];
  for (const dump of records) {
    for (const { from, start, end } of flightsOf(dump.bytes, firstSender(dump, chunks.at(-1)?.from))) {
      chunks.push({
        from,
        bytes: dump.bytes.subarray(start, end),
        span: { source: dump.source, start, end },
      });
    }
  }
  const { sources, fields, provider, trust } = draft;
  return inspectConnection({ chunks, keyLog: options.keyLog ?? [] }, draft.origin, {
    provider,
    sources,
    fields,
    trust,
  });
}

/** Who sent a dump's first record where its bytes do not say: as its header line has it, or whoever sent the last. */
function firstSender(dump: TextDump, last: Side | undefined): Side {
  if (dump.direction) return dump.direction === "sent" ? "client" : "server";
  return last ?? "client";
}

function rawRow(draft: Draft, source: number, length: number): void {
  draft.fields.leaf(RAW, source, 0, length);
}
