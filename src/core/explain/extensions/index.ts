import { say } from "../say";
import type { Explanation } from "../types";
import { COMMON } from "./common";
import { RARE } from "./rare";

const TEXTS = new Map([...Object.entries(COMMON), ...Object.entries(RARE)]);

/** Names of the extensions that have a text of their own. */
export const EXPLAINED_EXTENSIONS: readonly string[] = [...TEXTS.keys()];

/**
 * What an extension is for and who sends it, by the name in the registry of ExtensionTypes ("server_name"),
 * "GREASE" for a value of RFC 8701. One without a text of its own is said to be rare or unknown.
 */
export function explainExtension(name: string): Explanation {
  const row = TEXTS.get(name);
  if (row) {
    const [rfc, ...sentences] = row;
    return say(name, rfc, ...sentences);
  }
  if (name === "GREASE")
    return say(
      name,
      "RFC 8701 §3.1",
      "A made-up value that means nothing: clients such as browsers throw in a few, so that servers stay used to skipping what they do not know.",
    );
  if (name === "unknown")
    return say(
      name,
      "RFC 8446 §4.2",
      "An extension that is not registered under a name known here; a receiver that does not know it skips it.",
    );
  return say(name, "RFC 8446 §4.2", "A registered extension that is hardly ever seen.");
}
