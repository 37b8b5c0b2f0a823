import { contentOf } from "../content";
import type { Lines } from "../lines";
import type { Steps } from "../steps";
import { ByteCollector } from "../byteCollector";
import type { Claims } from "./claims";
import { MAX_BYTES, type Dump } from "./dump";

const HEADER = /^Follow: ?(?<protocol>[a-z0-9]+), ?raw\b/im;
const SEGMENT = /^(?<indent>\t| {4})?(?<digits>(?:[0-9a-f]{2})+)[ \t]*$/i;
const FRAME = /^={20,}/;
/** Lines between the header and the first segment: a filter and the two nodes. */
const MOST_HEADER_LINES = 6;
const STEP = 256;

/**
 * Wireshark's and tshark's `follow` as raw digits: each line is what one side sent at a time, the other side's lines
 * are indented. Whoever spoke first is said to have sent.
 */
export function* findFollowRaw(lines: Lines, claims: Claims): Steps<Dump[]> {
  const header = HEADER.exec(lines.text);
  if (!header) return [];
  const layer = header.groups?.["protocol"] === "tls" ? "plaintext" : undefined;
  const dumps: Dump[] = [];
  let first: string | undefined;
  let room = MAX_BYTES;
  const headerLine = lines.lineOf(header.index);
  for (let line = headerLine + 1; line < lines.count && room > 0; line++) {
    if (line % STEP === 0) yield;
    const content = lines.at(line);
    const { indent = "", digits } = SEGMENT.exec(content)?.groups ?? {};
    if (digits === undefined) {
      if (FRAME.test(content) || (dumps.length === 0 && line - headerLine > MOST_HEADER_LINES)) break;
      continue;
    }
    const start = lines.start(line) + indent.length;
    const end = start + digits.length;
    if (claims.blocking(start, end) !== undefined) continue;
    first ??= indent;
    const collector = new ByteCollector();
    for (let at = start; at < end && collector.length < room; at += 2)
      collector.add(Number.parseInt(lines.text.slice(at, at + 2), 16), at, at + 2);
    const { bytes, runs } = collector.finish();
    room -= bytes.length;
    dumps.push({
      format: "Wireshark follow raw",
      bytes,
      runs,
      range: { start, end: start + bytes.length * 2 },
      content: contentOf(bytes),
      direction: indent === first ? "sent" : "received",
      ...(layer === undefined ? {} : { layer }),
      findings: [],
    });
  }
  return dumps;
}
