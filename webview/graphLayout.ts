import type { ChainGraph } from "../src/core/inspection";

/** Where a node of a chain's graph stands: rows from the leaf (0) upwards, columns from the left. */
export interface NodePlace {
  readonly row: number;
  readonly column: number;
  /** Columns in its row. */
  readonly columns: number;
}

/**
 * A place for every node: each certificate one row further from the leaf than the furthest one that it issued. Edges that
 * go round in a circle, which only hostile input has, count once.
 */
export function graphLayout({ nodes, edges }: ChainGraph): NodePlace[] {
  const rows = nodes.map(() => 0);
  // Longest distances settle after as many rounds as there are nodes; in a circle they would grow on.
  let moved = true;
  for (let round = 0; moved && round < nodes.length; round++) {
    moved = false;
    for (const { subject, issuer } of edges) {
      const wanted = (rows[subject] ?? 0) + 1;
      if (subject === issuer || wanted >= nodes.length || (rows[issuer] ?? 0) >= wanted) continue;
      rows[issuer] = wanted;
      moved = true;
    }
  }
  const filled = new Map<number, number>();
  const columns = rows.map((row) => {
    const column = filled.get(row) ?? 0;
    filled.set(row, column + 1);
    return column;
  });
  return rows.map((row, i) => ({ row, column: columns[i] ?? 0, columns: filled.get(row) ?? 1 }));
}
