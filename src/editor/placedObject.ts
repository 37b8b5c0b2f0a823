import type { TextObject } from "../core/inspect/objects";
import { shiftReading, type ObjectReading } from "../core/inspect/objectReading";

/** An object of a chunk as one of the whole text, whose `offset`th character is the chunk's first. */
export function placed(object: TextObject, offset: number): TextObject {
  return offset === 0 ? object : new PlacedObject(object, offset);
}

class PlacedObject implements TextObject {
  #reading: ObjectReading | undefined;

  constructor(
    private readonly own: TextObject,
    private readonly offset: number,
  ) {}

  get form(): TextObject["form"] {
    return this.own.form;
  }

  get label(): string {
    return this.own.label;
  }

  get name(): string | undefined {
    return this.own.name;
  }

  get key(): string {
    return this.own.key;
  }

  get start(): number {
    return this.own.start + this.offset;
  }

  get end(): number {
    return this.own.end + this.offset;
  }

  read(): ObjectReading {
    return (this.#reading ??= shiftReading(this.own.read(), this.offset));
  }
}
