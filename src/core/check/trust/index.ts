export { arrangeChain, chainsOf, type ChainArrangement, type ChainGroup } from "./arrange";
export { certificateFindings, EXPIRES_SOON_DAYS, type FindingContext } from "./findings";
export { matchName, type NameMatch } from "./matchName";
export { type Purpose } from "./steps";
export { validateChain, type ChainInput } from "./validate";
