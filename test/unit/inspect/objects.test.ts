import { execFileSync } from "node:child_process";
import { createPrivateKey, createPublicKey } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SourceGraph } from "../../../src/core/bytes/source";
import { findTextObjects, inspectObject, type TextObject } from "../../../src/core/inspect/objects";
import { inspectFile } from "../../../src/core/inspect/file";
import { summaryOf } from "../../../src/core/inspect/summary";
import { inspectText } from "../../../src/core/inspect/text";
import { coverageProblems } from "../../support/leaves";
import { testProvider } from "../../support/provider";
import { makeCertificate, makeKey, OpensslFolder, opensslVersion } from "../../support/openssl";

const options = {
  label: "test",
  provider: testProvider,
  trust: { roots: undefined, storeName: "none", at: "2026-01-01T00:00:00Z" },
};
const base64 = (data: Uint8Array | string): string => Buffer.from(data).toString("base64");
const url64 = (data: Uint8Array): string => Buffer.from(data).toString("base64url");
const wrap = (text: string, width: number): string[] =>
  text.match(new RegExp(`.{1,${String(width)}}`, "g")) ?? [];
const indent = (text: string, by: number): string =>
  text
    .trim()
    .split("\n")
    .map((line) => " ".repeat(by) + line)
    .join("\n");

/** "form name kind", in the text's order. */
const said = (text: string): string[] =>
  findTextObjects(text).map(
    (object) =>
      `${object.form} | ${object.name ?? "-"} | ${object.read().kind ?? object.read().keyStore ?? "-"}`,
  );

/** The characters that carry an object's bytes, joined. */
function carriers(text: string, object: TextObject): string {
  const { all, runs } = object.read();
  const sources = new SourceGraph();
  const source = sources.addBytes("object", all, { text: sources.addText("text", text), runs });
  return sources
    .toText({ source, start: 0, end: all.length })
    .map(({ start, end }) => {
      expect(start).toBeGreaterThanOrEqual(object.start);
      expect(end).toBeLessThanOrEqual(object.end);
      return text.slice(start, end);
    })
    .join("");
}

describe.skipIf(opensslVersion === undefined)("objects of realistic files", () => {
  const folder = new OpensslFolder();
  let der: Uint8Array;
  let caDer: Uint8Array;
  let pem: string;
  let ca: string;
  let key: string;
  let sec1: string;

  beforeAll(() => {
    caDer = makeCertificate(folder, "ca", { key: "rsa", extensions: ["basicConstraints=critical,CA:true"] });
    der = makeCertificate(folder, "leaf", { issuer: "ca", extensions: ["subjectAltName=DNS:leaf.example"] });
    pem = folder.readText("leaf.pem");
    ca = folder.readText("ca.pem");
    key = folder.readText("leaf.key");
    folder.run(["ec", "-in", "leaf.key", "-out", "sec1.key"]);
    sec1 = folder.readText("sec1.key");
  });
  afterAll(() => {
    folder.remove();
  });

  /** Every object is found with its bytes, as said, and its characters lie within it. */
  function check(text: string, expected: readonly string[], bytes: readonly Uint8Array[] = []): TextObject[] {
    expect(said(text)).toEqual(expected);
    const objects = findTextObjects(text);
    for (const [index, object] of objects.entries()) {
      const reading = object.read();
      expect(reading.problems).toEqual([]);
      expect(carriers(text, object)).not.toBe("");
      const wanted = bytes[index];
      if (wanted) expect(Buffer.from(reading.bytes).equals(Buffer.from(wanted))).toBe(true);
      if (reading.kind === "certificate") expect(reading.certificate?.der.length).toBe(reading.bytes.length);
    }
    return objects;
  }

  it("a Kubernetes TLS secret", () => {
    const text = `apiVersion: v1
kind: Secret
metadata:
  name: web
  uid: 2f1c0f8e-8c1a-4a0e-9f57-1f6f1ad9a2b3
type: kubernetes.io/tls
data:
  ca.crt: ${base64(ca)}
  tls.crt: ${base64(pem + ca)}
  tls.key: ${base64(key)}
`;
    const objects = check(
      text,
      [
        "PEM in base64 | ca.crt | certificate",
        "PEM in base64 | tls.crt | certificate",
        "PEM in base64 | tls.crt | certificate",
        "PEM in base64 | tls.key | privateKey",
      ],
      [caDer, der, caDer],
    );
    expect(objects.map(({ label }) => label)).toEqual(["ca.crt", "tls.crt", "tls.crt", "tls.key"]);
    expect(objects.map((object) => object.read().secret)).toEqual([false, false, false, true]);
    expect(objects[2]?.start).toBeGreaterThan(text.indexOf("tls.crt: ") + 100);
  });

  it("a Kubernetes secret with folded and literal values, and PEM as stringData", () => {
    const text = `data:
  tls.crt: >-
${indent(wrap(base64(pem), 76).join("\n"), 4)}
  ca.crt: |
${indent(wrap(base64(ca), 60).join("\n"), 4)}
stringData:
  tls.key: |
${indent(key, 4)}
  chain: >
${indent(pem.trim().replaceAll("\n", "\n\n"), 4)}
  quoted: "${pem.trim().replaceAll("\n", "\\n")}"
  continued: "${pem.trim().split("\n").join("\\n\\\n    \\\n    ")}"
`;
    check(
      text,
      [
        "PEM in base64 | tls.crt | certificate",
        "PEM in base64 | ca.crt | certificate",
        "PEM | tls.key | privateKey",
        "PEM | chain | certificate",
        "PEM | quoted | certificate",
        "PEM | continued | certificate",
      ],
      [der, caDer],
    );
  });

  it("a webhook's caBundle and an API service of which the value was encoded twice", () => {
    const text = `webhooks:
- clientConfig:
    caBundle: ${base64(ca)}
twice: ${base64(base64(pem))}
`;
    check(
      text,
      ["PEM in base64 | caBundle | certificate", "PEM in base64 | twice | certificate"],
      [caDer, der],
    );
  });

  it("a kubeconfig", () => {
    const text = `clusters:
- cluster:
    certificate-authority-data: ${base64(ca)}
    server: https://10.0.0.1:6443
users:
- name: admin
  user:
    client-certificate-data: ${base64(pem)}
    client-key-data: ${base64(sec1)}
    token: eyJhbGciOiJSUzI1NiIsImtpZCI6IngifQ.eyJzdWIiOiJhZG1pbiIsImV4cCI6MTcwMDAwMDAwMH0.c2lnbmF0dXJlc2lnbmF0dXJl
`;
    check(
      text,
      [
        "PEM in base64 | certificate-authority-data | certificate",
        "PEM in base64 | client-certificate-data | certificate",
        "PEM in base64 | client-key-data | ecPrivateKey",
      ],
      [caDer, der],
    );
  });

  it("a docker compose file and a Kubernetes list of environment variables", () => {
    const text = `services:
  web:
    environment:
      TLS_CERT: |
${indent(pem, 8)}
      - TLS_CA=${base64(ca)}
      - "TLS_KEY=${key.trim().replaceAll("\n", "\\n")}"
env:
- name: CLIENT_CERT
  value: "${base64(pem)}"
`;
    check(
      text,
      [
        "PEM | TLS_CERT | certificate",
        "PEM in base64 | TLS_CA | certificate",
        "PEM | TLS_KEY | privateKey",
        "PEM in base64 | CLIENT_CERT | certificate",
      ],
      [der, caDer],
    );
  });

  it("a .env file", () => {
    const text = `# made for tests
NODE_ENV=production
TLS_CERT="${pem.trim().replaceAll("\n", "\\n")}"
TLS_CA=${ca.trim().replaceAll("\n", "\\n")}
export TLS_DER=${base64(der)}
TLS_KEY_BASE64='${base64(key)}'
SESSION=da39a3ee5e6b4b0d3255bfef95601890afd80709
`;
    check(
      text,
      [
        "PEM | TLS_CERT | certificate",
        "PEM | TLS_CA | certificate",
        "DER in base64 | TLS_DER | certificate",
        "PEM in base64 | TLS_KEY_BASE64 | privateKey",
      ],
      [der, caDer, der],
    );
  });

  it("JSON: escaped PEM, base64 with escaped slashes, a list of lines", () => {
    const text = JSON.stringify(
      { tls: { cert: pem, chain: [pem, ca], lines: pem.trim().split("\n") }, der: base64(caDer) },
      null,
      2,
    ).replaceAll("/", "\\/");
    check(
      text,
      [
        "PEM | cert | certificate",
        "PEM | chain | certificate",
        "PEM | chain | certificate",
        "PEM | lines | certificate",
        "DER in base64 | der | certificate",
      ],
      [der, der, caDer, der, caDer],
    );
  });

  it("a Go test: backquoted PEM, an interpreted string, pieces", () => {
    const text = `package tls_test

const caPEM = \`
${ca}\`

var leafPEM = []byte("${pem.trim().replaceAll("\n", "\\n")}\\n")

var derB64 = "${wrap(base64(der), 60).join('" +\n\t"')}"

var pieces = "" +
${pem
  .trim()
  .split("\n")
  .map((line) => `\t"${line}\\n" +`)
  .join("\n")}
\t""
`;
    check(
      text,
      [
        "PEM | caPEM | certificate",
        "PEM | leafPEM | certificate",
        "DER in base64 | derB64 | certificate",
        "PEM | pieces | certificate",
      ],
      [caDer, der, der, der],
    );
  });

  it("Java: a string put together, of PEM and of base64", () => {
    const text = `class Certs {
  static final String CERT = "${pem.trim().split("\n").join('\\n" +\n      "')}";
  static final String DER =
      "${wrap(base64(der), 76).join('"\n      + "')}";
}
`;
    check(text, ["PEM | CERT | certificate", "DER in base64 | DER | certificate"], [der, der]);
  });

  it("Terraform heredocs", () => {
    const text = `resource "aws_acm_certificate" "web" {
  certificate_body = <<EOT
${pem}EOT
  private_key = <<-EOT
${indent(key, 4)}
  EOT
  certificate_chain = base64decode("${base64(ca)}")
}
`;
    check(
      text,
      [
        "PEM | certificate_body | certificate",
        "PEM | private_key | privateKey",
        "PEM in base64 | certificate_chain | certificate",
      ],
      [der],
    );
  });

  it("SAML metadata: base64 DER split over lines", () => {
    const text = `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" ID="_7f3e1b">
  <ds:X509Certificate>
${wrap(base64(der), 64).join("\n")}
  </ds:X509Certificate>
  <ds:X509Certificate xmlns:ds="http://www.w3.org/2000/09/xmldsig#">${base64(caDer)}</ds:X509Certificate>
  <X509Certificate>${wrap(base64(der), 76).join("&#13;\n")}
</X509Certificate>
</md:EntityDescriptor>
`;
    check(
      text,
      [
        "DER in base64 | ds:X509Certificate | certificate",
        "DER in base64 | ds:X509Certificate | certificate",
        "DER in base64 | X509Certificate | certificate",
      ],
      [der, caDer, der],
    );
  });

  it("a JWK set with x5c", () => {
    const jwk = {
      use: "sig",
      kid: "1",
      x5t: "zOnwdOtnNiY1RhLQhZ3Xw0f9T1A",
      x5c: [base64(der), base64(caDer)],
    };
    const text = JSON.stringify({ keys: [jwk] });
    check(text, ["DER in base64 | x5c | certificate", "DER in base64 | x5c | certificate"], [der, caDer]);
    check(JSON.stringify({ keys: [jwk] }, null, 2), [
      "DER in base64 | x5c | certificate",
      "DER in base64 | x5c | certificate",
    ]);
  });

  it("JSON web keys: public, private, and with x5c", () => {
    const spki = (name: string): Uint8Array => {
      folder.run(["pkey", "-in", `${name}.key`, "-pubout", "-outform", "DER", "-out", `${name}.spki`]);
      return folder.read(`${name}.spki`);
    };
    const kinds = ["rsa", "p256", "p384", "p521", "ed25519", "ed448"] as const;
    for (const kind of kinds) {
      makeKey(folder, kind, kind);
      const key = createPrivateKey(folder.readText(`${kind}.key`));
      const open = createPublicKey(key).export({ format: "jwk" });
      const [object] = check(
        `keys = ${JSON.stringify({ keys: [{ kid: "a", ...open }] }, null, 2)}`,
        ["JWK | keys | publicKey"],
        [spki(kind)],
      );
      expect(object?.read().secret).toBe(false);
      // Of a private key the public part is read, and its text is secret.
      const secret = JSON.stringify({ keys: [key.export({ format: "jwk" })] });
      for (const text of [secret, JSON.stringify({ secret })]) {
        const [found] = check(text, [`JWK | keys | publicKey`], [spki(kind)]);
        expect(found?.read().secret).toBe(true);
      }
    }
    const jwk = createPrivateKey(key).export({ format: "jwk" });
    const both = check(JSON.stringify({ ...jwk, x5c: [base64(der)] }), [
      "JWK | d | -",
      "DER in base64 | x5c | certificate",
    ]);
    expect(both[0]?.read().secret).toBe(true);
    expect(said(JSON.stringify({ kty: "EC", crv: "P-256" }))).toEqual([]);
    expect(said(`{"kty":"oct","k":"${url64(der.subarray(0, 32))}"}`)).toEqual([]);
  });

  const hexForms: readonly [string, (hex: string) => string, string][] = [
    ["hexadecimal", (hex) => `der: ${hex}`, "der"],
    ["upper case", (hex) => `der = "${hex.toUpperCase()}"`, "der"],
    ["colons", (hex) => `der: ${hex.replace(/..(?=.)/g, "$&:")}`, "der"],
    ["blanks, on lines", (hex) => wrap(hex.replace(/..(?=.)/g, "$& "), 48).join("\n"), "-"],
    ["lines without blanks", (hex) => `DER:\n${wrap(hex, 64).join("\n")}`, "DER"],
    [
      "a C array",
      (hex) => `unsigned char der[] = {\n${wrap(hex.replace(/../g, "0x$&, "), 72).join("\n")}\n};`,
      "der",
    ],
    ["an escaped string", (hex) => `der = b"${hex.replace(/../g, "\\x$&")}"`, "der"],
  ];
  it.each(hexForms)("DER in hex: %s", (_, write, name) => {
    const text = `before\n${write(Buffer.from(der).toString("hex"))}\nafter\n`;
    check(text, [`DER in hex | ${name} | certificate`], [der]);
  });

  it("DER in a dump with offsets", () => {
    check(folder.run(["x509", "-in", "leaf.pem", "-outform", "DER", "-out", "leaf.der"]), []);
    const text = execFileSync("od", ["-A", "x", "-t", "x1", folder.file("leaf.der")]).toString();
    check(`$ od\n${text}`, ["DER in hex | - | certificate"], [der]);
  });

  it("an Envoy configuration", () => {
    const text = `tls_certificates:
- certificate_chain:
    inline_string: |
${indent(pem, 6)}
  private_key:
    inline_string: "${key.trim().replaceAll("\n", "\\n")}"
validation_context:
  trusted_ca: { inline_bytes: "${base64(ca)}" }
`;
    check(
      text,
      [
        "PEM | certificate_chain | certificate",
        "PEM | private_key | privateKey",
        "PEM in base64 | trusted_ca | certificate",
      ],
      [der],
    );
  });

  it("LDIF, and base64url", () => {
    const value = `userCertificate;binary:: ${base64(der)}`;
    const lines = [value.slice(0, 76), ...wrap(value.slice(76), 75)].join("\n ");
    check(
      `dn: cn=leaf\n${lines}\ncACertificate;binary:: ${base64(caDer)}\n`,
      [
        "DER in base64 | userCertificate;binary | certificate",
        "DER in base64 | cACertificate;binary | certificate",
      ],
      [der, caDer],
    );
    check(`cert=${url64(der)}&x=1`, ["DER in base64 | cert | certificate"], [der]);
  });

  it("nginx and HAProxy texts with PEM, in comments too", () => {
    const text = `ssl_certificate /etc/ssl/web.pem;
# kept here:
${pem
  .trim()
  .split("\n")
  .map((line) => `# ${line}`)
  .join("\n")}
ssl_certificate "data:${pem.trim().replaceAll("\n", "\\n")}";
`;
    check(text, ["PEM | - | certificate", "PEM | data | certificate"], [der, der]);
  });

  it("several certificates inside one base64 value, one behind another", () => {
    const text = `bundle: ${base64(Buffer.concat([der, caDer, der]))}\n`;
    const objects = check(
      text,
      Array.from({ length: 3 }, () => "DER in base64 | bundle | certificate"),
      [der, caDer, der],
    );
    expect(objects[0]?.end).toBeLessThan(text.length - 100);
  });

  it("PKCS#12 and Java key stores in base64, which are secret", () => {
    folder.run([
      ..."pkcs12 -export -passout pass:secret -in leaf.pem -inkey leaf.key -out leaf.p12".split(" "),
    ]);
    const p12 = folder.read("leaf.p12");
    const store = Uint8Array.from([0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2, 0, 0, 0, 0, ...der.subarray(0, 60)]);
    const text = `keystore.p12: ${base64(p12)}\ncacerts.jks: ${base64(store)}\n`;
    const objects = check(
      text,
      ["DER in base64 | keystore.p12 | pkcs12", "key store in base64 | cacerts.jks | jks"],
      [p12, store],
    );
    expect(objects.every((object) => object.read().secret)).toBe(true);
    expect(inspectText(text, options).findings).toContainEqual(
      expect.objectContaining({ id: "keystore.passphrase", severity: "info" }),
    );
  });

  it("the certificates of a PKCS#12 file in base64 that nothing encrypts; its key stays secret", () => {
    folder.run([
      ..."pkcs12 -export -passout pass:secret -keypbe NONE -certpbe NONE".split(" "),
      ..."-in leaf.pem -inkey leaf.key -certfile ca.pem -name web -out open.p12".split(" "),
    ]);
    const text = `note: ${base64(caDer)}\nkeystore.p12: ${base64(folder.read("open.p12"))}\n`;
    const { certificates, verdicts, sources, fields } = inspectText(text, options);
    expect(certificates.map(({ subject, label }) => [subject, label])).toEqual([
      ["CN=ca", undefined],
      ["CN=leaf", "web"],
      ["CN=ca", undefined],
    ]);
    expect(verdicts).toHaveLength(2);
    expect(coverageProblems(fields)).toEqual([]);
    const { d = "" } = createPrivateKey(folder.readText("leaf.key")).export({ format: "jwk" });
    const secret = Buffer.from(d, "base64url");
    expect(secret).toHaveLength(32);
    for (const source of sources.all)
      if (source.kind === "bytes" && !source.secret)
        expect(Buffer.from(source.bytes).includes(secret)).toBe(false);
    for (const { span } of certificates) {
      const [place] = sources.toText(span);
      expect(text.slice(place?.start, place?.end).length).toBeGreaterThan(100);
    }
  });

  it("advice on how a certificate is made, once in a whole text, and behind what is broken", () => {
    makeCertificate(folder, "poor", {
      issuer: "ca",
      extensions: ["keyUsage=keyCertSign", "subjectAltName=URI:http://poor.example"],
    });
    const text = folder.readText("poor.pem");
    const findings = inspectText(text, options).findings.map(({ id, severity }) => `${severity} ${id}`);
    expect(findings).toContain("warning certificate.signsWithoutCa");
    expect(findings.some((one) => /^(warning|info) rfc\d+/.test(one))).toBe(true);
    expect(findings.join()).not.toContain("rfc5280.keyCertSignOnlyInCa");
    const late = { ...options, trust: { ...options.trust, at: "2126-01-01T00:00:00Z" } };
    const { outcome, sentence } = summaryOf(inspectText(text, late));
    expect([outcome, sentence]).toEqual(["error", expect.stringContaining("expired")]);
    const [object] = findTextObjects(text);
    const alone = object && inspectObject(object, { ...options, text });
    expect(alone?.findings.filter(({ id }) => id.startsWith("rfc"))).toEqual([]);
  });

  it("TRUSTED CERTIFICATE: the certificate, and what OpenSSL says of its trust apart from it", () => {
    folder.run("x509 -in leaf.pem -trustout -addtrust serverAuth -setalias web -out trusted.pem".split(" "));
    const [object] = check(folder.readText("trusted.pem"), ["PEM | - | certificate"], [der]);
    expect(object?.read().all.length).toBeGreaterThan(der.length);
    const text = folder.readText("trusted.pem");
    const { fields, findings, certificates } = inspectText(text, options);
    const shown = fields.roots().map((row) => fields.field(row).label);
    expect(shown).toEqual(["Certificate", "OpenSSL Trust Settings"]);
    const alias = fields.find("certAux.alias");
    expect(alias === undefined ? undefined : fields.field(alias).display).toBe("web");
    expect(certificates).toHaveLength(1);
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("openssl's text before and between, and a byte order mark", () => {
    const text = `\ufeff${folder.run(["x509", "-in", "leaf.pem", "-text"])}\n# the authority\n${ca}`;
    check(text, ["PEM | - | certificate", "PEM | - | certificate"], [der, caDer]);
    check(`a: ${base64(text)}`, ["PEM in base64 | a | certificate", "PEM in base64 | a | certificate"]);
  });

  it("keys and requests without a label", () => {
    for (const form of ["-pubout", ""]) {
      const args = form === "" ? ["pkcs8", "-topk8", "-nocrypt"] : ["pkey", form];
      folder.run([...args, "-in", "leaf.key", "-outform", "DER", "-out", "key.der"]);
      const kind = form === "" ? "privateKey" : "publicKey";
      check(`k = "${base64(folder.read("key.der"))}"`, [`DER in base64 | k | ${kind}`]);
    }
    folder.run("req -in leaf.csr -outform DER -out csr.der".split(" "));
    check(`csr: ${base64(folder.read("csr.der"))}`, ["DER in base64 | csr | certificationRequest"]);
  });

  it("damage: what is cut is shown as far as it goes", () => {
    const text = `cert: ${base64(der).slice(0, 400)}\nnext: line\n`;
    const [object, ...more] = findTextObjects(text);
    expect(more).toEqual([]);
    expect(object?.read().kind).toBe("certificate");
    expect(object?.read().bytes.length).toBe(300);
    expect(object?.read().problems[0]?.message).toContain("ends after 300 bytes");
  });

  it("take over what was read of unchanged objects", () => {
    const before = `a: ${base64(pem)}\n${pem}${ca}`;
    const objects = findTextObjects(before);
    for (const object of objects.slice(0, 2)) object.read();
    const after = `# a new line\n${before.replace("a: ", "renamed: ")}`;
    const now = findTextObjects(after, objects);
    expect(now.map(({ key: one }) => one)).toEqual(objects.map(({ key: one }) => one));
    for (const [index, object] of now.slice(0, 2).entries()) {
      expect(object.read().all).toBe(objects[index]?.read().all);
      expect(object.read()).toEqual(findTextObjects(after)[index]?.read());
      expect(object.read().certificate).toBe(objects[index]?.read().certificate);
    }
    expect(now[2]?.read().bytes).toEqual(caDer);
  });

  it("in files of any encoding, and inspected one way in all", () => {
    const decodeText = (bytes: Uint8Array): string =>
      new TextDecoder(bytes[0] === 0xff ? "utf-16le" : "utf-8").decode(bytes);
    const texts = [pem, `tls.crt: ${base64(pem)}`, JSON.stringify({ x5c: [base64(der)] })];
    const files = texts.flatMap((text) => [Buffer.from(text), Buffer.from(`\ufeff${text}`, "utf16le")]);
    for (const file of [...files, der]) {
      const [inspection, ...more] = inspectFile(new Uint8Array(file), { ...options, decodeText });
      expect(more).toEqual([]);
      expect(inspection?.certificates.map(({ subject }) => subject)).toEqual(["CN=leaf"]);
      expect(inspection?.fields.roots()).toHaveLength(1);
    }
  });

  it("none in what only looks like it", () => {
    const ssh = execFileSync("sh", [
      "-c",
      `cd ${folder.path} && (ssh-keygen -q -t ed25519 -N '' -f ssh && cat ssh.pub || true) 2>/dev/null`,
    ]).toString();
    const signature = base64(
      new Uint8Array(
        execFileSync("openssl", [
          "dgst",
          "-sha256",
          "-sign",
          folder.file("leaf.key"),
          folder.file("leaf.pem"),
        ]),
      ),
    );
    const digestInfo = `3031300d060960864801650304020105000420${"ab".repeat(32)}`;
    const text = `${ssh}
ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHkzL2v0mQd3Yw3a0cS1n6O1H7rGqzvX4m1m7nJ8cVbQ me@host
commit 9fceb02d0ae598e95dc970b74767f19372d61af8
uuid: 123e4567-e89b-12d3-a456-426614174000
"integrity": "sha512-MIHcHUHoPLAtIdKcgEpH1bUeZrg8ULSQ+aDXMW0vWkS8RlZLVbUXvjsxGDKNMjNuTTzyXNmWXvUqVJR4Zo8pXA==",
"sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIn0.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c
.icon { background: url(data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==) }
.a{color:#30820a;margin:30px 82px} MIIMIIMIIMIIMIIMIIMIIMIIMIIMIIMIIMII MAINTENANCE_WINDOW_CONFIGURATION
plain text in base64: ${base64("The quick brown fox jumps over the lazy dog, again and again, for ever and ever")}
signature: ${signature}
const digestInfo = "${digestInfo}";
if (text.includes("-----BEGIN CERTIFICATE-----")) return;
const words = "MIGRATION_TABLE_NAME_FOR_EVERYTHING"; src/core/text/hexDump/findDumpsInTexts
`;
    expect(said(text)).toEqual([]);
  });
});
