import { bytesText } from "./trace";
import { contentOf } from "./primitive";
import { TAG } from "./tags";
import { makeType, type Type } from "./type";
import { octetString, primitive } from "./types";

/** An OCTET STRING that says nothing to a reader (encrypted content): its row counts the bytes. */
export const countedOctets: Type = primitive("an OCTET STRING", [TAG.octetString], {
  display: (element) => bytesText(contentOf(element).length),
  value: () => undefined,
});

/** `[tag] IMPLICIT OCTET STRING`, which BER may write in pieces. */
export function implicitOctets(tag: number, type = octetString): Type {
  return makeType({
    ...(type.value && { value: type.value }),
    ...(type.display && { display: type.display }),
    name: `[${String(tag)}]`,
    accepts: (element) => element.isContext(tag),
    fill: (trace, element, place) => {
      type.fill(trace, element, place);
    },
  });
}
