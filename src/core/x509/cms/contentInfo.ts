import type { Element } from "../../asn1/element";
import { forward } from "../../asn1/forward";
import { any } from "../../asn1/generic";
import { decodeOid, displayOid, oidName } from "../../asn1/oid";
import type { Type } from "../../asn1/type";
import { explicit, octetString, oid, optional, part, sequence, unwrap } from "../../asn1/types";

/** The types of content that have a structure, by name; each file of this folder adds its own. */
const CONTENTS = new Map<string, Type>([["data", explicit(0, octetString)]]);

/** Says what `[0] content` of a ContentInfo holds whose contentType has this name. */
export function defineContent(name: string, type: Type): void {
  CONTENTS.set(name, explicit(0, type));
}

/** ContentInfo (RFC 5652 §3). */
export const ContentInfo = sequence(
  {
    contentType: part("Content Type", oid),
    // PKCS#7 lets it be absent.
    content: optional("Content", explicit(0, any)),
  },
  {
    display: (element) => contentInfoText(element),
    refine: (name, { contentType, content }) => {
      if (name !== "content" || !contentType || !content) return undefined;
      return typeFor(contentType, content);
    },
  },
);

function typeFor(contentType: Element, content: Element): Type | undefined {
  const known = CONTENTS.get(oidName(decodeOid(contentType.content) ?? "") ?? "");
  return known?.accepts(content) ? known : undefined;
}

function contentInfoText(element: Element): string {
  const { contentType, content } = ContentInfo.parts(element);
  const dotted = contentType && decodeOid(contentType.content);
  if (!contentType || dotted === undefined) return "";
  const name = oidName(dotted) ?? displayOid(dotted);
  const type = content && typeFor(contentType, content);
  const text = name !== "data" && type ? type.display?.(content) : undefined;
  return text === undefined || text === "" ? name : `${name}: ${text}`;
}

/** ContentInfo where one stands inside another: a time stamp within a signature. */
export const NestedContentInfo = forward("a SEQUENCE");
NestedContentInfo.define(ContentInfo);

/** The type's name and the element inside `[0]` of a ContentInfo. */
export function readContentInfo(
  element: Element,
): { readonly contentType: string; readonly content: Element | undefined } | undefined {
  const { contentType, content } = ContentInfo.parts(element);
  const dotted = contentType && decodeOid(contentType.content);
  if (dotted === undefined) return undefined;
  return { contentType: oidName(dotted) ?? dotted, content: content && unwrap(content) };
}
