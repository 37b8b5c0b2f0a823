/** What a tool's line above a dump says of it. */
export interface DumpHeader {
  readonly tool: string;
  readonly direction?: "sent" | "received";
  readonly title?: string;
  /** How many bytes follow. */
  readonly length?: number;
}

interface HeaderForm {
  readonly tool: string;
  readonly pattern: RegExp;
  /** The word that means "sent". */
  readonly sent: string;
  readonly radix: 10 | 16;
}

/** Groups: `way`, `title`, `more` (joined to the title), `length`. */
const FORMS: readonly HeaderForm[] = [
  {
    tool: "openssl -debug",
    pattern: /^(?<way>write to|read from) 0x[0-9a-f]+ \[0x[0-9a-f]+\] \(\d+ bytes => (?<length>\d+)/i,
    sent: "write to",
    radix: 10,
  },
  {
    tool: "openssl -msg",
    pattern:
      /^(?<way>>>>|<<<) (?<title>[^[]{1,80}?) \[length (?<length>[0-9a-f]{1,8})\](?:, (?<more>.{1,80}))?/i,
    sent: ">>>",
    radix: 16,
  },
  {
    tool: "curl --trace",
    pattern: /^(?<way>=>|<=) (?:Send|Recv) (?<title>[^,]{1,40}), (?<length>\d+) bytes/,
    sent: "=>",
    radix: 10,
  },
  {
    tool: "Java",
    pattern: /(?<way>Raw (?:write|read))(?: \(|: length = (?<length>\d+))/i,
    sent: "Raw write",
    radix: 10,
  },
  {
    tool: "Java",
    pattern: /(?<way>WRITE|READ): (?<title>[^,]{1,60}), length = (?<length>\d+)/,
    sent: "WRITE",
    radix: 10,
  },
  {
    tool: "hex dump",
    pattern: /\b(?<way>sent|sending|received|receiving|recv|tx|rx)\b[^\n]{0,40}?(?<length>\d{1,7}) bytes/i,
    sent: "s",
    radix: 10,
  },
];

/** Reads a header line (only its first 300 characters); undefined when it is none. */
export function readHeader(line: string): DumpHeader | undefined {
  const start = line.slice(0, 300).trim();
  for (const form of FORMS) {
    const groups = form.pattern.exec(start)?.groups;
    if (!groups) continue;
    const way = groups["way"] ?? "";
    const words = way.toLowerCase();
    const sent = words.startsWith(form.sent.toLowerCase()) || words === "tx";
    const length = groups["length"] === undefined ? undefined : Number.parseInt(groups["length"], form.radix);
    const title = [groups["title"], groups["more"]].filter((part) => part !== undefined).join(", ");
    return {
      tool: form.tool,
      direction: sent ? "sent" : "received",
      ...(title === "" ? {} : { title }),
      ...(length === undefined ? {} : { length }),
    };
  }
  return undefined;
}
