import type { CryptoProvider } from "../../crypto/provider";
import type { ChainVerdict, Side, VerdictStep } from "../../inspection";
import type { Certificate } from "../../x509";
import { isSelfIssued, nameOf, shortName } from "./describe";
import { matchName } from "./matchName";
import { buildPaths, type Path } from "./path";
import { policyProblem } from "./policies";
import { sameCertificate } from "./signature";
import {
  criticalStep,
  issuerSteps,
  leafUsageStep,
  linkageStep,
  nameConstraintStep,
  purposeStep,
  signatureStep,
  validityStep,
  type Purpose,
  type Step,
} from "./steps";

export interface ChainInput {
  /** As presented, the leaf first. */
  readonly chain: readonly Certificate[];
  /** Trusted roots; undefined when there is no store at hand: trust is then not checked, and everything else is. */
  readonly roots: readonly Certificate[] | undefined;
  /** What to call the store: "Mozilla's, as in Node 24.21", "example folder ca/". */
  readonly storeName: string;
  /** When: ISO 8601. */
  readonly at: string;
  readonly purpose: Purpose;
  readonly provider: CryptoProvider;
  /** The DNS name or IP address that was connected to; the name is not checked without it. */
  readonly host?: string | undefined;
  readonly from?: Side | "text";
}

interface Walked {
  readonly path: Path;
  readonly steps: readonly VerdictStep[];
  readonly failures: number;
}

/**
 * Certification path validation (RFC 5280 §6.1) of a presented chain, step by step, and the name check (RFC 9525). Where
 * several paths are possible, the verdict is that of the first that holds, or else of the most promising one. Not
 * checked: revocation. Never throws.
 */
export function validateChain(input: ChainInput): ChainVerdict {
  const { chain, host } = input;
  const from = input.from ?? "server";
  const store = input.roots ? input.storeName : "none";
  const [leaf] = chain;
  if (!leaf) {
    const message = "No certificate was presented";
    const steps: VerdictStep[] = [{ id: "trust.path", status: "not checked", message }];
    return { from, store, trust: "not checked", name: "not checked", steps, summary: message };
  }
  const walked = bestPath(input);
  const nameMatch = host === undefined ? undefined : matchName(leaf, host);
  const order = orderStep(chain, walked.path);
  const nameStep: VerdictStep = nameMatch
    ? {
        id: "name",
        status: nameMatch.matches ? "passed" : "failed",
        message: nameMatch.message,
        position: 0,
        rfc: "RFC 9525 §6",
        ...(nameMatch.fix === undefined ? {} : { fix: nameMatch.fix }),
      }
    : {
        id: "name",
        status: "not checked",
        message: "No host name to compare the certificate with",
        position: 0,
      };
  const name = nameMatch ? (nameMatch.matches ? "matches" : "does not match") : "not checked";
  const trust = trustOf(input, walked);
  const steps = [...walked.steps, ...order, revocationStep(), nameStep];
  return {
    from,
    store,
    trust,
    name,
    steps,
    summary: summary(input, walked, trust, nameMatch?.message, name),
  };
}

function bestPath(input: ChainInput): Walked {
  const { chain, roots = [], provider } = input;
  let best: Walked | undefined;
  for (const path of buildPaths(chain, roots, provider)) {
    const walked = walk(path, input);
    if (walked.failures === 0) return walked;
    // A path to the store that fails at one step says more than one that never gets there.
    best ??= walked;
  }
  return best ?? walk({ certificates: chain.slice(0, 1), anchor: undefined, end: "issuer missing" }, input);
}

/** All steps of one path: first where it leads, then from the root down to the leaf, as §6.1.2 goes. */
function walk(path: Path, input: ChainInput): Walked {
  const { chain, at, purpose, provider } = input;
  const steps: VerdictStep[] = [];
  const add = (certificate: Certificate, ...more: readonly (Step | undefined)[]): void => {
    const position = chain.findIndex((presented) => sameCertificate(presented, certificate));
    for (const step of more) if (step) steps.push({ ...step, ...(position < 0 ? {} : { position }) });
  };
  const { certificates, anchor } = path;
  const last = certificates.at(-1);
  if (last) add(last, pathStep(path, input));
  const leafIsAnchor =
    anchor !== undefined && certificates[0] !== undefined && sameCertificate(anchor, certificates[0]);
  if (anchor && !leafIsAnchor) {
    add(
      anchor,
      validityStep(anchor, at),
      ...issuerSteps(anchor, countBelow(certificates, certificates.length), true),
    );
    add(anchor, purposeStep(anchor, purpose));
  }
  for (let i = certificates.length - 1; i >= 0; i--) {
    const certificate = certificates[i];
    if (!certificate) continue;
    const issuer = certificates[i + 1] ?? (leafIsAnchor ? undefined : anchor);
    if (issuer)
      add(certificate, linkageStep(certificate, issuer), signatureStep(certificate, issuer, provider));
    else if (path.end === "self-signed" || path.end === "root not in store") {
      add(certificate, signatureStep(certificate, certificate, provider));
    }
    add(certificate, validityStep(certificate, at));
    if (i > 0) add(certificate, ...issuerSteps(certificate, countBelow(certificates, i), false));
    else add(certificate, leafUsageStep(certificate, purpose));
    add(certificate, purposeStep(certificate, purpose), criticalStep(certificate));
    // Self-issued intermediates are exempt (§6.1.3 (b)): they only hand a CA's name to a new key.
    if (i > 0 && isSelfIssued(certificate)) continue;
    const above = [...certificates.slice(i + 1), ...(anchor && !leafIsAnchor ? [anchor] : [])];
    add(certificate, ...above.map((ca) => nameConstraintStep(certificate, ca)));
  }
  if (anchor && last) {
    const problem = policyProblem([...certificates].reverse());
    if (problem !== undefined) {
      add(last, {
        id: "trust.policies",
        status: "failed",
        message: `The certificate policies do not hold: ${problem}`,
        fix: "Have the certificate issued under a policy that its CAs allow",
        rfc: "RFC 5280 §6.1.5 (g)",
      });
    }
  }
  return { path, steps, failures: steps.filter(({ status }) => status !== "passed").length };
}

/** Certificates between the leaf and the one at `index` that are not self-issued. */
function countBelow(certificates: readonly Certificate[], index: number): number {
  return certificates.slice(1, index).filter((certificate) => !isSelfIssued(certificate)).length;
}

/** Whether the path leads to a root of the store, and what is missing if not. */
function pathStep(path: Path, { roots, storeName, chain }: ChainInput): Step {
  const id = "trust.path";
  const rfc = "RFC 5280 §6.1.1 (d)";
  const last = path.certificates.at(-1);
  if (path.anchor) {
    const names = [...path.certificates, path.anchor].map(nameOf);
    const unique = names.filter((name, i) => name !== names[i - 1]);
    return {
      id,
      status: "passed",
      rfc,
      message: `The path is ${unique.join(" ← ")}, in the store: ${storeName}`,
    };
  }
  if (!roots) {
    return {
      id,
      status: "not checked",
      rfc,
      message: "No store of trusted roots is at hand, so trust was not checked",
    };
  }
  const own = last ? nameOf(last) : "the certificate";
  const failed = (message: string, fix: string): Step => ({ id, status: "failed", message, fix, rfc });
  if (path.end === "self-signed") {
    return failed(
      `${own} is signed by itself, and is not in the store: ${storeName}`,
      "If this certificate is the one you expect, add it to the trusted certificates; else use one that a CA issued",
    );
  }
  if (path.end === "root not in store") {
    return failed(
      `The chain leads to ${own}, which is not in the store: ${storeName}`,
      `If you trust ${own}, add it to the trusted certificates`,
    );
  }
  const issuer = last ? shortName(last.issuer) : "the issuer";
  const where = last?.authorityInfoAccess.find(({ method }) => method === "caIssuers")?.location.value;
  const got =
    chain.length === 1
      ? "only the leaf was presented"
      : `${String(chain.length)} certificates were presented`;
  return failed(
    `${own} was issued by ${issuer}, whose certificate is neither among those presented (${got}) nor in the store: ${storeName}`,
    `Configure the missing intermediate certificate ${issuer} behind ${own}${where === undefined ? "" : `; its CA offers it at ${where.slice(0, 200)}`}`,
  );
}

/** TLS 1.2 wants each certificate right before its issuer's (RFC 5246 §7.4.2); TLS 1.3 only the leaf first. */
function orderStep(chain: readonly Certificate[], path: Path): VerdictStep[] {
  if (chain.length < 2) return [];
  const positions = path.certificates.map((certificate) =>
    chain.findIndex((presented) => sameCertificate(presented, certificate)),
  );
  const wrong = positions.findIndex((position, i) => position >= 0 && position !== i);
  const id = "trust.order";
  const rfc = "RFC 5246 §7.4.2";
  if (wrong >= 0) {
    const order = positions.filter((position) => position >= 0).map((position) => String(position + 1));
    return [
      {
        id,
        status: "failed",
        message: `The certificates are presented out of order: their path goes ${order.join(", ")}`,
        fix: "Put the leaf first, then each certificate's issuer; some clients refuse another order",
        rfc,
        position: positions[wrong] ?? 0,
      },
    ];
  }
  const extra = chain.length - positions.filter((position) => position >= 0).length;
  const isRoot = (certificate: Certificate | undefined): boolean =>
    certificate !== undefined && isSelfIssued(certificate);
  const note =
    extra === 0 || (extra === 1 && isRoot(chain.at(-1))) ? "" : `; ${String(extra)} of them are not needed`;
  return [{ id, status: "passed", message: `The certificates are presented in order${note}`, rfc }];
}

function revocationStep(): VerdictStep {
  return {
    id: "trust.revocation",
    status: "not checked",
    message: "Whether a certificate was revoked is not looked up",
    rfc: "RFC 5280 §6.3",
  };
}

function trustOf({ roots }: ChainInput, { steps }: Walked): ChainVerdict["trust"] {
  if (steps.some(({ status }) => status === "failed")) return "untrusted";
  return roots && steps.every(({ status }) => status === "passed") ? "trusted" : "not checked";
}

function summary(
  { chain, storeName }: ChainInput,
  { steps, path }: Walked,
  trust: ChainVerdict["trust"],
  nameMessage: string | undefined,
  name: ChainVerdict["name"],
): string {
  const [leaf] = chain;
  const own = leaf ? nameOf(leaf) : "The certificate";
  const mismatch = name === "does not match" && nameMessage !== undefined ? nameMessage : undefined;
  if (trust === "trusted") {
    const vouches = path.anchor ? `${nameOf(path.anchor)} vouches for ${own}` : `${own} is trusted`;
    return `Trusted: ${vouches} (store: ${storeName})${mismatch === undefined ? "" : `. But ${lower(mismatch)}`}`;
  }
  const reason = steps.find(({ status }) => status === (trust === "untrusted" ? "failed" : "not checked"));
  const verdict = trust === "untrusted" ? "Not trusted" : "Trust not checked";
  return `${verdict}: ${reason?.message ?? "unknown"}${mismatch === undefined ? "" : `. And ${lower(mismatch)}`}`;
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
