import { describe, expect, it } from "vitest";
import { SourceGraph } from "../../../../src/core/bytes/source";
import { FieldTable } from "../../../../src/core/fields/table";
import { Tracer } from "../../../../src/core/fields/tracer";
import {
  CertificateFacts,
  judges,
  LINT_RULES,
  lintCertificate,
  type LintSource,
} from "../../../../src/core/check/lint";
import { readCertificate, traceCertificate, type Certificate } from "../../../../src/core/x509";
import { buildCertificate, type CertificateSpec } from "../../../support/certificates/build";
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
} from "../../../support/certificates/base";
import type { LintCases } from "./cases/case";
import { extensionCases } from "./cases/extensions";
import { fieldCases } from "./cases/fields";
import { keyCases } from "./cases/keys";
import { alternativeNameCases } from "./cases/names";

const CASES: LintCases = { ...fieldCases, ...keyCases, ...extensionCases, ...alternativeNameCases };

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

describe("the table of rules", () => {
  it("has 120 rules at least, each with an id of its own, and a case for each and no other", () => {
    const known = LINT_RULES.map(({ id }) => id);
    expect(known.length).toBeGreaterThanOrEqual(120);
    expect(new Set(known).size).toBe(known.length);
    expect(Object.keys(CASES).sort()).toEqual([...known].sort());
  });

  it.each(LINT_RULES.map((rule) => [rule.id, rule] as const))(
    "words %s as findings are worded",
    (id, rule) => {
      expect(id).toMatch(/^(rfc\d{4}|cabf\.br|mozilla)\.[a-z][A-Za-z0-9]+$/);
      const prefix = { RFC: /^rfc/, "CA/Browser Forum": /^cabf/, Mozilla: /^mozilla/ }[rule.source];
      expect(id).toMatch(prefix);
      for (const text of [rule.title, rule.fix]) expect(text).toMatch(/^\p{Lu}.*[^.]$|^[a-zA-Z]+ .*[^.]$/u);
      expect(rule.reference).toMatch(/^(RFC \d{4} (§\d|Appendix [A-Z])|BR §\d|Mozilla )/);
    },
  );
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
