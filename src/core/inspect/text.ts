import type { SourceId } from "../bytes/span";
import type { CryptoProvider } from "../crypto/provider";
import { RAW } from "../fields/schema";
import type { Inspection, KeyLogEntry } from "../inspection";
import { keystoreKind } from "../keystore/identify";
import type { Dump } from "../text/hexDump/dump";
import { readText, type TextDump } from "../text/readText";
import { plural } from "../words/visible";
import { Draft } from "./draft";
import { drawKeystoreInText } from "./keystore";
import { foundBytes } from "./found";
import { sortDumps } from "./log/entry";
import { inspectLog } from "./log/inspectLog";
import { keysInText, type TextKeys } from "./log/keys";
import { namedMessages, refuseAsciiTrace } from "./log/named";
import { isPacket, packetLogs } from "./log/packets";
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
  const keys = keysInText(text);
  const reading = readText(sources, options.label, text, {
    taken: [...objects, ...keys.ranges].sort((a, b) => a.start - b.start),
    ...(options.found ? { dumps: options.found.dumps } : {}),
    ...(options.version === undefined ? {} : { version: options.version }),
    ...(options.selected ? { selected: true } : {}),
    ...(options.choose ? { choose: options.choose } : {}),
  });
  draftObjects(draft, reading.text, objects);
  for (const finding of reading.findings) findings.push(finding);
  const lossy = refuseAsciiTrace(draft, text);
  // Rows of characters may look like some of digits.
  if (lossy) for (const dump of reading.dumps) rawRow(draft, dump.source, dump.bytes.length);
  const session = lossy ? undefined : inspectDumps(draft, text, reading.dumps, options, keys);
  const named = session ? [] : namedMessages(draft, text);
  const refused = lossy || reading.findings.some(({ id }) => id.startsWith("dump.lossy"));
  if (objects.length === 0 && reading.dumps.length === 0 && named.length === 0 && !refused) {
    findings.push({
      id: "text.nothing",
      severity: "warning",
      message: "No TLS bytes, certificate or key was recognised here",
      fix: "Give a hex dump (with or without offsets), base64 or PEM.",
    });
  }
  draft.lint();
  const finished = draft.finish(session);
  const messages = named.length > 0 ? named : finished.messages;
  return { ...finished, messages, found: foundBytes(sources, reading.text, objects, reading.dumps) };
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

/** Dumps of records, messages and packets make sessions; other dumps stand by themselves. */
export function inspectDumps(
  draft: Draft,
  text: string,
  dumps: readonly TextDump[],
  options: Pick<TextOptions, "keyLog">,
  keys?: TextKeys,
): Inspection | undefined {
  const { entries, secrets, others } = sortDumps(text, dumps);
  for (const { source, bytes } of secrets) {
    draft.sources.conceal(source);
    rawRow(draft, source, bytes.length);
  }
  for (const dump of others) if (!isPacket(dump)) single(draft, dump);
  const keyLog = [...(options.keyLog ?? []), ...(keys?.entries ?? [])];
  return inspectLog(
    draft,
    entries,
    packetLogs(draft, others.filter(isPacket), keyLog),
    keyLog,
    keys?.masters,
  );
}

/** DER, a keystore, or bytes that nothing is known of. */
function single(draft: Draft, { bytes, source }: TextDump): void {
  if (keystoreKind(bytes) !== undefined) drawKeystoreInText(bytes, draft, source);
  else if (!draft.der(source)) rawRow(draft, source, bytes.length);
}

function rawRow(draft: Draft, source: number, length: number): void {
  draft.fields.leaf(RAW, source, 0, length);
}
