import fc from "fast-check";
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { concat } from "../../../src/core/bytes/concat";
import { toHex } from "../../../src/core/bytes/hex";
import { readCertificate, traceCertificate } from "../../../src/core/x509/certificate";
import { nameText } from "../../../src/core/x509/name";
import { summarizeCertificate } from "../../../src/core/x509/summary";
import { makeCertificate, OpensslFolder, opensslVersion, type KeyKind } from "../../support/openssl";
import { readAllRows, traced } from "../../support/trace";

const hash = (name: string, data: Uint8Array): Uint8Array =>
  new Uint8Array(createHash(name).update(data).digest());

const EXTENSIONS = [
  "basicConstraints = critical, CA:TRUE, pathlen:2",
  "keyUsage = critical, keyCertSign, cRLSign",
  "extendedKeyUsage = serverAuth, clientAuth, 1.2.3.4",
  "subjectAltName = DNS:localhost, DNS:*.example.com, IP:127.0.0.1, IP:2001:db8::1, email:a@example.com, URI:https://example.com/x, dirName:dir, RID:1.2.3, otherName:1.2.3;UTF8:hi",
  "issuerAltName = DNS:issuer.example",
  "subjectKeyIdentifier = hash",
  "authorityKeyIdentifier = keyid, issuer:always",
  "nameConstraints = permitted;DNS:.example.com, excluded;IP:10.0.0.0/255.0.0.0",
  "certificatePolicies = 2.23.140.1.2.1, @policy",
  "policyMappings = 1.2.3:1.2.4",
  "policyConstraints = requireExplicitPolicy:1",
  "inhibitAnyPolicy = 3",
  "crlDistributionPoints = point",
  "freshestCRL = URI:http://crl.example/delta",
  "authorityInfoAccess = OCSP;URI:http://ocsp.example/, caIssuers;URI:http://ca.example/ca.der",
  "subjectInfoAccess = caRepository;URI:http://ca.example/",
  "tlsfeature = status_request",
  "noCheck = ignored",
  "nsCertType = server",
  "nsComment = made for a test",
  "1.2.3.99 = ASN1:SEQUENCE:unknown",
  "1.2.3.98 = DER:ff:ff",
];
const SECTIONS = [
  "[dir]",
  "CN = directory",
  "[policy]",
  "policyIdentifier = 1.3.5.8",
  "CPS.1 = http://cps.example/",
  "userNotice.1 = @notice",
  "[notice]",
  "explicitText = UTF8:read me",
  "organization = Example",
  "noticeNumbers = 1, 2",
  "[point]",
  "fullname = URI:http://crl.example/",
  "CRLissuer = dirName:dir",
  "reasons = keyCompromise, CACompromise",
  "[unknown]",
  "a = INTEGER:5",
  "b = UTF8:text",
].join("\n");

describe.skipIf(opensslVersion === undefined)("certificates that openssl made", () => {
  let folder: OpensslFolder;
  let rich: Uint8Array;
  beforeAll(() => {
    folder = new OpensslFolder();
    rich = makeCertificate(folder, "rich", {
      subject: "/C=DE/O=Ex, ample/OU=a+OU=b/CN=Grüße",
      arguments: [],
      extensions: EXTENSIONS,
      sections: SECTIONS,
    });
  });
  afterAll(() => {
    folder.remove();
  });

  const kinds: readonly [KeyKind, string, string, readonly string[]][] = [
    ["rsa", "RSA 2048 bits", "sha256WithRSAEncryption", []],
    ["rsa-pss", "RSA-PSS 2048 bits", "rsassaPss", ["-sigopt", "rsa_pss_saltlen:digest"]],
    ["p256", "ECDSA P-256", "ecdsa-with-SHA256", []],
    ["p384", "ECDSA P-384", "ecdsa-with-SHA384", ["-md", "sha384"]],
    ["p521", "ECDSA P-521", "ecdsa-with-SHA512", ["-md", "sha512"]],
    ["ed25519", "Ed25519", "Ed25519", []],
    ["ed448", "Ed448", "Ed448", []],
  ];
  it.each(kinds)("reads one with a key of kind %s as openssl does", (kind, publicKey, signature, more) => {
    const der = makeCertificate(folder, kind, {
      key: kind,
      subject: `/C=DE/O=Example/CN=${kind}`,
      notBefore: "20200229123456Z",
      notAfter: "20510101000000Z",
      arguments: more,
    });
    const certificate = readCertificate(der);
    if (!certificate) throw new Error("not read");
    const said = folder.run([
      ..."x509 -noout -serial -issuer -subject -dates -fingerprint -sha256 -nameopt RFC2253".split(" "),
      ...["-dateopt", "iso_8601", "-in", `${kind}.pem`],
    ]);
    const of = (name: string): string | undefined => new RegExp(`^${name}=(.*)$`, "im").exec(said)?.[1];
    const summary = summarizeCertificate(certificate, {
      from: "text",
      position: 0,
      span: { source: 0, start: 0, end: der.length },
      field: 0,
      hash,
    });
    expect({
      serial: certificate.serialNumber.toUpperCase(),
      issuer: nameText(certificate.issuer.rdns, ","),
      subject: nameText(certificate.subject.rdns, ","),
      notBefore: certificate.notBefore,
      notAfter: certificate.notAfter,
      sha256: summary.sha256,
    }).toEqual({
      serial: of("serial"),
      issuer: of("issuer"),
      subject: of("subject"),
      notBefore: of("notBefore")?.replace(" ", "T"),
      notAfter: of("notAfter")?.replace(" ", "T"),
      sha256: of("sha256 Fingerprint")?.replaceAll(":", "").toLowerCase(),
    });
    expect(summary.publicKey).toBe(publicKey);
    expect(summary.signatureAlgorithm).toBe(signature);
    expect(certificate.publicKey.key).toBeDefined();
    expect(certificate.signatureAlgorithm.algorithm).toBeDefined();
    const rows = traced(der, traceCertificate);
    expect(rows.findings).toEqual([]);
    expect(rows.text("tbsCertificate.validity.notAfter")).toBe("2051-01-01 00:00:00 UTC");
    expect(rows.value("tbsCertificate.validity.notBefore")).toBe("2020-02-29T12:34:56Z");
    expect(rows.text("tbsCertificate.subjectPublicKeyInfo")).toBe(publicKey);
  });

  it("names every extension's parts as RFC 5280 does", () => {
    const rows = traced(rich, traceCertificate);
    expect(rows.findings).toEqual([]);
    const ext = (name: string): string | undefined => rows.text(`tbsCertificate.extensions.${name}`);
    expect(ext("basicConstraints")).toBe("CA, path length 2 (critical)");
    expect(ext("basicConstraints.cA")).toBe("true");
    expect(ext("basicConstraints.pathLenConstraint")).toBe("2");
    expect(ext("keyUsage")).toBe("keyCertSign, cRLSign (critical)");
    expect(ext("extKeyUsage")).toBe("serverAuth, clientAuth, 1.2.3.4");
    expect(ext("subjectAltName")).toBe(
      "DNS:localhost, DNS:*.example.com, IP:127.0.0.1, IP:2001:db8::1, email:a@example.com, URI:https://example.com/x, directory:CN=directory, ID:1.2.3, other:1.2.3:hi",
    );
    expect(ext("subjectAltName.dNSName")).toBe("localhost");
    expect(ext("subjectAltName.directoryName.commonName")).toBe("directory");
    expect(ext("nameConstraints")).toBe("permitted DNS:.example.com; excluded IP:10.0.0.0/8");
    expect(ext("certificatePolicies")).toBe("domainValidated, 1.3.5.8");
    expect(ext("certificatePolicies.policyInformation.policyQualifiers.policyQualifierInfo")).toBe(
      "cps: http://cps.example/",
    );
    expect(ext("policyMappings")).toBe("1 entry");
    expect(ext("policyMappings.mapping")).toBe("1.2.3 → 1.2.4");
    expect(ext("policyConstraints.requireExplicitPolicy")).toBe("1");
    expect(ext("inhibitAnyPolicy")).toBe("3");
    expect(ext("cRLDistributionPoints")).toBe(
      "URI:http://crl.example/, for keyCompromise, cACompromise, issued by directory:CN=directory",
    );
    expect(ext("cRLDistributionPoints.distributionPoint.reasons")).toBe("keyCompromise, cACompromise");
    expect(ext("authorityInfoAccess")).toBe(
      "ocsp: URI:http://ocsp.example/, caIssuers: URI:http://ca.example/ca.der",
    );
    expect(ext("tlsFeature")).toBe("status_request (5)");
    expect(ext("ocspNoCheck")).toBe("present");
    expect(ext("netscapeCertType")).toBe("SSL server");
    expect(ext("netscapeComment")).toBe("made for a test");
    expect(ext("extension")).toBe("30 09 02 01 05 0c 04 74 65 78 74");
  });

  it("reads lists of signed certificate timestamps, and what is broken in them", () => {
    // RFC 6962 §3.3: a list of one version 1 timestamp, and one of a version that is not known.
    const sct = `00${"ab".repeat(32)}0000016b0909ec80000004030002aabb`;
    const unknown = "01ccdd";
    const sized = (hex: string): string => (hex.length / 2).toString(16).padStart(4, "0") + hex;
    const list = sized(sized(sct) + sized(unknown));
    const make = (name: string, body: string): Uint8Array =>
      makeCertificate(folder, name, {
        extensions: [`1.3.6.1.4.1.11129.2.4.2 = ASN1:FORMAT:HEX,OCT:${body}`],
      });
    const key = "tbsCertificate.extensions.signedCertificateTimestampList";
    const rows = traced(make("sct", list), traceCertificate);
    expect(rows.findings).toEqual([]);
    expect(rows.text(key)).toBe("2 timestamps");
    expect(rows.value(`${key}.sct.log_id`)).toBe("ab".repeat(32));
    expect(rows.text(`${key}.sct.timestamp`)).toBe("2019-05-30 13:59:33.760 UTC");
    expect(rows.text(`${key}.sct.signature.hash`)).toBe("SHA-256 (4)");
    expect(rows.text(`${key}.sct.signature.algorithm`)).toBe("ECDSA (3)");
    expect(rows.value(`${key}.sct.signature`)).toBe("aabb");
    const broken = traced(make("badsct", list.replace(sized(sct).slice(0, 4), "00ff")), traceCertificate);
    expect(broken.findings.map(({ message }) => message)).toEqual([
      "A timestamp says that it has 255 bytes, 54 are left",
    ]);
  });

  it("reads the extensions that decide about trust", () => {
    const certificate = readCertificate(rich);
    if (!certificate) throw new Error("not read");
    expect(certificate.version).toBe(3);
    expect(certificate.subject.text).toBe(
      "CN=Grüße, OU=b+OU=a, O=Ex\\, ample, C=DE".replace("b+OU=a", "a+OU=b"),
    );
    expect(certificate.basicConstraints).toEqual({ isCa: true, pathLength: 2 });
    expect(certificate.keyUsage).toEqual(["keyCertSign", "cRLSign"]);
    expect(certificate.extKeyUsage).toEqual(["serverAuth", "clientAuth", "1.2.3.4"]);
    expect(certificate.subjectAltName?.map(({ kind, value }) => `${kind} ${value}`).slice(0, 5)).toEqual([
      "dNSName localhost",
      "dNSName *.example.com",
      "iPAddress 127.0.0.1",
      "iPAddress 2001:db8::1",
      "rfc822Name a@example.com",
    ]);
    expect(certificate.nameConstraints?.permitted.map(({ value }) => value)).toEqual([".example.com"]);
    expect(certificate.nameConstraints?.excluded.map(({ value }) => value)).toEqual(["10.0.0.0/8"]);
    expect(certificate.subjectKeyIdentifier?.length).toBe(20);
    expect(certificate.authorityInfoAccess.map(({ method }) => method)).toEqual(["ocsp", "caIssuers"]);
    expect(certificate.crlDistributionPoints.map(({ value }) => value)).toEqual(["http://crl.example/"]);
    expect(certificate.certificatePolicies).toEqual(["2.23.140.1.2.1", "1.3.5.8"]);
    expect(toHex(certificate.tbs)).toBe(toHex(rich.subarray(4, 4 + certificate.tbs.length)));
  });

  it(
    "reads as far as it goes when cut anywhere, with one finding and each byte in one leaf",
    { timeout: 60_000 },
    () => {
      for (let length = 0; length < rich.length; length++) {
        const rows = traced(rich.subarray(0, length), traceCertificate);
        expect(rows.findings.length, `cut at ${String(length)}`).toBe(1);
        readAllRows(rows.table);
      }
      const cut = rich.subarray(0, rich.length - 100);
      const rows = traced(cut, traceCertificate);
      expect(rows.text("tbsCertificate.subject.commonName")).toBe("Grüße");
      expect(rows.findings[0]?.message).toMatch(/^Certificate says that it has \d+ bytes, \d+ are left$/);
      expect(rows.findings[0]?.span).toEqual({ source: 0, start: 1, end: 4 });
    },
  );

  it("reports what follows a certificate", () => {
    const rows = traced(concat(rich, new Uint8Array(3)), traceCertificate);
    expect(rows.findings.map(({ message }) => message)).toEqual(["3 bytes follow the end of Certificate"]);
  });

  it("never throws and covers each byte once when bytes are changed", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(rich.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        (changes) => {
          const damaged = rich.slice();
          for (const [at, byte] of changes) damaged[at] = byte;
          readAllRows(traced(damaged, traceCertificate).table);
          readCertificate(damaged);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("keeps hostile names as text, and makes marks that change direction visible", () => {
    const evil = "<img src=x onerror=alert(1)>\u202egnp.exe";
    const der = makeCertificate(folder, "evil", { subject: `/CN=${evil}` });
    const rows = traced(der, traceCertificate);
    expect(rows.value("tbsCertificate.subject.commonName")).toBe(evil);
    expect(rows.text("tbsCertificate.subject.commonName")).toBe(
      "<img src=x onerror=alert(1)>\\u{202e}gnp.exe",
    );
    expect(readCertificate(der)?.subject.text).not.toContain("\u202e");
  });

  it("reads a subject of 60 KB, and shortens what is shown of it", () => {
    const units = Array.from({ length: 1000 }, (_, i) => `/OU=${String(i).padEnd(60, "x")}`).join("");
    const der = makeCertificate(folder, "long", { subject: `/CN=long${units}` });
    const rows = traced(der, traceCertificate);
    expect(rows.findings).toEqual([]);
    expect(readCertificate(der)?.subject.text.length).toBeGreaterThan(60_000);
    expect(rows.text("tbsCertificate.subject")?.length).toBeLessThan(600);
    expect(rows.text("tbsCertificate.subject")).toMatch(/… \(\d+ more characters\)$/);
    const start = performance.now();
    readAllRows(rows.table);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it("reads 10,000 names in linear time", () => {
    const names = (count: number): string =>
      Array.from({ length: count }, (_, i) => `DNS.${String(i + 1)} = host-${String(i)}.example.com`).join(
        "\n",
      );
    const make = (count: number): Uint8Array =>
      makeCertificate(folder, `names${String(count)}`, {
        extensions: ["subjectAltName = @alt"],
        sections: `[alt]\n${names(count)}`,
      });
    const few = make(1000);
    const many = make(10_000);
    const time = (der: Uint8Array): number => {
      const start = performance.now();
      const rows = traced(der, traceCertificate);
      expect(rows.findings).toEqual([]);
      readCertificate(der);
      return performance.now() - start;
    };
    time(few);
    const quick = Math.max(2, time(few));
    expect(readCertificate(many)?.subjectAltName?.length).toBe(10_000);
    expect(traced(many, traceCertificate).text("tbsCertificate.extensions.subjectAltName")).toMatch(
      /^DNS:host-0\.example\.com, .* and 9988 more$/,
    );
    // Ten times the names; quadratic would be a hundred.
    expect(time(many)).toBeLessThan(quick * 40);
  });
});

describe("any bytes", () => {
  it("never throw, and stand in exactly one leaf each", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        readAllRows(traced(bytes, traceCertificate).table);
        expect(readCertificate(bytes)).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it("nest no deeper than is bounded", () => {
    const deep = new Uint8Array(20_000);
    for (let i = 0; i < deep.length; i += 2) deep.set([0x30, 0x80], i);
    const rows = traced(deep, traceCertificate);
    expect(rows.findings.length).toBeGreaterThan(0);
    const definite = new Uint8Array(20_000).fill(0x30);
    readAllRows(traced(definite, traceCertificate).table);
  });
});
