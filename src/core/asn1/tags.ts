import { CONTEXT, UNIVERSAL, type Element } from "./element";

/** Universal tag numbers (X.680 §8.6). */
export const TAG = {
  boolean: 1,
  integer: 2,
  bitString: 3,
  octetString: 4,
  null: 5,
  oid: 6,
  enumerated: 10,
  utf8String: 12,
  sequence: 16,
  set: 17,
  numericString: 18,
  printableString: 19,
  teletexString: 20,
  videotexString: 21,
  ia5String: 22,
  utcTime: 23,
  generalizedTime: 24,
  graphicString: 25,
  visibleString: 26,
  generalString: 27,
  universalString: 28,
  bmpString: 30,
} as const;

const NAMES: Readonly<Record<number, string>> = {
  0: "end of contents",
  1: "BOOLEAN",
  2: "INTEGER",
  3: "BIT STRING",
  4: "OCTET STRING",
  5: "NULL",
  6: "OBJECT IDENTIFIER",
  7: "ObjectDescriptor",
  8: "EXTERNAL",
  9: "REAL",
  10: "ENUMERATED",
  11: "EMBEDDED PDV",
  12: "UTF8String",
  13: "RELATIVE-OID",
  14: "TIME",
  16: "SEQUENCE",
  17: "SET",
  18: "NumericString",
  19: "PrintableString",
  20: "TeletexString",
  21: "VideotexString",
  22: "IA5String",
  23: "UTCTime",
  24: "GeneralizedTime",
  25: "GraphicString",
  26: "VisibleString",
  27: "GeneralString",
  28: "UniversalString",
  29: "CHARACTER STRING",
  30: "BMPString",
};

/** "SEQUENCE", "[3]", "[APPLICATION 1]". */
export function tagName(element: Pick<Element, "tagClass" | "tag">): string {
  const { tagClass, tag } = element;
  if (tagClass === UNIVERSAL) return NAMES[tag] ?? `[UNIVERSAL ${String(tag)}]`;
  if (tagClass === CONTEXT) return `[${String(tag)}]`;
  return `[${tagClass === 1 ? "APPLICATION" : "PRIVATE"} ${String(tag)}]`;
}

const STRINGS: ReadonlySet<number> = new Set([
  TAG.utf8String,
  TAG.numericString,
  TAG.printableString,
  TAG.teletexString,
  TAG.videotexString,
  TAG.ia5String,
  TAG.graphicString,
  TAG.visibleString,
  TAG.generalString,
  TAG.universalString,
  TAG.bmpString,
]);

/** Whether a universal tag is one of the character string types. */
export function isStringTag(tag: number): boolean {
  return STRINGS.has(tag);
}
