import type { FieldSchema } from "../fields/schema";
import { defineField } from "../fields/schema";
import type { Tracer } from "../fields/tracer";
import { shorten } from "./strings";
import { toHex } from "../bytes/hex";
import { Element, readElement, type Elements, type Fault } from "./element";
import { tagName } from "./tags";

/** The tag of an element. */
export const TAG_ROW = defineField({
  key: "asn1.tag",
  label: "Tag",
  minor: true,
  value: (bytes) => toHex(bytes),
  display: (bytes) => {
    const element = readElement(Uint8Array.of(...bytes.subarray(0, 6), 0), 0, bytes.length + 1);
    return element instanceof Element ? `${tagName(element)} (0x${toHex(bytes)})` : `0x${toHex(bytes)}`;
  },
});

/** The length of an element's content, in bytes. */
export const LENGTH_ROW = defineField({
  key: "asn1.length",
  label: "Length",
  minor: true,
  value: lengthOf,
  display: (bytes) => String(lengthOf(bytes) ?? "indefinite"),
});

/** The content of an element that has no parts of its own. */
export const VALUE_ROW = defineField({
  key: "asn1.value",
  label: "Value",
  minor: true,
  display: (bytes) => shortHex(bytes),
});

/** The first byte of a BIT STRING's content. */
export const UNUSED_BITS_ROW = defineField({
  key: "asn1.unusedBits",
  label: "Unused Bits",
  minor: true,
  value: (bytes) => bytes[0],
});

/** The two zero bytes that end an element of indefinite length. */
export const END_OF_CONTENTS_ROW = defineField({
  key: "asn1.endOfContents",
  label: "End of Contents",
  minor: true,
});

/** Content that is secret (parts of a private key): its row has neither value nor display text. */
export const SECRET_ROW = defineField({ key: "asn1.secret", label: "Value (not shown)", minor: true });

function lengthOf(bytes: Uint8Array): number | undefined {
  const [first = 0] = bytes;
  if (first <= 0x80) return first === 0x80 ? undefined : first;
  return bytes.subarray(1).reduce((length, byte) => length * 256 + byte, 0);
}

/** Bytes as hex for a line of text: all of up to 64, the first 32 of more with how many there are. */
export function shortHex(bytes: Uint8Array): string {
  if (bytes.length <= 64) return toHex(bytes, " ");
  return `${toHex(bytes.subarray(0, 32), " ")} … (${String(bytes.length)} bytes)`;
}

/** Where a structure stands: its row's key and label, and what its parts' keys begin with (the key itself unless given). */
export interface Place {
  readonly key: string;
  readonly label: string | ((element: Element) => string);
  readonly prefix?: string;
}

/** The place of a part called `name` in a structure at `place`. */
export function partOf(place: Place, name: string, label: Place["label"]): Place {
  const prefix = place.prefix ?? place.key;
  return { key: prefix === "" ? name : `${prefix}.${name}`, label };
}

/** What computes a row's value and text from its element. */
export interface Reading {
  readonly value?: (element: Element) => ReturnType<NonNullable<FieldSchema["value"]>>;
  readonly display?: (element: Element) => string;
}

// A key has a schema for each type that may stand there. Keys and types come out of tables, never out of input, so
// that there is an end to them.
const rowSchemas = new Map<string, Map<Reading, number>>();

/** The schema of the row at `place`, whose bytes are one element that `reading` reads; registered when first used. */
export function rowAt(place: Place, reading: Reading): number {
  const atKey = rowSchemas.get(place.key) ?? new Map<Reading, number>();
  rowSchemas.set(place.key, atKey);
  const known = atKey.get(reading) ?? defineRow(place, reading);
  atKey.set(reading, known);
  return known;
}

function defineRow(place: Place, reading: Reading): number {
  const { label } = place;
  const { value, display } = reading;
  const read = (bytes: Uint8Array): Element | undefined => {
    const element = readElement(bytes, 0, bytes.length);
    return element instanceof Element ? element : undefined;
  };
  return defineField({
    key: place.key,
    label:
      typeof label === "string"
        ? label
        : (bytes) => {
            const element = read(bytes);
            return element ? label(element) : "";
          },
    ...(value && {
      value: (bytes) => {
        const element = read(bytes);
        return element && value(element);
      },
    }),
    ...(display && {
      display: (bytes) => {
        const element = read(bytes);
        return element ? shorten(display(element)) : "";
      },
    }),
  });
}

/** After so many problems of one input, further ones tell a person nothing. */
const MAX_PROBLEMS = 20;

/** Writes the rows of elements; what is wrong with them is reported, and their bytes stand in rows all the same. */
export class Trace {
  #problems = 0;
  #inCut = false;
  #secret: boolean;

  /**
   * With `secret`, no content of an element is shown by its bytes: what a type says of it is all (private keys).
   */
  constructor(
    readonly tracer: Tracer,
    secret = false,
  ) {
    this.#secret = secret;
  }

  /** Whether the bytes of elements are kept back here. */
  get secret(): boolean {
    return this.#secret;
  }

  /** Runs `content` with elements shown: for what is plainly public in a file that holds secrets (a certificate in PKCS#12). */
  showing(content: () => void): void {
    const outer = this.#secret;
    this.#secret = false;
    content();
    this.#secret = outer;
  }

  /** Reports input that broke its structure. */
  problem(message: string, at: number, end: number): void {
    if (this.#problems++ < MAX_PROBLEMS) this.tracer.malformed(message, at, end);
  }

  /** Writes a row around the rows that `fill` writes. */
  row(schema: number, element: Element, fill: () => void): void {
    const row = this.tracer.open(schema, element.start);
    fill();
    this.tracer.close(row, element.end);
  }

  /** Writes tag, length and what follows the content of `element` into the open row, and what `content` writes between them. */
  frame(element: Element, label: string, content: () => void): void {
    this.tracer.leaf(TAG_ROW, element.start, element.lengthAt);
    this.tracer.leaf(LENGTH_ROW, element.lengthAt, element.contentAt);
    const { cut, declaredLength } = element;
    const outer = this.#inCut;
    if (cut && !outer) {
      const left = element.contentEnd - element.contentAt;
      this.problem(
        declaredLength === undefined
          ? `${label} has no end: the two zero bytes that close an element of indefinite length are missing`
          : `${label} says that it has ${bytesText(declaredLength)}, ${left === 0 ? "none" : String(left)} ${left === 1 ? "is" : "are"} left`,
        element.lengthAt,
        element.contentAt,
      );
    }
    this.#inCut = outer || cut;
    content();
    this.#inCut = outer;
    if (element.end > element.contentEnd) {
      this.tracer.leaf(END_OF_CONTENTS_ROW, element.contentEnd, element.end);
    }
  }

  /** Whether the input ended too early around here, so that what is missing is no fault of its own. */
  get inCut(): boolean {
    return this.#inCut;
  }

  /** A leaf, unless it would be empty. */
  leaf(schema: number, start: number, end: number): void {
    if (start < end) this.tracer.leaf(this.secret ? SECRET_ROW : schema, start, end);
  }

  /** Bytes that nothing is known of, unless there are none. */
  raw(start: number, end: number): void {
    if (this.secret) this.leaf(SECRET_ROW, start, end);
    else this.tracer.raw(start, end);
  }

  /** Reports where reading elements stopped, and writes what is left up to `end` as raw bytes. */
  rest(elements: Elements, end: number): void {
    const { fault, restAt } = elements;
    if (fault) this.fault(fault);
    this.raw(restAt, end);
  }

  fault(fault: Fault): void {
    this.problem(fault.message, fault.at, Math.max(fault.end, fault.at));
  }
}

/** "1 byte", "12 bytes". */
export function bytesText(length: number): string {
  return length === 1 ? "1 byte" : `${String(length)} bytes`;
}
