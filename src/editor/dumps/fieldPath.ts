import type { FieldTable } from "../../core/fields/table";
import type { ByteFields } from "./byteFields";
import { short } from "../../core/words/visible";

const LONGEST_LABEL = 80;

/** A field's names from the outermost to its own: "Record: handshake", "Client Hello", "Cipher Suites", "3 of 4". */
export function pathWords(map: ByteFields, row: number): string[] {
  const { fields } = map.inspection;
  return map.path(row).map((at) => {
    const label = short(fields.field(at).label.replace(/^Handshake Protocol: /, ""), LONGEST_LABEL);
    const place = placeInList(map, fields, at);
    return place === undefined ? label : `${label} ${place}`;
  });
}

/** "3 of 4" for an item of a list. */
function placeInList(map: ByteFields, fields: FieldTable, row: number): string | undefined {
  const parent = map.within(row).at(-2);
  if (parent === undefined) return undefined;
  const { key } = fields.schema(row);
  if (fields.schema(row).minor || key === "tls.handshake.extension") return undefined;
  const alike = fields.children(parent).filter((child) => fields.schema(child).key === key);
  return alike.length > 1 ? `${String(alike.indexOf(row) + 1)} of ${String(alike.length)}` : undefined;
}
