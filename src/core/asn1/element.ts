import { count } from "../bytes/reader";

/** Tag classes in the order of their two bits (X.690 §8.1.2.2). */
export type TagClass = 0 | 1 | 2 | 3;
export const UNIVERSAL = 0;
export const CONTEXT = 2;

/** Elements nested deeper than this are left unread, so that hostile input cannot exhaust the stack. */
export const MAX_DEPTH = 64;

/** Where and why bytes could not be read as an element; `at` and `end` count like the elements' positions. */
export interface Fault {
  readonly message: string;
  readonly at: number;
  readonly end: number;
}

/** The elements that could be read in a range, where reading stopped, and why if that was not the range's end. */
export interface Elements {
  readonly items: readonly Element[];
  readonly restAt: number;
  readonly fault?: Fault;
}

/**
 * One tag-length-value of BER or DER (X.690 §8.1). Positions are offsets in `bytes`:
 * tag `start`…`lengthAt`, length …`contentAt`, content …`contentEnd`, end-of-contents …`end`.
 * An element that says it is longer than the bytes at hand is `cut`: its content is what is there.
 */
export class Element {
  #inside: Elements | undefined;

  constructor(
    readonly bytes: Uint8Array,
    readonly tagClass: TagClass,
    readonly constructed: boolean,
    readonly tag: number,
    readonly start: number,
    readonly lengthAt: number,
    readonly contentAt: number,
    readonly contentEnd: number,
    readonly end: number,
    /** The length it says; undefined for BER's indefinite form. */
    readonly declaredLength: number | undefined,
    readonly cut: boolean,
    readonly depth: number,
    inside?: Elements,
  ) {
    this.#inside = inside;
  }

  /** The content, as a view. */
  get content(): Uint8Array {
    return this.bytes.subarray(this.contentAt, this.contentEnd);
  }

  /** The whole element, as a view. */
  get whole(): Uint8Array {
    return this.bytes.subarray(this.start, this.end);
  }

  /** Whether its tag is this universal one. */
  is(tag: number): boolean {
    return this.tagClass === UNIVERSAL && this.tag === tag;
  }

  /** Whether its tag is this context-specific one. */
  isContext(tag: number): boolean {
    return this.tagClass === CONTEXT && this.tag === tag;
  }

  /** The content read as elements, once, when first asked for. A primitive element's content is read too: some hold DER. */
  get inside(): Elements {
    this.#inside ??= readElements(this.bytes, this.contentAt, this.contentEnd, this.depth + 1, this.cut);
    return this.#inside;
  }

  /** What `inside` could read, for a constructed element; empty for a primitive one. */
  get children(): readonly Element[] {
    return this.constructed ? this.inside.items : [];
  }
}

/** Reads the elements that stand one after another from `start` to `end`. With `cut`, the bytes are known to end too early. */
export function readElements(
  bytes: Uint8Array,
  start: number,
  end: number,
  depth = 0,
  cut = false,
): Elements {
  const items: Element[] = [];
  let at = start;
  while (at < end) {
    const element = readElement(bytes, at, end, depth);
    if (!(element instanceof Element)) {
      // When the input ends too early, the outermost element says so; its parts need not say it again.
      return { items, restAt: at, ...(cut && element.end === end ? {} : { fault: element }) };
    }
    items.push(element);
    at = element.end;
  }
  return { items, restAt: at };
}

/** Reads the one element at `start`, or says why there is none. Looks at its header only, unless its length is indefinite. */
export function readElement(bytes: Uint8Array, start: number, end: number, depth = 0): Element | Fault {
  if (depth > MAX_DEPTH) {
    return { message: `elements are nested more than ${String(MAX_DEPTH)} deep`, at: start, end };
  }
  const tag = readTag(bytes, start, end);
  if ("message" in tag) return tag;
  const length = readLength(bytes, tag.next, end);
  if ("message" in length) return length;
  const { next: contentAt, length: declared } = length;
  const make = (contentEnd: number, elementEnd: number, cut: boolean, inside?: Elements): Element =>
    new Element(
      bytes,
      tag.tagClass,
      tag.constructed,
      tag.tag,
      start,
      tag.next,
      contentAt,
      contentEnd,
      elementEnd,
      declared,
      cut,
      depth,
      inside,
    );
  if (declared !== undefined) {
    const cut = declared > end - contentAt;
    const contentEnd = cut ? end : contentAt + declared;
    return make(contentEnd, contentEnd, cut);
  }
  if (!tag.constructed) {
    return { message: "an indefinite length stands with a primitive tag", at: tag.next, end: contentAt };
  }
  // X.690 §8.1.3.6: the content runs up to two zero bytes.
  const items: Element[] = [];
  let at = contentAt;
  while (at < end) {
    if (bytes[at] === 0 && at + 1 < end && bytes[at + 1] === 0) {
      return make(at, at + 2, false, { items, restAt: at });
    }
    const element = readElement(bytes, at, end, depth + 1);
    if (!(element instanceof Element)) return make(end, end, true, { items, restAt: at, fault: element });
    items.push(element);
    at = element.end;
  }
  return make(end, end, true, { items, restAt: at });
}

interface Tag {
  readonly tagClass: TagClass;
  readonly constructed: boolean;
  readonly tag: number;
  readonly next: number;
}

const CLASSES: readonly TagClass[] = [0, 1, 2, 3];

/** X.690 §8.1.2. */
function readTag(bytes: Uint8Array, start: number, end: number): Tag | Fault {
  const first = start < end ? bytes[start] : undefined;
  if (first === undefined) return { message: "a tag is missing", at: start, end };
  const tagClass = CLASSES[first >> 6] ?? UNIVERSAL;
  const constructed = (first & 0x20) !== 0;
  if ((first & 0x1f) !== 0x1f) return { tagClass, constructed, tag: first & 0x1f, next: start + 1 };
  let tag = 0;
  for (let at = start + 1; at < end; at++) {
    const byte = bytes[at] ?? 0;
    tag = tag * 128 + (byte & 0x7f);
    if ((byte & 0x80) === 0) return { tagClass, constructed, tag, next: at + 1 };
    if (at - start >= 4) return { message: "a tag number is longer than 4 bytes", at: start, end: at + 1 };
  }
  return { message: "the bytes end within a tag", at: start, end };
}

/** X.690 §8.1.3. */
function readLength(
  bytes: Uint8Array,
  start: number,
  end: number,
): { readonly length: number | undefined; readonly next: number } | Fault {
  const first = start < end ? bytes[start] : undefined;
  if (first === undefined) return { message: "the bytes end before a length", at: start, end };
  if (first < 0x80) return { length: first, next: start + 1 };
  if (first === 0x80) return { length: undefined, next: start + 1 };
  const size = first & 0x7f;
  if (size > end - start - 1) {
    return { message: `a length of ${count(size)} does not fit in what is left`, at: start, end };
  }
  let length = 0;
  let significant = 0;
  for (let at = start + 1; at <= start + size; at++) {
    const byte = bytes[at] ?? 0;
    if (significant > 0 || byte !== 0) significant++;
    if (significant > 6) {
      return { message: "a length is larger than any input could be", at: start, end: start + 1 + size };
    }
    length = length * 256 + byte;
  }
  return { length, next: start + 1 + size };
}
