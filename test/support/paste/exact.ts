import type { SourceGraph } from "../../../src/core/bytes/source";
import type { TextDump } from "../../../src/core/text/readText";
import type { Carry } from "./carries";

/**
 * What is wrong with the map from a dump's bytes to the text, or undefined when it is exact: every byte's characters
 * are just those that carry it, inside the dump, in its order of rows, and no two bytes claim the same ones. With
 * `star`, a byte of a repeated row may be carried by the `*`.
 */
export function mapProblem(
  sources: SourceGraph,
  text: string,
  { source, bytes, range }: TextDump,
  carry: Carry,
  { star = false } = {},
): string | undefined {
  const used = new Set<number>();
  for (const [i, byte] of bytes.entries()) {
    const ranges = sources.toText({ source, start: i, end: i + 1 });
    const [first] = ranges;
    const last = ranges.at(-1);
    const where = `byte ${String(i)} (${byte.toString(16).padStart(2, "0")})`;
    if (!first || !last) return `${where} has no characters`;
    if (first.start < range.start || last.end > range.end) return `${where} stands outside its dump`;
    const characters = ranges.map(({ start, end }) => text.slice(start, end)).join("");
    if (star && characters === "*") continue;
    const before = text.slice(Math.max(0, first.start - 1), first.start);
    const after = text.slice(last.end, last.end + 1);
    if (!carry.reads({ characters, before, after }, byte)) {
      const near = text.slice(Math.max(0, first.start - 8), last.end + 8);
      return `${where} is traced to ${JSON.stringify(characters)} in ${JSON.stringify(near)}`;
    }
    if (carry.shares) continue;
    for (const { start, end } of ranges)
      for (let at = start; at < end; at++) {
        if (used.has(at)) return `${where} shares characters with another`;
        used.add(at);
      }
  }
  return undefined;
}
