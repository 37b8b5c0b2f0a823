import { packetPayload } from "../capture/packetPayload";
import type { SourceId } from "../bytes/span";
import type { CryptoProvider } from "../crypto/provider";
import { RAW } from "../fields/schema";
import type { Inspection, KeyLogEntry, Side } from "../inspection";
import { keystoreKind } from "../keystore/identify";
import type { WireChunk } from "../session/wireLog";
import { contentOf } from "../text/content";
import { groupDumps } from "../text/groupDumps";
import type { Dump } from "../text/hexDump/dump";
import { readText, type TextDump } from "../text/readText";
import { CONTENT, RECORD_HEADER } from "../tls/record";
import { BareHandshakes } from "./bareHandshake";
import { plural } from "../words/visible";
import { inspectConnection } from "./connection";
import { flightsOf, senderOf } from "./direction";
import { Draft } from "./draft";
import { drawKeystoreInText } from "./keystore";
import { foundBytes } from "./found";
import { draftObject, findTextObjects, type TextObject } from "./objects";
import type { TrustOptions } from "./trust";

/** How a text is inspected. */
export interface TextOptions {
  /** The document's URI, or a name for what was pasted. */
  readonly label: string;
  /** The document's version, when the text is all of it. */
  readonly version?: number;
  /** Take whatever it is for bytes: a person chose it. */
  readonly selected?: boolean;
  /** The reading wanted of the dump that starts at a character, of the others that it has. */
  readonly choose?: ReadonlyMap<number, string>;
  /** What was found in the text already: nothing else of it is inspected. */
  readonly found?: TextFound;
  readonly keyLog?: readonly KeyLogEntry[];
  readonly provider: CryptoProvider;
  readonly trust: TrustOptions;
}

/** What a text holds, none of it decoded. No dump is part of an object. */
export interface TextFound {
  readonly objects: readonly TextObject[];
  readonly dumps: readonly Dump[];
}

/**
 * Inspects whatever a text holds: PEM blocks, and dumps of TLS records, handshake messages or DER. Never throws; a text
 * that holds nothing gives an inspection with a finding that says so.
 */
export function inspectText(text: string, options: TextOptions): Inspection {
  const draft = new Draft({ kind: "text", label: options.label }, options.provider, options.trust);
  const { sources, findings } = draft;
  // What is an object is no dump, and a private key must not become a source that anybody may read.
  const objects = options.found?.objects ?? findTextObjects(text);
  const reading = readText(sources, options.label, text, {
    taken: objects,
    ...(options.found ? { dumps: options.found.dumps } : {}),
    ...(options.version === undefined ? {} : { version: options.version }),
    ...(options.selected ? { selected: true } : {}),
    ...(options.choose ? { choose: options.choose } : {}),
  });
  draftObjects(draft, reading.text, objects);
  for (const finding of reading.findings) findings.push(finding);
  const session = inspectDumps(draft, reading.dumps, options);
  if (objects.length === 0 && reading.dumps.length === 0) {
    findings.push({
      id: "text.nothing",
      severity: "warning",
      message: "No TLS bytes, certificate or key was recognised here",
      fix: "Give a hex dump (with or without offsets), base64 or PEM.",
    });
  }
  draft.lint();
  return { ...draft.finish(session), found: foundBytes(sources, reading.text, objects, reading.dumps) };
}

/** Of more objects than this only the first are decoded: a panel with thousands of certificates helps nobody. */
const MOST_DECODED = 200;

/** Decodes the first objects, and says how many more there are. What is secret is taken note of wherever it stands. */
function draftObjects(draft: Draft, text: SourceId, objects: readonly TextObject[]): void {
  for (const object of objects.slice(0, MOST_DECODED)) draftObject(draft, text, object);
  const more = objects.slice(MOST_DECODED);
  const [first] = more;
  if (!first) return;
  for (const object of more) {
    const { secret, all, runs } = object.read();
    if (secret) draft.sources.addBytes(object.label, all, { text, runs, secret });
  }
  draft.findings.push({
    id: "text.more",
    severity: "info",
    message: `${plural(objects.length, "certificate, key or the like", "certificates, keys and the like")} stand here; the first ${String(MOST_DECODED)} are decoded`,
    fix: "Select the ones you want to see.",
    span: { source: text, start: first.start, end: first.end },
  });
}

/** Dumps of records make one session, bare handshake messages another; other dumps stand by themselves. */
export function inspectDumps(
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

/** DER, a keystore, the TLS that a packet carries, or bytes that nothing is known of. */
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
  } else if (keystoreKind(bytes) !== undefined) drawKeystoreInText(bytes, draft, source);
  else if (!draft.der(source)) rawRow(draft, source, bytes.length);
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
