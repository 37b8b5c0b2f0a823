export { codePoints, isGrease16, type CodePoints, type Names } from "./codePoints";
export { traceRegion } from "./region";
export { asciiDescription, asciiOf, displayBytes, integerOf, leaf, opaque, rest, uint } from "./scalars";
export {
  body,
  optional,
  select,
  struct,
  when,
  type StructValue,
  type Tagged,
  type UnionValue,
} from "./struct";
export {
  field,
  type Context,
  type Field,
  type Infer,
  type KeyExchange,
  type Tracing,
  type Type,
} from "./type";
export { opaqueVector, vector } from "./vectors";
