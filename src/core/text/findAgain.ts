import { pemBlocks } from "./hexDump/claims";
import { MAX_BYTES, type FindOptions, type Range } from "./hexDump/dump";
import { findDumpsInSteps } from "./hexDump/findDumps";
import { PlacedDump } from "./placedDump";
import { plainCutAfter, plainCutBefore } from "./plainLines";
import { differenceOf, type Difference } from "./sharedEnds";
import type { Steps } from "./steps";

/** The dumps of a text, and how they were looked for. */
export interface FoundDumps {
  readonly text: string;
  readonly options: FindOptions;
  readonly dumps: readonly PlacedDump[];
}

/** A place where a text is cut, and the first dump behind it. */
interface Cut {
  readonly at: number;
  readonly index: number;
}

/** A dump that ends or begins nearer to an edit than this may be another one after it. */
const NEAR = 256;
/** So many unchanged dumps on each side are read again: when they come out as before, so would all beyond them. */
const WITNESSES = 2;

/**
 * Every dump of `text`. Of what an earlier text held, only the stretch around the edit is read again: from plain lines
 * to plain lines, or for lack of them between dumps that are as they were.
 */
export function* findAgain(
  text: string,
  options: FindOptions,
  earlier: FoundDumps | undefined,
): Steps<readonly PlacedDump[]> {
  if (!earlier) return (yield* findDumpsInSteps(text, options)).map((dump) => new PlacedDump(dump));
  const edit = differenceOf(earlier.text, text);
  yield;
  if (isLocal(options) && isLocal(earlier.options) && sizeOf(earlier.dumps) <= MAX_BYTES / 2) {
    const around = yield* findAround(text, options, earlier, edit);
    if (around) return around;
  }
  const found = yield* findDumpsInSteps(text, options);
  return yield* known(
    found.map((dump) => new PlacedDump(dump)),
    earlier.dumps,
    edit,
  );
}

/** Whether a dump depends on what is near it alone. */
function isLocal(options: FindOptions): boolean {
  return options.selected !== true;
}

function sizeOf(dumps: readonly PlacedDump[]): number {
  return dumps.reduce((sum, { size }) => sum + size, 0);
}

/** Undefined when the whole text is to be read. */
function* findAround(
  text: string,
  options: FindOptions,
  earlier: FoundDumps,
  edit: Difference,
): Steps<readonly PlacedDump[] | undefined> {
  const { dumps } = earlier;
  const by = edit.end - edit.earlierEnd;
  const touched = indexWhere(dumps, ({ end }) => end > edit.start - NEAR);
  const after = indexWhere(dumps, ({ start }) => start >= edit.earlierEnd + NEAR);
  const elsewhere = new Elsewhere(earlier, text, options, by);
  let [above, below] = [0, 0];
  for (;;) {
    const from = yield* cutAbove(earlier, touched, edit.start, above);
    const to = yield* cutBelow(earlier, after, edit.earlierEnd, below);
    if ((from.at === 0 && to.at === earlier.text.length) || !elsewhere.isSame(from.at, to.at))
      return undefined;
    const window = text.slice(from.at, to.at + by);
    const found = (yield* findDumpsInSteps(window, within(options, from.at, to.at + by))).map((dump) =>
      new PlacedDump(dump).moved(from.at),
    );
    const [before, behind] = [dumps.slice(from.index, touched - 1), dumps.slice(after + 1, to.index)];
    const first = found.length - behind.length;
    const headHolds = from.at === 0 || before.every((dump, i) => isFound(dump, found[i]));
    const tailHolds =
      to.at === earlier.text.length || behind.every((dump, i) => isFound(dump.moved(by), found[first + i]));
    if (headHolds && tailHolds)
      return [
        ...dumps.slice(0, from.index),
        ...(yield* known(found, dumps, edit)),
        ...dumps.slice(to.index).map((dump) => dump.moved(by)),
      ];
    if (!headHolds) above = Math.max(4, above * 4);
    if (!tailHolds) below = Math.max(4, below * 4);
  }
}

function isFound(dump: PlacedDump, found: PlacedDump | undefined): boolean {
  return found !== undefined && dump.is(found.now);
}

/** Where to begin above an edit: not in the `least` gaps between dumps that are nearest. */
function* cutAbove({ text, dumps }: FoundDumps, touched: number, edited: number, least: number): Steps<Cut> {
  let limit = Math.min(edited, dumps[touched]?.start ?? edited);
  for (let index = touched; ; index--) {
    const dump = dumps[index - 1];
    const passed = touched - index;
    const plain = passed < least ? undefined : yield* plainCutBefore(text, dump?.end ?? 0, limit);
    if (plain !== undefined) return { at: plain, index };
    if (!dump) return { at: 0, index: 0 };
    const line = text.indexOf("\n", dump.end) + 1;
    if (passed >= Math.max(WITNESSES, least) && line > 0 && line <= limit) return { at: line, index };
    limit = dump.start;
  }
}

/** Where to end below an edit of the earlier text. */
function* cutBelow({ text, dumps }: FoundDumps, after: number, edited: number, least: number): Steps<Cut> {
  let limit = Math.max(edited, dumps[after - 1]?.end ?? edited);
  for (let index = after; ; index++) {
    const dump = dumps[index];
    const passed = index - after;
    const line = dump ? text.lastIndexOf("\n", dump.start - 1) + 1 : text.length;
    const plain = passed < least ? undefined : yield* plainCutAfter(text, limit, line);
    if (plain !== undefined) return { at: plain, index };
    if (!dump) return { at: text.length, index };
    if (passed >= Math.max(WITNESSES, least) && line >= limit) return { at: line, index };
    limit = dump.end;
  }
}

/** Of dumps that were found, those that an earlier text held are the earlier ones. */
function* known(
  found: readonly PlacedDump[],
  earlier: readonly PlacedDump[],
  edit: Difference,
): Steps<PlacedDump[]> {
  const by = edit.end - edit.earlierEnd;
  const at = new Map(earlier.map((dump) => [dump.start, dump]));
  const result: PlacedDump[] = [];
  for (const dump of found) {
    const shift = dump.end <= edit.start ? 0 : dump.start >= edit.end ? by : undefined;
    const before = shift === undefined ? undefined : at.get(dump.start - shift)?.moved(shift);
    result.push(before?.is(dump.now) ? before : dump);
    if (dump.size > NEAR) yield;
  }
  return result;
}

/** What else of a text decides over its dumps: what is another reader's, and the readings that were chosen. */
class Elsewhere {
  readonly #before: readonly Range[];
  readonly #now: readonly Range[];

  constructor(
    private readonly earlier: FoundDumps,
    text: string,
    private readonly options: FindOptions,
    private readonly by: number,
  ) {
    this.#before = takenOf(earlier.text, earlier.options);
    this.#now = takenOf(text, options);
  }

  /** Whether it is the same before `from` and from `to` of the earlier text on, and none of it reaches over those. */
  isSame(from: number, to: number): boolean {
    const { by, earlier, options } = this;
    return (
      outside(this.#before, from, to, by) === outside(this.#now, from, to + by, 0) &&
      chosenOutside(earlier.options, from, to, by) === chosenOutside(options, from, to + by, 0) &&
      [from, to].every((at) => !this.#before.some(({ start, end }) => start < at && at < end)) &&
      [from, to + by].every((at) => !this.#now.some(({ start, end }) => start < at && at < end))
    );
  }
}

function takenOf(text: string, { taken }: FindOptions): readonly Range[] {
  return taken && taken.length > 0 ? taken : pemBlocks(text);
}

/** The stretches outside of `from` to `to`, those behind it moved, as a text that can be compared. */
function outside(ranges: readonly Range[], from: number, to: number, by: number): string {
  return ranges
    .filter(({ start, end }) => end <= from || start >= to)
    .map(({ start, end }) =>
      end <= from ? `${String(start)} ${String(end)}` : `${String(start + by)} ${String(end + by)}`,
    )
    .join();
}

function chosenOutside({ choose }: FindOptions, from: number, to: number, by: number): string {
  return [...(choose ?? [])]
    .filter(([at]) => at < from || at >= to)
    .map(([at, id]) => `${String(at < from ? at : at + by)} ${id}`)
    .sort()
    .join();
}

/** The options for the stretch `from` to `to` of a text. */
function within({ taken, choose }: FindOptions, from: number, to: number): FindOptions {
  return {
    ...(taken && {
      taken: taken
        .filter(({ start, end }) => start >= from && end <= to)
        .map(({ start, end }) => ({ start: start - from, end: end - from })),
    }),
    ...(choose && {
      choose: new Map([...choose].filter(([at]) => at >= from && at < to).map(([at, id]) => [at - from, id])),
    }),
  };
}

/** The place of the first dump of which `holds` holds, as it does of all behind it. */
function indexWhere(dumps: readonly PlacedDump[], holds: (dump: PlacedDump) => boolean): number {
  const index = dumps.findIndex(holds);
  return index < 0 ? dumps.length : index;
}
