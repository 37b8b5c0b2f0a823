import { ByteCollector } from "../byteCollector";
import { contentOf, isTlsLike } from "../content";
import type { Lines } from "../lines";
import type { Steps } from "../steps";
import type { Claims } from "./claims";
import type { Dump, FindOptions } from "./dump";
import { isPlausible } from "./plausible";

/** Numbers of a list as one way of writing reads them. */
interface ListForm {
  readonly name: string;
  /** What every number must look like. */
  readonly pattern: RegExp;
  readonly radix: 10 | 16;
  /** Fewer numbers than this are a dump only when TLS could start so. */
  readonly least: number;
}

/** `0x16, 0x03`; `16, 03` or `16, 3` (Rust's `{:02x?}` and `{:X?}`); `22, 3`; `22, 3, -18` (Java). The first that fits and looks like TLS wins. */
const FORMS: readonly ListForm[] = [
  { name: "byte array", pattern: /^0x[0-9a-f]{1,2}$/i, radix: 16, least: 16 },
  {
    name: "decimal byte array",
    pattern: /^(?:-(?:12[0-8]|1[01]\d|\d{1,2})|25[0-5]|2[0-4]\d|1\d\d|\d{1,2})$/,
    radix: 10,
    least: Infinity,
  },
  { name: "hex list", pattern: /^[0-9a-f]{1,2}$/i, radix: 16, least: Infinity },
];

const ITEM = /(?<![0-9A-Za-z_.-])(-?(?:0[xX][0-9A-Fa-f]{1,2}|[0-9A-Fa-f]{1,3}))(?:u8|U|u)?(?![0-9A-Za-z_.])/g;
const COMMA = /^\s*,\s*(?:\/\*[^*\n]{0,60}\*\/\s*|\/\/[^\n]{0,100}\n\s*)?(?:\(byte\)\s*)?$/;
const LONGEST_GAP = 160;
/** Numbers that are read in one step. */
const STEP = 2048;

/** Arrays of bytes as programs write them, parted by commas. */
export function* findLists(lines: Lines, claims: Claims, options: FindOptions): Steps<Dump[]> {
  const { text } = lines;
  const dumps: Dump[] = [];
  let items: number[] = [];
  const close = function* (): Steps<void> {
    const dump = items.length >= 10 || options.selected ? yield* read(items, text, options) : undefined;
    if (dump) dumps.push(dump);
    items = [];
  };
  let seen = 0;
  for (const match of text.matchAll(ITEM)) {
    if (++seen % STEP === 0) yield;
    const start = match.index;
    const end = start + (match[1] ?? "").length;
    const previous = items.at(-1);
    const free = claims.blocking(start, end) === undefined;
    const joins =
      previous !== undefined &&
      free &&
      start - previous <= LONGEST_GAP &&
      COMMA.test(suffixless(text.slice(previous, start)));
    if (!joins) yield* close();
    if (free) items.push(start, end);
  }
  yield* close();
  return dumps;
}

function suffixless(gap: string): string {
  return gap.replace(/^(?:u8|U|u)/, "");
}

function* read(items: readonly number[], text: string, options: FindOptions): Steps<Dump | undefined> {
  const words: string[] = [];
  for (let i = 0; i < items.length; i += 2) words.push(text.slice(items[i], items[i + 1]));
  const candidates = FORMS.filter((form) => words.every((word) => form.pattern.test(word)));
  const readings: ({ form: ListForm } & Collected)[] = [];
  for (const form of candidates) readings.push({ form, ...(yield* collect(items, words, form)) });
  const best = readings.find((reading) => isTlsLike(reading.bytes)) ?? readings[0];
  if (!best) return undefined;
  const start = items[0] ?? 0;
  const end = items.at(-1) ?? 0;
  const around = text.slice(Math.max(0, start - 40), start) + text.slice(end, end + 40);
  const plausible = isPlausible({
    bytes: best.bytes,
    least: best.form.least,
    letters: true,
    foretold: undefined,
    selected: options.selected === true && /^[\s[\](){};,]*$/.test(around) && items.length > 2,
  });
  if (!plausible) return undefined;
  const { bytes, runs } = best;
  return {
    format: best.form.name,
    bytes,
    runs,
    range: { start, end },
    content: contentOf(bytes),
    findings: [],
  };
}

interface Collected {
  readonly bytes: Uint8Array;
  readonly runs: Dump["runs"];
}

function* collect(items: readonly number[], words: readonly string[], form: ListForm): Steps<Collected> {
  const collector = new ByteCollector();
  for (const [index, word] of words.entries()) {
    if (index % STEP === STEP - 1) yield;
    const prefix = form.name === "byte array" ? 2 : 0;
    const value = Number.parseInt(word.slice(prefix), form.radix);
    collector.add(value & 0xff, (items[index * 2] ?? 0) + prefix, items[index * 2 + 1] ?? 0);
  }
  return collector.finish();
}
