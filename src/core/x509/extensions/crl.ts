import type { Element } from "../../asn1/element";
import { decodeSmallInteger } from "../../asn1/integer";
import { TAG } from "../../asn1/tags";
import { generalizedTime, oid, primitive } from "../../asn1/types";
import { GeneralNames } from "../generalName";
import { extension } from "./extension";
import { SerialNumber } from "./keyIdentifiers";

/** CRLReason (RFC 5280 §5.3.1). */
export const CRL_REASONS: Readonly<Record<number, string>> = {
  0: "unspecified",
  1: "keyCompromise",
  2: "cACompromise",
  3: "affiliationChanged",
  4: "superseded",
  5: "cessationOfOperation",
  6: "certificateHold",
  8: "removeFromCRL",
  9: "privilegeWithdrawn",
  10: "aACompromise",
};

export const CrlReason = primitive("an ENUMERATED", [TAG.enumerated], {
  display: ({ content }) => {
    const reason = decodeSmallInteger(content) ?? -1;
    return `${CRL_REASONS[reason] ?? "unknown reason"} (${String(reason)})`;
  },
});

/** The name of a CRLReason, "unknown reason (7)" for one without a name; undefined for content that is no number. */
export function readReason({ content }: Element): string | undefined {
  const reason = decodeSmallInteger(content);
  return reason === undefined ? undefined : (CRL_REASONS[reason] ?? `unknown reason (${String(reason)})`);
}

/** Extensions of CRLs and their entries (RFC 5280 §5.2, §5.3). */
export const crlExtensions = [
  extension("2.5.29.20", "cRLNumber", "CRL Number", SerialNumber),
  extension("2.5.29.27", "deltaCRLIndicator", "Delta CRL Indicator", SerialNumber),
  extension("2.5.29.21", "cRLReasons", "CRL Reason", CrlReason),
  extension("2.5.29.24", "invalidityDate", "Invalidity Date", generalizedTime),
  extension("2.5.29.29", "certificateIssuer", "Certificate Issuer", GeneralNames),
  extension("2.5.29.23", "holdInstructionCode", "Hold Instruction", oid),
];
