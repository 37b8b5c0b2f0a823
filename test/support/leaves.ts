import type { FieldTable } from "../../src/core/fields/table";

/**
 * Says what is wrong with how leaves cover bytes `start` to `end` of `source`: each byte must stand in exactly one
 * leaf, and each row inside its parent's span. Undefined when nothing is. Looks below `root`, or at the whole table.
 */
export function coverageProblem(
  table: FieldTable,
  root: number | undefined,
  source: number,
  start: number,
  end: number,
): string | undefined {
  const covered = new Uint8Array(end - start);
  const last = root === undefined ? table.length : root + table.size(root);
  for (let row = root ?? 0; row < last; row++) {
    const span = table.span(row);
    for (const child of table.children(row)) {
      const inner = table.span(child);
      if (inner.source === span.source && (inner.start < span.start || inner.end > span.end)) {
        return `row ${String(child)} (${table.schema(child).key}) stands outside its parent ${table.schema(row).key}`;
      }
    }
    if (table.size(row) > 1 || span.source !== source) continue;
    for (let at = span.start; at < span.end; at++) {
      if (at < start || at >= end) return `row ${String(row)} stands outside the bytes`;
      const times = (covered[at - start] ?? 0) + 1;
      covered[at - start] = times;
      if (times > 1) return `byte ${String(at)} stands in two leaves, the second ${table.schema(row).key}`;
    }
  }
  const missing = covered.indexOf(0);
  return missing < 0 ? undefined : `byte ${String(start + missing)} stands in no leaf`;
}

/** The same for every source of the table's graph that holds bytes. */
export function coverageProblems(table: FieldTable): string[] {
  return table.sources.all.flatMap((source) => {
    if (source.kind === "text") return [];
    const problem = coverageProblem(table, undefined, source.id, 0, source.bytes.length);
    return problem === undefined ? [] : [`source ${String(source.id)} (${source.label}): ${problem}`];
  });
}

/** The tree below `root` as indented text, for golden files and messages. */
export function treeText(table: FieldTable, root: number): string {
  const lines: string[] = [];
  const walk = (row: number, depth: number): void => {
    const field = table.field(row);
    lines.push(`${"  ".repeat(depth)}${field.label}${field.display ? `: ${field.display}` : ""}`);
    for (const note of field.notes) lines.push(`${"  ".repeat(depth + 1)}! ${note}`);
    for (const child of table.children(row)) walk(child, depth + 1);
  };
  walk(root, 0);
  return lines.join("\n");
}
