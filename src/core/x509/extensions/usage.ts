import { decodeOid, displayOid, oidName } from "../../asn1/oid";
import type { Element } from "../../asn1/element";
import { decodeSmallInteger } from "../../asn1/integer";
import { TAG } from "../../asn1/tags";
import { boolean, integer, listOf, oid, optional, primitive, sequence } from "../../asn1/types";
import { listText } from "../labels";
import { extension } from "./extension";
import { namedBits } from "./namedBits";

/** Names of the bits of keyUsage (RFC 5280 §4.2.1.3). */
export const KEY_USAGES = [
  "digitalSignature",
  "nonRepudiation",
  "keyEncipherment",
  "dataEncipherment",
  "keyAgreement",
  "keyCertSign",
  "cRLSign",
  "encipherOnly",
  "decipherOnly",
] as const;

export const BasicConstraints = sequence(
  { cA: optional("CA", boolean), pathLenConstraint: optional("Path Length", integer) },
  {
    display: (element): string => {
      const { isCa, pathLength } = readBasicConstraints(element);
      return `${isCa ? "CA" : "not a CA"}${pathLength === undefined ? "" : `, path length ${String(pathLength)}`}`;
    },
  },
);

/** basicConstraints (RFC 5280 §4.2.1.9). */
export interface BasicConstraintsInfo {
  readonly isCa: boolean;
  /** How many intermediate certificates may follow at most. */
  readonly pathLength: number | undefined;
}

export function readBasicConstraints(element: Element): BasicConstraintsInfo {
  const { cA, pathLenConstraint } = BasicConstraints.parts(element);
  return {
    isCa: (cA?.content[0] ?? 0) !== 0,
    pathLength: pathLenConstraint && decodeSmallInteger(pathLenConstraint.content),
  };
}

/** Dotted numbers of a SEQUENCE OF OBJECT IDENTIFIER. */
export function readOids(element: Element): string[] {
  return element.children.flatMap((child) => (oid.accepts(child) ? (decodeOid(child.content) ?? []) : []));
}

const KeyPurposes = listOf(
  { name: "keyPurposeId", label: "Key Purpose", type: oid },
  {
    display: (element) => listText(readOids(element).map((dotted) => oidName(dotted) ?? displayOid(dotted))),
  },
);

const FEATURES: Readonly<Record<number, string>> = { 5: "status_request", 17: "status_request_v2" };
const Feature = primitive("an INTEGER", [TAG.integer], {
  display: ({ content }) => {
    const number = decodeSmallInteger(content) ?? -1;
    return `${FEATURES[number] ?? "TLS extension"} (${String(number)})`;
  },
});

export const usageExtensions = [
  extension("2.5.29.15", "keyUsage", "Key Usage", namedBits(KEY_USAGES)),
  extension("2.5.29.37", "extKeyUsage", "Extended Key Usage", KeyPurposes),
  extension("2.5.29.19", "basicConstraints", "Basic Constraints", BasicConstraints),
  extension(
    "1.3.6.1.5.5.7.1.24",
    "tlsFeature",
    "TLS Feature",
    listOf(
      { name: "feature", label: "Feature", type: Feature },
      { display: (element) => listText(element.children.map((child) => Feature.display?.(child) ?? "")) },
    ),
  ),
];
