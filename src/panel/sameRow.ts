import type { FieldTable } from "../core/fields/table";

/**
 * The row of a later table that is what `row` was in an earlier one: the same way down, counting siblings of one key, from
 * a top-level row with the same bytes or else the same place. Undefined where the way ends, as in a field that is gone.
 */
export function sameRow(before: FieldTable, row: number, after: FieldTable): number | undefined {
  if (row < 0 || row >= before.length) return undefined;
  let level = before.roots();
  let own = enclosing(before, level, row);
  let found = own === undefined ? undefined : sameRoot(before, level, own, after);
  while (own !== undefined && found !== undefined && own !== row) {
    level = before.children(own);
    const next = enclosing(before, level, row);
    found = next === undefined ? undefined : ofKey(after, after.children(found), before, level, next);
    own = next;
  }
  return found;
}

/** Which of some siblings holds a row. */
function enclosing(fields: FieldTable, siblings: readonly number[], row: number): number | undefined {
  const last = siblings.findLast((one) => one <= row);
  return last !== undefined && row < last + fields.size(last) ? last : undefined;
}

function sameRoot(
  before: FieldTable,
  level: readonly number[],
  root: number,
  after: FieldTable,
): number | undefined {
  const key = before.schemaId(root);
  const bytes = before.bytes(root);
  const roots = after.roots();
  const same = roots.filter((one) => after.schemaId(one) === key && isEqual(after.bytes(one), bytes));
  return same.length === 1 ? same[0] : ofKey(after, roots, before, level, root);
}

/** The sibling that has as many of its own key before it as `row` has among its own. */
function ofKey(
  after: FieldTable,
  siblings: readonly number[],
  before: FieldTable,
  level: readonly number[],
  row: number,
): number | undefined {
  const key = before.schemaId(row);
  const place = level.filter((one) => before.schemaId(one) === key).indexOf(row);
  return siblings.filter((one) => after.schemaId(one) === key)[place];
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
