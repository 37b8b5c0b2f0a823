import type { Dump } from "./hexDump/dump";

/** Dumps that belong together. */
export interface DumpGroup<D extends Dump = Dump> {
  /**
   * `records`: whole records, in one dump or in several that one side sent (openssl prints header and body apart).
   * `record header`: a header whose record is shown in some other form (decrypted, or not at all).
   * `single`: anything else.
   */
  readonly kind: "records" | "record header" | "single";
  readonly dumps: readonly D[];
}

const HEADER = 5;

/**
 * Puts together the dumps of a session that a tool printed piece by piece: a dump that ends within a record is joined
 * with the next ones of its direction, when those complete the record. In the order of each group's first dump.
 */
export function groupDumps<D extends Dump>(dumps: readonly D[]): DumpGroup<D>[] {
  const groups: DumpGroup<D>[] = [];
  const taken = new Set<D>();
  for (const [index, dump] of dumps.entries()) {
    if (taken.has(dump)) continue;
    if (dump.content !== "tls record") {
      groups.push({ kind: "single", dumps: [dump] });
      continue;
    }
    const pieces = dump.direction === undefined ? undefined : completing(dumps, index);
    for (const piece of pieces ?? []) taken.add(piece);
    const bare = pieces === undefined && dump.bytes.length === HEADER && dump.direction !== undefined;
    groups.push({ kind: bare ? "record header" : "records", dumps: pieces ?? [dump] });
  }
  return groups;
}

/** More pieces than this make no record: each holds a byte at least, but tools print whole reads. */
const MOST_PIECES = 64;

/** The dump at `index` with those after it that complete its last record; undefined when they do not. */
function completing<D extends Dump>(dumps: readonly D[], index: number): D[] | undefined {
  const first = dumps[index];
  if (!first) return undefined;
  const pieces = [first];
  const walk = new RecordWalk();
  walk.add(first.bytes);
  for (let i = index + 1; !walk.complete && i < dumps.length && i < index + MOST_PIECES; i++) {
    const dump = dumps[i];
    if (!dump || dump.direction !== first.direction) continue;
    if (dump.content === "tls record") return undefined;
    pieces.push(dump);
    walk.add(dump.bytes);
  }
  return walk.complete ? pieces : undefined;
}

/** Follows records through bytes that come in pieces. */
class RecordWalk {
  readonly #header: number[] = [];
  #need = 0;

  /** Whether the bytes so far end with a record. */
  get complete(): boolean {
    return this.#header.length === 0 && this.#need === 0;
  }

  add(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length) {
      if (this.#need > 0) {
        const step = Math.min(this.#need, bytes.length - at);
        this.#need -= step;
        at += step;
        continue;
      }
      this.#header.push(bytes[at++] ?? 0);
      if (this.#header.length < HEADER) continue;
      this.#need = (this.#header[3] ?? 0) * 256 + (this.#header[4] ?? 0);
      this.#header.length = 0;
    }
  }
}
