import type { ByteSource } from "../bytes/source";
import type { SourceId, TextRange } from "../bytes/span";
import type { FoundBytes, Inspection } from "../inspection";
import type { TextDump } from "../text/readText";
import { titleOf } from "../tls/handshake";
import type { TextObject } from "./objects";

/** What an inspection of a text keeps of how it was read: each dump and each object of it, in the text's order. */
export function foundBytes(
  sources: Inspection["sources"],
  text: SourceId,
  objects: readonly TextObject[],
  dumps: readonly TextDump[],
): FoundBytes[] {
  const found = dumps.map(
    ({ source, format, bytes, range, content, direction, layer, others }): FoundBytes => ({
      source,
      format,
      length: bytes.length,
      range: { text, start: range.start, end: range.end },
      content,
      ...(direction === undefined ? {} : { direction }),
      ...(layer === undefined ? {} : { layer }),
      ...(others === undefined || others.length === 0 ? {} : { others }),
    }),
  );
  const starts = objects.length > 0 ? sourcesByStart(sources, text) : [];
  let next = 0;
  for (const { form, start, end } of objects) {
    while (next < starts.length && (starts[next]?.start ?? 0) < start) next++;
    const source = starts[next]?.source;
    if (source && (starts[next]?.start ?? 0) < end)
      found.push({
        source: source.id,
        format: form,
        length: source.bytes.length,
        range: { text, start, end },
        content: "der",
      });
  }
  return found.sort((a, b) => a.range.start - b.range.start);
}

/** The sources that were read out of a text, by the first character that carries a byte of theirs. */
function sourcesByStart(
  sources: Inspection["sources"],
  text: SourceId,
): { readonly start: number; readonly source: ByteSource }[] {
  return sources.all
    .flatMap((source) => {
      const start = source.kind === "bytes" && source.text === text ? source.runs[0]?.charStart : undefined;
      return source.kind === "bytes" && start !== undefined ? [{ start, source }] : [];
    })
    .sort((a, b) => a.start - b.start);
}

/** What bytes of a text turned out to be. */
export interface Held {
  /** "TLS record: Client Hello", "Certificate"; never empty. */
  readonly words: string;
  /** The row to show them by; undefined where nothing was decoded of them. */
  readonly row: number | undefined;
  /** The characters that stand for them, offsets and ASCII columns included. */
  readonly range: TextRange;
}

/** Messages that are named before it says how many more there are. */
const MOST_NAMED = 3;

/** What each of an inspection's found bytes holds, in the same order. Linear in messages, rows at the top and dumps. */
export function heldBy(inspection: Inspection): Held[] {
  const { sources, fields, messages, found = [] } = inspection;
  const carried = new Map<SourceId, { readonly name: string; readonly row: number }[]>();
  for (const { name, span, field } of messages)
    for (const root of new Set(sources.toRoots(span).map(({ source }) => source))) {
      const list = carried.get(root) ?? [];
      list.push({ name: name === "encrypted" ? "Encrypted" : titleOf(name), row: field });
      carried.set(root, list);
    }
  const tops = new Map<SourceId, number>();
  for (const row of fields.roots()) {
    const { source } = fields.span(row);
    if (!tops.has(source)) tops.set(source, row);
  }
  return found.map(({ source, content, range }) => {
    const list = carried.get(source) ?? [];
    const top = tops.get(source);
    const [first] = list;
    if (!first) return { words: topWords(inspection, top, content), row: top, range };
    const names = list.slice(0, MOST_NAMED).map(({ name }) => name);
    const more = list.length - names.length;
    const kind = CONTENTS[content] ?? "TLS";
    return {
      words: `${kind}: ${names.join(", ")}${more > 0 ? ` and ${String(more)} more` : ""}`,
      row: first.row,
      range,
    };
  });
}

function topWords({ fields }: Inspection, row: number | undefined, content: string): string {
  const field = row === undefined ? undefined : fields.field(row);
  if (field && field.key !== "data") return field.label;
  return CONTENTS[content] ?? "not recognised";
}

const CONTENTS: Readonly<Partial<Record<string, string>>> = {
  "tls record": "TLS record",
  handshake: "Handshake message",
  "dtls record": "DTLS record",
  der: "DER",
  ethernet: "Ethernet frame",
  "linux cooked": "Linux cooked packet",
  "linux cooked v2": "Linux cooked packet",
  loopback: "Loopback packet",
  ipv4: "IPv4 packet",
  ipv6: "IPv6 packet",
};
