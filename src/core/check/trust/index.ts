export { arrangeChain, chainsOf, type ChainArrangement, type ChainGroup } from "./arrange";
export { certificateFindings, EXPIRES_SOON_DAYS, type FindingContext } from "./findings";
export { isSelfIssued, nameOf, shortName } from "./describe";
export { matchName, type NameMatch } from "./matchName";

export {
  type ChainInput,
  type GivenOcspResponse,
  type OtherCertificate,
  type PolicyInputs,
  type Purpose,
} from "./input";
export { checkSignature } from "./signature";
export { validateChain } from "./validate";
export { purposeOf } from "./purpose";
