import { isMap, isScalar, isSeq, parseAllDocuments, visit, type Node, type YAMLMap } from "yaml";
import type { Place } from "./types";

/** The parser makes objects of every character of some texts: longer ones would hold everything else up for seconds. */
const LONGEST = 1 << 18;

/**
 * The documents of a YAML or JSON text, as far as they can be read; none of one that is too long. Aliases are not
 * followed. Never throws.
 */
export function documentsOf(text: string): readonly Node[] {
  if (text.length > LONGEST) return [];
  try {
    const documents = parseAllDocuments(text, { logLevel: "silent", prettyErrors: false, uniqueKeys: false });
    return Array.from(documents).flatMap((document) =>
      document.contents ? [document.contents as Node] : [],
    );
  } catch {
    return []; // beyond the parser, such as nesting of thousands
  }
}

/** What stands under a key; undefined where the node is no map or has none. */
export function at(node: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isMap(inner) ? inner.get(key, true) : undefined), node);
}

export function itemsOf(node: unknown): readonly unknown[] {
  return isSeq(node) ? node.items : [];
}

/** A scalar's text. */
export function textOf(node: unknown): string | undefined {
  return isScalar(node) && typeof node.value === "string" ? node.value : undefined;
}

/** A scalar as the path of a file. */
export function pathAt(node: unknown): Place | undefined {
  const path = textOf(node);
  const place = inlineAt(node);
  return path && place ? { kind: "path", path, start: place.start, end: place.end } : undefined;
}

/** A scalar as a value that holds the thing itself. */
export function inlineAt(node: unknown): Place | undefined {
  if (!isScalar(node) || !node.range || typeof node.value !== "string" || node.value === "") return undefined;
  const [start, end] = node.range;
  const isQuoted = node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE";
  return { kind: "inline", start: start + (isQuoted ? 1 : 0), end: end - (isQuoted ? 1 : 0) };
}

/** Every map of a tree. */
export function mapsOf(root: Node): YAMLMap[] {
  const maps: YAMLMap[] = [];
  try {
    visit(root, { Map: (_, map) => void maps.push(map) });
  } catch {
    return maps; // nested deeper than the stack
  }
  return maps;
}
