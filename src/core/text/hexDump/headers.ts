import type { Dump } from "./dump";

/** What a tool's line above a dump says of it. */
export interface DumpHeader {
  readonly tool: string;
  readonly direction?: "sent" | "received";
  readonly title?: string;
  /** How many bytes follow. */
  readonly length?: number;
  /** `plaintext`: what the tool shows before encryption or after decryption. */
  readonly layer?: "plaintext";
}

interface HeaderForm {
  readonly tool: string;
  /** Groups: `way`, `title`, `more` (joined to the title), `length`. A log's prefix may stand before it. */
  readonly pattern: RegExp;
  /** A way that starts so means "sent", any other "received"; without it nothing is said of the direction. */
  readonly sent?: RegExp;
  /** A title or way that starts so is of plaintext. */
  readonly plaintext?: RegExp;
  readonly radix?: 16;
}

/** Tools' header lines; the first that fits wins. */
const FORMS: readonly HeaderForm[] = [
  {
    tool: "openssl -debug",
    pattern:
      /\b(?<way>write to|read from) (?:0x)?[0-9a-f]+ \[(?:0x)?[0-9a-f]+\] \(\d+ bytes => (?<length>-?\d+)/i,
    sent: /^write/i,
  },
  {
    tool: "openssl -msg",
    pattern:
      /(?<way>>>>|<<<) (?<title>[^[]{1,80}?) \[length (?<length>[0-9a-f]{1,8})\](?:, (?<more>.{1,80}))?/i,
    sent: /^>>>/,
    radix: 16,
  },
  {
    tool: "curl --trace",
    pattern: /(?<way>=>|<=) (?:Send|Recv) (?<title>[^,]{1,40}), (?<length>\d+) bytes/,
    sent: /^=>/,
    // "SSL data" goes over the wire; header and data are what the library protects.
    plaintext: /^(?:header|data)/,
  },
  {
    tool: "Java",
    pattern: /(?<title>Plaintext (?<way>before ENCRYPTION|after DECRYPTION)) \(/i,
    sent: /^before/i,
    plaintext: /^Plaintext/i,
  },
  {
    tool: "Java",
    pattern: /(?<way>Raw (?:write|read))(?: \(|: length = (?<length>\d+))/i,
    sent: /^Raw write/i,
  },
  {
    tool: "Java",
    pattern: /(?<way>WRITE|READ): (?<title>[^,]{1,60}), length = (?<length>\d+)/,
    sent: /^WRITE/,
  },
  {
    tool: "mbedTLS",
    pattern:
      /dumping '(?<title>(?<way>output|input|before encrypt|after decrypt|raw buffer after decryption)?[^']{0,60})' \((?<length>\d+) bytes\)/,
    sent: /^(?:output|before encrypt)/,
    plaintext: /before encrypt|after decrypt|input payload/,
  },
  {
    tool: "NSS",
    pattern:
      /\b\d+: SSL(?:3|\[-?\d+\])?: ?(?<title>(?<way>send|recv|raw (?:gather|write|send)|handshake|write|read)?[^[]{0,80}?) ?\[Len: (?<length>\d+)\]/i,
    sent: /^(?:send|write|raw (?:write|send))/i,
  },
  {
    tool: "tshark -x",
    pattern:
      /^(?<title>(?:Frame|Packet|Reassembled [^(]{1,30}|Decrypted [^(]{1,30}|Decompressed [^(]{1,30})) \((?<length>\d+) bytes\):/,
    plaintext: /^Decrypted/,
  },
  {
    tool: "Go",
    pattern: />>> (?<title>Flow \d+ \((?<way>client|server) to (?:client|server)\))/,
    sent: /^client/,
  },
  { tool: "ssltap", pattern: /^\s*(?<way>-->|<--) \[\s*$/, sent: /^-->/ },
  { tool: "ssldump", pattern: /^\s*(?<title>[A-Za-z][\w ]{0,40})\[(?<length>\d{1,6})\]=\s*$/ },
  { tool: "pretty-hex", pattern: /^Length: (?<length>\d+) \(0x[0-9a-f]+\) bytes/i },
  {
    tool: "GnuTLS",
    pattern: /\|<\d{1,2}>\| (?<title>(?<way>WRITE|READ|Sent|Received)[^[\n]{0,80}?)[: ]+(?<length>\d+) bytes/,
    sent: /^(?:WRITE|Sent)/,
  },
  {
    tool: "hex dump",
    pattern: /\b(?<way>sent|sending|received|receiving|recv|tx|rx)\b[^\n]{0,40}?(?<length>\d{1,7}) bytes/i,
    sent: /^(?:s|tx)/i,
  },
];

/** Reads a header line (only its first 300 characters); undefined when it is none. */
export function readHeader(line: string): DumpHeader | undefined {
  const start = line.slice(0, 300).trim();
  for (const form of FORMS) {
    const groups = form.pattern.exec(start)?.groups;
    if (!groups) continue;
    const way = groups["way"];
    const length =
      groups["length"] === undefined ? undefined : Number.parseInt(groups["length"], form.radix ?? 10);
    const title = [groups["title"], groups["more"]].filter((part) => part !== undefined).join(", ");
    const plaintext =
      form.plaintext !== undefined && (form.plaintext.test(title) || form.plaintext.test(way ?? ""));
    return {
      tool: form.tool,
      ...(form.sent && way !== undefined ? { direction: form.sent.test(way) ? "sent" : "received" } : {}),
      ...(title === "" ? {} : { title }),
      ...(length === undefined || length < 0 ? {} : { length }),
      ...(plaintext ? { layer: "plaintext" } : {}),
    };
  }
  return undefined;
}

/** Lines of column numbers, labels and rules that Format-Hex and others set above the rows. */
const RULER =
  /^[\s|#>]*(?:Offset\s+)?(?:00[ \t]+01[ \t]+02[ \t]+03|0[ \t]+1[ \t]+2[ \t]+3)\b|^\s*-{4,}[ -]*$|^\s*Offset\s+(?:Bytes|00)/i;

/** Whether a line only names the columns of the rows below. */
export function isRuler(line: string): boolean {
  return RULER.test(line.slice(0, 300));
}

/** What a dump takes over from the line above it. */
export function toldBy(header: DumpHeader | undefined): Pick<Dump, "direction" | "title" | "layer"> {
  return {
    ...(header?.direction === undefined ? {} : { direction: header.direction }),
    ...(header?.title === undefined ? {} : { title: header.title }),
    ...(header?.layer === undefined ? {} : { layer: header.layer }),
  };
}
