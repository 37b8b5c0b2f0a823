import type { Explanation } from "./types";

/** An explanation out of sentences; those that do not apply are false and fall away. */
export function say(
  title: string,
  rfc: string,
  ...sentences: readonly (string | false | undefined)[]
): Explanation {
  return { title, rfc, text: sentences.filter((one) => one !== false && one !== undefined).join(" ") };
}
