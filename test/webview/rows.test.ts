import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RowView } from "../../src/protocol";
import { CHUNK, RowStore } from "../../webview/rows";

/** Rows of a tree given as the depth of each row in preorder. */
function rowsOf(depths: readonly number[], minor: (row: number) => boolean = () => false): RowView[] {
  return depths.map((depth, row) => {
    let size = 1;
    while (row + size < depths.length && (depths[row + size] ?? 0) > depth) size++;
    const span = { source: 0, start: row, end: row + 1 };
    return {
      row,
      depth,
      size,
      key: "k",
      label: `row ${String(row)}`,
      display: "",
      span,
      minor: minor(row),
      notes: [],
      position: 1,
      siblings: 1,
    };
  });
}

function storeOf(rows: readonly RowView[], known = true): { store: RowStore; asked: number[] } {
  const asked: number[] = [];
  const fetch = (from: number, count: number): Promise<readonly RowView[]> => {
    asked.push(from);
    return Promise.resolve(rows.slice(from, from + count));
  };
  return { store: new RowStore(0, known ? rows.length : undefined, fetch, () => undefined), asked };
}

const tree = fc
  .array(fc.nat({ max: 3 }), { maxLength: 60 })
  .map((steps) =>
    steps.reduce<number[]>(
      (depths, step) => [...depths, Math.max(1, Math.min((depths.at(-1) ?? 0) + 1, step + 1))],
      [0],
    ),
  );

describe("RowStore", () => {
  test("shows every row whose enclosing rows are open, and no minor one", async () => {
    await fc.assert(
      fc.asyncProperty(
        tree,
        fc.func(fc.boolean()),
        fc.func(fc.boolean()),
        fc.boolean(),
        async (depths, open, isMinor, showMinor) => {
          const rows = rowsOf(depths, (row) => row > 0 && isMinor(row));
          const { store } = storeOf(rows);
          await store.ensure(0, rows.length);
          store.showMinor = showMinor;
          for (const row of rows) store.toggle(row, open(row.row));
          const hidden = new Set<number>();
          for (const { row, size, minor } of rows) {
            const inside = Array.from({ length: size - 1 }, (_, i) => row + 1 + i);
            if (!open(row)) for (const at of inside) hidden.add(at);
            if (minor && !showMinor) for (const at of [row, ...inside]) hidden.add(at);
          }
          expect([...store.visible]).toEqual(rows.map(({ row }) => row).filter((row) => !hidden.has(row)));
          store.visible.forEach((offset, index) => expect(store.indexOf(offset)).toBe(index));
        },
      ),
    );
  });

  test("makes any row visible, minor or inside closed ones", async () => {
    await fc.assert(
      fc.asyncProperty(tree, fc.nat(), fc.func(fc.boolean()), async (depths, n, isMinor) => {
        const rows = rowsOf(depths, (row) => row > 0 && isMinor(row));
        const { store } = storeOf(rows);
        await store.ensure(0, rows.length);
        for (const row of rows) store.toggle(row, false);
        const offset = n % rows.length;
        await store.reveal(offset);
        expect(store.indexOf(offset)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test("has its full length before rows come, and fetches only what a far jump needs", async () => {
    const rows = rowsOf([0, ...Array.from({ length: 99_999 }, () => 1)]);
    const { store, asked } = storeOf(rows);
    expect(store.visible.length).toBe(100_000);
    await store.reveal(99_000);
    expect(asked).toEqual([198 * CHUNK, 0]);
    expect(store.indexOf(99_000)).toBe(99_000);
    expect(store.get(99_000)?.label).toBe("row 99000");
    expect(store.get(50_000)).toBeUndefined();
  });

  test("finds what encloses a row deep in a long list without fetching what lies before", async () => {
    // Two levels down among 40,000 groups, and then one in the middle of a flat list.
    const groups = rowsOf([0, 1, ...Array.from({ length: 40_000 }, () => [2, 3, 3]).flat()]);
    const { store, asked } = storeOf(groups);
    await store.reveal(90_004);
    expect(store.indexOf(90_004)).toBeGreaterThanOrEqual(0);
    expect(store.parentOf(90_004)).toBe(90_002);
    expect(asked.length).toBeLessThan(4);
  });

  test("learns its size from the first chunk", async () => {
    const { store } = storeOf(rowsOf([0, 1, 1]), false);
    expect(store.visible.length).toBe(0);
    await store.ensure(0, 1);
    expect(store.size).toBe(3);
    expect([...store.visible]).toEqual([0, 1, 2]);
  });

  test("asks again for rows that did not come", async () => {
    let answers = 0;
    const fetch = (): Promise<readonly RowView[] | undefined> =>
      Promise.resolve(answers++ === 0 ? undefined : rowsOf([0, 1]));
    const store = new RowStore(0, 2, fetch, () => undefined);
    await store.ensure(0, 2);
    expect(store.get(0)).toBeUndefined();
    await store.ensure(0, 2);
    expect(store.get(1)?.label).toBe("row 1");
  });

  test("has no arrow to open where only minor rows are inside", async () => {
    const rows = rowsOf([0, 1, 2, 2], (row) => row >= 2);
    const { store } = storeOf(rows);
    await store.ensure(0, 4);
    const branch = store.get(1);
    if (!branch) throw new Error("no row");
    expect(store.hasChildren(branch)).toBe(false);
    store.showMinor = true;
    expect(store.hasChildren(branch)).toBe(true);
  });
});
