import type { Run } from "../bytes/source";

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

/** The value of a base64 (RFC 4648 §4) or base64url (§5) digit, or −1. */
export function base64Digit(code: number): number {
  if (code >= 65 && code <= 90) return code - 65;
  if (code >= 97 && code <= 122) return code - 71;
  if (code >= 48 && code <= 57) return code + 4;
  if (code === 43 || code === 45) return 62;
  if (code === 47 || code === 95) return 63;
  return -1;
}

const EQUALS = 61;

/**
 * Reads base64 from the characters `start` to `end` of `text`. White space and what `skip` accepts are passed over
 * (quote marks, a "> " before each line), padding may be missing. Each byte's runs cover just the digits that carry
 * its bits: neighbours share a digit, and a byte whose bits stand on two lines has a run on each.
 */
export function readBase64(
  text: string,
  start: number,
  end: number,
  skip: (code: number) => boolean = () => false,
): Base64Reading {
  const bytes = new Uint8Array(Math.floor(((end - start) * 3) / 4) + 3);
  const runs: Run[] = [];
  const problems: { at: number; message: string }[] = [];
  let digits = 0;
  let length = 0;
  let buffer = 0;
  let stretchStart = -1;
  let stretchDigit = 0;
  let at = start;

  const closeStretch = (): void => {
    if (stretchStart >= 0) addRuns(runs, stretchStart, stretchDigit, digits);
    stretchStart = -1;
  };

  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    const value = base64Digit(code);
    if (value >= 0) {
      if (stretchStart < 0) {
        stretchStart = at;
        stretchDigit = digits;
      }
      buffer = ((buffer << 6) | value) & 0xffff;
      digits++;
      // The digit that completes a byte leaves 4, 2 or 0 bits over.
      const phase = digits % 4;
      if (phase !== 1) bytes[length++] = (buffer >> (phase === 0 ? 0 : phase === 2 ? 4 : 2)) & 0xff;
      continue;
    }
    closeStretch();
    if (code === EQUALS) {
      while (at < end && text.charCodeAt(at) === EQUALS) at++;
      break;
    }
    if (code !== 32 && (code < 9 || code > 13) && !skip(code)) break;
  }
  closeStretch();
  if (digits % 4 === 1)
    problems.push({
      at: Math.max(start, at - 1),
      message: "a single base64 digit at the end carries no whole byte",
    });
  const spare = digits % 4 === 2 ? buffer & 0xf : digits % 4 === 3 ? buffer & 0x3 : 0;
  if (spare !== 0)
    problems.push({
      at: Math.max(start, at - 1),
      message: "the last base64 digit has bits that belong to no byte",
    });
  return { bytes: bytes.slice(0, length), runs: clip(runs, length), end: at, problems };
}

/** Runs for the digits `first` to `last` (exclusive), which stand side by side from the character `at` on. */
function addRuns(runs: Run[], at: number, first: number, last: number): void {
  const charOf = (digit: number): number => at + digit - first;
  // Byte k has the digits from 4k/3 to 4(k + 1)/3.
  const wholeStart = Math.ceil((first * 3) / 4);
  const wholeEnd = Math.floor((last * 3) / 4);
  if (wholeStart > wholeEnd) {
    // All digits belong to one byte, and neither its start nor its end is here.
    runs.push({
      byteStart: wholeEnd,
      byteCount: 1,
      charStart: at,
      charsPerByte: last - first,
      stride: last - first,
    });
    return;
  }
  if ((first * 3) % 4 !== 0) {
    const width = (wholeStart * 4) / 3 - first;
    runs.push({ byteStart: wholeStart - 1, byteCount: 1, charStart: at, charsPerByte: width, stride: width });
  }
  if (wholeEnd > wholeStart)
    runs.push({
      byteStart: wholeStart,
      byteCount: wholeEnd - wholeStart,
      charStart: charOf((wholeStart * 4) / 3),
      charsPerByte: 4 / 3,
      stride: 4 / 3,
    });
  if ((last * 3) % 4 !== 0) {
    const start = (wholeEnd * 4) / 3;
    const width = last - start;
    runs.push({
      byteStart: wholeEnd,
      byteCount: 1,
      charStart: charOf(start),
      charsPerByte: width,
      stride: width,
    });
  }
}

/** Without the bits after the last whole byte. */
function clip(runs: readonly Run[], length: number): Run[] {
  return runs.filter((run) => run.byteStart < length);
}
