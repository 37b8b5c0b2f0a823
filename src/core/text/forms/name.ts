import type { LocatedObject } from "./form";

/** So far before an object its name is looked for. */
const LOOK_BACK = 240;
/** An XML element. */
const ELEMENT = /<([A-Za-z_][\w:.-]{0,63})(?:\s[^<>]{0,160})?>\s*$/;
/** What opens a value behind its name: a block scalar's sign, a heredoc, brackets, a call, a quote. */
const OPENING =
  /(?:[|>][+-]?[0-9]?[ \t]*\r?\n\s*|<<[-~]?["']?\w{1,40}["']?[ \t]*\r?\n\s*|!!binary\s+|[[({]\s*|(?:new\s+)?[\w.]{1,40}(?:\[\])?\w{0,10}\(\s*|\[\]\w{1,20}[({]\s*|(?:""|'')\s*[+.]?\s*)*\\?["'`]?\s*$/;
/** The name and what ties the value to it, at the end of what stands before. */
const KEY =
  /(?:\\?"([^"\\\r\n]{1,64})\\?"|'([^'\r\n]{1,64})'|([A-Za-z_][\w.;/-]{0,63})(?:\[\])?)\s*(?:::?<?|:=|=>?)\s*$/;
/** Names that say how a value is given, not what it is: the one around it does. */
const HOLDERS = new Set(["inline_string", "inline_bytes", "value", "data", "content", "pem", "string"]);
/** `- name: TLS_CERT` above `value: …`, as Kubernetes lists an environment. */
const NAME_LINE = /\bname"?\s*:\s*["']?([\w.-]{1,64})["']?,?\s*["']?$/;
/** `trusted_ca:` above `inline_string: …`. */
const PARENT = /([A-Za-z_][\w.-]{0,63})["']?\s*:\s*\{?\s*["']?$/;

/** What the value at `start` is called: a key of YAML, JSON or properties, a variable, an XML element; undefined for none. */
function nameBefore(text: string, start: number): string | undefined {
  const before = text.slice(Math.max(0, start - LOOK_BACK), start);
  const element = ELEMENT.exec(before);
  if (element) return element[1];
  const rest = before.slice(0, OPENING.exec(before)?.index ?? before.length);
  const key = KEY.exec(rest);
  const name = key?.[1] ?? key?.[2] ?? key?.[3];
  if (!key || name === undefined || !HOLDERS.has(name)) return name;
  const above = rest.slice(0, key.index);
  return NAME_LINE.exec(above)?.[1] ?? PARENT.exec(above)?.[1] ?? name;
}

/** What may stand between two objects of one value: blanks, quotes, commas. */
const BETWEEN = /^(?:[\s"'`,+\\]|\\+[nrt])*$/;
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
