import type { ByteFormat } from "./format";
import { hexStream } from "./hex";

export type { ByteFormat, Printed } from "./format";

/** Every way to write bytes, in a menu's order. A new one is a file here and a row. */
export const BYTE_FORMATS: readonly ByteFormat[] = [hexStream];
