import type { Element } from "../../../asn1/element";
import { decodeOid, oidName } from "../../../asn1/oid";
import { contentOf } from "../../../asn1/primitive";
import { decodeString } from "../../../asn1/strings";
import { isStringTag } from "../../../asn1/tags";

/** An attribute of a name, with the element that holds its value. */
export interface AttributeFacts {
  /** "commonName", or the dotted number. */
  readonly type: string;
  /** Its value's element: the tag says the string type. */
  readonly value: Element;
  /** The characters; undefined for a value that is no string. */
  readonly text: string | undefined;
  /** What the string's bytes hold that its type does not allow. */
  readonly problem: string | undefined;
  /** The row: "tbsCertificate.subject.commonName". */
  readonly key: string;
}

/** The attributes of the Name `name`, whose row is `key`, in the order of their bytes. */
export function readAttributes(name: Element | undefined, key: string): AttributeFacts[] {
  return (name?.children ?? []).flatMap((set) => set.children.flatMap((pair) => readAttribute(pair, key)));
}

function readAttribute(pair: Element, key: string): AttributeFacts[] {
  const [type, value] = pair.children;
  const dotted = type && decodeOid(type.content);
  if (dotted === undefined || !value) return [];
  const known = oidName(dotted);
  const isText = value.tagClass === 0 && isStringTag(value.tag);
  const string = isText ? decodeString(value.tag, contentOf(value)) : undefined;
  return [
    {
      type: known ?? dotted,
      value,
      text: string?.text,
      problem: string?.problem,
      key: `${key}.${known ?? "attribute"}`,
    },
  ];
}
