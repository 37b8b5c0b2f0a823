import type { TextObject } from "../core/inspect/objects";
import type { Problem } from "./problem";

const OUTSIDE = /[^\0-\x7f]+/g;

/** Characters outside ASCII in a PEM file, around its blocks; undefined for none. */
export function notAscii(
  text: string,
  objects: readonly TextObject[],
): Pick<Problem, "start" | "end" | "finding"> | undefined {
  let [count, next] = [0, 0];
  let first: RegExpExecArray | undefined;
  for (const match of text.matchAll(OUTSIDE)) {
    while ((objects[next]?.end ?? Infinity) <= match.index) next++;
    // What stands in a block is no base64, and said to be malformed.
    if ((objects[next]?.start ?? Infinity) <= match.index) continue;
    count++;
    first ??= match;
  }
  if (!first || objects.length === 0) return undefined;
  return {
    start: first.index,
    end: first.index + first[0].length,
    finding: {
      id: "pem.notAscii",
      severity: "info",
      message: `Text outside ASCII stands between the blocks of this PEM file${count > 1 ? `, in ${String(count)} places` : ""}: some programs refuse such a file`,
      fix: "Write the explanatory text in ASCII, or leave it out",
      rfc: "RFC 7468 §2",
    },
  };
}
