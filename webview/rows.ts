import type { RowView } from "../src/protocol";

/** Rows fetched at a time; the host answers up to 2,000. */
export const CHUNK = 500;
/** Subtrees up to this depth are open at first. */
const OPEN_DEPTH = 1;

export type FetchRows = (from: number, count: number) => Promise<readonly RowView[] | undefined>;

/** Rows of several neighbouring subtrees, each asked for with its own root; `end` is the row after the last. */
export function overRoots(
  roots: readonly number[],
  end: number,
  fetch: (root: number, from: number, count: number) => Promise<readonly RowView[] | undefined>,
): FetchRows {
  return async (from, count) => {
    const parts = roots.map((root, i) => {
      const first = Math.max(root, from);
      const last = Math.min(roots[i + 1] ?? end, from + count);
      return first < last ? fetch(root, first, last - first) : Promise.resolve([]);
    });
    const rows = await Promise.all(parts);
    return rows.includes(undefined) ? undefined : rows.flatMap((part) => part ?? []);
  };
}

/**
 * The rows of one subtree (or of neighbouring ones) as they stand on screen: fetched in chunks, closed subtrees and minor rows left out. A row
 * that was not fetched yet counts as visible, so that the list has its length from the start and a far jump fetches
 * what stands there only. Rows are preorder indices relative to the root (0).
 */
export class RowStore {
  readonly #rows: (RowView | undefined)[] = [];
  readonly #asked = new Set<number>();
  readonly #toggled = new Map<number, boolean>();
  readonly #shown = new Set<number>();
  #visible: Int32Array | undefined;
  #size: number | undefined;
  #showMinor = false;

  /** `onChange` is called when rows have come. */
  constructor(
    readonly root: number,
    size: number | undefined,
    private readonly fetch: FetchRows,
    private readonly onChange: () => void,
    /** Rows (not offsets) that were opened or closed earlier. */
    toggled: ReadonlyMap<number, boolean> = new Map(),
  ) {
    this.#size = size;
    for (const [row, open] of toggled) if (row >= root) this.#toggled.set(row - root, open);
  }

  /** Rows of the subtree; undefined until the first chunk is there, when the size was not known. */
  get size(): number | undefined {
    return this.#size;
  }

  set showMinor(value: boolean) {
    if (value === this.#showMinor) return;
    this.#showMinor = value;
    this.#visible = undefined;
  }

  /** The row at `offset`, if it was fetched. */
  get(offset: number): RowView | undefined {
    return this.#rows[offset];
  }

  /** Offsets of the visible rows in order. */
  get visible(): Int32Array {
    this.#visible ??= this.#list();
    return this.#visible;
  }

  /** Place of `offset` in `visible`; -1 when it is hidden. */
  indexOf(offset: number): number {
    const { visible } = this;
    let low = 0;
    let high = visible.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const value = visible[middle] ?? 0;
      if (value === offset) return middle;
      if (value < offset) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** Fetches the chunks that hold rows `from` to `to` (exclusive), where they are missing. */
  async ensure(from: number, to: number): Promise<void> {
    const end = Math.min(to, this.#size ?? CHUNK);
    const chunks: number[] = [];
    for (let chunk = Math.floor(Math.max(0, from) / CHUNK); chunk * CHUNK < end; chunk++)
      if (!this.#asked.has(chunk)) chunks.push(chunk);
    await Promise.all(chunks.map((chunk) => this.#load(chunk)));
  }

  isOpen(row: RowView): boolean {
    return this.#toggled.get(row.row - this.root) ?? row.depth <= OPEN_DEPTH;
  }

  /** Whether the row has something to open, given what is shown of minor rows. */
  hasChildren(row: RowView): boolean {
    if (row.size <= 1) return false;
    if (this.#showMinor) return true;
    const offset = row.row - this.root;
    for (let child = offset + 1; child < offset + row.size;) {
      const known = this.#rows[child];
      if (!known || !known.minor || this.#shown.has(child)) return true;
      child += known.size;
    }
    return false;
  }

  toggle(row: RowView, open = !this.isOpen(row)): void {
    this.#toggled.set(row.row - this.root, open);
    this.#visible = undefined;
  }

  /** Makes the row at `offset` visible: opens what encloses it, and shows it even if it is minor. */
  async reveal(offset: number): Promise<void> {
    await Promise.all([this.ensure(offset, offset + 1), this.ensure(0, 1)]);
    let row = this.#rows[offset];
    if (!row) return;
    if (row.minor) this.#shown.add(offset);
    const known = this.#enclosing(offset);
    // Backwards, the nearest earlier row of a lower depth is the parent, until one is met that is known from the top.
    for (let at = offset - 1; row.depth > known.length && at >= 0; at--) {
      if (!this.#rows[at]) await this.ensure(at, at + 1);
      const before: RowView | undefined = this.#rows[at];
      if (!before) return;
      if (before.depth >= row.depth) continue;
      row = before;
      this.#open(at, row);
    }
    for (const at of known.slice(0, row.depth)) this.#open(at, this.#rows[at]);
    this.#visible = undefined;
  }

  /** The offset of the row that encloses the one at `offset`, among fetched rows. */
  parentOf(offset: number): number | undefined {
    const depth = this.#rows[offset]?.depth ?? 0;
    for (let at = offset - 1; at >= 0; at--) {
      const row = this.#rows[at];
      if (row && row.depth < depth) return at;
    }
    return undefined;
  }

  // Offsets of the rows that enclose `offset`, by depth from the root, as far as fetched rows tell.
  #enclosing(offset: number): number[] {
    const found: number[] = [];
    for (let at = 0; at < offset;) {
      const row = this.#rows[at];
      if (!row) break;
      if (offset < at + row.size) {
        found.push(at);
        at++;
      } else at += row.size;
    }
    return found;
  }

  #open(offset: number, row: RowView | undefined): void {
    this.#toggled.set(offset, true);
    if (row?.minor) this.#shown.add(offset);
  }

  async #load(chunk: number): Promise<void> {
    this.#asked.add(chunk);
    const from = chunk * CHUNK;
    const count = this.#size === undefined ? CHUNK : Math.min(CHUNK, this.#size - from);
    const rows = await this.fetch(this.root + from, count);
    if (!rows) {
      // Not kept as asked for: the user can scroll there again.
      this.#asked.delete(chunk);
      return;
    }
    for (const row of rows) this.#rows[row.row - this.root] = row;
    this.#size ??= rows[0]?.size ?? 0;
    this.#visible = undefined;
    this.onChange();
  }

  #list(): Int32Array {
    const size = this.#size ?? 0;
    const visible = new Int32Array(size);
    let count = 0;
    for (let offset = 0; offset < size;) {
      const row = this.#rows[offset];
      if (row && this.#isHidden(offset, row)) {
        offset += row.size;
        continue;
      }
      visible[count++] = offset;
      offset += row && !this.isOpen(row) ? row.size : 1;
    }
    return visible.subarray(0, count);
  }

  #isHidden(offset: number, row: RowView): boolean {
    return row.minor && !this.#showMinor && !this.#shown.has(offset);
  }
}
