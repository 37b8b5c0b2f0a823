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
  const groups = groupObjects(options.text, objects);
  return RULES.flatMap((rule) => rule({ ...options, objects, groups }));
}
