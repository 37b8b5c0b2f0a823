import type { RowView } from "../../../src/protocol";

/** A field of a fixture: a leaf has `hex`, a branch children; spans follow from both. */
export interface Node {
  readonly key: string;
  readonly label: string;
  readonly display?: string;
  readonly hex?: string;
  readonly children?: readonly Node[];
  readonly minor?: boolean;
  readonly notes?: readonly string[];
}

export interface BuiltSource {
  readonly id: number;
  readonly label: string;
  readonly hex: string;
}

/** The tables of a fixture: rows in preorder and the bytes of each source. */
export class Built {
  readonly rows: RowView[] = [];
  readonly sources: BuiltSource[] = [];
  readonly roots: number[] = [];

  /** Adds a source made of `nodes`; returns the row of each. */
  source(label: string, nodes: readonly Node[]): number[] {
    const id = this.sources.length;
    const parts: string[] = [];
    let at = 0;
    const add = (node: Node, depth: number, position: number, siblings: number): number => {
      const row = this.rows.length;
      const start = at;
      this.rows.push(placeholder);
      if (node.children)
        node.children.forEach((child, i) => add(child, depth + 1, i + 1, node.children?.length ?? 0));
      else {
        parts.push(node.hex ?? "");
        at += (node.hex ?? "").length / 2;
      }
      this.rows[row] = {
        row,
        depth,
        size: this.rows.length - row,
        key: node.key,
        label: node.label,
        display: node.display ?? "",
        span: { source: id, start, end: at },
        minor: node.minor ?? false,
        notes: node.notes ?? [],
        position,
        siblings,
      };
      return row;
    };
    const rows = nodes.map((node, i) => add(node, 0, i + 1, nodes.length));
    this.roots.push(...rows);
    this.sources.push({ id, label, hex: parts.join("") });
    return rows;
  }
}

const placeholder: RowView = {
  row: 0,
  depth: 0,
  size: 1,
  key: "",
  label: "",
  display: "",
  span: { source: 0, start: 0, end: 0 },
  minor: false,
  notes: [],
  position: 1,
  siblings: 1,
};

/** Hex of `value` in `bytes` bytes. */
export function uint(value: number, bytes: number): string {
  return value.toString(16).padStart(bytes * 2, "0");
}

/** Hex of `count` bytes that look random and are the same each time. */
export function noise(count: number, seed: number): string {
  let state = (seed * 2654435761 + 1) >>> 0;
  let hex = "";
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    hex += uint(state >>> 24, 1);
  }
  return hex;
}

function length(nodes: readonly Node[]): number {
  return nodes.reduce(
    (sum, { hex, children }) => sum + (children ? length(children) : (hex ?? "").length / 2),
    0,
  );
}

/** A vector: its length as a minor row, then its items. */
export function vector(
  key: string,
  label: string,
  lengthBytes: number,
  items: readonly Node[],
  display?: string,
): Node {
  const bytes = length(items);
  return {
    key,
    label,
    display: display ?? `${String(items.length)} ${items.length === 1 ? "item" : "items"}`,
    children: [
      {
        key: `${key}_length`,
        label: "Length",
        display: String(bytes),
        hex: uint(bytes, lengthBytes),
        minor: true,
      },
      ...items,
    ],
  };
}

/** A named code point in two bytes. */
export function code(key: string, label: string, name: string, value: number, bytes = 2): Node {
  return { key, label, display: `${name} (0x${uint(value, bytes)})`, hex: uint(value, bytes) };
}

/** An extension with its type and length. */
export function extension(name: string, type: number, body: readonly Node[], display = ""): Node {
  const bytes = length(body);
  return {
    key: `tls.handshake.extensions_${name}`,
    label: name,
    display: display === "" ? (bytes === 0 ? "empty" : "") : display,
    children: [
      code("tls.handshake.extension.type", "Type", name, type),
      {
        key: "tls.handshake.extension.len",
        label: "Length",
        display: String(bytes),
        hex: uint(bytes, 2),
        minor: true,
      },
      ...body,
    ],
  };
}

/** A handshake message: type, length, body. */
export function handshake(label: string, type: number, body: readonly Node[]): Node {
  const bytes = length(body);
  return {
    key: "tls.handshake",
    label,
    display: `${String(bytes + 4)} bytes`,
    children: [
      {
        key: "tls.handshake.type",
        label: "Handshake Type",
        display: `${label} (${String(type)})`,
        hex: uint(type, 1),
      },
      {
        key: "tls.handshake.length",
        label: "Length",
        display: String(bytes),
        hex: uint(bytes, 3),
        minor: true,
      },
      ...body,
    ],
  };
}
