import { describe, expect, test } from "vitest";
import type { ChainGraph } from "../../../src/core/inspection";
import { graphLayout } from "../../../webview/graphLayout";

const graph = (count: number, pairs: readonly (readonly [number, number])[]): ChainGraph => ({
  nodes: Array.from({ length: count }, (_, i) => ({
    subject: `CN=${String(i)}`,
    sha256: "",
    place: "presented",
    where: "",
    isAnchor: false,
  })),
  edges: pairs.map(([subject, issuer]) => ({ subject, issuer, status: "passed" })),
  paths: [],
});

describe("graphLayout", () => {
  test("puts each certificate above all that it issued", () => {
    // 0 was issued by 1, 1 by 2 and by 3; 3, cross-signed, by 2 as well.
    const places = graphLayout(
      graph(4, [
        [0, 1],
        [1, 2],
        [1, 3],
        [3, 2],
      ]),
    );
    expect(places.map(({ row }) => row)).toEqual([0, 1, 3, 2]);
  });

  test("puts certificates of one row beside each other", () => {
    const places = graphLayout(
      graph(3, [
        [0, 1],
        [0, 2],
      ]),
    );
    expect(places.slice(1)).toEqual([
      { row: 1, column: 0, columns: 2 },
      { row: 1, column: 1, columns: 2 },
    ]);
  });

  test("ends where certificates issue each other in a circle, or themselves", () => {
    const places = graphLayout(
      graph(3, [
        [0, 1],
        [1, 2],
        [2, 1],
        [2, 2],
      ]),
    );
    expect(Math.max(...places.map(({ row }) => row))).toBeLessThan(3);
  });
});
