import { defineField } from "../../fields/schema";
import type { Message, Side } from "../../inspection";
import type { Draft } from "../draft";

/** Log lines that name a message and do not show its bytes. */
interface NamingTool {
  /** Groups: `sent` or `received` (whichever took part) and `name`. */
  readonly pattern: RegExp;
  /** What makes the tool print bytes. */
  readonly fix: string;
}

const TOOLS: readonly NamingTool[] = [
  {
    pattern:
      /\|(?:(?<sent>Produced)|(?<received>Consuming)) (?:[a-z]+ |[A-Z]+ ){0,2}(?<name>[A-Z]\w{3,40}) (?:handshake )?message\b/,
    fix: "Run Java with -Djavax.net.debug=all, which prints the bytes too.",
  },
  {
    pattern:
      /TLSv?[\d.]+ \((?:(?<sent>OUT)|(?<received>IN))\), TLS (?:handshake|change cipher|alert), (?<name>[A-Za-z ]{3,40}) \(\d+\):/,
    fix: "Run curl with --trace FILE, which writes the bytes.",
  },
  {
    pattern:
      /(?:(?<sent>Sent)|(?<received>Received)) (?:TLS )?Record[^\n]{0,10}\n(?:[^\n]{0,200}\n){1,7}?[^\n]{0,120}? {2,4}(?:Content Type = )?(?<name>ChangeCipherSpec(?= \(20\))|[A-Z]\w{3,40}(?=, Length=))/,
    fix: "Run openssl with -msg or -debug instead of -trace, which print the bytes.",
  },
  {
    pattern:
      /HSK\[0x[0-9a-f]+\]: (?<name>[A-Z][A-Z ]{3,40}) (?:(?<sent>was queued)|\(\d+\) (?<received>was received))/,
    fix: "GnuTLS does not log bytes: capture the packets, with SSLKEYLOGFILE set.",
  },
];

/** Names that tools have for a message, beside its own in other spelling. */
const NAMES: Readonly<Record<string, string>> = {
  cert_verify: "certificate_verify",
  request_cert: "certificate_request",
  server_finished: "server_hello_done",
  newsession_ticket: "new_session_ticket",
  certificate_request_tls_1_3: "certificate_request",
  server_key_exchange_message: "server_key_exchange",
};

const NAMED = defineField({
  key: "log.message",
  label: "Message That the Log Names",
  display: (bytes) => String.fromCharCode(...bytes.subarray(0, 200)),
});

const LONGEST_LINE = 1000;

/**
 * The messages that a log names without showing their bytes, each as wide as its words: Java's `ssl:handshake`, curl's
 * `-v`, GnuTLS. Says in a finding that nothing can be decoded of them. Empty for other texts.
 */
export function namedMessages(draft: Draft, text: string): Message[] {
  const found: { tool: NamingTool; way: "sent" | "received"; name: string; start: number; end: number }[] =
    [];
  for (const tool of TOOLS) {
    for (const match of text.matchAll(new RegExp(tool.pattern, "g"))) {
      const { sent, name = "" } = match.groups ?? {};
      if (match[0].length > LONGEST_LINE) continue;
      const end = match.index + match[0].length;
      const isAlert = match[0].includes("TLS alert");
      found.push({
        tool,
        way: sent === undefined ? "received" : "sent",
        name: isAlert ? "alert" : snake(name),
        start: match.index,
        end,
      });
    }
    if (found.length > 0) break;
  }
  const [first] = found;
  // A lone line is no handshake.
  if (!first || found.length < 2) return [];
  const hello = found.find(({ name }) => name === "client_hello" || name === "server_hello");
  const isServer = hello !== undefined && (hello.name === "client_hello") === (hello.way === "received");
  const isTls13 = found.some(({ name }) => name === "encrypted_extensions");
  const changed = new Set<Side>();
  let answered = false;
  const messages = found.map(({ way, name, start, end }, index): Message => {
    const from: Side = (way === "sent") === isServer ? "server" : "client";
    const encrypted =
      name !== "change_cipher_spec" && (isTls13 ? answered : changed.has(from) || name === "finished");
    if (name === "server_hello") answered = true;
    if (name === "change_cipher_spec") changed.add(from);
    const bytes = Uint8Array.from(text.slice(start, end), (character) => character.charCodeAt(0) & 0x7f);
    const runs = [{ byteStart: 0, byteCount: bytes.length, charStart: start, charsPerByte: 1, stride: 1 }];
    const source = draft.sources.addBytes(`${name}, by name`, bytes, { text: TEXT, runs });
    const field = draft.fields.leaf(NAMED, source, 0, bytes.length);
    const span = { source, start: 0, end: bytes.length };
    return { index, stream: 0, from, name, detail: "by name only", encrypted, span, field, records: [] };
  });
  draft.findings.push({
    id: "log.words",
    severity: "warning",
    message: `This log names ${String(found.length)} messages and does not show their bytes: nothing of them can be decoded or checked`,
    fix: first.tool.fix,
    span: { source: TEXT, start: first.start, end: first.end },
  });
  return messages;
}

/** The text is an inspection's first source. */
const TEXT = 0;

/** "ServerHelloDone", "SERVER HELLO DONE", "Server hello" as RFCs write it: "server_hello_done". */
function snake(name: string): string {
  const words = /[a-z]/.test(name) ? name.replace(/([a-z])([A-Z])/g, "$1 $2") : name;
  const key = words
    .trim()
    .toLowerCase()
    .replaceAll(" ", "_")
    .replace(/_message$/, "");
  return NAMES[key] ?? key;
}

/** A line above bytes in curl's trace, and a row that shows characters instead of hexadecimal. */
const ASCII_TRACE =
  /^(?:[\d:.]{8,20} )?(?:=>|<=) (?:Send|Recv) SSL data, \d+ bytes[^\n]*\n[0-9a-f]{4}: (?![0-9a-f]{2}(?: |$))/m;

/** Says of curl's `--trace-ascii` that its bytes are lost. Returns whether this is one. */
export function refuseAsciiTrace(draft: Draft, text: string): boolean {
  const match = ASCII_TRACE.exec(text);
  if (!match) return false;
  draft.findings.push({
    id: "log.lossy",
    severity: "error",
    message:
      "A dot stands here for every byte that is no character (curl --trace-ascii), so the bytes are lost",
    fix: "Run curl with --trace FILE instead.",
    span: { source: TEXT, start: match.index, end: match.index + match[0].length },
  });
  return true;
}
