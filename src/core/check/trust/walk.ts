import type { VerdictStep } from "../../inspection";
import type { Certificate } from "../../x509";
import { isSelfIssued } from "./describe";
import type { Purpose } from "./input";
import type { Path } from "./path";
import { pathStep } from "./pathStep";
import { checkPolicies, policyNames, type PolicyResult } from "./policies";
import { revocationStep } from "./revocation/step";
import type { RevocationContext } from "./revocation/types";
import { sameCertificate, workingKey, type Signer } from "./signature";
import { stapleStep } from "./stapleStep";
import {
  criticalStep,
  issuerSteps,
  leafUsageStep,
  linkageStep,
  nameConstraintStep,
  purposeStep,
  signatureStep,
  validityStep,
  type Step,
} from "./steps";

/** A path with everything that was checked along it. */
export interface Walked {
  readonly path: Path;
  readonly steps: readonly VerdictStep[];
  /** How many steps keep the path from being trusted. */
  readonly failures: number;
}

export interface WalkContext extends RevocationContext {
  /** Whether revocation is looked at. */
  readonly looksUp: boolean;
}

/**
 * All steps of one path (RFC 5280 §6.1): first where it leads, then from the root down to the leaf, as §6.1.2 goes.
 * Without a purpose, of a certificate that signs revocation lists, what its key is for is left to the caller.
 */
export function walk(path: Path, purpose: Purpose | undefined, context: WalkContext): Walked {
  const { input, pool } = context;
  const steps: VerdictStep[] = [];
  const add = (certificate: Certificate, ...more: readonly (Step | undefined)[]): void => {
    const position = pool.find(certificate)?.position;
    for (const step of more)
      if (step) steps.push({ ...step, ...(position === undefined ? {} : { position }) });
  };
  const { certificates, anchor } = path;
  const last = certificates.at(-1);
  const [leaf] = certificates;
  if (last) add(last, pathStep(path, input));
  const leafIsAnchor = anchor !== undefined && leaf !== undefined && sameCertificate(anchor, leaf);
  if (anchor && !leafIsAnchor) {
    const below = countBelow(certificates, certificates.length);
    add(anchor, validityStep(anchor, input.at), ...issuerSteps(anchor, below, true));
    if (purpose) add(anchor, purposeStep(anchor, purpose));
  }
  /** The issuer first; grows towards the leaf. */
  const above: Signer[] = anchor && !leafIsAnchor ? [{ certificate: anchor, key: anchor.publicKey }] : [];
  for (let i = certificates.length - 1; i >= 0; i--) {
    const certificate = certificates[i];
    if (!certificate) continue;
    const [issuer] = above;
    if (issuer) {
      const result = pool.signature(certificate, issuer.key);
      add(certificate, linkageStep(certificate, issuer.certificate));
      add(certificate, signatureStep(certificate, issuer.certificate, result));
    } else if (path.end === "self-signed" || path.end === "root not in store") {
      const result = pool.signature(certificate, certificate.publicKey);
      add(certificate, signatureStep(certificate, certificate, result));
    }
    add(certificate, validityStep(certificate, input.at));
    if (issuer && context.looksUp) {
      add(certificate, revocationStep({ certificate, issuer, above: [...above], anchor }, context));
    }
    if (i > 0) add(certificate, ...issuerSteps(certificate, countBelow(certificates, i), false));
    else if (purpose) add(certificate, stapleStep(certificate, input), leafUsageStep(certificate, purpose));
    if (purpose) add(certificate, purposeStep(certificate, purpose));
    add(certificate, criticalStep(certificate));
    // Self-issued intermediates are exempt (§6.1.3 (b)): they only hand a CA's name to a new key.
    if (i === 0 || !isSelfIssued(certificate)) {
      add(certificate, ...above.map((ca) => nameConstraintStep(certificate, ca.certificate)));
    }
    above.unshift({ certificate, key: workingKey(certificate.publicKey, issuer?.key) });
  }
  if (anchor) {
    const downwards = [...certificates].reverse();
    const result = checkPolicies(downwards, input.policies);
    const at = downwards[result.at];
    if (at) add(at, policyStep(result));
  }
  return { path, steps, failures: steps.filter(isObstacle).length };
}

/** Whether a step keeps its path from being trusted. What is not known of revocation does not: it failed if it had to be known. */
export function isObstacle({ id, status }: VerdictStep): boolean {
  return status === "failed" || (status === "not checked" && id !== "trust.revocation");
}

/** Certificates between the leaf and the one at `index` that are not self-issued. */
function countBelow(certificates: readonly Certificate[], index: number): number {
  return certificates.slice(1, index).filter((certificate) => !isSelfIssued(certificate)).length;
}

function policyStep({ problem, policies, said }: PolicyResult): Step | undefined {
  const id = "trust.policies";
  const rfc = "RFC 5280 §6.1.5 (g)";
  if (problem !== undefined) {
    return {
      id,
      status: "failed",
      message: `The certificate policies do not hold: ${problem}`,
      fix: "Have the certificate issued under a policy that its CAs allow",
      rfc,
    };
  }
  if (!said) return undefined;
  const any = policies.includes("2.5.29.32.0");
  const message = any
    ? "The path is valid under any certificate policy"
    : policies.length > 0
      ? `The path is valid under the certificate policies ${policyNames(policies)}`
      : "No certificate policy holds along the whole path, and none is required";
  return { id, status: "passed", message, rfc };
}
