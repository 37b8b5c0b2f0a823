import { decodeSmallInteger } from "../../asn1/integer";
import type { Element } from "../../asn1/element";
import type { Certificate } from "../../x509";
import { readPolicyConstraints, readPolicyMappings } from "../../x509/extensions/policies";
import { isSelfIssued } from "./describe";

const ANY = "2.5.29.32.0";

/** Policies valid at one depth, each with those that the next certificate may name for it. */
type Level = ReadonlyMap<string, ReadonlySet<string>>;

function valueOf(certificate: Certificate, name: string): Element | undefined {
  return certificate.extensions.find((extension) => extension.name === name)?.value;
}

/**
 * Certificate policies along a path, for a verifier that accepts any policy (RFC 5280 §6.1.3 (d) to (f), §6.1.4 (a), (b),
 * (h) to (j), §6.1.5 (a), (b), (g)). Gives why they fail, or undefined. `path` is ordered from below the anchor to the
 * leaf. Instead of the tree, each depth's policies are kept (RFC 9618): nothing grows exponentially.
 */
export function policyProblem(path: readonly Certificate[]): string | undefined {
  let level: Level = new Map([[ANY, new Set([ANY])]]);
  let explicit = path.length + 1;
  let mapping = path.length + 1;
  let inhibitAny = path.length + 1;
  for (const [i, certificate] of path.entries()) {
    const isLast = i === path.length - 1;
    const selfIssued = isSelfIssued(certificate);
    level = nextLevel(level, certificate, inhibitAny > 0 || (!isLast && selfIssued));
    if (explicit === 0 && level.size === 0) return none(i, path);
    const constraints = valueOf(certificate, "policyConstraints");
    const { requireExplicitPolicy, inhibitPolicyMapping } = constraints
      ? readPolicyConstraints(constraints)
      : {};
    if (isLast) {
      if (explicit > 0) explicit--;
      if (requireExplicitPolicy === 0) explicit = 0;
      continue;
    }
    const mappings = valueOf(certificate, "policyMappings");
    if (mappings) {
      const pairs = readPolicyMappings(mappings);
      if (pairs.some(({ issuer, subject }) => issuer === ANY || subject === ANY)) {
        return "a policy mapping maps anyPolicy, which is forbidden";
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
  return explicit === 0 && level.size === 0 ? none(path.length - 1, path) : undefined;
}

function none(index: number, path: readonly Certificate[]): string {
  const where = index === path.length - 1 ? "the end of the path" : "an intermediate certificate";
  return `a policy is required, and none is valid at ${where}`;
}

/** §6.1.3 (d) and (e). */
function nextLevel(level: Level, certificate: Certificate, anyAllowed: boolean): Level {
  const next = new Map<string, ReadonlySet<string>>();
  const policies = new Set(certificate.certificatePolicies);
  if (level.size === 0) return next;
  const expected = new Set([...level.values()].flatMap((set) => [...set]));
  for (const policy of policies) {
    if (policy !== ANY && (expected.has(policy) || level.has(ANY))) next.set(policy, new Set([policy]));
  }
  if (policies.has(ANY) && anyAllowed) {
    for (const policy of expected) if (!next.has(policy)) next.set(policy, new Set([policy]));
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
    if (!allowed) next.delete(issuer);
    else if (level.has(issuer) || level.has(ANY)) next.set(issuer, subjects);
  }
  return next;
}
