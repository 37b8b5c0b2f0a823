import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { validateChain, type ChainInput, type PolicyInputs } from "../../../../src/core/check/trust";
import { checkPolicies } from "../../../../src/core/check/trust/policies";
import { readCertificate, type Certificate } from "../../../../src/core/x509";
import { makeCertificate, OpensslFolder, opensslVersion } from "../../../support/openssl";
import { testProvider } from "../../../support/provider";

const CA = ["basicConstraints = critical, CA:TRUE", "keyUsage = critical, keyCertSign"];
const A = "1.3.6.1.4.1.99999.1";
const B = "1.3.6.1.4.1.99999.2";
const C = "1.3.6.1.4.1.99999.3";
const ANY = "2.5.29.32.0";

describe.skipIf(opensslVersion === undefined)("certificate policies", () => {
  let folder: OpensslFolder;
  const made = new Map<string, Certificate>();
  const make = (name: string, issuer: string | undefined, extensions: readonly string[]): void => {
    const certificate = readCertificate(
      makeCertificate(folder, name, { extensions, ...(issuer === undefined ? {} : { issuer }) }),
    );
    if (!certificate) throw new Error(`${name} is not read`);
    made.set(name, certificate);
  };
  const list = (...names: string[]): Certificate[] =>
    names.map((name) => {
      const certificate = made.get(name);
      if (!certificate) throw new Error(`no ${name}`);
      return certificate;
    });

  beforeAll(() => {
    folder = new OpensslFolder();
    make("root", undefined, CA);
    make("ab", "root", [...CA, `certificatePolicies = ${A}, ${B}`]);
    make("map", "root", [...CA, `certificatePolicies = ${A}`, `policyMappings = ${A}:${C}`]);
    make("any", "root", [...CA, "certificatePolicies = anyPolicy"]);
    make("noAny", "root", [...CA, "certificatePolicies = anyPolicy", "inhibitAnyPolicy = 0"]);
    make("noMap", "root", [
      ...CA,
      `certificatePolicies = ${A}`,
      "policyConstraints = inhibitPolicyMapping:0",
    ]);
    make("mapBelow", "noMap", [...CA, `certificatePolicies = ${A}`, `policyMappings = ${A}:${C}`]);
    make("must", "root", [
      ...CA,
      `certificatePolicies = ${A}`,
      "policyConstraints = requireExplicitPolicy:0",
    ]);
    make("badMap", "root", [...CA, "certificatePolicies = anyPolicy", `policyMappings = ${A}:2.5.29.32.0`]);
    for (const [name, issuer, policies] of [
      ["leafA", "ab", A],
      ["leafAB", "ab", `${A}, ${B}`],
      ["leafC", "map", C],
      ["leafAMapped", "map", A],
      ["leafUnderAny", "any", B],
      ["leafAnyAny", "any", "anyPolicy"],
      ["leafNoAny", "noAny", "anyPolicy"],
      ["leafMapBelow", "mapBelow", C],
      ["leafMust", "must", A],
      ["leafMustOther", "must", B],
      ["leafBadMap", "badMap", A],
    ] as const) {
      make(name, issuer, ["basicConstraints = CA:FALSE", `certificatePolicies = ${policies}`]);
    }
    make("leafNone", "ab", ["basicConstraints = CA:FALSE"]);
    make("leafMustNone", "must", ["basicConstraints = CA:FALSE"]);
  });
  afterAll(() => {
    folder.remove();
  });

  const opensslAccepts = (names: readonly string[], inputs: PolicyInputs): boolean => {
    const [leaf = "", ...others] = [...names].reverse();
    folder.write("untrusted.pem", others.map((name) => folder.readText(`${name}.pem`)).join(""));
    try {
      folder.run([
        ..."verify -no-CApath -no-CAstore -policy_check -attime 1780000000 -CAfile root.pem".split(" "),
        ...["-untrusted", "untrusted.pem"],
        // Without any, OpenSSL's user-initial-policy-set is empty.
        ...(inputs.initialPolicySet ?? [ANY]).flatMap((policy) => ["-policy", policy]),
        ...(inputs.initialExplicitPolicy ? ["-explicit_policy"] : []),
        ...(inputs.initialPolicyMappingInhibit ? ["-inhibit_map"] : []),
        ...(inputs.initialAnyPolicyInhibit ? ["-inhibit_any"] : []),
        `${leaf}.pem`,
      ]);
      return true;
    } catch {
      return false;
    }
  };

  const EXPLICIT: PolicyInputs = { initialExplicitPolicy: true };
  const only = (...initialPolicySet: string[]): PolicyInputs => ({ ...EXPLICIT, initialPolicySet });
  // The path downwards, the inputs, and the policies that come out; undefined where the path does not hold.
  const cases: readonly (readonly [readonly string[], PolicyInputs, readonly string[] | undefined])[] = [
    [["ab", "leafA"], {}, [A]],
    [["ab", "leafAB"], EXPLICIT, [A, B]],
    [["ab", "leafAB"], only(B), [B]],
    [["ab", "leafA"], only(B), undefined],
    [["ab", "leafA"], { initialPolicySet: [B] }, []],
    [["ab", "leafNone"], {}, []],
    [["ab", "leafNone"], EXPLICIT, undefined],
    [["map", "leafC"], only(A), [A]],
    [["map", "leafC"], only(C), undefined],
    [["map", "leafC"], { ...EXPLICIT, initialPolicyMappingInhibit: true }, undefined],
    [["map", "leafAMapped"], EXPLICIT, undefined],
    [["any", "leafUnderAny"], EXPLICIT, [B]],
    [["any", "leafUnderAny"], { ...EXPLICIT, initialAnyPolicyInhibit: true }, undefined],
    [["any", "leafAnyAny"], EXPLICIT, [ANY]],
    [["any", "leafAnyAny"], only(C), [C]],
    [["noAny", "leafNoAny"], EXPLICIT, undefined],
    [["noMap", "mapBelow", "leafMapBelow"], EXPLICIT, undefined],
    [["must", "leafMust"], {}, [A]],
    [["must", "leafMustOther"], {}, undefined],
    [["must", "leafMustNone"], {}, undefined],
    [["badMap", "leafBadMap"], {}, undefined],
  ];
  it.each(cases)("along %j with %j give %j", (names, inputs, expected) => {
    const result = checkPolicies(list(...names), inputs);
    expect(result.problem === undefined ? [...result.policies].sort() : undefined).toEqual(
      expected && [...expected].sort(),
    );
    expect(opensslAccepts(names, inputs)).toBe(expected !== undefined);
  });

  it("are said in a step", () => {
    const verdict = (leaf: string, ca: string, more: Partial<ChainInput> = {}) =>
      validateChain({
        chain: list(leaf, ca),
        roots: list("root"),
        storeName: "test store",
        at: "2026-06-01T00:00:00Z",
        purpose: "serverAuth",
        provider: testProvider,
        ...more,
      });
    const step = (of: ReturnType<typeof verdict>) => of.steps.find(({ id }) => id === "trust.policies");
    expect(step(verdict("leafAB", "ab"))).toMatchObject({
      status: "passed",
      message: `The path is valid under the certificate policies ${A}, ${B}`,
    });
    expect(step(verdict("leafAnyAny", "any"))?.message).toBe(
      "The path is valid under any certificate policy",
    );
    expect(step(verdict("leafNone", "ab"))?.message).toBe(
      "No certificate policy holds along the whole path, and none is required",
    );
    const strict = verdict("leafA", "ab", { policies: only(B) });
    expect(strict.trust).toBe("untrusted");
    expect(strict.summary).toBe(
      `Not trusted: The certificate policies do not hold: the verifier requires a certificate policy, and the path is valid under ${A}, not under ${B}`,
    );
    expect(step(verdict("leafMustOther", "must"))?.message).toBe(
      'The certificate policies do not hold: "must" requires a certificate policy, and with "leafMustOther" none is valid any more',
    );
  });

  it("do not grow exponentially", () => {
    // Each CA maps each of two policies to both: a tree would have 2^40 leaves (CVE-2023-0464).
    make("both", "root", [
      ...CA,
      `certificatePolicies = ${A}, ${B}`,
      `policyMappings = ${A}:${A}, ${A}:${B}, ${B}:${A}, ${B}:${B}`,
    ]);
    const [both, leaf] = list("both", "leafAB");
    if (!both || !leaf) throw new Error("not made");
    const path = [...Array.from({ length: 40 }, () => both), leaf];
    const start = performance.now();
    expect(checkPolicies(path, EXPLICIT).policies).toHaveLength(2);
    expect(performance.now() - start).toBeLessThan(200);
  });
});
