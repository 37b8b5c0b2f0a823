import type { MissingBytes } from "../../../src/core/text/hexDump/dump";
import type { CarryName } from "./carries";
import type { Lab } from "./lab";

/** A text that a real tool prints of bytes that we know. */
export interface Sample {
  readonly name: string;
  /** The program that prints it; without it the sample is skipped. */
  readonly tool: string;
  readonly carry: CarryName;
  readonly print: (lab: Lab) => Promise<string>;
  /** What the tool is given; the hello where it is absent. */
  readonly bytes?: InputName;
  /** The bytes of each dump in the text, in its order; one with just the input where it is absent. */
  readonly dumps?: (lab: Lab) => readonly Uint8Array[] | Promise<readonly Uint8Array[]>;
  /** Only this many bytes of the input are shown, and what the text says of the rest. */
  readonly shown?: number;
  readonly missing?: readonly MissingBytes[];
  /** Numbers that nothing but a person's choice makes a dump of. */
  readonly selected?: boolean;
  /** A `*` may carry bytes. */
  readonly star?: boolean;
}

/** What tools are given: see `Lab`. */
export type InputName = "hello" | "padded";

/** Samples of one program called in several ways, each a command line that prints the hello. */
export function commands(
  tool: string,
  rows: readonly (readonly [line: string, carry: CarryName, more?: Partial<Sample>])[],
): Sample[] {
  return rows.map(([line, carry, more]) => ({
    name: line,
    tool,
    carry,
    print: (lab) => lab.run(line),
    ...more,
  }));
}

/** Samples that one run of a program prints, each under a line "@@ NAME". */
export function sections(
  tool: string,
  program: (lab: Lab) => Promise<string>,
  rows: readonly (readonly [name: string, carry: CarryName, more?: Partial<Sample>])[],
): Sample[] {
  return rows.map(([name, carry, more]) => ({
    name: `${tool}: ${name}`,
    tool,
    carry,
    print: async (lab) => {
      const printed = await lab.once(`${tool} sections`, () => program(lab));
      const text = printed.split(/^@@ /m).find((part) => part.startsWith(`${name}\n`));
      if (text === undefined) throw new Error(`${tool} printed no "${name}"`);
      return text.slice(name.length + 1);
    },
    ...more,
  }));
}
