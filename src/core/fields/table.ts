import type { SourceGraph } from "../bytes/source";
import type { SourceId, Span } from "../bytes/span";
import { schemaOf, type FieldSchema, type FieldValue } from "./schema";

const COLUMNS = 5;
const SCHEMA = 0;
const SOURCE = 1;
const START = 2;
const END = 3;
const SIZE = 4;

/** One row of a `FieldTable`, computed. */
export interface Field {
  readonly row: number;
  readonly key: string;
  readonly label: string;
  readonly value: FieldValue;
  readonly display: string;
  readonly span: Span;
  readonly minor: boolean;
  /** Rows of the subtree below this one, itself included. */
  readonly size: number;
  readonly notes: readonly string[];
}

/**
 * All fields of an inspection, in preorder: a row's subtree are the `size` rows from it on, so the first child of
 * row r is r + 1 and its next sibling r + size(r). Five Int32 columns, 20 bytes a row.
 */
export class FieldTable {
  #cells = new Int32Array(64 * COLUMNS);
  #length = 0;
  readonly #notes = new Map<number, string[]>();

  constructor(readonly sources: SourceGraph) {}

  /** The same rows, told of `sources`, which hold the same bytes under the same ids. Neither table is to grow any more. */
  over(sources: SourceGraph): FieldTable {
    const table = new FieldTable(sources);
    table.#cells = this.#cells;
    table.#length = this.#length;
    for (const [row, notes] of this.#notes) table.#notes.set(row, notes);
    return table;
  }

  /** How many rows there are. */
  get length(): number {
    return this.#length;
  }

  /** Begins a row whose children follow; `close` ends it. Returns the row. */
  open(schema: number, source: SourceId, start: number): number {
    const row = this.#length++;
    const at = row * COLUMNS;
    if (at + COLUMNS > this.#cells.length) {
      const grown = new Int32Array(this.#cells.length * 2);
      grown.set(this.#cells);
      this.#cells = grown;
    }
    this.#cells[at + SCHEMA] = schema;
    this.#cells[at + SOURCE] = source;
    this.#cells[at + START] = start;
    this.#cells[at + END] = start;
    this.#cells[at + SIZE] = 1;
    return row;
  }

  /** Ends `row` at byte `end`, with every row added since as its subtree. */
  close(row: number, end: number): void {
    const at = row * COLUMNS;
    this.#cells[at + END] = end;
    this.#cells[at + SIZE] = this.#length - row;
  }

  /** Adds a row without children. */
  leaf(schema: number, source: SourceId, start: number, end: number): number {
    const row = this.open(schema, source, start);
    this.#cells[row * COLUMNS + END] = end;
    return row;
  }

  /** Drops every row from `length` on, for a reading that turned out wrong. */
  truncate(length: number): void {
    this.#length = Math.min(this.#length, length);
    for (const row of [...this.#notes.keys()]) if (row >= this.#length) this.#notes.delete(row);
  }

  /** Attaches a remark to a row. */
  note(row: number, text: string): void {
    const notes = this.#notes.get(row);
    if (notes) notes.push(text);
    else this.#notes.set(row, [text]);
  }

  notes(row: number): readonly string[] {
    return this.#notes.get(row) ?? [];
  }

  schema(row: number): FieldSchema {
    return schemaOf(this.#cell(row, SCHEMA));
  }

  schemaId(row: number): number {
    return this.#cell(row, SCHEMA);
  }

  span(row: number): Span {
    return { source: this.#cell(row, SOURCE), start: this.#cell(row, START), end: this.#cell(row, END) };
  }

  /** Rows in the subtree of `row`, itself included. */
  size(row: number): number {
    return this.#cell(row, SIZE);
  }

  bytes(row: number): Uint8Array {
    return this.sources.bytes(this.span(row));
  }

  /** The direct children of `row`, in order. */
  children(row: number): number[] {
    const children: number[] = [];
    const end = row + this.size(row);
    for (let child = row + 1; child < end; child += this.size(child)) children.push(child);
    return children;
  }

  /** Rows that are no other row's child, in order. */
  roots(): number[] {
    const roots: number[] = [];
    for (let row = 0; row < this.#length; row += this.size(row)) roots.push(row);
    return roots;
  }

  /** The first row in the subtree of `root` (default: the whole table) whose schema has this key. */
  find(key: string, root?: number): number | undefined {
    const end = root === undefined ? this.#length : root + this.size(root);
    for (let row = root ?? 0; row < end; row++) if (this.schema(row).key === key) return row;
    return undefined;
  }

  /** Everything that can be said of `row`. */
  field(row: number): Field {
    const schema = this.schema(row);
    const bytes = this.bytes(row);
    const value = schema.value?.(bytes);
    return {
      row,
      key: schema.key,
      label: typeof schema.label === "string" ? schema.label : schema.label(bytes),
      value,
      display: schema.display?.(bytes) ?? (value === undefined ? "" : String(value)),
      span: this.span(row),
      minor: schema.minor ?? false,
      size: this.size(row),
      notes: this.notes(row),
    };
  }

  #cell(row: number, column: number): number {
    const cell = row < this.#length ? this.#cells[row * COLUMNS + column] : undefined;
    if (cell === undefined) throw new RangeError(`no field ${String(row)}`);
    return cell;
  }
}
