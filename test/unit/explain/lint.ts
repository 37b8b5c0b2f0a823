/** The sentences of a text: each ends with a full stop, a question or an exclamation mark before a space or the end. */
export function sentences(text: string): string[] {
  return text.split(/(?<=[.!?])\s+(?=[A-Z“])/).filter((one) => one !== "");
}

/** What is wrong with a text as English prose, at most `limit` characters long; empty when nothing is. */
export function proseProblems(text: string, limit = 600): string[] {
  const problems: string[] = [];
  if (text.length > limit) problems.push(`${String(text.length)} characters`);
  if (/ {2}|^\s|\s$|\n/.test(text)) problems.push("stray white space");
  if (!text.endsWith(".")) problems.push("no full stop at the end");
  if (/\.\.|,,| ,| \.(?=\s|$)|\( | \)|%s|\$\d|undefined|null\b(?!,)/.test(text))
    problems.push("a slip of the pen");
  if (/\b(\w+) \1\b/i.test(text)) problems.push("a word twice");
  if (!/^[A-Z0-9“]|^h2 |^g\^|^psk_|^good,/.test(text)) problems.push("no capital at the start");
  for (const one of sentences(text)) if (one.length > 260) problems.push(`a sentence too long: ${one}`);
  const american = /\b(color|behavior|organization|authorize|recognize|center|honor)\w*/i.exec(text);
  if (american) problems.push(`American: ${american[0]}`);
  return problems;
}

export const RFC_SECTION = /^RFC \d+ §[\d.A-Z]+$/;
/** What explanations may refer to where no RFC speaks of the matter. */
const OTHER_REFERENCES =
  "openssl-x509\\(1\\)|ETSI EN 319 412-5|ETSI TS 119 495|MS-WCCE|CA/Browser Forum (BR|EVG)|Netscape";
export const REFERENCE = new RegExp(
  `^((RFC \\d+|X\\.690)( §[\\d.A-Z]+)?|draft-[a-z0-9-]+|${OTHER_REFERENCES})$`,
);
