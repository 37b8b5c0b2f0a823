import type { LocatedObject } from "./form";

/** So far before an object its name is looked for. */
const LOOK_BACK = 240;
/** An XML element, in what stands behind the last "<". */
const ELEMENT = /^<([A-Za-z_][\w:.-]{0,63})(?:\s[^<>]*)?>$/;
/** What opens a value behind its name; each is cut off the end as often as it stands there. */
const OPENINGS: readonly RegExp[] = [
  // A block scalar's sign, a heredoc's, both with a line break behind, which is cut off already.
  /[|>][+-]?[0-9]?$/,
  /<<[-~]?["']?\w{1,40}["']?$/,
  /!!binary$/,
  // Brackets, a call, a Go conversion, an empty string that pieces are added to.
  /(?:\bnew\s|\[\])?[\w.]{0,40}[({]$/,
  /\[$/,
  /(?:""|'')\s?[+.]?$/,
];
/** Characters on which an opening ends: everything else is none, and needs no look. */
const OPENING_ENDS = /[|>+\-0-9\w"'([{.]$/;
/** What ties a value to its name. */
const TIES = /(?:::?<?|:=|=>?)$/;
/** A name, at the end of what stands before its tie. */
const KEY = /(?:\\?"([^"\\\r\n]{1,64})\\?"|'([^'\r\n]{1,64})'|([A-Za-z_][\w.;/-]{0,63})(?:\[\])?)$/;
/** Names that say how a value is given, not what it is: the one around it does. */
const HOLDERS = new Set(["inline_string", "inline_bytes", "value", "data", "content", "pem", "string"]);
/** `- name: TLS_CERT` above `value: …`, as Kubernetes lists an environment. */
const NAME_LINE = /\bname"?\s?:\s?["']?([\w.-]{1,64})["']?,?$/;
/** `trusted_ca:` above `inline_string: …`. */
const PARENT = /([A-Za-z_][\w.-]{0,63})["']?\s?:\s?\{?$/;

/** What the value at `start` is called: a key of YAML, JSON or properties, a variable, an XML element; undefined for none. */
function nameBefore(text: string, start: number): string | undefined {
  let before = text
    .slice(Math.max(0, start - LOOK_BACK), start)
    .trimEnd()
    .replace(/(?:\b(?:b|rb|br|r|u8))?\\?["'`]$/, "")
    .trimEnd();
  if (before.endsWith(">")) {
    const element = ELEMENT.exec(before.slice(before.lastIndexOf("<")));
    if (element) return element[1];
  }
  for (let cut = true; cut;) {
    cut = false;
    for (const opening of OPENINGS) {
      const found = OPENING_ENDS.test(before) ? opening.exec(tail(before)) : null;
      if (!found) continue;
      before = before.slice(0, before.length - found[0].length).trimEnd();
      cut = true;
    }
  }
  const tie = TIES.exec(tail(before));
  if (!tie) return undefined;
  before = before.slice(0, before.length - tie[0].length).trimEnd();
  const key = KEY.exec(tail(before));
  const name = key?.[1] ?? key?.[2] ?? key?.[3];
  if (!key || name === undefined || !HOLDERS.has(name)) return name;
  const above = tail(
    before
      .slice(0, before.length - key[0].length)
      .replace(/["']$/, "")
      .trimEnd(),
  );
  return NAME_LINE.exec(above)?.[1] ?? PARENT.exec(above)?.[1] ?? name;
}

/** As much as a name and what ties it may be long. */
function tail(text: string): string {
  return text.slice(-80);
}

/** What may stand between two objects of one value: blanks, quotes, commas. */
const BETWEEN = /^(?:[\s"'`,+]|\\+[nrt]?)*$/;
const FAR = 64;

/** The names of a text's objects, which are in order; one that follows another in the same value shares its name. */
export function namesOf(
  text: string,
  objects: readonly Pick<LocatedObject, "start" | "end" | "valueStart">[],
): (string | undefined)[] {
  const names: (string | undefined)[] = [];
  for (const [index, { start, valueStart }] of objects.entries()) {
    const previous = objects[index - 1];
    const joined =
      valueStart === undefined &&
      previous !== undefined &&
      start - previous.end < FAR &&
      BETWEEN.test(text.slice(previous.end, start));
    names.push(joined ? names[index - 1] : nameBefore(text, valueStart ?? start));
  }
  return names;
}
