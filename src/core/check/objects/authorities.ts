import { nameKey } from "../../x509";
import { isSelfIssued, nameOf, checkSignature } from "../trust";
import type { ObjectFinding, ObjectRule } from "./types";

/** So many certificates of one issuer are looked at. */
const MOST_NAMED = 8;

/** Certificates that others name as their issuer although they may issue none. */
export const authorities: ObjectRule = ({ objects, groups, provider }) =>
  groups.flatMap((group): ObjectFinding[] => {
    const certificates = group.flatMap((position) => {
      const certificate = objects[position]?.read().certificate;
      return certificate ? [{ position, certificate }] : [];
    });
    const unfit = certificates.filter(
      ({ certificate }) =>
        certificate.version >= 3 &&
        (certificate.basicConstraints?.isCa !== true ||
          certificate.keyUsage?.includes("keyCertSign") === false),
    );
    if (unfit.length === 0 || certificates.length < 2) return [];
    const byIssuer = new Map<string, typeof certificates>();
    for (const one of certificates) {
      const key = nameKey(one.certificate.issuer);
      const known = byIssuer.get(key);
      if (known) known.push(one);
      else byIssuer.set(key, [one]);
    }
    return unfit.flatMap(({ position, certificate }): ObjectFinding[] => {
      const named = byIssuer.get(nameKey(certificate.subject)) ?? [];
      const issued = named
        .slice(0, MOST_NAMED)
        .find(
          (other) =>
            other.position !== position &&
            !isSelfIssued(other.certificate) &&
            checkSignature(other.certificate, certificate.publicKey, provider) !== "bad",
        );
      if (!issued) return [];
      const isCa = certificate.basicConstraints?.isCa === true;
      return [
        {
          object: position,
          field: isCa ? "tbsCertificate.extensions.keyUsage" : "tbsCertificate.extensions.basicConstraints",
          finding: {
            id: isCa ? "chain.issuerMayNotSign" : "chain.issuerIsNoCa",
            severity: "error",
            message: isCa
              ? `${nameOf(certificate)} issued ${nameOf(issued.certificate)}, and its keyUsage does not let it sign certificates`
              : `${nameOf(certificate)} issued ${nameOf(issued.certificate)} and is no CA: its basicConstraints ${certificate.basicConstraints ? "say so" : "are missing"}`,
            fix: isCa
              ? "Have the CA's certificate issued again with keyCertSign"
              : "Have it issued again with basicConstraints CA:TRUE, or use a certificate that a CA issued",
            rfc: isCa ? "RFC 5280 §4.2.1.3" : "RFC 5280 §4.2.1.9",
          },
          related: [{ object: issued.position, message: "The certificate that it issued" }],
        },
      ];
    });
  });
