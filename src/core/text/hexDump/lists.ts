import { ByteCollector } from "../byteCollector";
import { contentOf } from "../content";
import type { Lines } from "../lines";
import type { Steps } from "../steps";
import type { Claims } from "./claims";
import { chosenRange, isMostOf } from "./chosen";
import type { Dump, FindOptions, Range } from "./dump";
import { missingAfter } from "./elision";
import { ITEM, ITEM_KIND, itemOf, type Item } from "./listItems";
import { literalName } from "./literalNames";
import { isPlausible } from "./plausible";
import { othersOf, settle, type Reading } from "./readings";

/** What plain digits of an array may mean. */
interface Radix {
  readonly id: string;
  readonly label: string;
  readonly radix: 8 | 10 | 16;
  /** Bits of `ITEM_KIND` that none of its items has. */
  readonly not: number;
}

/** `22, 3, -18`; `16, 3, ee` (Rust's `{:x?}`); `026, 003` (C, od). The first wins unless another looks more like TLS. */
const RADIXES: readonly Radix[] = [
  { id: "decimal", label: "as decimal bytes", radix: 10, not: ITEM_KIND.letters | ITEM_KIND.notDecimal },
  { id: "hex", label: "as hexadecimal bytes", radix: 16, not: ITEM_KIND.long },
  { id: "octal", label: "as octal bytes", radix: 8, not: ITEM_KIND.notOctal | ITEM_KIND.letters },
];

/** Comments, line ends, and what a language puts around each item. */
const COMMENTS = String.raw`(?:\s*(?:\/\*[^*\n]{0,100}\*\/|(?:\/\/|#|--|;;|%)[^\n]{0,100}\n))*`;
const AFTER = String.raw`(?:_?u8|i8|[uU]y?|:8)?[)}]{0,2}(?:\.toU?Byte\(\)|\.to_u8\(\))?`;
const CAST = String.raw`(?:\(\s*(?:s?byte|Byte|u?int8(?:_t)?|char|unsigned char|BYTE)\s*\)\s*|(?<![\]\w])(?:std::)?byte\s*[{(]\s*|(?:UInt8|Byte|uint8|u8|chr|char|Chr)\(\s*)`;
const COMMA = new RegExp(String.raw`^${AFTER}\s*,${COMMENTS}\s*(${CAST})?$`);
const BLANK = /^(?:[ \t]{1,8}|[ \t]*(?:\r\n|\n|\r)[ \t]*)$/;
/** Casts before the first item. */
const FIRST_CAST = new RegExp(String.raw`${CAST}$`);
/** A comment that is still open: what stands in it is no item. */
const IN_COMMENT = /(?:\/\*(?:(?!\*\/)[^\n]){0,100}|(?:\/\/|#|--|;;)[^\n]{0,100})$/;
const LONGEST_GAP = 240;
/** Numbers that are read in one step. */
const STEP = 2048;
/** Fewer numbers than this make no array of bytes that nobody chose. */
const LEAST = 10;

/** Items that stand one after another, parted alike. */
class List {
  readonly items: Item[] = [];
  separator: "comma" | "blank" | undefined;
  flags = 0;

  add(item: Item): void {
    this.items.push(item);
    this.flags |= item.flags;
  }

  has(flag: number): boolean {
    return (this.flags & flag) !== 0;
  }

  /** Adds an item that goes on alike. */
  join(item: Item, text: string): boolean {
    const last = this.items.at(-1);
    if (!last || item.from - last.to > LONGEST_GAP) return false;
    if (last.key >= 0 !== item.key >= 0 || (item.key >= 0 && item.key !== last.key + 1)) return false;
    const gap = text.slice(last.to, item.from);
    if (IN_COMMENT.test(gap)) return true;
    const comma = this.separator === "blank" ? null : COMMA.exec(gap);
    if (!comma && (this.separator === "comma" || !BLANK.test(gap))) return false;
    this.separator = comma ? "comma" : "blank";
    this.add(item);
    if (comma?.[1] !== undefined) this.flags |= ITEM_KIND.cast;
    return true;
  }
}

/** Arrays of bytes as programs write and print them, parted by commas or blanks. */
export function* findLists(lines: Lines, claims: Claims, options: FindOptions): Steps<Dump[]> {
  const { text } = lines;
  const dumps: Dump[] = [];
  const chosen = chosenRange(text, options);
  let list = new List();
  const close = function* (): Steps<void> {
    if (list.items.length >= (options.selected ? 2 : LEAST)) {
      const dump = yield* read(list, text, options, chosen);
      if (dump) dumps.push(dump);
    }
    if (list.items.length > 0) list = new List();
  };
  let seen = 0;
  for (const match of text.matchAll(ITEM)) {
    if (++seen % STEP === 0) yield;
    const item = itemOf(match);
    if (!item || claims.blocking(item.from, item.to) !== undefined) {
      yield* close();
      continue;
    }
    if (list.join(item, text)) continue;
    yield* close();
    list.add(item);
  }
  yield* close();
  return dumps;
}

function* read(
  list: List,
  text: string,
  options: FindOptions,
  chosen: Range | undefined,
): Steps<Dump | undefined> {
  const { items, separator } = list;
  const blank = separator === "blank";
  // Pairs of digits with blanks between are another reader's; so are words of a text.
  if (blank && (list.has(ITEM_KIND.told | ITEM_KIND.character) || !list.has(ITEM_KIND.notPair)))
    return undefined;
  const plain = list.has(ITEM_KIND.plain);
  const radixes = plain ? RADIXES.filter(({ not }) => !list.has(not)) : RADIXES.slice(0, 1);
  const readings: Reading[] = [];
  for (const { id, label, radix } of radixes)
    readings.push({ id, label, format: plain ? id : "", ...(yield* collect(items, text, radix)) });
  const start = items[0]?.from ?? 0;
  const settled = settle(readings, options.choose?.get(start));
  if (!settled) return undefined;
  const end = items.at(-1)?.to ?? 0;
  const { bytes, runs, format } = settled.reading;
  const plausible = isPlausible({
    bytes,
    least: plain ? Infinity : 16,
    letters: true,
    foretold: undefined,
    selected: isMostOf(chosen, start, end) || options.choose?.has(start) === true,
    asked: options.selected === true,
  });
  if (!plausible) return undefined;
  return {
    format:
      literalName(
        "list",
        text,
        withoutCast(text, start),
        end,
        styleOf(list, format, blank, /byte\s*\{\s*$/.test(text.slice(withoutCast(text, start), start))),
      ) ?? "byte array",
    bytes,
    runs,
    range: { start, end },
    content: contentOf(bytes),
    ...missingAfter(text, end, bytes.length),
    ...othersOf(settled),
    findings: [],
  };
}

function withoutCast(text: string, start: number): number {
  return start - (FIRST_CAST.exec(text.slice(Math.max(0, start - 40), start))?.[0].length ?? 0);
}

/** In words, for the table of names. */
function styleOf(list: List, radix: string, blank: boolean, braces: boolean): string {
  return [
    braces ? "braces" : "",
    list.has(ITEM_KIND.key) ? "key" : "",
    list.has(ITEM_KIND.cast) ? "cast" : "",
    list.has(ITEM_KIND.negative) ? "signed" : "",
    blank ? "blank" : "",
    radix,
  ]
    .filter((word) => word !== "")
    .join(" ");
}

function* collect(
  items: readonly Item[],
  text: string,
  radix: number,
): Steps<{ bytes: Uint8Array; runs: Dump["runs"] }> {
  const collector = new ByteCollector();
  for (const [index, { start, end, value }] of items.entries()) {
    if (index % STEP === STEP - 1) yield;
    collector.add((value >= 0 ? value : Number.parseInt(text.slice(start, end), radix)) & 0xff, start, end);
  }
  return collector.finish();
}
