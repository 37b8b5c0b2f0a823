import { rootCertificates } from "node:tls";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concat } from "../../../../src/core/bytes/concat";
import { SourceGraph } from "../../../../src/core/bytes/source";
import { FieldTable } from "../../../../src/core/fields/table";
import { Tracer } from "../../../../src/core/fields/tracer";
import {
  CertificateFacts,
  judges,
  LINT_RULES,
  lintCertificate,
  type LintOptions,
  type LintSource,
} from "../../../../src/core/check/lint";
import { findPemBlocks } from "../../../../src/core/text/pem";
import { readCertificate, traceCertificate, type Certificate } from "../../../../src/core/x509";
import { buildCertificate, name, type CertificateSpec } from "../../../support/certificates/build";
import {
  client,
  intermediate,
  mail,
  ocspSigner,
  organizationServer,
  root,
  rsaServer,
  server,
  timeStamper,
  withExtensions,
  withSubject,
} from "../../../support/certificates/base";
import { ia5String, octetString, oid, sequence, utcTime } from "../../../support/certificates/der";
import { dns, subjectAltName } from "../../../support/certificates/extensions";
import { rsaKey, SIGNERS } from "../../../support/certificates/keys";
import { rocaModulus } from "../../../support/certificates/weakKeys";
import { forumCases } from "./cases/cabf";
import type { LintCases } from "./cases/case";
import { extensionCases } from "./cases/extensions";
import { fieldCases } from "./cases/fields";
import { keyCases } from "./cases/keys";
import { mozillaCases } from "./cases/mozilla";
import { alternativeNameCases } from "./cases/names";

const CASES: LintCases = {
  ...fieldCases,
  ...keyCases,
  ...extensionCases,
  ...alternativeNameCases,
  ...forumCases,
  ...mozillaCases,
};

function certificateOf(spec: CertificateSpec): Certificate {
  const certificate = readCertificate(buildCertificate(spec));
  if (!certificate) throw new Error("the certificate cannot be read");
  return certificate;
}

/** The keys of every row that the certificate has. */
function keysOf({ der }: Certificate): ReadonlySet<string> {
  const sources = new SourceGraph();
  const table = new FieldTable(sources);
  traceCertificate(new Tracer(table, sources.addBytes("test", der), 0, []), der, 0, der.length);
  return new Set(Array.from({ length: table.length }, (_, row) => table.schema(row).key));
}

const ids = (certificate: Certificate, profile: "all" | readonly LintSource[]): string[] =>
  lintCertificate(certificate, { profile }).map(({ id }) => id);

describe("certificates that keep every rule of their kind", () => {
  const kinds = {
    server,
    rsaServer,
    organizationServer,
    root,
    intermediate,
    client,
    mail,
    ocspSigner,
    timeStamper,
  };
  it.each(Object.entries(kinds))("%s", (_, spec) => {
    expect(ids(certificateOf(spec), "all")).toEqual([]);
  });
});

it("roots that Mozilla takes, begun in 2018 or later, keep every rule", () => {
  const young = rootCertificates.flatMap((pem) => {
    const [block] = findPemBlocks(pem);
    const certificate = block && readCertificate(block.bytes);
    return certificate && (certificate.notBefore ?? "") >= "2018" ? [certificate] : [];
  });
  expect(young.length).toBeGreaterThan(10);
  for (const certificate of young) expect(ids(certificate, "all"), certificate.subject.text).toEqual([]);
});

describe("the table of rules", () => {
  it("has 120 rules at least, each with an id of its own, and a case for each and no other", () => {
    const known = LINT_RULES.map(({ id }) => id);
    expect(known.length).toBeGreaterThanOrEqual(120);
    expect(new Set(known).size).toBe(known.length);
    expect(Object.keys(CASES).sort()).toEqual([...known].sort());
  });

  it("words each rule as findings are worded", () => {
    const ids = { RFC: /^rfc\d{4}\./, "CA/Browser Forum": /^cabf\.(br|ev)\./, Mozilla: /^mozilla\./ };
    for (const { id, source, title, fix, reference } of LINT_RULES) {
      expect(id).toMatch(ids[source]);
      expect(id).toMatch(/\.[a-z][A-Za-z0-9]+$/);
      // A title may begin with a field's name; a fix is what a person reads.
      expect(title, id).toMatch(/^(\p{Lu}|[a-z]+[A-Z ]).*[^.]$/su);
      expect(fix, id).toMatch(/^\p{Lu}.*[^.]$/su);
      expect(reference, id).toMatch(/^(RFC \d{4} (§\d|Appendix [A-Z])|(BR|EVG) §\d|Mozilla )/);
    }
  });
});

describe.each(LINT_RULES.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  const found = CASES[id];
  if (!found) return;

  it("judges a certificate that keeps it, and says nothing", () => {
    const certificate = certificateOf(found.passes);
    expect(judges(rule, new CertificateFacts(certificate)), "is of no concern here").toBe(true);
    expect(ids(certificate, [rule.source])).not.toContain(id);
  });

  it("finds what is wrong, and where", () => {
    const certificate = certificateOf(found.fails);
    const asked: string[] = [];
    const keys = keysOf(certificate);
    const findings = lintCertificate(certificate, {
      profile: [rule.source],
      spanOf: (key, range) => {
        asked.push(key);
        if (range) expect(range.end <= certificate.der.length && range.start < range.end).toBe(true);
        return keys.has(key) ? { source: 0, start: 0, end: 1 } : undefined;
      },
    });
    expect(findings.map((finding) => finding.id).sort()).toEqual([id, ...(found.also ?? [])].sort());
    const own = findings.find((finding) => finding.id === id);
    expect(own).toMatchObject({ severity: rule.severity, rfc: rule.reference, span: { start: 0 } });
    expect(own?.message).toMatch(/^["\p{Lu}].*[^.]$/su);
    expect(asked.length).toBeGreaterThan(0);
  });
});

describe("the days from which servers' certificates are shorter", () => {
  it.each([
    ["180301", 825],
    ["200831", 825],
    ["200901", 398],
    ["260314", 398],
    ["260315", 200],
    ["270314", 200],
    ["270315", 100],
    ["290314", 100],
    ["290315", 47],
  ])("from %s: %i days", (day, days) => {
    const notBefore = Date.UTC(
      2000 + Number(day.slice(0, 2)),
      Number(day.slice(2, 4)) - 1,
      Number(day.slice(4)),
    );
    const lasting = (seconds: number): string[] => {
      const last = new Date(notBefore + (seconds - 1) * 1000).toISOString().replace(/\D/g, "").slice(2, 14);
      return ids(
        certificateOf({ ...server, notBefore: utcTime(`${day}000000Z`), notAfter: utcTime(`${last}Z`) }),
        ["CA/Browser Forum"],
      ).filter((id) => id === "cabf.br.subscriberValidity");
    };
    expect(lasting(days * 86_400)).toEqual([]);
    expect(lasting(days * 86_400 + 1)).toEqual(["cabf.br.subscriberValidity"]);
  });
});

describe("the profile", () => {
  const privateServer = withExtensions(server, {
    certificatePolicies: undefined,
    sctList: undefined,
    extKeyUsage: undefined,
  });
  const sourcesOf = (spec: CertificateSpec, options: LintOptions): (string | undefined)[] => [
    ...new Set(lintCertificate(certificateOf(spec), options).map(({ id }) => id.split(".")[0])),
  ];

  it("auto asks the CA/Browser Forum only of certificates that claim to be publicly trusted", () => {
    expect(sourcesOf(privateServer, {})).toEqual([]);
    expect(sourcesOf(privateServer, { publiclyTrusted: true })).toEqual(["cabf"]);
    expect(sourcesOf(withExtensions(server, { extKeyUsage: undefined }), {})).toEqual(["cabf"]);
    expect(sourcesOf(withExtensions(server, { extKeyUsage: undefined }), { publiclyTrusted: false })).toEqual(
      [],
    );
  });

  it("auto asks of every certificate whether its key is broken", () => {
    const broken = { ...privateServer, publicKey: rsaKey(rocaModulus()) };
    expect(lintCertificate(certificateOf(broken)).map(({ id }) => id)).toEqual(["cabf.br.rocaKey"]);
    expect(lintCertificate(certificateOf(broken), { profile: ["RFC"] })).toEqual([]);
  });

  it("all asks everybody, and a list those in it", () => {
    expect(sourcesOf(privateServer, { profile: "all" })).toEqual(["cabf"]);
    expect(sourcesOf(privateServer, { profile: ["Mozilla"] })).toEqual([]);
    const weak = { ...root, publicKey: SIGNERS.ed25519().publicKey };
    expect(sourcesOf(weak, { profile: ["Mozilla"] })).toEqual(["mozilla"]);
    expect(sourcesOf(weak, { profile: [] })).toEqual([]);
  });
});

describe("a finding's place", () => {
  const spec = withExtensions(server, {
    subjectAltName: subjectAltName(dns("example.com"), dns("bad_name.example.com")),
  });
  const certificate = certificateOf(withSubject(spec, name()));

  it("is the very name of several", () => {
    let place: string | undefined;
    lintCertificate(certificate, {
      profile: ["RFC"],
      spanOf: (key, range) => {
        if (key.endsWith(".dNSName") && range) {
          place = new TextDecoder().decode(certificate.der.subarray(range.start + 2, range.end));
        }
        return undefined;
      },
    });
    expect(place).toBe("bad_name.example.com");
  });

  it("is the nearest row above where the row itself is missing", () => {
    const findings = lintCertificate(
      certificateOf(withExtensions(server, { authorityKeyIdentifier: undefined })),
      {
        spanOf: (key) => (key === "tbsCertificate" ? { source: 3, start: 4, end: 5 } : undefined),
      },
    );
    expect(findings).toMatchObject([
      { id: "rfc5280.authorityKeyIdentifierPresent", span: { source: 3, start: 4, end: 5 } },
    ]);
  });
});

describe("hostile certificates", () => {
  it("of 10,000 names, 60 KB of subject or 5,000 extensions are judged in a moment", () => {
    const many = withExtensions(server, {
      subjectAltName: subjectAltName(
        ...Array.from({ length: 10_000 }, (_, i) => dns(`a_${String(i)}.example.com`)),
      ),
      extKeyUsage: {
        oid: "2.5.29.37",
        value: sequence(...Array.from({ length: 10_000 }, (_, i) => oid(`1.3.6.1.4.1.${String(i + 1)}`))),
      },
    });
    const long = withSubject(server, name(["commonName", "<b>".repeat(20_000)]));
    const wide = withSubject(
      server,
      name(...Array.from({ length: 5000 }, () => ["emailAddress", ia5String("a@b.c")] as const)),
    );
    const extended: CertificateSpec = {
      ...server,
      extensions: Object.fromEntries(
        Array.from({ length: 5000 }, (_, i) => [
          String(i),
          { oid: `1.3.6.1.4.1.${String(i + 1)}`, value: octetString() },
        ]),
      ),
    };
    const bigKey = {
      ...server,
      publicKey: rsaKey(concat(Uint8Array.of(0), new Uint8Array(100_000).fill(0xa5))),
    };
    for (const spec of [many, long, wide, extended, bigKey]) {
      const certificate = certificateOf(spec);
      lintCertificate(certificate, { profile: "all" });
      const start = performance.now();
      for (const { message } of lintCertificate(certificate, { profile: "all" })) {
        expect(message.length).toBeLessThan(400);
      }
      expect(performance.now() - start).toBeLessThan(1000);
    }
  });

  it("cut off or with any byte changed never throw", () => {
    const der = buildCertificate(organizationServer);
    fc.assert(
      fc.property(
        fc.nat(der.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.nat(der.length),
        (at, flip, length) => {
          const bytes = der.slice(0, length);
          if (at < length) bytes[at] = (bytes[at] ?? 0) ^ flip;
          const certificate = readCertificate(bytes);
          if (certificate) lintCertificate(certificate, { profile: "all" });
          const whole = der.slice();
          whole[at] = (whole[at] ?? 0) ^ flip;
          const changed = readCertificate(whole);
          if (!changed) return;
          for (const { message } of lintCertificate(changed, { profile: "all" }))
            expect(message.length).toBeLessThan(400);
        },
      ),
      { numRuns: 150 },
    );
  }, 30_000);
});
