import type { Element } from "../../asn1/element";
import { decodeOid, oidName } from "../../asn1/oid";
import { listOf, oid, part, sequence } from "../../asn1/types";
import { GeneralNameType, generalNameText, readGeneralName, type GeneralName } from "../generalName";
import { listText } from "../labels";
import { extension } from "./extension";

/** Where something about the issuer or the subject is found (RFC 5280 §4.2.2.1). */
export interface AccessDescription {
  /** "ocsp", "caIssuers", or the dotted number. */
  readonly method: string;
  readonly location: GeneralName;
}

const AccessDescriptionType = sequence(
  { accessMethod: part("Access Method", oid), accessLocation: part("Access Location", GeneralNameType) },
  { display: (element) => accessText(element) },
);

function readAccess(element: Element): AccessDescription | undefined {
  const { accessMethod, accessLocation } = AccessDescriptionType.parts(element);
  const dotted = accessMethod && decodeOid(accessMethod.content);
  const location = accessLocation && readGeneralName(accessLocation);
  return dotted !== undefined && location ? { method: oidName(dotted) ?? dotted, location } : undefined;
}

function accessText(element: Element): string {
  const access = readAccess(element);
  return access ? `${access.method}: ${generalNameText(access.location)}` : "";
}

export function readAccessDescriptions(element: Element): AccessDescription[] {
  return element.children.flatMap((child) => readAccess(child) ?? []);
}

/** AuthorityInfoAccessSyntax (RFC 5280 §4.2.2.1). */
export const AccessDescriptions = listOf(
  { name: "accessDescription", label: "Access Description", type: AccessDescriptionType },
  { display: (element) => listText(element.children.slice(0, 13).map(accessText)) },
);

export const accessExtensions = [
  extension("1.3.6.1.5.5.7.1.1", "authorityInfoAccess", "Authority Information Access", AccessDescriptions),
  extension("1.3.6.1.5.5.7.1.11", "subjectInfoAccess", "Subject Information Access", AccessDescriptions),
];
