import type { DumpFinding } from "./dump";

/** Text from which the bytes cannot be had back. */
interface LossyForm {
  readonly id: string;
  readonly pattern: RegExp;
  readonly message: string;
}

/** A record's first bytes (type 22, version 3.x) as lossy tools leave them; a new one is a row. */
const FORMS: readonly LossyForm[] = [
  {
    id: "dump.lossy.replacement",
    // Whatever was no UTF-8 is U+FFFD now.
    pattern: /\u0016\u0003[\u0000-\u0004][^\n]{0,400}\ufffd[^\n]{0,2000}/g,
    message:
      "TLS bytes were saved as UTF-8 text here: every byte that is no text was replaced, and none can be had back",
  },
  {
    id: "dump.lossy.caret",
    // `cat -v` writes ^C for byte 3, and for the two characters "^C".
    pattern: /\^V\^C(?:\^[@A-D])[ -~]{2,2000}/g,
    message:
      "This is TLS as cat -v shows it: what stands for a byte and what for characters cannot be told apart",
  },
  {
    id: "dump.lossy.od",
    // `od -a` names bytes, without their highest bit; the line below may print them once more, whole.
    pattern:
      /^[0-9a-f]{6,8}(?=[^\n]{0,80} (?:nul|soh|stx|etx|eot|syn|dle|del)\b)(?: {1,4}\S{1,3}){4,64}[ \t\r]*$(?!\n {7,}[0-9a-f])/gm,
    message: "od -a leaves out the highest bit of each byte: none can be had back",
  },
  {
    id: "dump.lossy.cut",
    // A server logs the "request line" up to its first zero byte.
    pattern: /"\\x16\\x03\\x0?[0-4]"/g,
    message: "Only the first three bytes of a TLS record stand here: the log ends at the first zero byte",
  },
];

/**
 * Stretches that show TLS bytes in a form from which they cannot be read, each with the reason, in the text's order. A
 * warning each; time is linear in the text's length.
 */
export function refusedText(text: string): DumpFinding[] {
  return FORMS.flatMap(({ id, pattern, message }) =>
    Array.from(text.matchAll(pattern), (match): DumpFinding => {
      const { index } = match;
      return { id, severity: "warning", message, start: index, end: index + match[0].length };
    }),
  ).sort((a, b) => a.start - b.start);
}
