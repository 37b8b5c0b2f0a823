import { packetPayload } from "../capture/packetPayload";
import type { CryptoProvider } from "../crypto/provider";
import { RAW } from "../fields/schema";
import type { Inspection, KeyLogEntry, Side } from "../inspection";
import type { WireChunk } from "../session/wireLog";
import { addPemSource, findPemBlocks, pemFindings } from "../text/pem";
import { contentOf } from "../text/content";
import { groupDumps } from "../text/groupDumps";
import { readText, type TextDump } from "../text/readText";
import { pemKind } from "../x509";
import { CONTENT, RECORD_HEADER } from "../tls/record";
import { BareHandshakes } from "./bareHandshake";
import { inspectConnection } from "./connection";
import { flightsOf, senderOf } from "./direction";
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
    for (const finding of pemFindings(block, source)) findings.push(finding);
    if (!draft.der(source, kind)) rawRow(draft, source, block.bytes.length);
  }
  const isFree = (start: number, end: number): boolean => !overlapsAny(blocks, start, end);
  const dumps = reading.dumps.filter(({ range }) => isFree(range.start, range.end));
  for (const finding of reading.findings)
    if (!finding.span || isFree(finding.span.start, finding.span.end)) findings.push(finding);
  const session = inspectDumps(draft, dumps, options);
  if (blocks.length === 0 && dumps.length === 0) {
    findings.push({
      id: "text.nothing",
      severity: "warning",
      message: "No TLS bytes, certificate or key was recognised here",
      fix: "Give a hex dump (with or without offsets), base64 or PEM.",
    });
  }
  return draft.finish(session);
}

/** Whether characters `start` to `end` share any with a block; the blocks are in order and apart. */
function overlapsAny(
  blocks: readonly { readonly start: number; readonly end: number }[],
  start: number,
  end: number,
): boolean {
  let [low, high] = [0, blocks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.end ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return (blocks[low]?.start ?? end) < end;
}

/** Dumps of records make one session, bare handshake messages another; other dumps stand by themselves. */
function inspectDumps(
  draft: Draft,
  dumps: readonly TextDump[],
  options: TextOptions,
): Inspection | undefined {
  const chunks: WireChunk[] = [];
  const bare = new BareHandshakes(draft);
  const sideOf = sidesOf(dumps);
  for (const { kind, dumps: group } of groupDumps(dumps)) {
    for (const dump of group) {
      if (kind === "records") {
        for (const chunk of recordChunks(dump, chunks.at(-1)?.from, sideOf(dump))) chunks.push(chunk);
      } else if (dump.content === "handshake") bare.add(dump.source, sideOf(dump));
      else if (kind === "single") single(draft, dump, chunks);
      else rawRow(draft, dump.source, dump.bytes.length);
    }
  }
  if (chunks.length > 0) {
    const { sources, fields, provider, trust } = draft;
    const session = inspectConnection({ chunks, keyLog: options.keyLog ?? [] }, draft.origin, {
      provider,
      sources,
      fields,
      trust,
    });
    const { messages } = session;
    const shifted = bare.messages.map((message) => ({ ...message, index: messages.length + message.index }));
    return { ...session, messages: [...messages, ...shifted] };
  }
  return bare.messages.length === 0
    ? undefined
    : { ...draft.finish(), certificates: [], verdicts: [], findings: [], messages: bare.messages };
}

/** DER, the TLS that a packet carries, or bytes that nothing is known of. */
function single(draft: Draft, dump: TextDump, chunks: WireChunk[]): void {
  const { content, bytes, source } = dump;
  const packet =
    content === "ethernet" || content === "ipv4" || content === "ipv6"
      ? packetPayload(bytes, content)
      : undefined;
  const payload = packet && bytes.subarray(packet.start, packet.end);
  if (packet && payload && contentOf(payload) === "tls record") {
    // Of the headers around it nothing is said, but they are there.
    if (packet.start > 0) draft.fields.leaf(RAW, source, 0, packet.start);
    if (packet.end < bytes.length) draft.fields.leaf(RAW, source, packet.end, bytes.length);
    for (const { from, start, end } of flightsOf(payload, chunks.at(-1)?.from ?? "client")) {
      chunks.push({
        from,
        bytes: payload.subarray(start, end),
        span: { source, start: packet.start + start, end: packet.start + end },
      });
    }
  } else if (!draft.der(source)) rawRow(draft, source, bytes.length);
}

/** A dump of records as chunks of a session: its header line says who sent them, or else their bytes do. */
function recordChunks(
  { bytes, source }: TextDump,
  last: Side | undefined,
  side: Side | undefined,
): WireChunk[] {
  const flights = side ? [{ from: side, start: 0, end: bytes.length }] : flightsOf(bytes, last ?? "client");
  return flights.map(({ from, start, end }) => ({
    from,
    bytes: bytes.subarray(start, end),
    span: { source, start, end },
  }));
}

/** Who sent a dump that its tool calls "sent" or "received": the tool is the client, unless a message says that it is the server. */
function sidesOf(dumps: readonly TextDump[]): (dump: TextDump) => Side | undefined {
  const says = ({ bytes, content }: TextDump): Side | undefined =>
    senderOf(
      (content === "handshake"
        ? bytes[0]
        : bytes[0] === CONTENT.handshake
          ? bytes[RECORD_HEADER]
          : undefined) ?? -1,
    );
  const telling = dumps.find((dump) => dump.direction !== undefined && says(dump) !== undefined);
  const sender = telling && says(telling);
  const isServer = telling?.direction === (sender === "server" ? "sent" : "received");
  return ({ direction }) =>
    direction === undefined ? undefined : (direction === "sent") === isServer ? "server" : "client";
}

function rawRow(draft: Draft, source: number, length: number): void {
  draft.fields.leaf(RAW, source, 0, length);
}
