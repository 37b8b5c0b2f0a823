import type { Run } from "../bytes/source";
import { finished, type Steps } from "./steps";
import { digitOf, Sextets } from "./pem/sextets";

/** Bytes read from base64 text, and what was wrong with it. */
export interface Base64Reading {
  readonly bytes: Uint8Array;
  /** Characters are counted as in the text that was handed in. */
  readonly runs: readonly Run[];
  /** Where reading stopped: the first character that is neither base64 nor white space, or `end`. */
  readonly end: number;
  /** One for each fault, with the offset of its character. */
  readonly problems: readonly { readonly at: number; readonly message: string }[];
}

const EQUALS = 61;
/** Characters that are read in one step. */
const STEP = 1 << 15;

/**
 * Reads base64 or base64url from the characters `start` to `end` of `text`. White space and what `skip` accepts are
 * passed over (quote marks, a "> " before each line); padding may be missing. Each byte's runs cover just the digits
 * that carry its bits: neighbours share a digit, and a byte whose bits stand on two lines has a run on each.
 */
export function readBase64(
  text: string,
  start: number,
  end: number,
  skip: (code: number) => boolean = () => false,
): Base64Reading {
  return finished(readBase64InSteps(text, start, end, skip));
}

/** The same in steps of a few milliseconds. */
export function* readBase64InSteps(
  text: string,
  start: number,
  end: number,
  skip: (code: number) => boolean = () => false,
): Steps<Base64Reading> {
  const sextets = new Sextets();
  const problems: { at: number; message: string }[] = [];
  let last = start;
  let lastValue = 0;
  let at = start;
  for (; at < end; at++) {
    if ((at - start) % STEP === STEP - 1) yield;
    const code = text.charCodeAt(at);
    const value = digitOf(code);
    if (value >= 0) {
      sextets.add(value, at);
      last = at;
      lastValue = value;
    } else if (code === EQUALS) {
      while (at < end && text.charCodeAt(at) === EQUALS) at++;
      break;
    } else if (code !== 32 && (code < 9 || code > 13) && !skip(code)) break;
  }
  const phase = sextets.count % 4;
  if (phase === 1)
    problems.push({ at: last, message: "a single base64 digit at the end carries no whole byte" });
  // Two digits leave four bits over, three leave two.
  else if ((lastValue & (phase === 2 ? 0xf : phase === 3 ? 0x3 : 0)) !== 0)
    problems.push({ at: last, message: "the last base64 digit has bits that belong to no byte" });
  const bytes = sextets.decode();
  yield;
  return { bytes, runs: sextets.runs(), end: at, problems };
}
