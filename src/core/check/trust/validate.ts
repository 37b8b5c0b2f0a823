import type { ChainVerdict, VerdictStep } from "../../inspection";
import type { Certificate } from "../../x509";
import { nameOf } from "./describe";
import { chainGraph } from "./graph";
import type { ChainInput } from "./input";
import { matchName, type NameMatch } from "./matchName";
import { orderStep } from "./orderStep";
import { buildPaths } from "./path";
import { Pool } from "./pool";
import { notLookedUp } from "./revocation/step";
import { SignerPaths } from "./signerPaths";
import { isObstacle, walk, type Walked, type WalkContext } from "./walk";

/**
 * Certification path validation (RFC 5280 §6.1) of a presented chain, step by step, with revocation by the lists and
 * OCSP responses at hand (§6.3, RFC 6960 §3.2), and the name check (RFC 9525). Where several paths are possible, the
 * verdict is that of the first that holds, or else of the one with the fewest obstacles; `graph` has them all, at most 8.
 * Never throws.
 */
export function validateChain(input: ChainInput): ChainVerdict {
  const { chain, host, leaf: position = 0 } = input;
  const from = input.from ?? "server";
  const store = input.roots ? input.storeName : "none";
  const leaf = chain[position];
  if (!leaf) {
    const message = "No certificate was presented";
    const steps: VerdictStep[] = [{ id: "trust.path", status: "not checked", message }];
    return { from, store, trust: "not checked", name: "not checked", steps, summary: message };
  }
  const pool = new Pool(input);
  const context = contextOf(input, pool);
  const walked = buildPaths(leaf, pool).map((path) => walk(path, input.purpose, context));
  const best = bestOf(walked) ?? walk(lonePath(leaf), input.purpose, context);
  const nameMatch = host === undefined ? undefined : matchName(leaf, host);
  const trust = trustOf(input, best);
  const name = nameMatch ? (nameMatch.matches ? "matches" : "does not match") : "not checked";
  return {
    from,
    store,
    trust,
    name,
    steps: [
      ...best.steps,
      ...orderStep(best.path, pool),
      ...(context.looksUp ? [] : [notLookedUp()]),
      nameStep(nameMatch, position),
    ],
    summary: summary(input, leaf, best, trust, nameMatch),
    graph: chainGraph([best, ...walked.filter((other) => other !== best)], pool, (each) =>
      trustOf(input, each),
    ),
  };
}

function contextOf(input: ChainInput, pool: Pool): WalkContext {
  const { crls = [], ocsp = [], revocation = "check if given" } = input;
  const looksUp = revocation === "require" || (revocation !== "off" && crls.length + ocsp.length > 0);
  const context: WalkContext = {
    input,
    pool,
    looksUp,
    signerProblem: (signer, anchor) => signers.problem(signer, anchor),
  };
  const signers = new SignerPaths(context);
  return context;
}

function lonePath(leaf: Certificate): Walked["path"] {
  return { certificates: [leaf], anchor: undefined, end: "issuer missing" };
}

/** A path to the store that fails at one step says more than one that never gets there: those come first. */
function bestOf(walked: readonly Walked[]): Walked | undefined {
  const toStore = walked.filter(({ path }) => path.anchor);
  const candidates = toStore.length > 0 ? toStore : walked;
  return [...candidates].sort((a, b) => a.failures - b.failures)[0];
}

function nameStep(match: NameMatch | undefined, position: number): VerdictStep {
  if (!match) {
    const message = "No host name to compare the certificate with";
    return { id: "name", status: "not checked", message, position };
  }
  return {
    id: "name",
    status: match.matches ? "passed" : "failed",
    message: match.message,
    position,
    rfc: "RFC 9525 §6",
    ...(match.fix === undefined ? {} : { fix: match.fix }),
  };
}

function trustOf({ roots }: ChainInput, { steps }: Walked): ChainVerdict["trust"] {
  if (steps.some(({ status }) => status === "failed")) return "untrusted";
  return roots && !steps.some(isObstacle) ? "trusted" : "not checked";
}

function summary(
  { storeName }: ChainInput,
  leaf: Certificate,
  { steps, path }: Walked,
  trust: ChainVerdict["trust"],
  nameMatch: NameMatch | undefined,
): string {
  const own = nameOf(leaf);
  const mismatch = nameMatch && !nameMatch.matches ? lower(nameMatch.message) : undefined;
  if (trust === "trusted") {
    const vouches = path.anchor ? `${nameOf(path.anchor)} vouches for ${own}` : `${own} is trusted`;
    return `Trusted: ${vouches} (store: ${storeName})${mismatch === undefined ? "" : `. But ${mismatch}`}`;
  }
  const reason =
    trust === "untrusted" ? steps.find(({ status }) => status === "failed") : steps.find(isObstacle);
  const verdict = trust === "untrusted" ? "Not trusted" : "Trust not checked";
  return `${verdict}: ${reason?.message ?? "unknown"}${mismatch === undefined ? "" : `. And ${mismatch}`}`;
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
