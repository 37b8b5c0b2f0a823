import { Range, type TextDocument } from "vscode";
import type { TextObject } from "../core/inspect/objects";

/** Where objects may be shown: everywhere but in what VS Code shows of itself. */
export const ANYWHERE = [{ scheme: "*" }, { scheme: "file" }, { scheme: "untitled" }];

export function rangeOf(document: TextDocument, { start, end }: Pick<TextObject, "start" | "end">): Range {
  return new Range(document.positionAt(start), document.positionAt(end));
}

/** Those of the objects, which are in order and apart, that share a character with `start` to `end`. */
export function objectsIn(objects: readonly TextObject[], start: number, end: number): readonly TextObject[] {
  let [low, high] = [0, objects.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((objects[middle]?.end ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while ((objects[last]?.start ?? Number.POSITIVE_INFINITY) <= end) last++;
  return objects.slice(low, last);
}
