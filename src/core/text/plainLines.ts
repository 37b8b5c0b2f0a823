import type { Steps } from "./steps";

/** So many plain lines part what stands above them from what stands below: rows of a dump may be eight lines apart. */
const ENOUGH = 12;
/** Of those, so many stay with what is below: a dump's header is looked for there. */
const BELOW = 3;
const LONGEST = 2000;
/** Lines that are looked at in one step. */
const STEP = 512;

/** Something that may be bytes, however it is written. */
const BYTES = /\\|(?:0x)?[0-9a-f]{1,3}\s*,|[A-Za-z0-9+/_-]{24}/i;

/** Whether a line is words, of which no reader of dumps makes anything; so is a blank one. */
function isPlain(line: string): boolean {
  if (line.length > LONGEST || BYTES.test(line)) return false;
  let [words, others] = [0, 0];
  for (let i = 0; i < line.length; i++) {
    const code = line.charCodeAt(i);
    if (code === 32 || code === 9 || code === 13) continue;
    const letter = code | 32;
    if (letter >= 103 && letter <= 122 && letter !== 120) words++;
    else others++;
  }
  return words * 3 >= others * 2;
}

/**
 * A start of a line between `floor` and `from`, as near to `from` as there is one, with plain lines above and below it;
 * undefined when there is none. Nothing that bytes are read from goes on across it.
 */
export function* plainCutBefore(text: string, floor: number, from: number): Steps<number | undefined> {
  let count = 0;
  let cut = 0;
  let end = text.lastIndexOf("\n", from - 1);
  for (let seen = 1; end > floor; seen++) {
    if (seen % STEP === 0) yield;
    const start = text.lastIndexOf("\n", end - 1) + 1;
    if (start < floor) return undefined;
    if (isPlain(text.slice(start, end))) {
      if (++count === BELOW) cut = start;
      if (count === ENOUGH) return cut;
    } else count = 0;
    end = start - 1;
  }
  return undefined;
}

/** The same, from `from` on and no further than `limit`. */
export function* plainCutAfter(text: string, from: number, limit: number): Steps<number | undefined> {
  let count = 0;
  let cut = 0;
  let start = text.indexOf("\n", Math.max(0, from - 1)) + 1;
  for (let seen = 1; start > 0; seen++) {
    if (seen % STEP === 0) yield;
    const end = text.indexOf("\n", start);
    if (end < 0 || end >= limit) return undefined;
    if (isPlain(text.slice(start, end))) {
      if (++count === ENOUGH - BELOW) cut = end + 1;
      if (count === ENOUGH) return cut;
    } else count = 0;
    start = end + 1;
  }
  return undefined;
}
