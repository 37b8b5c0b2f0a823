import { CONTENT } from "../../tls/record";

/**
 * What a dump of a log is:
 * - `wire`: bytes as they went over the connection, in whatever pieces;
 * - `piece`: a record's header, the inner content type of TLS 1.3 or a message, each in a dump of its own, decrypted;
 * - `whole`: what a protected record holds, before encryption or after decryption;
 * - `copy`: a message that the log shows elsewhere too (of use only where it does not);
 * - `secret`: keys, which nobody is to see.
 */
export type RoleKind = "wire" | "piece" | "whole" | "copy" | "secret";

/** What a tool's line above a dump says of it. */
export interface Role {
  readonly kind: RoleKind;
  readonly way?: "sent" | "received";
  /** What tells the log's connections apart: a pointer, a thread. */
  readonly connection?: string;
  /** The content type that the line names. */
  readonly type?: number;
}

interface RoleForm {
  readonly kind: RoleKind;
  /** Groups: `sent` or `received` (whichever took part), `connection`, `type`. */
  readonly pattern: RegExp;
  readonly type?: number;
}

/** The lines that tools print above their dumps; the first that fits counts. A new tool is a row. */
const FORMS: readonly RoleForm[] = [
  // openssl s_client -debug
  {
    kind: "wire",
    pattern: /(?:(?<sent>write to)|(?<received>read from)) (?<connection>0x[0-9a-f]+) \[0x[0-9a-f]+\] \(/i,
  },
  // openssl s_client -msg
  {
    kind: "piece",
    pattern: /(?:(?<sent>>>>)|(?<received><<<)) (?<type>[^[\n]{0,80})\[length [0-9a-f]{1,8}\]/i,
  },
  // curl --trace, with or without --trace-ids
  {
    kind: "piece",
    pattern: /(?:\[(?<connection>\d+-(?:\d+|x))\] )?(?:(?<sent>=>) Send|(?<received><=) Recv) SSL data, /,
  },
  {
    kind: "piece",
    pattern:
      /(?:\[(?<connection>\d+-(?:\d+|x))\] )?(?:(?<sent>=>) Send|(?<received><=) Recv) (?:header|data), /,
    type: CONTENT.application_data,
  },
  // Java: JDK 11 and later name the thread, JDK 8 does not
  {
    kind: "wire",
    pattern:
      /(?:ssl\|[A-Z]+\|(?<connection>[^|]{1,20}\|[^|]{1,80})\|.*)?(?:(?<sent>\bRaw write)|(?<received>\bRaw read))\b/i,
  },
  {
    kind: "whole",
    pattern:
      /(?:ssl\|[A-Z]+\|(?<connection>[^|]{1,20}\|[^|]{1,80})\|.*)?Plaintext (?:(?<sent>before ENCRYPTION)|(?<received>after DECRYPTION))/i,
  },
  {
    kind: "copy",
    pattern: /\[(?:(?<sent>write)|(?<received>read))\] MD5 and SHA1 hashes/i,
    type: CONTENT.handshake,
  },
  {
    kind: "secret",
    pattern: /\b(?:(?:pre-?)?master[ _-]?secret|traffic secret|write (?:key|secret|IV)|key ?block)\b/i,
  },
  // Mbed TLS
  {
    kind: "wire",
    pattern: /dumping '(?:(?<sent>output record sent to network)|(?<received>input record from network))'/,
  },
  {
    kind: "whole",
    pattern:
      /dumping '(?:(?<sent>before encrypt: output payload)|(?<received>(?:raw buffer|input payload) after decrypt(?:ion)?))'/,
  },
  // NSS (a debug build with SSLTRACE)
  { kind: "whole", pattern: /(?:(?<sent>Send record)|(?<received>Received record)) \(plain ?text\)/i },
  { kind: "wire", pattern: /(?:(?<sent>send \(encrypted\) record data)|(?<received>raw gather data)):/i },
];

const LONGEST_LINE = 400;

/** What the line above a dump says of it; undefined when it says nothing of the kind. */
export function roleOf(line: string): Role | undefined {
  const start = line.slice(0, LONGEST_LINE);
  for (const form of FORMS) {
    const groups = form.pattern.exec(start)?.groups;
    if (!groups && !(form.kind === "secret" && form.pattern.test(start))) continue;
    const type = form.type ?? typeOf(groups?.["type"] ?? "");
    const connection = groups?.["connection"];
    const way =
      groups?.["sent"] !== undefined ? "sent" : groups?.["received"] !== undefined ? "received" : undefined;
    return {
      kind: form.kind,
      ...(way ? { way } : {}),
      ...(connection === undefined ? {} : { connection }),
      ...(type === undefined ? {} : { type }),
    };
  }
  return undefined;
}

/** The content type that openssl names: "TLS 1.3, Handshake". */
function typeOf(title: string): number | undefined {
  if (/\bHandshake\b/.test(title)) return CONTENT.handshake;
  if (/\bAlert\b/.test(title)) return CONTENT.alert;
  if (/\bChange ?Cipher ?Spec\b/.test(title)) return CONTENT.change_cipher_spec;
  return /\bApplication ?Data\b/.test(title) ? CONTENT.application_data : undefined;
}

/** The last line above a place of a text that is not blank; empty when there is none within some lines. */
export function lineAbove(text: string, at: number): string {
  let end = text.lastIndexOf("\n", at - 1);
  for (let tries = 0; tries < 4 && end > 0; tries++) {
    const start = text.lastIndexOf("\n", end - 1) + 1;
    const line = text.slice(Math.max(start, end - 4096), end);
    if (line.trim() !== "") return line;
    end = start - 1;
  }
  return "";
}
