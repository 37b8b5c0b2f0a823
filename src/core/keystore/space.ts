import type { Element } from "../asn1/element";
import { concatAll } from "../bytes/concat";

/** `length` bytes at `start` of a space that stand at `parentStart` of the one it came from. */
export interface Piece {
  readonly start: number;
  readonly parentStart: number;
  readonly length: number;
}

/** Bytes that positions count in: the file, or what was joined or decrypted out of another space. */
export interface Space {
  readonly bytes: Uint8Array;
  /** What it is called: "decrypted part 1". */
  readonly label: string;
  readonly from?: { readonly space: Space; readonly pieces: readonly Piece[] };
}

/** Bytes `start` to `end` of a space. */
export interface Region {
  readonly space: Space;
  readonly start: number;
  readonly end: number;
}

export function regionBytes({ space, start, end }: Region): Uint8Array {
  return space.bytes.subarray(start, end);
}

/** Where the content of an OCTET STRING stands: of one that BER cut into pieces, in a space of its own. */
export function contentRegion(element: Element, space: Space, label: string): Region {
  if (!element.constructed) return { space, start: element.contentAt, end: element.contentEnd };
  const { bytes, pieces } = joined(element);
  return { space: { bytes, label, from: { space, pieces } }, start: 0, end: bytes.length };
}

/** The space of what was decrypted out of `region`, whose first bytes it has the length of. */
export function decryptedSpace(region: Region, plain: Uint8Array, label: string): Space {
  const pieces = [
    { start: 0, parentStart: region.start, length: Math.min(plain.length, region.end - region.start) },
  ];
  return { bytes: plain, label, from: { space: region.space, pieces } };
}

function joined(element: Element): { bytes: Uint8Array; pieces: Piece[] } {
  const parts: Uint8Array[] = [];
  const pieces: Piece[] = [];
  let start = 0;
  const walk = (inner: Element): void => {
    for (const child of inner.children) {
      if (child.constructed) walk(child);
      else {
        const { content, contentAt } = child;
        parts.push(content);
        pieces.push({ start, parentStart: contentAt, length: content.length });
        start += content.length;
      }
    }
  };
  walk(element);
  return { bytes: concatAll(parts), pieces };
}
