import type { TextDocument } from "vscode";
import { findTextObjects } from "../core/inspect/objects";
import { keysInText } from "../core/inspect/log/keys";
import type { TextFound } from "../core/inspect/text";
import { DumpIndex } from "../core/text/dumpIndex";
import type { ObjectsOnDemand } from "../editor/onDemand";
import { inSlices, type Cancellable } from "../editor/slices";
import type { Stretch } from "../panel/stretch";
import { documentText, selectedText } from "./inspectDocument";

/** What of a document is inspected: all of it, or the dump, the object or the selection that stands at a stretch. */
export interface TextTarget {
  /** The document's URI. */
  readonly uri: string;
  readonly scope: "document" | "selection" | "dump" | "object";
  /** Where it stands; absent for the whole document. */
  readonly stretch?: Stretch;
  /** Which of other readings was chosen of the dump that starts at a character. */
  readonly choose?: ReadonlyMap<number, string>;
}

/** What a target was found to hold, none of it decoded. */
export interface TargetReading {
  readonly version: number;
  /** The document's text; around a selection all but its line ends is blank. */
  readonly text: string;
  readonly found: TextFound;
  /** The objects of the text beside those that are inspected. */
  readonly beside: TextFound["objects"];
  readonly stretch: Stretch | undefined;
  /** The lines of key logs in it, which open what is found. */
  readonly secrets: string;
  readonly index: DumpIndex;
}

/** There is nothing at the target any more. */
export const GONE = Symbol("gone");

/**
 * Finds what a target holds in its document as it is now, in slices of a few milliseconds; takes over from an earlier
 * reading what is unchanged. Undefined when it was cancelled or the document changed meanwhile.
 */
export async function readTarget(
  document: TextDocument,
  { scope, stretch, choose }: TextTarget,
  objectsOf: ObjectsOnDemand,
  earlier?: TargetReading,
  token?: Cancellable,
): Promise<TargetReading | typeof GONE | undefined> {
  const { version } = document;
  const selected = scope === "selection" && stretch ? selectedText(document, stretch) : undefined;
  const text = selected ?? documentText(document);
  const objects = selected
    ? findTextObjects(text, earlier?.found.objects)
    : ((await objectsOf.read(document, token))?.objects ?? []);
  if (token?.isCancellationRequested || document.version !== version) return undefined;
  // The secrets of a key log are for no dump.
  const keys = keysInText(text).ranges;
  const index = new DumpIndex(text, earlier?.index, {
    taken: [...objects, ...keys].sort((a, b) => a.start - b.start),
    ...(selected ? { selected: true } : {}),
    ...(choose && choose.size > 0 ? { choose } : {}),
  });
  if (!(await inSlices(index, token)) || document.version !== version) return undefined;
  const { dumps } = index;
  const secrets = keys.map(({ start, end }) => text.slice(start, end)).join("\n");
  const reading = { version, text, index, stretch, secrets, beside: [] };
  if (scope === "document" || scope === "selection") return { ...reading, found: { objects, dumps } };
  if (scope === "dump") {
    const dump = stretch && mostOver(dumps, stretch, ({ range }) => range);
    return dump ? { ...reading, found: { objects: [], dumps: [dump] }, stretch: dump.range } : GONE;
  }
  const object = stretch && mostOver(objects, stretch, (one) => one);
  if (!object) return GONE;
  const beside = objects.filter((other) => other !== object);
  const { start, end } = object;
  return { ...reading, found: { objects: [object], dumps: [] }, beside, stretch: { start, end } };
}

/** The one that has most characters in common with a stretch. */
function mostOver<T>(all: readonly T[], { start, end }: Stretch, place: (one: T) => Stretch): T | undefined {
  let [best, most] = [undefined as T | undefined, 0];
  for (const one of all) {
    const at = place(one);
    const common = Math.min(end, at.end) - Math.max(start, at.start);
    if (common > most) [best, most] = [one, common];
  }
  return best;
}
