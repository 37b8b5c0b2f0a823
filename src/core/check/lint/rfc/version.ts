import { decodeSmallInteger } from "../../../asn1/integer";
import type { RuleRow } from "../rule";

const key = "tbsCertificate.version";

export const versionRules: readonly RuleRow[] = [
  {
    id: "rfc5280.versionKnown",
    severity: "error",
    reference: "RFC 5280 §4.1.2.1",
    title: "The version is 1, 2 or 3",
    key,
    fix: "Issue it as version 3",
    check: ({ certificate: { version } }) =>
      version >= 1 && version <= 3 ? undefined : `The version is ${String(version)}, and X.509 ends at 3`,
  },
  {
    id: "rfc5280.versionFitsExtensions",
    severity: "error",
    reference: "RFC 5280 §4.1.2.1",
    title: "A certificate with extensions is version 3",
    key,
    fix: "Issue it as version 3: software may ignore or refuse extensions of another one",
    applies: ({ parts }) => parts.extensions !== undefined,
    check: ({ certificate: { version } }) =>
      version === 3
        ? undefined
        : `The certificate has extensions and says that it is version ${String(version)}`,
  },
  {
    id: "rfc5280.versionNotDefault",
    severity: "error",
    reference: "RFC 5280 §4.1 (X.690 §11.5)",
    title: "Version 1 is not written, since it is the default",
    key,
    fix: "Leave the version out, or better issue it as version 3",
    applies: ({ parts }) => parts.version !== undefined,
    check: ({ parts }) =>
      parts.version && decodeSmallInteger(parts.version.content) === 0
        ? "The version is written as v1, and DER leaves a default out"
        : undefined,
  },
  {
    id: "rfc5280.versionFitsUniqueIds",
    severity: "error",
    reference: "RFC 5280 §4.1.2.8",
    title: "Only versions 2 and 3 have unique identifiers",
    key,
    fix: "Issue it as version 3, without unique identifiers",
    applies: ({ parts }) => parts.issuerUniqueId !== undefined || parts.subjectUniqueId !== undefined,
    check: ({ certificate: { version } }) =>
      version >= 2 ? undefined : "The certificate has a unique identifier and says that it is version 1",
  },
  {
    id: "rfc5280.uniqueIdsAbsent",
    severity: "warning",
    reference: "RFC 5280 §4.1.2.8",
    title: "There is no issuerUniqueID and no subjectUniqueID",
    key: "tbsCertificate.issuerUniqueID",
    fix: "Issue it without unique identifiers; names are told apart by their attributes",
    check: ({ parts: { issuerUniqueId, subjectUniqueId } }) => {
      const element = issuerUniqueId ?? subjectUniqueId;
      if (!element) return undefined;
      const name = issuerUniqueId ? "issuerUniqueID" : "subjectUniqueID";
      return {
        message: `Here stands ${name}, which conforming issuers do not write`,
        key: `tbsCertificate.${name}`,
        element,
      };
    },
  },
];
