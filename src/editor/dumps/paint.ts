import type { SourceId } from "../../core/bytes/span";
import type { Dump, Range } from "../../core/text/hexDump/dump";
import type { ByteFields } from "./byteFields";
import { bytesBetween, piecesOf } from "./characters";
import { kindOf, type FieldKind } from "./fieldKinds";

/** A field of a dump and the characters to paint for it. */
export interface PaintedField {
  readonly kind: FieldKind;
  /** The row of the field table. */
  readonly row: number;
  /** In the text's order; no two fields share a character. */
  readonly pieces: readonly Range[];
}

/** The dump's bytes, and where they stand among the fields. */
export interface FieldSource {
  readonly fields: ByteFields;
  /** The dump's source in that inspection. */
  readonly source: SourceId;
}

/** No more bytes of a stretch are painted: a line may be as long as it likes. */
const MOST_BYTES = 16_384;

/** The fields of a dump that have characters between `start` and `end`, as they are to be painted. */
export function paintedIn(
  text: string,
  dump: Dump,
  { fields, source }: FieldSource,
  start: number,
  end: number,
): PaintedField[] {
  const bytes = bytesBetween(dump.runs, start, end);
  if (!bytes) return [];
  const last = Math.min(bytes.end, bytes.start + MOST_BYTES);
  const painted: PaintedField[] = [];
  const taken = new Taken();
  for (const leaf of fields.leaves(source, bytes.start, last)) {
    const [from, to] = [Math.max(leaf.start, bytes.start), Math.min(leaf.end, last)];
    const pieces = taken.free(piecesOf(text, dump.runs, from, to));
    if (pieces.length > 0)
      painted.push({ kind: kindOf(fields.inspection.fields, leaf.row), row: leaf.row, pieces });
  }
  return painted;
}

/** Characters that carry bits of two fields (a base64 digit, a `*`) are the first one's. */
class Taken {
  #last: Range | undefined;

  free(pieces: readonly Range[]): Range[] {
    return pieces.flatMap((piece) => {
      const before = this.#last;
      const overlaps = before && piece.start < before.end && before.start < piece.end;
      const start = overlaps ? before.end : piece.start;
      if (start >= piece.end) return [];
      this.#last = { start, end: piece.end };
      return [this.#last];
    });
  }
}
