export { addPemSource, pemFindings, type PemBlock, type PemHeader, type PemProblem } from "./block";
export { findPemBlocks } from "./find";
