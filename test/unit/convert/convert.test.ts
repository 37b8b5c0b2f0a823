import { createHash, createPublicKey, X509Certificate } from "node:crypto";
import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  certificateJwk,
  certificatesPem,
  fileNameOf,
  fingerprint,
  leafToRoot,
  opensslCommand,
  opensslOneLine,
  opensslPublicKeyCommand,
  pemOf,
  pkcs7Der,
  pkcs7Pem,
  publicKeyJwk,
  publicKeyPem,
  quote,
  rfc4514,
  splitChain,
  spkiPin,
  toBase64,
  toBase64Url,
} from "../../../src/core/convert";
import { certificatesInSignedData } from "../../../src/core/x509/certsOnly";
import { toHex } from "../../../src/core/bytes/hex";
import { findPemBlocks } from "../../../src/core/text/pem";
import { readCertificate, readCertificationRequest, type Certificate } from "../../../src/core/x509";
import { makeCertificate, OpensslFolder, opensslVersion, type KeyKind } from "../../support/openssl";
import { testProvider as provider } from "../../support/provider";

const read = (der: Uint8Array): Certificate => {
  const certificate = readCertificate(der);
  if (!certificate) throw new Error("no certificate");
  return certificate;
};

describe("base64", () => {
  it("is Node's", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
        expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString("base64url"));
      }),
    );
  });
});

describe("a shell's argument", () => {
  it("is what was put into it, whatever that was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (text) => {
        fc.pre(!text.includes("\0"));
        const expected = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, "?");
        const printed = execFileSync("/bin/sh", ["-c", `printf %s ${quote(text)}`], { encoding: "utf8" });
        expect(printed).toBe(expected);
      }),
      { numRuns: 40, examples: [["$(touch /tmp/x); `id` 'a' \"b\" \\ !\n&|"], ["-rf"], [""], ["a\u009bb"]] },
    );
  });

  it("is quoted for PowerShell too", () => {
    expect(quote("C:\\a b\\it's.pem", "powershell")).toBe("'C:\\a b\\it''s.pem'");
    expect(quote("a’;calc", "powershell")).toBe("'a’’;calc'");
  });
});

describe.skipIf(opensslVersion === undefined)("conversions, read back by OpenSSL and Node", () => {
  const KINDS: readonly KeyKind[] = ["rsa", "rsa-pss", "p256", "p384", "p521", "ed25519", "ed448"];
  let folder: OpensslFolder;
  let ca: Certificate;
  let leaf: Certificate;
  const byKind = new Map<KeyKind, Certificate>();
  beforeAll(() => {
    folder = new OpensslFolder();
    ca = read(makeCertificate(folder, "ca", { extensions: ["basicConstraints=critical,CA:TRUE"] }));
    leaf = read(
      makeCertificate(folder, "leaf", {
        issuer: "ca",
        subject: '/C=DE/O=Müller, "Söhne" \\+ Co; <x>/OU= #1/CN=*.example.org/emailAddress=a@example.org',
        extensions: ["subjectAltName=DNS:*.example.org"],
      }),
    );
    for (const kind of KINDS) byKind.set(kind, read(makeCertificate(folder, kind, { key: kind })));
  });
  afterAll(() => {
    folder.remove();
  });

  it("writes PEM byte for byte as openssl does, and with words around it that openssl reads over", () => {
    expect(pemOf("CERTIFICATE", ca.der)).toBe(folder.run(["x509", "-in", "ca.pem"]));
    folder.write("words.pem", certificatesPem([leaf, ca], { explained: true }));
    expect(folder.readText("words.pem")).toMatch(/^subject: .*\nissuer: CN=ca\n-----BEGIN/);
    folder.run("crl2pkcs7 -nocrl -certfile words.pem -out words.p7b".split(" "));
    expect(folder.run("pkcs7 -in words.p7b -print_certs -noout".split(" ")).match(/subject=/g)).toHaveLength(
      2,
    );
    expect(findPemBlocks(folder.readText("words.pem")).map(({ bytes }) => toHex(bytes))).toEqual([
      toHex(leaf.der),
      toHex(ca.der),
    ]);
  });

  it("writes PKCS#7 byte for byte as openssl does, and reads it", () => {
    folder.write("chain.pem", certificatesPem([leaf, ca]));
    folder.run("crl2pkcs7 -nocrl -certfile chain.pem -outform DER -out chain.p7b".split(" "));
    const ders = [leaf.der, ca.der];
    expect(toHex(pkcs7Der(ders))).toBe(toHex(folder.read("chain.p7b")));
    folder.write("own.pem", pkcs7Pem(ders));
    expect(folder.run("pkcs7 -in own.pem -print_certs -noout".split(" "))).toContain("CN = ca");
    const found = (der: Uint8Array): string[] | undefined =>
      certificatesInSignedData(der)?.map((one) => toHex(one));
    const both = ders.map((der) => toHex(der));
    expect(found(pkcs7Der(ders))).toEqual(both);
    expect(found(leaf.der)).toBeUndefined();
    // What is cut off is left out.
    expect(found(pkcs7Der(ders).subarray(0, -10))).toEqual(both.slice(0, 1));
  });

  it.each(KINDS)("gives the public key of %s as PEM, pin and JWK", (kind) => {
    const certificate = byKind.get(kind);
    if (!certificate) throw new Error("no certificate");
    const { publicKey, der } = certificate;
    expect(publicKeyPem(publicKey)).toBe(folder.run(["x509", "-in", `${kind}.pem`, "-noout", "-pubkey"]));
    expect(spkiPin(publicKey, provider)).toBe(createHash("sha256").update(publicKey.der).digest("base64"));
    const jwk = certificateJwk([certificate, ca], provider);
    if (!jwk) throw new Error("no JWK");
    const key = createPublicKey({ key: { ...jwk }, format: "jwk" });
    const own = new X509Certificate(der).publicKey;
    // JWK has one form for keys of RSA and RSA-PSS.
    if (kind !== "rsa-pss") {
      expect(key.equals(own)).toBe(true);
      const { kty, kid, x5c, "x5t#S256": hash, ...rest } = jwk;
      expect({ kty, ...rest }).toEqual(own.export({ format: "jwk" }));
      expect(typeof kid).toBe("string");
      expect(x5c).toEqual([Buffer.from(der).toString("base64"), Buffer.from(ca.der).toString("base64")]);
      expect(hash).toBe(createHash("sha256").update(der).digest("base64url"));
    }
  });

  it("gives the thumbprint of RFC 7638 §3.1's example", () => {
    // The modulus of that example.
    const n =
      "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
    const spki = createPublicKey({ key: { kty: "RSA", n, e: "AQAB" }, format: "jwk" });
    const der = new Uint8Array(spki.export({ type: "spki", format: "der" }));
    const key = {
      algorithm: "1.2.840.113549.1.1.1",
      algorithmName: "rsaEncryption",
      description: "",
      bits: 2048,
      key: {
        kind: "rsa",
        modulus: new Uint8Array(Buffer.from(n, "base64url")),
        exponent: Uint8Array.of(1, 0, 1),
      } as const,
      keyBytes: der,
      der,
    };
    expect(publicKeyJwk(key, provider)?.kid).toBe("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
  });

  it("prints fingerprints and subjects as openssl does", () => {
    const print = (...args: string[]): string => folder.run(["x509", "-in", "leaf.pem", "-noout", ...args]);
    expect(print("-fingerprint", "-sha256")).toContain(fingerprint(leaf, "sha256", provider));
    expect(print("-fingerprint", "-sha1")).toContain(fingerprint(leaf, "sha1", provider));
    expect(`subject=${opensslOneLine(leaf.subject)}\n`).toBe(print("-subject", "-nameopt", "oneline"));
    expect(rfc4514(ca.subject)).toBe("CN=ca");
    expect(rfc4514(leaf.subject)).toContain("CN=*.example.org,OU=\\ #1,O=M");
  });

  it("orders from leaf to root, and splits into files with safe names", () => {
    expect(leafToRoot([ca, leaf, ca]).map(({ subject }) => subject.text)).toEqual([
      leaf.subject.text,
      "CN=ca",
    ]);
    const other = byKind.get("rsa");
    if (!other) throw new Error("no certificate");
    expect(leafToRoot([other, ca, leaf])).toHaveLength(3);
    expect(leafToRoot([])).toEqual([]);
    const files = splitChain([leaf, ca]);
    expect(files.map(({ name }) => name)).toEqual(["1-wildcard.example.org.pem", "2-ca.pem"]);
    folder.write("split.pem", files[0]?.text ?? "");
    expect(folder.run("x509 -in split.pem -noout -subject".split(" "))).toContain("example.org");
  });

  it.each([
    ["/CN=..\\/..\\/etc\\/passwd", "etc-passwd"],
    ["/CN=.ssh", "ssh"],
    ["/CN=con", "certificate-con"],
    ["/CN=Müller", "Muller"],
    ["/CN=测试", "certificate"],
    [`/CN=${"a".repeat(64)}`, "a".repeat(60)],
  ])("names the file of %s", (subject, expected) => {
    expect(fileNameOf(read(makeCertificate(folder, "named", { subject })))).toBe(expected);
  });

  it("gives commands that run, and that print no private key", () => {
    const run = (command: string): string =>
      execFileSync("/bin/sh", ["-c", command], {
        cwd: folder.path,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
      });
    const name = "-a b'c;$(touch pwned).pem";
    folder.write(name, folder.readText("leaf.pem"));
    expect(run(opensslCommand("certificate", { form: "PEM", path: name }))).toContain("Issuer: CN = ca");
    expect(run("ls")).not.toContain("pwned\n");
    expect(run(opensslCommand("certificate", { form: "DER", path: "leaf.der" }))).toContain(
      "Issuer: CN = ca",
    );
    expect(run(opensslCommand("certificationRequest", { form: "PEM", path: "leaf.csr" }))).toContain(
      "Subject:",
    );
    expect(run(opensslPublicKeyCommand("privateKey", { form: "PEM", path: "leaf.key" }) ?? "false")).toBe(
      publicKeyPem(leaf.publicKey),
    );
    expect(opensslPublicKeyCommand("cms", { form: "PEM", path: "x" })).toBeUndefined();
    const shown = run(opensslCommand("privateKey", { form: "PEM", path: "rsa.key" }));
    expect([shown.includes("Modulus"), shown.includes("privateExponent"), shown.includes("PRIVATE")]).toEqual(
      [true, false, false],
    );
    folder.write("own.p7b", pkcs7Pem([ca.der]));
    expect(run(opensslCommand("cms", { form: "PEM", path: "own.p7b" }))).toContain("Issuer: CN=ca");
    folder.run("pkcs12 -export -nokeys -in ca.pem -passout pass: -out own.p12".split(" "));
    const pkcs12 = opensslCommand("pkcs12", { form: "DER", path: "own.p12" });
    expect(pkcs12).toContain("-nokeys");
    expect(run(`${pkcs12} -passin pass:`)).toContain("BEGIN CERTIFICATE");
    expect(run(opensslCommand(undefined, { form: "DER", path: "leaf.der" }))).toContain("SEQUENCE");
    const request = readCertificationRequest(
      findPemBlocks(folder.readText("leaf.csr"))[0]?.bytes ?? new Uint8Array(0),
    );
    expect(request && publicKeyPem(request.publicKey)).toBe(
      run(opensslPublicKeyCommand("certificationRequest", { form: "PEM", path: "leaf.csr" }) ?? "false"),
    );
  });
});
