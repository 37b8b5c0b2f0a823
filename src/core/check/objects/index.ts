export { groupObjects, isJoined, openingEnd, standTogether } from "./groups";
export { keyFits, publicKeyOfObject } from "./keys";
export type {
  JudgeOptions,
  ObjectFinding,
  ObjectFix,
  ObjectPair,
  PlacedObject,
  RelatedObject,
} from "./types";
export { judgementsOf, judgeObjects } from "./judge";
export {
  judgeAuthorities,
  judgePair,
  type NamedObjects,
  type NamedPair,
  type PairFinding,
  type PairOptions,
} from "./pairs";
