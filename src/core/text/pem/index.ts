export { problemFindings, type PemBlock, type PemHeader, type PemProblem } from "./block";
export { findPemBlocks, locatePem, type LocatedPem } from "./find";
