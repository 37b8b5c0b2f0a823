import { contentOf, displayPrimitive } from "../asn1/primitive";
import type { Element } from "../asn1/element";
import { decodeOid, oidName } from "../asn1/oid";
import { decodeString, visible } from "../asn1/strings";
import { isStringTag, TAG } from "../asn1/tags";
import { partOf, rowAt, type Place } from "../asn1/trace";
import { makeType, type Type } from "../asn1/type";
import { listOf, oid, part, sequence, anyString } from "../asn1/types";
import { any, traceGeneric } from "../asn1/generic";
import { toHex } from "../bytes/hex";
import { labelFor } from "./labels";

/** One attribute of a name: `CN=localhost`. */
export interface Attribute {
  /** Dotted. */
  readonly oid: string;
  /** "commonName", or the dotted number. */
  readonly type: string;
  /** The text; `#` and hex of the DER for a value that is no string. */
  readonly value: string;
}

/** An X.501 name: relative distinguished names in the order of their bytes, each of one or more attributes. */
export interface Name {
  readonly rdns: readonly (readonly Attribute[])[];
  readonly der: Uint8Array;
  /** As RFC 4514 writes it, the most specific part first, with a space behind commas: "CN=localhost, O=Example". */
  readonly text: string;
}

/** RFC 4514 §3, and what everyone writes beside it. */
const SHORT: Readonly<Record<string, string>> = {
  "2.5.4.3": "CN",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.9": "street",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "2.5.4.4": "SN",
  "2.5.4.42": "GN",
  "0.9.2342.19200300.100.1.1": "UID",
  "0.9.2342.19200300.100.1.25": "DC",
};

const Pair = sequence({
  type: part("Type", oid),
  value: part(
    "Value",
    makeType({
      ...any,
      name: "an attribute's value",
      fill: (trace, element, place) => {
        (anyString.accepts(element) ? anyString : any).fill(trace, element, place);
      },
    }),
  ),
});

function readAttribute(pair: Element): Attribute | undefined {
  const { type, value } = Pair.parts(pair);
  const dotted = type && decodeOid(type.content);
  if (dotted === undefined || !value) return undefined;
  const isText = value.tagClass === 0 && isStringTag(value.tag);
  return {
    oid: dotted,
    type: oidName(dotted) ?? dotted,
    value: isText ? decodeString(value.tag, contentOf(value)).text : `#${toHex(value.whole)}`,
  };
}

/** "CN", "commonName" for a type without a short name, or the number. */
function shortType(attribute: Attribute): string {
  return SHORT[attribute.oid] ?? attribute.type;
}

/** RFC 4514 §2.4, with control characters and direction marks made visible. */
function escapeValue(value: string): string {
  const escaped = value
    .replace(/[",+;<>\\]/g, "\\$&")
    .replace(/^ | $/g, "\\ ")
    .replace(/^#(?![0-9a-f]*$)/, "\\#");
  return visible(escaped);
}

/** A relative distinguished name as RFC 4514 writes it. */
function rdnText(attributes: readonly Attribute[]): string {
  return attributes.map((attribute) => `${shortType(attribute)}=${escapeValue(attribute.value)}`).join("+");
}

/** A name as RFC 4514 writes it: the last relative distinguished name first. */
export function nameText(rdns: Name["rdns"], separator = ", "): string {
  return rdns.map(rdnText).reverse().join(separator);
}

/** The attributes of a relative distinguished name; those that cannot be read are left out. */
export function readRdn(set: Element): Attribute[] {
  return set.children.flatMap((pair) => readAttribute(pair) ?? []);
}

/** Reads a Name; parts that cannot be read are left out. */
export function readName(element: Element): Name {
  const rdns = element.children.map(readRdn);
  return { rdns, der: element.whole, text: nameText(rdns) };
}

/** The values of all attributes of this type, in the order of their bytes. */
export function attributeValues(name: Name, type: string): string[] {
  return name.rdns.flat().flatMap((attribute) => (attribute.type === type ? [attribute.value] : []));
}

/**
 * Whether two names are the same (RFC 5280 §7.1): case and runs of spaces do not matter, nor which string type holds the
 * text, nor the order within a relative distinguished name.
 */
export function sameName(a: Name, b: Name): boolean {
  return nameKey(a) === nameKey(b);
}

/** Whether `name` begins with the relative distinguished names of `base`: it lies in the subtree below it (RFC 5280 §4.2.1.10). */
export function isBelow(name: Name, base: Name): boolean {
  return base.rdns.every((rdn, i) => {
    const own = name.rdns[i];
    return own !== undefined && comparableRdn(own) === comparableRdn(rdn);
  });
}

const keys = new WeakMap<Name, string>();

/** A text that two names share exactly when they are the same by `sameName`: what names are looked up by. */
export function nameKey(name: Name): string {
  const known = keys.get(name);
  if (known !== undefined) return known;
  const key = JSON.stringify(name.rdns.map(comparableRdn));
  keys.set(name, key);
  return key;
}

function comparableRdn(rdn: readonly Attribute[]): string {
  const parts = rdn.map(({ oid: type, value }) => [type, prepared(value)]);
  return JSON.stringify(parts.map((pair) => JSON.stringify(pair)).sort());
}

/** RFC 4518 §2 (by way of RFC 5280 §7.1): invisible characters go, case is folded, runs of spaces count as one. */
function prepared(value: string): string {
  if (/^[ -~]*$/.test(value)) return value.toLowerCase().trim().replace(/ +/g, " ");
  return value
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\p{Cf}\ufe00-\ufe0f]/gu, "")
    .normalize("NFKC")
    .toUpperCase()
    .toLowerCase()
    .normalize("NFKC")
    .trim()
    .replace(/\s+/g, " ");
}

const attributeReading = {
  value: (element: Element): string | undefined => attributeIn(element)?.value,
  display: (element: Element): string => {
    const value = pairIn(element).children[1];
    return value ? displayPrimitive(value, contentOf(value)) : "";
  },
};

/** The attribute of a pair, or of a SET that holds one. */
function pairIn(element: Element): Element {
  return element.is(TAG.set) ? (element.children[0] ?? element) : element;
}

function attributeIn(element: Element): Attribute | undefined {
  return readAttribute(pairIn(element));
}

/** The place of an attribute, named by its type: "…issuer.commonName". */
function attributePlace(pair: Element, place: Place): Place {
  const { type } = Pair.parts(pair);
  const dotted = type && decodeOid(type.content);
  const known = dotted === undefined ? undefined : oidName(dotted);
  return known === undefined
    ? partOf(place, "attribute", (element) => attributeIn(element)?.type ?? "Attribute")
    : partOf(place, known, labelFor(known));
}

/** A SET of attributes. One alone shares its row with the SET. */
export const RelativeDistinguishedName: Type = makeType({
  name: "a SET",
  accepts: (element) => element.is(TAG.set) && element.constructed,
  display: (element) => rdnText(readRdn(element)),
  fill(trace, element, place) {
    trace.frame(element, "A relative distinguished name", () => {
      for (const pair of element.children) {
        if (!Pair.accepts(pair)) traceGeneric(trace, pair);
        else {
          const at = attributePlace(pair, place);
          trace.row(rowAt(at, attributeReading), pair, () => {
            Pair.fill(trace, pair, at);
          });
        }
      }
      trace.rest(element.inside, element.contentEnd);
    });
  },
});

const RdnOrAttribute: Type = {
  ...RelativeDistinguishedName,
  trace(trace, element, place) {
    const [pair, ...more] = element.children;
    if (!pair || more.length > 0 || !Pair.accepts(pair)) {
      RelativeDistinguishedName.trace(trace, element, {
        ...partOf(place, "relativeDistinguishedName", "Relative Distinguished Name"),
        prefix: place.prefix ?? place.key,
      });
      return;
    }
    const at = attributePlace(pair, place);
    trace.row(rowAt(at, attributeReading), element, () => {
      trace.frame(element, "A relative distinguished name", () => {
        Pair.fill(trace, pair, at);
        trace.rest(element.inside, element.contentEnd);
      });
    });
  },
};

/** An X.501 Name (RFC 5280 §4.1.2.4). */
export const NameType: Type = listOf(
  { label: "A relative distinguished name", type: RdnOrAttribute },
  {
    display: (element) => readName(element).text || "(empty)",
    value: (element) => readName(element).text,
  },
);
