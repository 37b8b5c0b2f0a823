import type { Element } from "../../asn1/element";
import { implicit, integer, listOf, oid, optional, part, sequence, generalizedTime } from "../../asn1/types";
import { TAG } from "../../asn1/tags";
import { any } from "../../asn1/generic";
import { decodeOid, oidName } from "../../asn1/oid";
import {
  GeneralNames,
  GeneralNameType,
  generalNameText,
  readGeneralName,
  type GeneralName,
} from "../generalName";
import { listText } from "../labels";
import { extension } from "./extension";

const GeneralSubtree = sequence(
  {
    base: part("Base", GeneralNameType),
    minimum: optional("Minimum", implicit(0, integer, false)),
    maximum: optional("Maximum", implicit(1, integer, false)),
  },
  { display: (element) => subtreeText(element) },
);

function subtreeText(element: Element): string {
  const { base } = GeneralSubtree.parts(element);
  const name = base && readGeneralName(base);
  return name ? generalNameText(name) : "";
}

const Subtrees = listOf(
  { name: "generalSubtree", label: "Subtree", type: GeneralSubtree },
  { display: (element) => listText(element.children.slice(0, 13).map(subtreeText)) },
);

/** RFC 5280 §4.2.1.10. */
export const NameConstraints = sequence(
  {
    permittedSubtrees: optional("Permitted", implicit(0, Subtrees, true)),
    excludedSubtrees: optional("Excluded", implicit(1, Subtrees, true)),
  },
  {
    display: (element): string => {
      const { permittedSubtrees, excludedSubtrees } = NameConstraints.parts(element);
      const texts = [
        permittedSubtrees && `permitted ${Subtrees.display?.(permittedSubtrees) ?? ""}`,
        excludedSubtrees && `excluded ${Subtrees.display?.(excludedSubtrees) ?? ""}`,
      ];
      return texts.filter((text) => text !== undefined).join("; ");
    },
  },
);

/** Name constraints: the bases of the subtrees. */
export interface NameConstraintsInfo {
  readonly permitted: readonly GeneralName[];
  readonly excluded: readonly GeneralName[];
}

export function readNameConstraints(element: Element): NameConstraintsInfo {
  const { permittedSubtrees, excludedSubtrees } = NameConstraints.parts(element);
  const bases = (subtrees: Element | undefined): GeneralName[] =>
    (subtrees?.children ?? []).flatMap((subtree) => {
      const { base } = GeneralSubtree.parts(subtree);
      return (base && readGeneralName(base)) ?? [];
    });
  return { permitted: bases(permittedSubtrees), excluded: bases(excludedSubtrees) };
}

const DirectoryAttribute = sequence(
  {
    type: part("Type", oid),
    values: part("Values", listOf({ name: "value", label: "Value", type: any }, { tag: TAG.set })),
  },
  {
    display: (element): string => {
      const { type } = DirectoryAttribute.parts(element);
      const dotted = (type && decodeOid(type.content)) ?? "";
      return oidName(dotted) ?? dotted;
    },
  },
);

const PrivateKeyUsagePeriod = sequence(
  {
    notBefore: optional("Not Before", implicit(0, generalizedTime, false)),
    notAfter: optional("Not After", implicit(1, generalizedTime, false)),
  },
  {
    display: (element): string => {
      const { notBefore, notAfter } = PrivateKeyUsagePeriod.parts(element);
      const texts = [
        notBefore && `from ${generalizedTime.display?.(notBefore) ?? ""}`,
        notAfter && `to ${generalizedTime.display?.(notAfter) ?? ""}`,
      ];
      return texts.filter((text) => text !== undefined).join(" ");
    },
  },
);

export const nameExtensions = [
  extension("2.5.29.17", "subjectAltName", "Subject Alternative Name", GeneralNames),
  extension("2.5.29.18", "issuerAltName", "Issuer Alternative Name", GeneralNames),
  extension("2.5.29.30", "nameConstraints", "Name Constraints", NameConstraints),
  extension(
    "2.5.29.9",
    "subjectDirectoryAttributes",
    "Subject Directory Attributes",
    listOf({ name: "attribute", label: "Attribute", type: DirectoryAttribute }),
  ),
  extension("2.5.29.16", "privateKeyUsagePeriod", "Private Key Usage Period", PrivateKeyUsagePeriod),
];
