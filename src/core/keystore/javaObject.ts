import { DecodeError, Reader } from "../bytes/reader";

// Java's object serialisation (its Protocol Specification, chapter 6), walked and never brought to life: JCEKS keeps
// secret keys in it, and all that is wanted is where such an object ends.

const NULL = 0x70;
const REFERENCE = 0x71;
const CLASS_DESCRIPTION = 0x72;
const OBJECT = 0x73;
const STRING = 0x74;
const ARRAY = 0x75;
const CLASS = 0x76;
const BLOCK = 0x77;
const END_OF_BLOCK = 0x78;
const LONG_BLOCK = 0x7a;
const LONG_STRING = 0x7c;
const PROXY_CLASS_DESCRIPTION = 0x7d;
const ENUM = 0x7e;

const MAGIC = 0xaced;
const VERSION = 5;
const FIRST_HANDLE = 0x7e0000;
const MAX_DEPTH = 32;

/** Bytes of a field by its type code; objects and arrays stand as contents instead. */
const SIZES: Readonly<Record<string, number>> = { B: 1, C: 2, D: 8, F: 4, I: 4, J: 8, S: 2, Z: 1 };

interface ClassDescription {
  readonly name: string;
  readonly flags: number;
  readonly fields: readonly string[];
  parent: ClassDescription | undefined;
}

/** The class of a serialised object, and where it ends. */
export interface SkippedObject {
  readonly className: string;
  readonly end: number;
}

/**
 * Walks over the stream of one serialised object that begins at `start`, without making anything of it. Throws
 * DecodeError where it cannot go on.
 */
export function skipJavaObject(bytes: Uint8Array, start: number, end: number): SkippedObject {
  const reader = new Reader(bytes, start, end);
  if (reader.uint(2, "A stream's magic") !== MAGIC || reader.uint(2, "A stream's version") !== VERSION)
    throw new DecodeError("here stands no serialised Java object", start);
  const className = new Walker(reader).content(0)?.name ?? "null";
  return { className, end: reader.offset };
}

class Walker {
  readonly #reader: Reader;
  /** What can be referred to; only classes matter. */
  readonly #handles: (ClassDescription | undefined)[] = [];

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** One content; of an object or array its class. */
  content(depth: number): ClassDescription | undefined {
    if (depth > MAX_DEPTH) throw new DecodeError("Java objects are nested too deep", this.#reader.offset);
    const at = this.#reader.offset;
    const code = this.#reader.uint(1, "A type code");
    switch (code) {
      case NULL:
        return undefined;
      case REFERENCE:
        return this.#reference();
      case OBJECT: {
        const type = this.#classDescription(depth);
        this.#handles.push(undefined);
        this.#classData(type, depth);
        return type;
      }
      case ARRAY:
        return this.#array(depth);
      case CLASS: {
        const type = this.#classDescription(depth);
        this.#handles.push(undefined);
        return type;
      }
      case ENUM:
        this.#classDescription(depth);
        this.#handles.push(undefined);
        this.content(depth + 1);
        return undefined;
      case STRING:
        this.#handles.push(undefined);
        this.#text();
        return undefined;
      case LONG_STRING:
        this.#handles.push(undefined);
        this.#take(this.#long("A long string"));
        return undefined;
      default:
        throw new DecodeError(`type code 0x${code.toString(16)} is not expected here`, at);
    }
  }

  #array(depth: number): ClassDescription | undefined {
    const type = this.#classDescription(depth);
    this.#handles.push(undefined);
    const count = this.#reader.uint(4, "An array's length");
    const size = SIZES[type?.name.charAt(1) ?? ""];
    if (size !== undefined) this.#take(count * size);
    else for (let i = 0; i < count; i++) this.content(depth + 1);
    return type;
  }

  #classDescription(depth: number): ClassDescription | undefined {
    if (depth > MAX_DEPTH) throw new DecodeError("Java classes are nested too deep", this.#reader.offset);
    const at = this.#reader.offset;
    const code = this.#reader.uint(1, "A class");
    if (code === NULL) return undefined;
    if (code === REFERENCE) return this.#reference();
    if (code === PROXY_CLASS_DESCRIPTION) throw new DecodeError("a proxy class is not expected here", at);
    if (code !== CLASS_DESCRIPTION) throw new DecodeError("a class description is missing", at);
    const name = this.#text();
    this.#take(8);
    const slot = this.#handles.push(undefined) - 1;
    const flags = this.#reader.uint(1, "A class's flags");
    const count = this.#reader.uint(2, "A class's number of fields");
    const fields: string[] = [];
    for (let i = 0; i < count; i++) {
      const type = String.fromCharCode(this.#reader.uint(1, "A field's type"));
      this.#text();
      if (type === "L" || type === "[") this.content(depth + 1);
      else if (SIZES[type] === undefined)
        throw new DecodeError("a field has an unknown type", this.#reader.offset);
      fields.push(type);
    }
    const description: ClassDescription = { name, flags, fields, parent: undefined };
    this.#handles[slot] = description;
    this.#annotations(depth);
    description.parent = this.#classDescription(depth + 1);
    return description;
  }

  /** The fields of each class, the most general one's first. */
  #classData(type: ClassDescription | undefined, depth: number): void {
    const line: ClassDescription[] = [];
    for (let one = type; one; one = one.parent) {
      if (line.length > MAX_DEPTH) throw new DecodeError("a class has itself above it", this.#reader.offset);
      line.unshift(one);
    }
    for (const { flags, fields, name } of line) {
      const [written, serializable, externalizable, blocks] = [1, 2, 4, 8].map((bit) => (flags & bit) !== 0);
      if (serializable) {
        for (const field of fields) {
          const size = SIZES[field];
          if (size === undefined) this.content(depth + 1);
          else this.#take(size);
        }
        if (written) this.#annotations(depth);
      } else if (externalizable && blocks) this.#annotations(depth);
      else if (externalizable)
        throw new DecodeError(`the class ${name} writes itself in a way of its own`, this.#reader.offset);
    }
  }

  /** Whatever a class wrote beside its fields, up to the end of the block. */
  #annotations(depth: number): void {
    for (;;) {
      const code = this.#reader.bytes[this.#reader.offset];
      this.#reader.need(1, "An annotation");
      if (code === END_OF_BLOCK) {
        this.#reader.offset++;
        return;
      }
      if (code === BLOCK || code === LONG_BLOCK) {
        this.#reader.offset++;
        this.#take(this.#reader.uint(code === BLOCK ? 1 : 4, "A block's length"));
      } else this.content(depth + 1);
    }
  }

  #reference(): ClassDescription | undefined {
    const at = this.#reader.offset;
    const handle = this.#reader.uint(4, "A reference") - FIRST_HANDLE;
    if (handle < 0 || handle >= this.#handles.length) throw new DecodeError("a reference leads nowhere", at);
    return this.#handles[handle];
  }

  #text(): string {
    const length = this.#reader.uint(2, "A string's length");
    return String.fromCharCode(...this.#reader.take(length, "A string").subarray(0, 1000));
  }

  #long(what: string): number {
    const high = this.#reader.uint(4, what);
    return high * 2 ** 32 + this.#reader.uint(4, what);
  }

  #take(length: number): void {
    this.#reader.take(length, "A serialised value");
  }
}
