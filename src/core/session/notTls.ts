import { toHex } from "../bytes/hex";
import { asciiOf } from "../grammar";
import type { Finding, Side } from "../inspection";
import { implausibleHeader, readRecordHeader } from "../tls/record";

/** What other protocols begin with, and what it means for someone who expected TLS. */
const FOREIGN: readonly { readonly pattern: RegExp; readonly name: string; readonly fix: string }[] = [
  {
    pattern: /^HTTP\/\d/,
    name: "HTTP without TLS",
    fix: "Use the port that serves https, or http:// for this one.",
  },
  {
    pattern: /^(GET|POST|PUT|HEAD|OPTIONS|CONNECT|DELETE|PRI) /,
    name: "HTTP without TLS",
    fix: "Connect with https to a TLS port.",
  },
  { pattern: /^<(!DOCTYPE|html|\?xml)/i, name: "HTML without TLS", fix: "Use the port that serves https." },
  { pattern: /^SSH-/, name: "SSH", fix: "This port is for ssh; SSH has a handshake of its own, not TLS." },
  {
    pattern: /^220[ -].*(SMTP|ESMTP|mail)/i,
    name: "SMTP, which begins in plain text",
    fix: "Use the port for SMTP over TLS (465), or STARTTLS.",
  },
  {
    pattern: /^220[ -]/,
    name: "FTP or SMTP, which begin in plain text",
    fix: "Use the port for implicit TLS (990 for FTP, 465 for SMTP), or STARTTLS.",
  },
  {
    pattern: /^\* (OK|PREAUTH)/,
    name: "IMAP, which begins in plain text",
    fix: "Use the port for IMAP over TLS (993), or STARTTLS.",
  },
  {
    pattern: /^\+OK/,
    name: "POP3, which begins in plain text",
    fix: "Use the port for POP3 over TLS (995), or STLS.",
  },
  { pattern: /^RFB \d/, name: "VNC", fix: "VNC begins with a greeting of its own; its TLS starts later." },
];

/** The finding for bytes at `offset` that begin no TLS record; `after` says that TLS records came before them. */
export function notTls(side: Side, bytes: Uint8Array, offset: number, after: boolean): Finding {
  const text = asciiOf(bytes.subarray(offset, offset + 256));
  const foreign = FOREIGN.find(({ pattern }) => pattern.test(text));
  const header = readRecordHeader(bytes, offset);
  const reason = (header && implausibleHeader(header)) ?? "it begins with no TLS content type";
  const first = toHex(bytes.subarray(offset, offset + 8), " ");
  if (foreign && !after) {
    return {
      id: "record.not_tls",
      severity: "error",
      message: `The ${side} speaks ${foreign.name}: it sent "${firstLine(text)}"`,
      fix: foreign.fix,
    };
  }
  const what = after ? `What follows from the ${side} is no TLS record` : `The ${side} does not speak TLS`;
  return {
    id: "record.not_tls",
    severity: "error",
    message: `${what}: ${reason} (first bytes ${first})`,
    fix: after
      ? "The stream was damaged or is missing bytes."
      : "Check host and port: something other than a TLS server answers there.",
  };
}

function firstLine(text: string): string {
  const line = text.split(/[\r\n]/, 1)[0] ?? "";
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
