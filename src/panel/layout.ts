import type { FieldTable } from "../core/fields/table";

/** Where each row of a subtree stands in its tree: arrays indexed by row − root. */
export interface TreeLayout {
  readonly depth: Int32Array;
  /** Position among the siblings, from 1. */
  readonly position: Int32Array;
  readonly siblings: Int32Array;
}

/** The layout of the subtree below `root`, in one pass. */
export function treeLayout(fields: FieldTable, root: number): TreeLayout {
  const size = fields.size(root);
  const depth = new Int32Array(size);
  const position = new Int32Array(size).fill(1);
  const siblings = new Int32Array(size).fill(1);
  for (let row = root; row < root + size; row++) {
    const children = fields.children(row);
    children.forEach((child, i) => {
      depth[child - root] = (depth[row - root] ?? 0) + 1;
      position[child - root] = i + 1;
      siblings[child - root] = children.length;
    });
  }
  return { depth, position, siblings };
}
