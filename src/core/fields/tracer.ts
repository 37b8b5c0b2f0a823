import type { SourceId, Span } from "../bytes/span";
import type { Finding } from "../inspection";
import { RAW } from "./schema";
import { sentence } from "./sentence";
import type { FieldTable } from "./table";

/**
 * Writes rows while a decoder reads bytes that stand at `base` of `source`: positions handed in count from the
 * start of the decoder's bytes.
 */
export class Tracer {
  constructor(
    readonly table: FieldTable,
    readonly source: SourceId,
    readonly base: number,
    readonly findings: Finding[],
  ) {}

  open(schema: number, at: number): number {
    return this.table.open(schema, this.source, this.base + at);
  }

  close(row: number, at: number): void {
    this.table.close(row, this.base + at);
  }

  leaf(schema: number, start: number, end: number): number {
    return this.table.leaf(schema, this.source, this.base + start, this.base + end);
  }

  /** A row of raw bytes, unless there are none. */
  raw(start: number, end: number): void {
    if (start < end) this.leaf(RAW, start, end);
  }

  span(start: number, end: number): Span {
    return { source: this.source, start: this.base + start, end: this.base + end };
  }

  /** Reports input that broke its structure at byte `at`. */
  malformed(message: string, at: number, end: number): void {
    this.findings.push({
      id: "decode.malformed",
      severity: "error",
      message: sentence(message),
      span: this.span(at, end),
    });
  }
}
