import type { Dump } from "../hexDump/dump";
import { findDumps } from "../hexDump/findDumps";
import type { Stretch } from "../gaps";
import type { LocatedObject, TextForm } from "./form";
import { mayBegin } from "./hexBeginning";
import { shiftRuns } from "./runs";

/** The first two bytes of a SEQUENCE, as hexadecimal is written: "3082", "30:82", "0x30, 0x82", "\x30\x82". */
const SEQUENCE =
  /(?<![0-9A-Za-z])(?:0x|\\x)?30(?:[\s:,-]{0,3}(?:0x|\\x)?)(?:8[0-4]|[1-7][0-9a-f])(?:[\s:,-]{0,3}(?:0x|\\x)?)[0-9a-f]{2}/gi;
/** The shortest object is a private key of 160 bits without its curve, 27 bytes (RFC 5915 §3). */
const FEWEST_CHARACTERS = 54;
const HEX_PAIR = /[0-9A-Fa-f]{2}/;

/** DER in hexadecimal: with separators or without, as an array, an escaped string or a dump with offsets. */
export const hex: TextForm = {
  locate(text, free, { isObject }) {
    const found: LocatedObject[] = [];
    for (const { start, end } of free) {
      // A search in the whole text would run on to its end behind every gap.
      const part = text.slice(start, end);
      let floor = 0;
      SEQUENCE.lastIndex = 0;
      for (let match = SEQUENCE.exec(part); match; match = SEQUENCE.exec(part)) {
        if (!mayBegin(part, match.index)) continue;
        const near = window(part, match.index, floor);
        SEQUENCE.lastIndex = near.end;
        if (near.end - match.index < FEWEST_CHARACTERS) continue;
        for (const dump of findDumps(part.slice(near.start, near.end)))
          if (dump.format !== "base64" && isObject(dump.bytes)) found.push(located(dump, start + near.start));
        floor = near.end;
      }
    }
    return found;
  },
};

/** The lines around `at` in which something like hexadecimal stands, and the one before, which may open a list. */
function window(text: string, at: number, from: number): Stretch {
  const lineStart = text.lastIndexOf("\n", at - 1);
  const start = Math.max(from, text.lastIndexOf("\n", lineStart - 1) + 1);
  let end = lineEnd(text, at);
  while (end < text.length) {
    const next = lineEnd(text, end);
    if (!HEX_PAIR.test(text.slice(end, next))) break;
    end = next;
  }
  return { start, end };
}

/** Behind the line break of the line in which `at` stands. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}

function located({ bytes, runs, range }: Dump, by: number): LocatedObject {
  return {
    form: "DER in hex",
    start: range.start + by,
    end: range.end + by,
    context: "",
    read: () => ({ bytes, runs: shiftRuns(runs, by), problems: [] }),
  };
}
