import { authorities } from "./authorities";
import { chains } from "./chains";
import { groupObjects } from "./groups";
import { keys } from "./keys";
import type { JudgeOptions, ObjectFinding, ObjectRule, PlacedObject } from "./types";

/** A new judgement is a file and a row here. */
const RULES: readonly ObjectRule[] = [keys, chains, authorities];

/**
 * What is remarkable about the objects of a text as they stand together: order, gaps and doubles of chains, keys that
 * do not fit, authorities that are none. What each says by itself is `certificateFindings`. Never throws.
 */
export function judgeObjects(objects: readonly PlacedObject[], options: JudgeOptions): ObjectFinding[] {
  return [...judgementsOf(objects, options)].flat();
}

/** The same, a rule a step: for bundles of thousands, between whose rules a caller rests. */
export function* judgementsOf(
  objects: readonly PlacedObject[],
  options: JudgeOptions,
): Generator<readonly ObjectFinding[]> {
  const groups = groupObjects(options.text, objects);
  yield [];
  for (const rule of RULES) yield rule({ ...options, objects, groups });
}
