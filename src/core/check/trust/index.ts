export { arrangeChain, chainsOf, type ChainArrangement, type ChainGroup } from "./arrange";
export { certificateFindings, EXPIRES_SOON_DAYS, type FindingContext } from "./findings";
export { matchName, type NameMatch } from "./matchName";

export {
  type ChainInput,
  type GivenOcspResponse,
  type OtherCertificate,
  type PolicyInputs,
  type Purpose,
} from "./input";
export { validateChain } from "./validate";
