import { ByteCollector } from "../byteCollector";
import { contentOf } from "../content";
import type { Lines } from "../lines";
import type { Steps } from "../steps";
import type { Claims } from "./claims";
import { MAX_BYTES, type Dump, type Range } from "./dump";

/** A form in which tshark prints a capture with the bytes of every field, one inside the other. */
interface DissectionForm {
  readonly format: string;
  /** Part of every text of this form. */
  readonly mark: string;
  /** The bytes that hold all others; its group `bytes` are digits in pairs, perhaps with colons between. */
  readonly whole: RegExp;
  /** The port that sent them, before them; absent where the bytes hold it. */
  readonly port?: RegExp;
  /** Where the first packet begins, when that is before its bytes. */
  readonly opening?: RegExp;
  /** A stretch that carries the bytes of some field. */
  readonly part: RegExp;
}

const PAIRS = "[0-9a-f]{2}(?::?[0-9a-f]{2})*";
const JSON_PART = /"[0-9a-f]{2}(?::?[0-9a-f]{2})*"/gi;

/** The first form whose mark and bytes are there; a new one is a row. */
const FORMS: readonly DissectionForm[] = [
  {
    format: "tshark JSON",
    mark: '"frame_raw"',
    whole: new RegExp(String.raw`"frame_raw"\s{0,80}:\s{0,80}(?:\[\s{0,80})?"(?<bytes>${PAIRS})"`, "dgi"),
    part: JSON_PART,
  },
  {
    format: "tshark JSON",
    mark: 'tcp.payload"',
    whole: new RegExp(String.raw`"tcp\.payload"\s{0,80}:\s{0,80}"(?<bytes>${PAIRS})"`, "dgi"),
    port: /"tcp\.srcport"\s{0,80}:\s{0,80}"(?<port>\d{1,5})"/gi,
    part: JSON_PART,
  },
  {
    format: "tshark JSON",
    mark: 'tcp_tcp_payload"',
    whole: new RegExp(String.raw`"tcp_tcp_payload"\s{0,80}:\s{0,80}"(?<bytes>${PAIRS})"`, "dgi"),
    port: /"tcp_tcp_srcport"\s{0,80}:\s{0,80}"(?<port>\d{1,5})"/gi,
    part: JSON_PART,
  },
  {
    format: "PDML",
    mark: 'name="tcp.payload"',
    whole: new RegExp(String.raw`<field name="tcp\.payload"[^<>]*? value="(?<bytes>${PAIRS})"`, "dgi"),
    opening: /<packet>/,
    port: /<field name="tcp\.srcport"[^<>]*? show="(?<port>\d{1,5})"/gi,
    part: /(?:value|show|unmaskedvalue)="[0-9a-f]{2}(?::?[0-9a-f]{2})*"/gi,
  },
];

/**
 * What tshark prints of a capture as JSON or XML: one dump for each packet (or its payload, where no more is there).
 * The same bytes stand there again for each field; what stands around them is claimed, so that nothing counts them twice.
 */
export function* findDissections(lines: Lines, claims: Claims): Steps<Dump[]> {
  const { text } = lines;
  for (const form of FORMS) {
    if (!text.includes(form.mark)) continue;
    const dumps = yield* read(text, form, claims);
    if (dumps.length === 0) continue;
    claims.add(yield* besides(text, form, dumps));
    return dumps;
  }
  return [];
}

const STEP = 16;

function* read(text: string, form: DissectionForm, claims: Claims): Steps<Dump[]> {
  const dumps: Dump[] = [];
  const portAt = ports(text, form);
  let sender: string | undefined;
  let room = MAX_BYTES;
  for (const match of text.matchAll(form.whole)) {
    const [start, end] = match.indices?.groups?.["bytes"] ?? [0, 0];
    if (claims.blocking(start, end) !== undefined || room <= 0) continue;
    const collector = new ByteCollector();
    for (let at = start; at < end && collector.length < room; at += 2) {
      if (text.charAt(at) === ":") at++;
      collector.add(Number.parseInt(text.slice(at, at + 2), 16), at, at + 2);
    }
    const { bytes, runs } = collector.finish();
    room -= bytes.length;
    const port = portAt(start);
    sender ??= port;
    dumps.push({
      format: form.format,
      bytes,
      runs,
      range: { start, end },
      content: contentOf(bytes),
      ...(port === undefined ? {} : { direction: port === sender ? "sent" : "received" }),
      findings: [],
    });
    if (dumps.length % STEP === 0) yield;
  }
  return dumps;
}

/** The port that stands last before a place; places are asked for in their order. */
function ports(text: string, form: DissectionForm): (at: number) => string | undefined {
  const found = form.port ? Array.from(text.matchAll(form.port)) : [];
  let next = 0;
  return (at) => {
    while ((found[next]?.index ?? Infinity) < at) next++;
    return found[next - 1]?.groups?.["port"];
  };
}

/** Everything from the first packet to the last field that carries bytes, without the dumps. */
function* besides(text: string, form: DissectionForm, dumps: readonly Dump[]): Steps<Range[]> {
  const opening = form.opening ? text.search(form.opening) : -1;
  const first = dumps[0]?.range.start ?? 0;
  let at = opening < 0 ? first : Math.min(opening, first);
  const ranges: Range[] = [];
  for (const { range } of dumps) {
    if (range.start > at) ranges.push({ start: at, end: range.start });
    at = range.end;
  }
  let end = at;
  let seen = 0;
  for (const match of text.slice(at).matchAll(form.part)) {
    if (++seen % 1024 === 0) yield;
    end = at + match.index + match[0].length;
  }
  if (end > at) ranges.push({ start: at, end });
  return ranges;
}
