import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { validateChain } from "../../src/core/check/trust";
import { pureProvider } from "../../src/core/crypto/pure";
import { readCertificate, type Certificate } from "../../src/core/x509";

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
  readonly valid: boolean;
  readonly initialPolicySet?: readonly string[];
  readonly initialExplicitPolicy?: boolean;
  readonly initialPolicyMappingInhibit?: boolean;
  readonly initialInhibitAnyPolicy?: boolean;
}

/** Sections about revocation, which is not looked up: basic revocation, distribution points, delta CRLs. */
const REVOCATION = /^4\.(4|14|15)\./;
/** Invalid only for want of a usable CRL, or because a CRL may not be signed. */
const NEEDS_CRL = new Set(["4.5.2", "4.5.5", "4.5.7", "4.7.4", "4.7.5"]);
/** DSA is not computed here: "not checked" is the honest verdict. */
const DSA = new Set(["4.1.4", "4.1.5", "4.1.6"]);

function read(name: string): Certificate {
  const certificate = readCertificate(new Uint8Array(readFileSync(join(pkits, "certs", name))));
  if (!certificate) throw new Error(`${name} is not read`);
  return certificate;
}

describe.skipIf(!has)("NIST PKITS", () => {
  const cases: readonly Case[] = has
    ? (JSON.parse(readFileSync(join(pkits, "expected.json"), "utf8")) as readonly Case[])
    : [];
  // The verifier here accepts any policy: cases that ask for other inputs are another verifier's.
  const fitting = cases.filter(
    ({
      test,
      initialPolicySet,
      initialExplicitPolicy,
      initialPolicyMappingInhibit,
      initialInhibitAnyPolicy,
    }) =>
      !REVOCATION.test(test) &&
      !NEEDS_CRL.has(test) &&
      initialPolicySet === undefined &&
      initialExplicitPolicy === undefined &&
      initialPolicyMappingInhibit === undefined &&
      initialInhibitAnyPolicy === undefined,
  );

  it("has the cases that are expected", () => {
    expect(fitting.length).toBeGreaterThan(130);
  });

  it.each(fitting.map((entry) => [`${entry.test} ${entry.name}`, entry] as const))("%s", (_, entry) => {
    const [root, ...path] = entry.certificates.map(read);
    if (!root) throw new Error("no root");
    const verdict = validateChain({
      chain: path.reverse(),
      roots: [root],
      storeName: "PKITS",
      at: "2020-06-01T00:00:00Z",
      purpose: "clientAuth",
      provider: pureProvider,
    });
    const expected = DSA.has(entry.test) ? "not checked" : entry.valid ? "trusted" : "untrusted";
    expect(verdict.trust, verdict.summary).toBe(expected);
  });
});
