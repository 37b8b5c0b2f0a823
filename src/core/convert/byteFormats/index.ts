import { ARRAY_FORMATS } from "./arrays";
import { BASE64_FORMATS } from "./base64";
import { DIGIT_FORMATS } from "./digits";
import type { ByteFormat } from "./format";
import { HEX_FORMATS } from "./hex";
import { ROW_FORMATS } from "./rows";
import { STRING_FORMATS } from "./strings";

export type { ByteFormat, Printed } from "./format";

/** Every way to write bytes, in a menu's order. A new one is a file here and a row. */
export const BYTE_FORMATS: readonly ByteFormat[] = [
  ...HEX_FORMATS,
  ...BASE64_FORMATS,
  ...ARRAY_FORMATS,
  ...STRING_FORMATS,
  ...DIGIT_FORMATS,
  ...ROW_FORMATS,
];
