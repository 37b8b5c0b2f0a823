import type { Element } from "../../../asn1/element";
import { isStringTag, tagName, TAG } from "../../../asn1/tags";
import type { CertificateFacts } from "../facts";
import type { RuleRow, Violation } from "../rule";

const fix = "Have it issued again by software that writes DER; strict software refuses this encoding";

/** A rule on how elements are encoded: the first that is wrong is at fault. */
function encoding(
  id: string,
  reference: string,
  title: string,
  wrong: (element: Element) => boolean,
  message: (element: Element) => string,
): RuleRow {
  return {
    id: `rfc5280.${id}`,
    severity: "error",
    reference: `RFC 5280 §4.1 (X.690 ${reference})`,
    title,
    key: "certificate",
    fix,
    check: ({ elements }: CertificateFacts): Violation | undefined => {
      const element = elements.find(wrong);
      return element && { message: message(element), element };
    },
  };
}

/** Bytes that a length of `length` needs: the short form below 128. */
function lengthBytes(length: number): number {
  if (length < 0x80) return 1;
  return 1 + Math.ceil((32 - Math.clz32(length)) / 8);
}

const isMinimalLength = ({ declaredLength, lengthAt, contentAt }: Element): boolean =>
  declaredLength === undefined || contentAt - lengthAt === lengthBytes(declaredLength);

/** X.690 §8.3.2: the first nine bits are not all the same. */
function isMinimalInteger({ content }: Element): boolean {
  const [first, second] = content;
  if (first === undefined || second === undefined) return true;
  return !((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80));
}

/** X.690 §8.19.2: no arc begins with a byte 0x80. */
function isMinimalOid({ content }: Element): boolean {
  return !content.some((byte, i) => byte === 0x80 && (i === 0 || (content[i - 1] ?? 0) < 0x80));
}

/** X.690 §11.2.1: unused bits are zero. */
function hasCleanUnusedBits({ content }: Element): boolean {
  const unused = content[0] ?? 0;
  if (unused > 7 || content.length < 2) return true;
  return ((content.at(-1) ?? 0) & ((1 << unused) - 1)) === 0;
}

/** X.690 §11.6: the elements of a SET OF stand in the order of their bytes. */
function isSorted({ children }: Element): boolean {
  return children.every((child, i) => {
    const before = children[i - 1];
    return !before || compare(before.whole, child.whole) <= 0;
  });
}

function compare(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return (a[i] ?? 0) - (b[i] ?? 0);
  return a.length - b.length;
}

const isPrimitive = ({ tag, tagClass }: Element): boolean =>
  tagClass === 0 && (isStringTag(tag) || tag === TAG.octetString || tag === TAG.bitString);

export const derRules: readonly RuleRow[] = [
  encoding(
    "derDefiniteLength",
    "§10.1",
    "Every length is written, none is indefinite",
    ({ declaredLength }) => declaredLength === undefined,
    (element) => `A ${tagName(element)} has BER's indefinite length`,
  ),
  encoding(
    "derMinimalLength",
    "§10.1",
    "Lengths are as short as can be",
    (element) => !isMinimalLength(element),
    (element) => `The length of a ${tagName(element)} has more bytes than it needs`,
  ),
  encoding(
    "derMinimalInteger",
    "§8.3.2",
    "Integers are as short as can be",
    (element) => element.is(TAG.integer) && !isMinimalInteger(element),
    () => "An INTEGER has more bytes than it needs",
  ),
  encoding(
    "derMinimalOid",
    "§8.19.2",
    "Object identifiers are as short as can be",
    (element) => element.is(TAG.oid) && !isMinimalOid(element),
    () => "An OBJECT IDENTIFIER has a part with leading zeros",
  ),
  encoding(
    "derBoolean",
    "§11.1",
    "TRUE is the byte FF",
    (element) => element.is(TAG.boolean) && element.content[0] !== 0 && element.content[0] !== 0xff,
    (element) => `A BOOLEAN is 0x${(element.content[0] ?? 0).toString(16).padStart(2, "0")}`,
  ),
  encoding(
    "derUnusedBits",
    "§11.2.1",
    "Unused bits of a BIT STRING are zero",
    (element) => element.is(TAG.bitString) && !element.constructed && !hasCleanUnusedBits(element),
    () => "A BIT STRING has unused bits that are set",
  ),
  encoding(
    "derPrimitiveStrings",
    "§10.2",
    "Strings are in one piece",
    (element) => element.constructed && isPrimitive(element),
    (element) => `A ${tagName(element)} is in pieces, as in BER`,
  ),
  encoding(
    "derSetOrder",
    "§11.6",
    "The elements of a SET OF are sorted",
    (element) => element.is(TAG.set) && !isSorted(element),
    () => "The attributes of a relative distinguished name are not in DER's order",
  ),
  {
    id: "rfc5280.derNamedBits",
    severity: "error",
    reference: "RFC 5280 §4.2.1.3 (X.690 §11.2.2)",
    title: "keyUsage has no zero bits at its end",
    key: "tbsCertificate.extensions.keyUsage",
    fix,
    applies: (facts) => facts.has("keyUsage"),
    check: (facts) => {
      const content = facts.value("keyUsage")?.content;
      if (!content || content.length < 2) return undefined;
      const last = content.at(-1) ?? 0;
      const zeros = last === 0 ? undefined : 31 - Math.clz32(last & -last);
      return zeros !== undefined && zeros <= (content[0] ?? 0)
        ? undefined
        : "The extension keyUsage has zero bits behind its last set bit, and DER leaves them out";
    },
  },
  {
    id: "rfc5280.criticalNotDefault",
    severity: "error",
    reference: "RFC 5280 §4.2 (X.690 §11.5)",
    title: "critical is not written when it is FALSE",
    key: "tbsCertificate.extensions",
    fix,
    applies: ({ parts }) => parts.extensions !== undefined,
    check: ({ extensions }) => {
      const found = extensions.find(({ criticalElement }) => criticalElement?.content[0] === 0);
      return (
        found && {
          message: `The extension ${found.name} has critical FALSE written out, and DER leaves a default out`,
          key: found.key,
          element: found.element,
        }
      );
    },
  },
  {
    id: "rfc5280.caNotDefault",
    severity: "error",
    reference: "RFC 5280 §4.2.1.9 (X.690 §11.5)",
    title: "cA is not written when it is FALSE",
    key: "tbsCertificate.extensions.basicConstraints",
    fix,
    applies: (facts) => facts.has("basicConstraints"),
    check: (facts) =>
      facts.value("basicConstraints")?.children.some((part) => part.is(TAG.boolean) && part.content[0] === 0)
        ? "The extension basicConstraints has cA FALSE written out, and DER leaves a default out"
        : undefined,
  },
];
