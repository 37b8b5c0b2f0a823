import { SourceGraph } from "../../src/core/bytes/source";
import { FieldTable } from "../../src/core/fields/table";
import { Tracer } from "../../src/core/fields/tracer";
import type { Finding } from "../../src/core/inspection";
import { coverageProblem } from "./leaves";

export interface Traced {
  readonly table: FieldTable;
  readonly findings: readonly Finding[];
  /** Display text of the first row with this key. */
  readonly text: (key: string) => string | undefined;
  readonly value: (key: string) => unknown;
  readonly keys: readonly string[];
}

/** Rows of bytes by `decode`, which must write one root row that covers them all, each byte in one leaf. */
export function traced(
  bytes: Uint8Array,
  decode: (tracer: Tracer, bytes: Uint8Array, start: number, end: number) => unknown,
): Traced {
  const sources = new SourceGraph();
  const source = sources.addBytes("test", bytes);
  const table = new FieldTable(sources);
  const findings: Finding[] = [];
  decode(new Tracer(table, source, 0, findings), bytes, 0, bytes.length);
  const roots = table.roots();
  if (roots.length !== 1) throw new Error(`${String(roots.length)} root rows instead of one`);
  const problem = coverageProblem(table, 0, source, 0, bytes.length);
  if (problem !== undefined) throw new Error(problem);
  const field = (key: string) => {
    const row = table.find(key);
    return row === undefined ? undefined : table.field(row);
  };
  return {
    table,
    findings,
    text: (key) => field(key)?.display,
    value: (key) => field(key)?.value,
    keys: Array.from({ length: table.length }, (_, row) => table.schema(row).key),
  };
}

/** Computes every row's label, value and text, as a view that shows all would. */
export function readAllRows(table: FieldTable): void {
  for (let row = 0; row < table.length; row++) table.field(row);
}
