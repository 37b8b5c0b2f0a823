import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  certificateFindings,
  matchName,
  validateChain,
  type ChainInput,
} from "../../../../src/core/check/trust";
import { readCertificate, type Certificate } from "../../../../src/core/x509";
import {
  makeCertificate,
  OpensslFolder,
  opensslVersion,
  type CertificateOptions,
} from "../../../support/openssl";
import { testProvider } from "../../../support/provider";

const CA = ["basicConstraints = critical, CA:TRUE", "keyUsage = critical, keyCertSign, cRLSign"];
const LEAF = [
  "basicConstraints = critical, CA:FALSE",
  "keyUsage = critical, digitalSignature",
  "extendedKeyUsage = serverAuth",
  "subjectAltName = DNS:www.example.com, DNS:*.apps.example.com, IP:127.0.0.1, IP:2001:db8::1",
];

describe.skipIf(opensslVersion === undefined)("validateChain", () => {
  let folder: OpensslFolder;
  const made = new Map<string, Certificate>();
  const make = (name: string, options: CertificateOptions): Certificate => {
    const certificate = readCertificate(makeCertificate(folder, name, options));
    if (!certificate) throw new Error(`${name} is not read`);
    made.set(name, certificate);
    return certificate;
  };
  const of = (name: string): Certificate => {
    const certificate = made.get(name);
    if (!certificate) throw new Error(`no ${name}`);
    return certificate;
  };
  const validate = (names: readonly string[], more: Partial<ChainInput> = {}) =>
    validateChain({
      chain: names.map(of),
      roots: [of("root")],
      storeName: "test store",
      at: "2026-06-01T00:00:00Z",
      purpose: "serverAuth",
      provider: testProvider,
      host: "www.example.com",
      ...more,
    });
  const failures = (verdict: ReturnType<typeof validate>) =>
    verdict.steps.filter(({ status }) => status === "failed").map(({ id, position }) => [id, position]);

  beforeAll(() => {
    folder = new OpensslFolder();
    make("root", { subject: "/O=Test/CN=Root", extensions: [...CA, "subjectKeyIdentifier = hash"] });
    make("inter", {
      subject: "/O=Test/CN=Intermediate",
      issuer: "root",
      key: "p384",
      extensions: [
        "basicConstraints = critical, CA:TRUE, pathlen:0",
        CA[1] ?? "",
        "subjectKeyIdentifier = hash",
      ],
    });
    make("leaf", { subject: "/CN=www.example.com", issuer: "inter", key: "rsa", extensions: LEAF });
  });
  afterAll(() => {
    folder.remove();
  });

  /** What OpenSSL says of the same chain. */
  const opensslAccepts = (leaf: string, intermediates: readonly string[], root = "root"): boolean => {
    folder.write(
      "untrusted.pem",
      intermediates.map((name) => folder.readText(`${name}.pem`)).join("") || "\n",
    );
    try {
      const time = String(Date.parse("2026-06-01T00:00:00Z") / 1000);
      folder.run([
        ..."verify -purpose sslserver -policy_check -no-CApath -no-CAstore -attime".split(" "),
        ...[time, "-CAfile", `${root}.pem`],
        ...(intermediates.length > 0 ? ["-untrusted", "untrusted.pem"] : []),
        `${leaf}.pem`,
      ]);
      return true;
    } catch {
      return false;
    }
  };

  it("trusts a chain that holds, with a sentence for every step", () => {
    const verdict = validate(["leaf", "inter"]);
    expect(failures(verdict)).toEqual([]);
    expect(verdict).toMatchObject({
      trust: "trusted",
      name: "matches",
      store: "test store",
      summary: 'Trusted: "Root" vouches for "www.example.com" (store: test store)',
    });
    expect(verdict.steps.map(({ id, position }) => `${id} ${String(position)}`)).toEqual([
      "trust.path 1",
      "trust.validity undefined",
      "trust.basicConstraints undefined",
      "trust.keyUsage undefined",
      "trust.issuer 1",
      "trust.signature 1",
      "trust.validity 1",
      "trust.basicConstraints 1",
      "trust.pathLength 1",
      "trust.keyUsage 1",
      "trust.critical 1",
      "trust.issuer 0",
      "trust.signature 0",
      "trust.validity 0",
      "trust.keyUsage 0",
      "trust.extKeyUsage 0",
      "trust.critical 0",
      "trust.order undefined",
      "trust.revocation undefined",
      "name 0",
    ]);
    expect(verdict.steps[0]?.message).toBe(
      'The path is "www.example.com" ← "Intermediate" ← "Root", in the store: test store',
    );
  });

  it("says what is wrong with the place of certificates", () => {
    const missing = validate(["leaf"]);
    expect(missing.trust).toBe("untrusted");
    expect(missing.summary).toBe(
      'Not trusted: "www.example.com" was issued by "Intermediate", whose certificate is neither among those presented (only the leaf was presented) nor in the store: test store',
    );
    expect(missing.steps[0]?.fix).toMatch(/^Configure the missing intermediate certificate "Intermediate"/);

    make("other", { subject: "/CN=Other root", extensions: CA });
    const disordered = validate(["leaf", "other", "inter"]);
    expect(disordered.trust).toBe("trusted");
    expect(failures(disordered)).toEqual([["trust.order", 2]]);

    const unknown = validate(["leaf", "inter", "root"], { roots: [of("other")] });
    expect(unknown.summary).toBe(
      'Not trusted: The chain leads to "Root", which is not in the store: test store',
    );
    expect(validate(["leaf", "inter", "root"]).trust).toBe("trusted");

    const alone = make("alone", { subject: "/CN=alone", extensions: LEAF });
    expect(validate(["alone"]).summary).toBe(
      'Not trusted: "alone" is signed by itself, and is not in the store: test store',
    );
    expect(validate(["alone"], { roots: [alone] }).trust).toBe("trusted");

    const storeless = validate(["leaf", "inter"], { roots: undefined });
    expect(storeless).toMatchObject({ trust: "not checked", store: "none", name: "matches" });
    expect(
      storeless.steps.filter(({ id, status }) => id === "trust.signature" && status === "passed"),
    ).toHaveLength(1);
    expect(validate([]).trust).toBe("not checked");
  });

  const cases: readonly [
    string,
    Partial<CertificateOptions>,
    Partial<CertificateOptions>,
    string,
    number,
    RegExp,
  ][] = [
    [
      "an expired leaf",
      { notAfter: "20260501000000Z" },
      {},
      "trust.validity",
      0,
      /"leaf-.*" expired on 2026-05-01 00:00:00 UTC, 31 days before/,
    ],
    [
      "a leaf of the future",
      { notBefore: "20260701000000Z" },
      {},
      "trust.validity",
      0,
      /is not valid until 2026-07-01/,
    ],
    [
      "an expired intermediate",
      {},
      { notAfter: "20260531230000Z" },
      "trust.validity",
      1,
      /"inter-.*" expired on 2026-05-31 23:00:00 UTC, 1 hour before/,
    ],
    [
      "an intermediate that is no CA",
      {},
      { extensions: ["basicConstraints = critical, CA:FALSE"] },
      "trust.basicConstraints",
      1,
      /say that it is no CA/,
    ],
    [
      "an intermediate that may not sign",
      {},
      { extensions: [CA[0] ?? "", "keyUsage = critical, digitalSignature"] },
      "trust.keyUsage",
      1,
      /may not sign certificates: its keyUsage is digitalSignature/,
    ],
    [
      "a certificate for clients",
      { extensions: ["extendedKeyUsage = clientAuth", LEAF[3] ?? ""] },
      {},
      "trust.extKeyUsage",
      0,
      /not for a TLS server: its extKeyUsage is clientAuth/,
    ],
    [
      "a CA for other purposes",
      {},
      { extensions: [...CA, "extendedKeyUsage = emailProtection"] },
      "trust.extKeyUsage",
      1,
      /"inter-.*" is not for a TLS server/,
    ],
    [
      "a key for certificates only",
      { extensions: ["keyUsage = critical, keyCertSign", LEAF[3] ?? ""] },
      {},
      "trust.keyUsage",
      0,
      /may not be used by a TLS server/,
    ],
    [
      "a name that is not permitted",
      {},
      { extensions: [...CA, "nameConstraints = critical, permitted;DNS:example.org"] },
      "trust.nameConstraints",
      0,
      /DNS:www.example.com lies outside what is permitted: DNS:example.org/,
    ],
    [
      "a name that is excluded",
      {},
      { extensions: [...CA, "nameConstraints = critical, excluded;IP:127.0.0.0/255.0.0.0"] },
      "trust.nameConstraints",
      0,
      /IP:127.0.0.1 lies in IP:127.0.0.0\/8, which is excluded/,
    ],
    [
      "an unknown critical extension",
      { extensions: [...LEAF, "1.2.3.4 = critical, DER:05:00"] },
      {},
      "trust.critical",
      0,
      /has the critical extension 1.2.3.4, which is not processed here/,
    ],
    [
      "constraints that cannot be read",
      {},
      { extensions: [...CA, "2.5.29.30 = DER:30:05:a0:03:30:01:05"] },
      "trust.critical",
      1,
      /The extension nameConstraints of "inter-.*" cannot be read: /,
    ],
    [
      "a precertificate",
      { extensions: [...LEAF, "1.3.6.1.4.1.11129.2.4.3 = critical, DER:05:00"] },
      {},
      "trust.critical",
      0,
      /is a precertificate/,
    ],
    [
      "a policy that is required and absent",
      {},
      { extensions: [...CA, "policyConstraints = critical, requireExplicitPolicy:0"] },
      "trust.policies",
      0,
      /"inter-.*" requires a certificate policy, and with "leaf-.*" none is valid any more/,
    ],
  ];
  it.each(cases)("names %s", (name, leaf, inter, id, position, message) => {
    const tag = name.replace(/\W+/g, "-");
    make(`inter-${tag}`, { issuer: "root", subject: `/CN=inter-${tag}`, extensions: CA, ...inter });
    make(`leaf-${tag}`, { issuer: `inter-${tag}`, subject: `/CN=leaf-${tag}`, extensions: LEAF, ...leaf });
    const verdict = validate([`leaf-${tag}`, `inter-${tag}`]);
    expect(verdict.trust).toBe("untrusted");
    expect(failures(verdict)).toEqual([[id, position]]);
    const reason = verdict.steps.find(({ status }) => status === "failed");
    expect(reason?.message).toMatch(message);
    expect(reason?.fix).toBeTruthy();
    expect(verdict.summary).toBe(`Not trusted: ${reason?.message ?? ""}`);
    expect(opensslAccepts(`leaf-${tag}`, [`inter-${tag}`])).toBe(false);
  });

  it("names a path that is too long", () => {
    make("low", { issuer: "inter", subject: "/CN=Low", extensions: CA });
    make("deep", { issuer: "low", extensions: LEAF });
    const verdict = validate(["deep", "low", "inter"]);
    expect(failures(verdict)).toEqual([["trust.pathLength", 2]]);
    expect(verdict.summary).toBe(
      'Not trusted: "Intermediate" allows 0 intermediate certificates below it, and here are 1',
    );
  });

  it("sees a changed certificate, and one signed by another key of the same name", () => {
    const der = of("leaf").der.slice();
    const at = der.length - 20;
    der[at] = (der[at] ?? 0) ^ 1;
    const changed = readCertificate(der);
    if (!changed) throw new Error("not read");
    made.set("changed", changed);
    expect(failures(validate(["changed", "inter"]))).toEqual([["trust.signature", 0]]);
    make("impostor", { subject: "/O=Test/CN=Root", extensions: CA });
    expect(failures(validate(["leaf", "inter"], { roots: [of("impostor")] }))).toEqual([
      ["trust.signature", 1],
    ]);
    // The right root is found beside one of the same name.
    expect(validate(["leaf", "inter"], { roots: [of("impostor"), of("root")] }).trust).toBe("trusted");
  });

  it.each(["rsa", "rsa-pss", "p256", "p384", "p521", "ed25519", "ed448"] as const)(
    "verifies signatures with a CA key of kind %s",
    (key) => {
      make(`ca-${key}`, { key, subject: `/CN=CA ${key}`, extensions: CA });
      make(`by-${key}`, { issuer: `ca-${key}`, extensions: LEAF });
      const verdict = validate([`by-${key}`], { roots: [of(`ca-${key}`)] });
      expect(failures(verdict)).toEqual([]);
      expect(verdict.trust).toBe("trusted");
      expect(opensslAccepts(`by-${key}`, [], `ca-${key}`)).toBe(true);
    },
  );

  it("does not tire of many certificates of one name", () => {
    const chain = [of("leaf"), ...Array.from({ length: 100 }, () => of("inter"))];
    const start = performance.now();
    expect(validate([], { chain }).trust).toBe("trusted");
    expect(validate([], { chain, roots: [] }).trust).toBe("untrusted");
    expect(performance.now() - start).toBeLessThan(2000);
  });

  describe("matchName", () => {
    const hosts: readonly [string, boolean][] = [
      ["www.example.com", true],
      ["WWW.Example.COM.", true],
      ["example.com", false],
      ["x.apps.example.com", true],
      ["apps.example.com", false],
      ["y.x.apps.example.com", false],
      ["*.apps.example.com", false],
      ["127.0.0.1", true],
      ["127.0.0.2", false],
      ["2001:db8:0:0::1", true],
      ["[2001:db8::1]", true],
      ["::1", false],
      ["", false],
    ];
    it.each(hosts)("for %s is %s", (host, expected) => {
      expect(matchName(of("leaf"), host).matches).toBe(expected);
    });

    it("lists the names that there are, and does not take the common name for one", () => {
      const miss = matchName(of("leaf"), "other.example");
      expect(miss.message).toBe(
        "The certificate is not for other.example: its names are www.example.com, *.apps.example.com, 127.0.0.1, 2001:db8::1",
      );
      make("plain", { subject: "/CN=plain.example" });
      expect(matchName(of("plain"), "plain.example")).toMatchObject({
        matches: false,
        message:
          "The certificate is not for plain.example: it has no DNS name and no IP address in its subjectAltName; its common name is that, but names are read from subjectAltName alone (RFC 9525 §2)",
      });
    });

    it("knows international names", () => {
      // Pairs as Python's idna package gives them.
      make("idn", {
        extensions: ["subjectAltName = DNS:xn--mnchen-3ya.example, DNS:xn--fsqu00a.xn--0zwm56d, DNS:*.com"],
      });
      expect(matchName(of("idn"), "München.example").matches).toBe(true);
      expect(matchName(of("idn"), "例子.测试").matches).toBe(true);
      expect(matchName(of("idn"), "munchen.example").matches).toBe(false);
      expect(matchName(of("idn"), "example.com").matches).toBe(false);
    });
  });

  describe("certificateFindings", () => {
    // The certificates here are valid for 24 years, which findings.test.ts looks at.
    const ids = (name: string, at = "2026-06-01T00:00:00Z", isLeaf = true) =>
      certificateFindings(of(name), { at, isLeaf })
        .map(({ id }) => id)
        .filter((id) => id !== "certificate.validTooLong");

    it("name what is wrong with a certificate by itself", () => {
      expect(ids("leaf")).toEqual([]);
      expect(ids("leaf", "2049-01-02T00:00:00Z")).toEqual(["certificate.expired"]);
      expect(ids("leaf", "2024-12-31T00:00:00Z")).toEqual(["certificate.notYetValid"]);
      expect(ids("leaf", "2048-12-20T00:00:00Z")).toEqual(["certificate.expiresSoon"]);
      expect(ids("leaf", "2048-12-01T00:00:00Z")).toEqual([]);
      make("nameless", { extensions: ["extendedKeyUsage = serverAuth"] });
      expect(ids("nameless")).toEqual(["certificate.noSubjectAltName"]);
      make("weak", { issuer: "root", extensions: LEAF, arguments: ["-md", "sha1"] });
      expect(ids("weak")).toEqual(["certificate.weakSignature"]);
      folder.run("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out small.key".split(" "));
      folder.run("req -x509 -new -key small.key -subj /CN=small -outform DER -out small.der".split(" "));
      const small = readCertificate(folder.read("small.der"));
      if (!small) throw new Error("not read");
      made.set("small", small);
      expect(ids("small", "2100-01-01T00:00:00Z", false)).toEqual([
        "certificate.expired",
        "certificate.weakKey",
      ]);
    });

    it("stand at the field that they are about", () => {
      const span = { source: 1, start: 5, end: 9 };
      const [finding] = certificateFindings(of("leaf"), {
        at: "2049-06-01T00:00:00Z",
        isLeaf: true,
        spanOf: (key) => (key === "tbsCertificate.validity.notAfter" ? span : undefined),
      });
      expect(finding).toMatchObject({
        id: "certificate.expired",
        span,
        message: '"www.example.com" expired 151 days ago, on 2049-01-01 00:00:00 UTC',
      });
    });
  });
});
