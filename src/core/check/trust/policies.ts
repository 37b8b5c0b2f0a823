import { decodeSmallInteger } from "../../asn1/integer";
import type { Element } from "../../asn1/element";
import { oidName } from "../../asn1/oid";
import type { Certificate } from "../../x509";
import { readPolicyConstraints, readPolicyMappings } from "../../x509/extensions/policies";
import { isSelfIssued, nameOf } from "./describe";
import type { PolicyInputs } from "./input";

const ANY = "2.5.29.32.0";

/** A policy that is valid at one depth of the path (RFC 9618 §5.1: a node of the valid_policy_graph). */
interface PolicyNode {
  readonly policy: string;
  /** Nodes of the depth above that it follows from; empty at depth 0. */
  readonly parents: readonly PolicyNode[];
  /** What the next certificate may name to stay in this policy. */
  expected: ReadonlySet<string>;
}

type Level = ReadonlyMap<string, PolicyNode>;

/** What policy processing gives. */
export interface PolicyResult {
  /** Why the path does not hold under its policies, if it does not. */
  readonly problem: string | undefined;
  /** Index in the path of the certificate where that showed. */
  readonly at: number;
  /**
   * user-constrained-policy-set (RFC 5280 §6.1.6): the policies under which the path is valid, as the trust anchor's domain
   * names them, dotted. Holds anyPolicy when the path restricts nothing.
   */
  readonly policies: readonly string[];
  /** Whether a certificate or the verifier says anything of policies at all. */
  readonly said: boolean;
}

function valueOf(certificate: Certificate, name: string): Element | undefined {
  return certificate.extensions.find((extension) => extension.name === name)?.value;
}

/**
 * Certificate policies along a path (RFC 5280 §6.1.2 (a), (d) to (f), §6.1.3 (d) to (f), §6.1.4 (a), (b), (h) to (j),
 * §6.1.5 (a), (b), (g)). `path` is ordered from below the anchor to the leaf. Instead of the tree a graph is kept
 * (RFC 9618), so nothing grows exponentially; qualifiers decide nothing and are left out.
 */
export function checkPolicies(path: readonly Certificate[], inputs: PolicyInputs = {}): PolicyResult {
  const length = path.length;
  let level: Level = new Map([[ANY, { policy: ANY, parents: [], expected: new Set([ANY]) }]]);
  let explicit = inputs.initialExplicitPolicy ? 0 : length + 1;
  let mapping = inputs.initialPolicyMappingInhibit ? 0 : length + 1;
  let inhibitAny = inputs.initialAnyPolicyInhibit ? 0 : length + 1;
  let requiredBy = "the verifier requires a certificate policy";
  const said =
    inputs.initialExplicitPolicy === true ||
    inputs.initialPolicySet !== undefined ||
    path.some((certificate) => POLICY_EXTENSIONS.some((name) => valueOf(certificate, name)));
  const result = (
    problem: string | undefined,
    at: number,
    policies: readonly string[] = [],
  ): PolicyResult => ({
    problem,
    at,
    policies,
    said,
  });
  for (const [i, certificate] of path.entries()) {
    const isLast = i === length - 1;
    const selfIssued = isSelfIssued(certificate);
    level = nextLevel(level, certificate, inhibitAny > 0 || (!isLast && selfIssued));
    if (explicit === 0 && level.size === 0) {
      return result(`${requiredBy}, and with ${nameOf(certificate)} none is valid any more`, i);
    }
    const constraints = valueOf(certificate, "policyConstraints");
    const { requireExplicitPolicy, inhibitPolicyMapping } = constraints
      ? readPolicyConstraints(constraints)
      : {};
    if (requireExplicitPolicy !== undefined && requireExplicitPolicy < explicit) {
      requiredBy = `${nameOf(certificate)} requires a certificate policy`;
    }
    if (isLast) {
      if (explicit > 0) explicit--;
      if (requireExplicitPolicy === 0) explicit = 0;
      continue;
    }
    const mappings = valueOf(certificate, "policyMappings");
    if (mappings) {
      const pairs = readPolicyMappings(mappings);
      if (pairs.some(({ issuer, subject }) => issuer === ANY || subject === ANY)) {
        return result(`${nameOf(certificate)} maps anyPolicy, which is forbidden (RFC 5280 §6.1.4 (a))`, i);
      }
      level = mapped(level, pairs, mapping > 0);
    }
    if (!selfIssued) {
      if (explicit > 0) explicit--;
      if (mapping > 0) mapping--;
      if (inhibitAny > 0) inhibitAny--;
    }
    explicit = Math.min(explicit, requireExplicitPolicy ?? explicit);
    mapping = Math.min(mapping, inhibitPolicyMapping ?? mapping);
    const inhibit = valueOf(certificate, "inhibitAnyPolicy");
    inhibitAny = Math.min(inhibitAny, (inhibit && decodeSmallInteger(inhibit.content)) ?? inhibitAny);
  }
  const authority = authorityPolicies(level);
  const policies = userPolicies(authority, inputs.initialPolicySet);
  if (explicit > 0 || policies.length > 0) return result(undefined, length - 1, policies);
  const wanted = inputs.initialPolicySet && authority.size > 0;
  return result(
    wanted
      ? `${requiredBy}, and the path is valid under ${policyNames([...authority])}, not under ${policyNames(inputs.initialPolicySet)}`
      : `${requiredBy}, and none is valid at the end of the path`,
    length - 1,
  );
}

const POLICY_EXTENSIONS = ["certificatePolicies", "policyConstraints", "policyMappings", "inhibitAnyPolicy"];

/** The first five policies by name or number. */
export function policyNames(policies: readonly string[]): string {
  const shown = policies.slice(0, 5).map((policy) => oidName(policy) ?? policy);
  const more = policies.length > 5 ? ` and ${String(policies.length - 5)} more` : "";
  return `${shown.join(", ") || "no policy"}${more}`;
}

/** §6.1.3 (d) and (e). */
function nextLevel(level: Level, certificate: Certificate, anyAllowed: boolean): Level {
  const next = new Map<string, PolicyNode>();
  const policies = new Set(certificate.certificatePolicies);
  if (level.size === 0 || policies.size === 0) return next;
  const expecting = new Map<string, PolicyNode[]>();
  for (const node of level.values()) {
    for (const policy of node.expected) {
      const nodes = expecting.get(policy);
      if (nodes) nodes.push(node);
      else expecting.set(policy, [node]);
    }
  }
  const add = (policy: string, parents: readonly PolicyNode[]): void => {
    next.set(policy, { policy, parents, expected: new Set([policy]) });
  };
  const any = level.get(ANY);
  for (const policy of policies) {
    if (policy === ANY) continue;
    const parents = expecting.get(policy) ?? (any ? [any] : undefined);
    if (parents) add(policy, parents);
  }
  if (policies.has(ANY) && anyAllowed) {
    for (const [policy, parents] of expecting) if (!next.has(policy)) add(policy, parents);
  }
  return next;
}

/** §6.1.4 (b). */
function mapped(
  level: Level,
  pairs: readonly { readonly issuer: string; readonly subject: string }[],
  allowed: boolean,
): Level {
  const next = new Map(level);
  const targets = new Map<string, Set<string>>();
  for (const { issuer, subject } of pairs) {
    const set = targets.get(issuer) ?? new Set<string>();
    targets.set(issuer, set.add(subject));
  }
  for (const [issuer, subjects] of targets) {
    const node = level.get(issuer);
    const any = level.get(ANY);
    if (!allowed) next.delete(issuer);
    else if (node) next.set(issuer, { ...node, expected: subjects });
    else if (any) next.set(issuer, { policy: issuer, parents: any.parents, expected: subjects });
  }
  return next;
}

/** authority_constrained_policy_set (RFC 9618 §5.6): each policy that holds to the end, by the name it had first. */
function authorityPolicies(level: Level): ReadonlySet<string> {
  const first = new Set<string>();
  const seen = new Set<PolicyNode>(level.values());
  // The set grows while it is walked: up to every node that something valid follows from.
  for (const node of seen) {
    if (node.policy === ANY) {
      if (level.get(ANY) === node) first.add(ANY);
    } else if (node.parents.some(({ policy }) => policy === ANY)) first.add(node.policy);
    for (const parent of node.parents) seen.add(parent);
  }
  return first;
}

function userPolicies(authority: ReadonlySet<string>, initial: readonly string[] | undefined): string[] {
  if (!initial || initial.includes(ANY)) return [...authority];
  return authority.has(ANY) ? [...initial] : initial.filter((policy) => authority.has(policy));
}
