import { equalBytes } from "../../bytes/concat";
import type { VerdictStep } from "../../inspection";
import { extensionProblem, sameName, type Certificate } from "../../x509";
import { distance, isSelfIssued, nameOf, shortName, when } from "./describe";
import { violatedConstraint } from "./nameConstraints";
import type { Purpose } from "./input";
import type { SignatureResult } from "./signature";

/** A step without the position in the presented chain, which the caller knows. */
export type Step = Omit<VerdictStep, "position">;

const passed = (id: string, message: string, rfc: string): Step => ({ id, status: "passed", message, rfc });
const failed = (id: string, message: string, fix: string, rfc: string): Step => ({
  id,
  status: "failed",
  message,
  fix,
  rfc,
});

/** §6.1.3 (a)(1), and §4.1.1.2: the algorithm stands twice and must be the same. */
export function signatureStep(certificate: Certificate, issuer: Certificate, result: SignatureResult): Step {
  const id = "trust.signature";
  const rfc = "RFC 5280 §6.1.3 (a)(1)";
  const own = nameOf(certificate);
  const by = nameOf(issuer);
  const { signatureAlgorithm, tbsSignatureAlgorithm } = certificate;
  if (!equalBytes(signatureAlgorithm.der, tbsSignatureAlgorithm.der)) {
    return failed(
      id,
      `${own} names its signature algorithm twice, and not the same: ${tbsSignatureAlgorithm.text} inside, ${signatureAlgorithm.text} outside`,
      "Have the certificate issued again: it is malformed",
      "RFC 5280 §4.1.1.2",
    );
  }
  switch (result) {
    case "good":
      return passed(
        id,
        `The signature on ${own} (${signatureAlgorithm.name}) verifies with the key of ${by}`,
        rfc,
      );
    case "bad":
      return failed(
        id,
        `The signature on ${own} does not verify with the key of ${by}: the certificate was altered, or another key of that name signed it`,
        `Present the certificate of ${by} that signed it, and the certificate as it was issued`,
        rfc,
      );
    case "unknown":
      return {
        id,
        status: "not checked",
        message: `The signature on ${own} was not checked: ${signatureAlgorithm.text} with a key of kind ${issuer.publicKey.description} is not known here`,
        rfc,
      };
  }
}

/** §6.1.3 (a)(2). */
export function validityStep(certificate: Certificate, at: string): Step {
  const id = "trust.validity";
  const rfc = "RFC 5280 §6.1.3 (a)(2)";
  const { notBefore, notAfter } = certificate;
  const own = nameOf(certificate);
  if (notBefore === undefined || notAfter === undefined) {
    return failed(id, `The validity of ${own} cannot be read`, "Have the certificate issued again", rfc);
  }
  const now = Date.parse(at);
  if (now > Date.parse(notAfter)) {
    return failed(
      id,
      `${own} expired on ${when(notAfter)}, ${distance(notAfter, at)} before ${when(at)}`,
      isSelfIssued(certificate)
        ? "Present a chain that leads to a root that is still valid"
        : `Renew ${own}, and present the new certificate`,
      rfc,
    );
  }
  if (now < Date.parse(notBefore)) {
    return failed(
      id,
      `${own} is not valid until ${when(notBefore)}, ${distance(at, notBefore)} after ${when(at)}`,
      "Check the clocks of this machine and of the one that issued it; else wait or use another certificate",
      rfc,
    );
  }
  return passed(id, `${own} is valid from ${when(notBefore)} to ${when(notAfter)}`, rfc);
}

/** §6.1.3 (a)(4). */
export function linkageStep(certificate: Certificate, issuer: Certificate): Step {
  const id = "trust.issuer";
  const rfc = "RFC 5280 §6.1.3 (a)(4)";
  const own = nameOf(certificate);
  if (!sameName(certificate.issuer, issuer.subject)) {
    return failed(
      id,
      `${own} names ${shortName(certificate.issuer)} as its issuer, and the next certificate is ${nameOf(issuer)}`,
      `Present the certificate of ${shortName(certificate.issuer)} behind it`,
      rfc,
    );
  }
  return passed(id, `${own} names ${nameOf(issuer)} as its issuer`, rfc);
}

/** §6.1.4 (k) to (n): what makes a certificate an issuer. `below` counts intermediate certificates between it and the leaf that are not self-issued. */
export function issuerSteps(certificate: Certificate, below: number, isAnchor: boolean): Step[] {
  const own = nameOf(certificate);
  const { basicConstraints, keyUsage, version } = certificate;
  // Old roots are version 1 and say nothing of themselves; that they are in the store says it.
  if (isAnchor && version < 3) return [];
  const steps: Step[] = [];
  if (!basicConstraints?.isCa) {
    steps.push(
      failed(
        "trust.basicConstraints",
        `${own} may not issue certificates: its basicConstraints ${basicConstraints ? "say that it is no CA" : "are missing"}`,
        `Have the certificates below it issued by a CA; ${own} is none`,
        "RFC 5280 §6.1.4 (k)",
      ),
    );
  } else steps.push(passed("trust.basicConstraints", `${own} is a CA`, "RFC 5280 §6.1.4 (k)"));
  const limit = basicConstraints?.pathLength;
  if (limit !== undefined && basicConstraints?.isCa) {
    const says = `${own} allows ${String(limit)} intermediate ${limit === 1 ? "certificate" : "certificates"} below it`;
    steps.push(
      below > limit
        ? failed(
            "trust.pathLength",
            `${says}, and here are ${String(below)}`,
            "Have the certificate issued by a CA further up, or by one whose path length allows it",
            "RFC 5280 §6.1.4 (l), (m)",
          )
        : passed("trust.pathLength", `${says}, here: ${String(below)}`, "RFC 5280 §6.1.4 (l), (m)"),
    );
  }
  if (keyUsage) {
    steps.push(
      keyUsage.includes("keyCertSign")
        ? passed("trust.keyUsage", `The key of ${own} may sign certificates`, "RFC 5280 §6.1.4 (n)")
        : failed(
            "trust.keyUsage",
            `The key of ${own} may not sign certificates: its keyUsage is ${keyUsage.join(", ") || "empty"}`,
            "Have the CA's certificate issued again with keyCertSign",
            "RFC 5280 §6.1.4 (n)",
          ),
    );
  }
  return steps;
}

const USES: Readonly<Record<Purpose, readonly string[]>> = {
  serverAuth: ["digitalSignature", "keyEncipherment", "keyAgreement"],
  clientAuth: ["digitalSignature", "keyAgreement"],
};
const ROLE: Readonly<Record<Purpose, string>> = { serverAuth: "a TLS server", clientAuth: "a TLS client" };

/** keyUsage of the leaf: what a TLS handshake does with its key (RFC 5246 §7.4.2, RFC 8446 §4.4.2.2). */
export function leafUsageStep(certificate: Certificate, purpose: Purpose): Step | undefined {
  const { keyUsage } = certificate;
  if (!keyUsage) return undefined;
  const id = "trust.keyUsage";
  const rfc = "RFC 5280 §4.2.1.3";
  const own = nameOf(certificate);
  return keyUsage.some((use) => USES[purpose].includes(use))
    ? passed(id, `The key of ${own} may be used for ${keyUsage.join(", ")}`, rfc)
    : failed(
        id,
        `The key of ${own} may not be used by ${ROLE[purpose]}: its keyUsage is ${keyUsage.join(", ") || "empty"}`,
        "Have it issued again with keyUsage digitalSignature",
        rfc,
      );
}

/** extKeyUsage of the leaf, and of CAs as everyone reads it: a limit on what is below them. */
export function purposeStep(certificate: Certificate, purpose: Purpose): Step | undefined {
  const { extKeyUsage } = certificate;
  if (!extKeyUsage) return undefined;
  const id = "trust.extKeyUsage";
  const rfc = "RFC 5280 §4.2.1.12";
  const own = nameOf(certificate);
  const shown = extKeyUsage.slice(0, 10).join(", ");
  return extKeyUsage.includes(purpose) || extKeyUsage.includes("anyExtendedKeyUsage")
    ? passed(id, `${own} is for ${shown}`, rfc)
    : failed(
        id,
        `${own} is not for ${ROLE[purpose]}: its extKeyUsage is ${shown || "empty"}, not ${purpose}`,
        `Have it issued again with extKeyUsage ${purpose}`,
        rfc,
      );
}

/** §6.1.3 (b) and (c): the names of `certificate` under the constraints of `issuer`. */
export function nameConstraintStep(certificate: Certificate, issuer: Certificate): Step | undefined {
  const { nameConstraints } = issuer;
  if (!nameConstraints) return undefined;
  const id = "trust.nameConstraints";
  const rfc = "RFC 5280 §6.1.3 (b), (c)";
  const problem = violatedConstraint(certificate, nameConstraints) ?? oddSubtree(issuer);
  return problem === undefined
    ? passed(id, `The names of ${nameOf(certificate)} keep to the name constraints of ${nameOf(issuer)}`, rfc)
    : failed(
        id,
        `${nameOf(certificate)} breaks the name constraints of ${nameOf(issuer)}: ${problem}`,
        `Have it issued for names that ${nameOf(issuer)} may vouch for, or by another CA`,
        rfc,
      );
}

/** §4.2.1.10: minimum is 0 and maximum absent; what else they might mean is not processed, and so not relied on. */
function oddSubtree(issuer: Certificate): string | undefined {
  const value = issuer.extensions.find(({ name }) => name === "nameConstraints")?.value;
  const subtrees = (value?.children ?? []).flatMap(({ children }) => children);
  const odd = subtrees.some(({ children }) =>
    children
      .slice(1)
      .some(
        (limit) => limit.isContext(1) || (limit.isContext(0) && limit.content.some((byte) => byte !== 0)),
      ),
  );
  return odd ? "a constraint has a minimum or maximum, which is not processed here" : undefined;
}

/** Critical extensions that the steps here process. */
const PROCESSED: ReadonlySet<string> = new Set([
  "basicConstraints",
  "keyUsage",
  "extKeyUsage",
  "subjectAltName",
  "issuerAltName",
  "nameConstraints",
  "certificatePolicies",
  "policyMappings",
  "policyConstraints",
  "inhibitAnyPolicy",
  "subjectKeyIdentifier",
  "authorityKeyIdentifier",
  "cRLDistributionPoints",
  "freshestCRL",
  "tlsFeature",
]);

/** §6.1.4 (o), §6.1.5 (f): a critical extension that is not understood makes a certificate unusable. */
export function criticalStep(certificate: Certificate): Step {
  const id = "trust.critical";
  const rfc = "RFC 5280 §4.2";
  const own = nameOf(certificate);
  const seen = new Set<string>();
  for (const extension of certificate.extensions) {
    const { name, critical } = extension;
    if (seen.has(name)) {
      return failed(id, `${own} has the extension ${name} twice`, "Have it issued again", rfc);
    }
    seen.add(name);
    if (PROCESSED.has(name)) {
      // What cannot be read might be a constraint: such a certificate is not relied on, critical or not.
      const problem = extensionProblem(extension);
      if (problem === undefined) continue;
      return failed(
        id,
        `The extension ${name} of ${own} cannot be read: ${problem}`,
        "Have it issued again: it is malformed",
        rfc,
      );
    }
    if (!critical) continue;
    if (name === "precertificatePoison") {
      return failed(
        id,
        `${own} is a precertificate, made only for Certificate Transparency logs`,
        "Present the certificate itself, not the precertificate",
        "RFC 6962 §3.1",
      );
    }
    return failed(
      id,
      `${own} has the critical extension ${name}, which is not processed here`,
      "Have it issued without that extension, or not marked critical",
      rfc,
    );
  }
  const count = certificate.extensions.filter(({ critical }) => critical).length;
  return passed(
    id,
    count === 0
      ? `${own} has no critical extension`
      : `Every critical extension of ${own} is understood (${String(count)})`,
    rfc,
  );
}
