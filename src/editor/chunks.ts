import { findTextObjects, type TextObject } from "../core/inspect/objects";

/** A text is looked through in pieces of about this many characters. */
const CHUNK = 32 << 10;
/** Behind the END line of a PEM block no object goes on. */
const BOUNDARY = /-----END [A-Z0-9 ]{1,64}-----[ \t]*\r?\n/g;
const LONGEST_BOUNDARY = 100;
const AT_BOUNDARY = new RegExp(`${BOUNDARY.source}$`);

/** A piece of a text, and its objects by their places in the piece. */
export interface Chunk {
  readonly text: string;
  readonly objects: readonly TextObject[];
}

/**
 * The chunks of a text, one a step, so that a caller can rest between two. Those of an earlier text come again as they
 * are at the beginning and the end, where nothing was changed since. Linear in the text's length.
 */
export function* chunksOf(text: string, earlier: readonly Chunk[] = []): Generator<Chunk> {
  let [at, first] = [0, 0];
  for (let chunk = earlier[0]; chunk && standsAt(text, at, chunk); chunk = earlier[++first]) {
    at += chunk.text.length;
    yield chunk;
  }
  let [end, last] = [text.length, earlier.length];
  for (let chunk = earlier[last - 1]; chunk && last > first; chunk = earlier[--last - 1]) {
    const start = end - chunk.text.length;
    if (start < at || !isBoundary(text, start) || !standsAt(text, start, chunk)) break;
    end = start;
  }
  while (at < end) {
    const next = chunkEnd(text, at, end);
    const piece = detached(text.slice(at, next));
    yield { text: piece, objects: findTextObjects(piece) };
    at = next;
  }
  yield* earlier.slice(last);
}

/** Whether a chunk stands at `at` of a text and ends where objects do. */
function standsAt(text: string, at: number, chunk: Chunk): boolean {
  const end = at + chunk.text.length;
  return end <= text.length && isBoundary(text, end) && text.slice(at, end) === chunk.text;
}

function isBoundary(text: string, at: number): boolean {
  return (
    at === 0 || at === text.length || AT_BOUNDARY.test(text.slice(Math.max(0, at - LONGEST_BOUNDARY), at))
  );
}

function chunkEnd(text: string, start: number, end: number): number {
  if (end - start <= CHUNK) return end;
  BOUNDARY.lastIndex = start + CHUNK;
  return BOUNDARY.exec(text) && BOUNDARY.lastIndex < end ? BOUNDARY.lastIndex : end;
}

/** A copy of its own: a slice keeps the whole text in memory for as long as an object of it lives. */
function detached(slice: string): string {
  return [slice.slice(0, 1), slice.slice(1)].join("");
}
