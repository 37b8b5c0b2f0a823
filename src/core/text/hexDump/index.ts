export type { Dump, DumpFinding, FindOptions, Range } from "./dump";
export { findDumps } from "./findDumps";
export { refusedText } from "./refused";
