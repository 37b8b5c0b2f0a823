import type { Dump } from "./hexDump/dump";
import { moved } from "./hexDump/moved";

/** A dump as it was found once, and where it stands now. */
export class PlacedDump {
  #now: Dump | undefined;

  constructor(
    private readonly own: Dump,
    private readonly by = 0,
  ) {}

  get start(): number {
    return this.own.range.start + this.by;
  }

  get end(): number {
    return this.own.range.end + this.by;
  }

  /** How many bytes it has. */
  get size(): number {
    return this.own.bytes.length;
  }

  /** The dump with the places of today. */
  get now(): Dump {
    return (this.#now ??= moved(this.own, this.by));
  }

  /** The same dump `by` characters further on. */
  moved(by: number): PlacedDump {
    return by === 0 ? this : new PlacedDump(this.own, this.by + by);
  }

  /** Whether `dump` is what this one is, at the same place. */
  is(dump: Dump): boolean {
    const { own, by } = this;
    const { bytes, runs } = dump;
    return (
      this.start === dump.range.start &&
      this.end === dump.range.end &&
      own.bytes.length === bytes.length &&
      own.runs.length === runs.length &&
      sameBytes(own.bytes, bytes) &&
      own.runs.every((run, i) => {
        const other = runs[i];
        return (
          run.byteStart === other?.byteStart &&
          run.byteCount === other.byteCount &&
          run.charStart + by === other.charStart &&
          run.charsPerByte === other.charsPerByte &&
          run.stride === other.stride
        );
      }) &&
      said(this.now) === said(dump)
    );
  }
}

/** All that a dump says but its bytes and their places. */
function said(dump: Dump): string {
  return JSON.stringify({ ...dump, bytes: undefined, runs: undefined });
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
