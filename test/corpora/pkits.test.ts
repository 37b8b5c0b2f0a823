import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { validateChain } from "../../src/core/check/trust";
import { checkPolicies } from "../../src/core/check/trust/policies";
import { pureProvider } from "../../src/core/crypto/pure";
import type { ChainVerdict } from "../../src/core/inspection";
import {
  readCertificate,
  readCertificateList,
  type Certificate,
  type CertificateList,
} from "../../src/core/x509";

const pkits = resolve(
  process.env["TLS_INSPECTOR_CORPORA"] ?? join(import.meta.dirname, "../../../shared/corpora"),
  "pkits",
);
const has = existsSync(pkits);
if (!has) console.warn(`no ${pkits}: path validation is not compared with NIST's`);

interface Case {
  readonly test: string;
  readonly name: string;
  readonly certificates: readonly string[];
  readonly crls: readonly string[];
  readonly valid: boolean;
  readonly initialPolicySet?: readonly string[];
  readonly userConstrainedPolicySet?: readonly string[];
  readonly initialExplicitPolicy?: boolean;
  readonly initialPolicyMappingInhibit?: boolean;
  readonly initialInhibitAnyPolicy?: boolean;
}

/** The step that each invalid case is named for; the longest prefix of its number counts. */
const NAMED_FOR: readonly (readonly [string, string])[] = [
  ["4.1", "trust.signature"],
  ["4.2", "trust.validity"],
  ["4.3", "trust.issuer"],
  ["4.4", "trust.revocation"],
  // Self-issued certificates: what is wrong is that the end entity was revoked,
  ["4.5", "trust.revocation"],
  // but for one that was issued with a key for revocation lists.
  ["4.5.8", "trust.basicConstraints"],
  ["4.6", "trust.pathLength"],
  ...["4.6.1", "4.6.2", "4.6.3"].map((test) => [test, "trust.basicConstraints"] as const),
  ["4.7", "trust.keyUsage"],
  // A CA whose key may not sign revocation lists: its certificates' status is what cannot be known.
  ...["4.7.4", "4.7.5"].map((test) => [test, "trust.revocation"] as const),
  ...["4.8", "4.9", "4.10", "4.11", "4.12"].map((test) => [test, "trust.policies"] as const),
  ["4.13", "trust.nameConstraints"],
  ["4.14", "trust.revocation"],
  ["4.15", "trust.revocation"],
  ["4.16", "trust.critical"],
];

/** Cases whose verdict is another one here, and why. */
const DIFFERENT: Readonly<Record<string, { readonly trust: ChainVerdict["trust"]; readonly why: string }>> =
  {};

const ANY = "2.5.29.32.0";
/** NIST's arc of test policies (PKITS §3.1). */
const policyOid = (name: string): string => name.replace("NIST-test-policy-", "2.16.840.1.101.3.2.1.48.");
const policyName = (oid: string): string =>
  oid === ANY ? "anyPolicy" : oid.replace("2.16.840.1.101.3.2.1.48.", "NIST-test-policy-");

function readFile(folder: string, name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(pkits, folder, name)));
}

function read(name: string): Certificate {
  const certificate = readCertificate(readFile("certs", name));
  if (!certificate) throw new Error(`${name} is not read`);
  return certificate;
}

function readList(name: string): CertificateList {
  const list = readCertificateList(readFile("crls", name));
  if (!list) throw new Error(`${name} is not read`);
  return list;
}

function namedFor(test: string): string | undefined {
  const fitting = NAMED_FOR.filter(([prefix]) => test === prefix || test.startsWith(`${prefix}.`));
  return fitting.sort(([a], [b]) => b.length - a.length)[0]?.[1];
}

describe.skipIf(!has)("NIST PKITS", () => {
  const cases: readonly Case[] = has
    ? (JSON.parse(readFileSync(join(pkits, "expected.json"), "utf8")) as readonly Case[])
    : [];
  const report = { cases: 0, asExpected: 0, steps: 0, policySets: 0 };

  afterAll(() => {
    console.log(
      `PKITS: ${String(report.cases)} cases, ${String(report.asExpected)} verdicts as expected, ` +
        `${String(Object.keys(DIFFERENT).length)} different and explained; ${String(report.steps)} invalid ones ` +
        `fail first at the step they are named for; ${String(report.policySets)} policy sets equal`,
    );
  });

  it("has the cases that are expected", () => {
    expect(cases).toHaveLength(249);
  });

  it.each(cases.map((entry) => [`${entry.test} ${entry.name}`, entry] as const))("%s", (_, entry) => {
    const [root, ...path] = entry.certificates.map(read);
    if (!root) throw new Error("no root");
    const policies = {
      initialPolicySet: entry.initialPolicySet?.map(policyOid),
      initialExplicitPolicy: entry.initialExplicitPolicy,
      initialPolicyMappingInhibit: entry.initialPolicyMappingInhibit,
      initialAnyPolicyInhibit: entry.initialInhibitAnyPolicy,
    };
    const verdict = validateChain({
      chain: [...path].reverse(),
      roots: [root],
      storeName: "PKITS",
      at: "2020-06-01T00:00:00Z",
      purpose: "clientAuth",
      provider: pureProvider,
      policies,
      crls: entry.crls.map(readList),
      revocation: "require",
    });
    report.cases++;
    const expected = DIFFERENT[entry.test]?.trust ?? (entry.valid ? "trusted" : "untrusted");
    expect(verdict.trust, verdict.summary).toBe(expected);
    if (!DIFFERENT[entry.test]) report.asExpected++;

    const first = verdict.steps.find(({ status }) => status === "failed");
    if (expected === "untrusted" && !DIFFERENT[entry.test]) {
      expect(first?.id, verdict.summary).toBe(namedFor(entry.test));
      expect(first?.fix).toBeTruthy();
      report.steps++;
    }

    // The set is one of RFC 5280 §6.1.6's outputs; NIST gives it for the paths of policy cases.
    if (/^4\.(8|9|10|11|12)\./.test(entry.test) && entry.valid) {
      const result = checkPolicies(path, policies);
      const names = [...result.policies].map(policyName).sort();
      expect(names).toEqual([...(entry.userConstrainedPolicySet ?? ["NIST-test-policy-1"])].sort());
      report.policySets++;
    }
  });
});
