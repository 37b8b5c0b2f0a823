import { execFileSync } from "node:child_process";
import { generateKeyPairSync, sign } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identifyDer, summarizeDer, traceDer, type DerKind } from "../../src/core/x509";
import { OpensslFolder } from "../support/openssl";
import { hasProgram } from "../support/peers/process";
import { readAllRows, traced, type Traced } from "../support/trace";

/** Rows of what a tool made: of this kind, every byte in one leaf, without a finding. */
function sound(kind: DerKind, der: Uint8Array): Traced {
  expect(identifyDer(der)).toBe(kind);
  const rows = traced(der, (tracer, bytes, start, end) => traceDer(kind, tracer, bytes, start, end));
  expect(rows.findings).toEqual([]);
  readAllRows(rows.table);
  return rows;
}

describe("what other tools make decodes without a finding", () => {
  let folder: OpensslFolder;
  beforeAll(() => {
    folder = new OpensslFolder();
  });
  afterAll(() => {
    folder.remove();
  });

  const run = (program: string, args: readonly string[]): void => {
    execFileSync(program, args, { cwd: folder.path, stdio: "pipe" });
  };

  describe.skipIf(!hasProgram("certtool", ["--version"]))("GnuTLS certtool", () => {
    it.each(["rsa", "ecdsa", "ed25519", "ed448", "rsa-pss"])(
      "a certificate, request and list of %s",
      (type) => {
        const name = `gnutls-${type}`;
        folder.write(
          `${name}.cfg`,
          [
            'organization = "Example"',
            'cn = "certtool"',
            "country = DE",
            "serial = 7",
            "expiration_days = 30",
            "ca",
            "cert_signing_key",
            "crl_signing_key",
            'dns_name = "localhost"',
            'ip_address = "127.0.0.1"',
            'uri = "https://example.com/"',
            'email = "a@example.com"',
            "tls_www_server",
            'nc_permit_dns = "example.com"',
            'nc_permit_ip = "10.0.0.0/8"',
            'crl_dist_points = "http://crl.example/"',
            'ocsp_uri = "http://ocsp.example/"',
            'ca_issuers_uri = "http://ca.example/"',
            "policy1 = 1.3.6.1.4.1.5484.1.10.99.1.0",
            'policy1_txt = "a text"',
            'policy1_url = "http://policy.example/"',
            "tls_feature = 5",
            "crl_next_update = 43",
            "crl_number = 5",
          ].join("\n"),
        );
        run("certtool", ["--generate-privkey", "--key-type", type, "--outfile", `${name}.key`]);
        const common = ["--load-privkey", `${name}.key`, "--template", `${name}.cfg`, "--outder"];
        run("certtool", ["--generate-self-signed", ...common, "--outfile", `${name}.crt`]);
        const rows = sound("certificate", folder.read(`${name}.crt`));
        expect(rows.text("tbsCertificate.subject")).toContain("CN=certtool");
        expect(rows.text("tbsCertificate.extensions.nameConstraints")).toBe(
          "permitted IP:10.0.0.0/8, DNS:example.com (critical)",
        );
        expect(rows.text("tbsCertificate.extensions.tlsFeature")).toBe("status_request (5)");
        run("certtool", ["--generate-request", ...common, "--outfile", `${name}.csr`]);
        sound("certificationRequest", folder.read(`${name}.csr`));
        folder.run(["x509", "-inform", "DER", "-in", `${name}.crt`, "-out", `${name}.pem`]);
        const crl = ["--load-ca-privkey", `${name}.key`, "--load-ca-certificate", `${name}.pem`];
        run("certtool", [
          ...["--generate-crl", "--load-certificate", `${name}.pem`, ...crl],
          ...["--template", `${name}.cfg`, "--outder", "--outfile", `${name}.crl`],
        ]);
        sound("certificateList", folder.read(`${name}.crl`));
      },
    );

    it("PKCS#12, PKCS#7 and Diffie-Hellman parameters", () => {
      const p12 = [
        "--load-certificate",
        "gnutls-ecdsa.pem",
        "--load-privkey",
        "gnutls-ecdsa.key",
        "--p12-name",
        "me",
      ];
      run("certtool", ["--to-p12", ...p12, "--password", "secret", "--outder", "--outfile", "gnutls.p12"]);
      const rows = sound("pkcs12", folder.read("gnutls.p12"));
      expect(rows.text("pfx")).toMatch(/^with a MAC: /);
      run("certtool", [
        ...["--p7-sign", "--load-certificate", "gnutls-ecdsa.pem", "--load-privkey", "gnutls-ecdsa.key"],
        ...["--infile", "gnutls-ecdsa.cfg", "--outder", "--outfile", "gnutls.p7"],
      ]);
      expect(sound("cms", folder.read("gnutls.p7")).text("contentInfo")).toMatch(/^signedData: .*1 signer$/);
      run("certtool", ["--get-dh-params", "--outder", "--outfile", "gnutls.dh"]);
      sound("dhParameters", folder.read("gnutls.dh"));
    });
  });

  describe.skipIf(!hasProgram("keytool", ["-help"]))("Java keytool", () => {
    const store = (type: string): string[] => [
      "-keystore",
      `java.${type}`,
      "-storetype",
      type,
      "-storepass",
      "secret",
    ];

    it("a certificate, a request, a list and PKCS#12", { timeout: 60_000 }, () => {
      const key = ["-genkeypair", "-alias", "me", "-keyalg", "EC", "-dname", "CN=keytool, O=Example, C=DE"];
      const extensions = ["bc:c=ca:true", "ku=keyCertSign,cRLSign", "san=dns:localhost,ip:127.0.0.1"];
      run("keytool", [...key, ...store("PKCS12"), ...extensions.flatMap((each) => ["-ext", each])]);
      const pfx = sound("pkcs12", folder.read("java.PKCS12"));
      expect(pfx.keys).toContain("pfx.authSafe.content.contentInfo.content.encryptedContentInfo");
      run("keytool", ["-exportcert", "-alias", "me", ...store("PKCS12"), "-file", "java.crt"]);
      const rows = sound("certificate", folder.read("java.crt"));
      expect(rows.text("tbsCertificate.extensions.subjectAltName")).toBe("DNS:localhost, IP:127.0.0.1");
      run("keytool", ["-certreq", "-alias", "me", ...store("PKCS12"), "-file", "java.csr"]);
      folder.run(["req", "-in", "java.csr", "-outform", "DER", "-out", "java.csr.der"]);
      sound("certificationRequest", folder.read("java.csr.der"));
      run("keytool", ["-gencrl", "-alias", "me", "-id", "5", "-file", "java.crl", ...store("PKCS12")]);
      folder.run(["crl", "-in", "java.crl", "-outform", "DER", "-out", "java.crl.der"]);
      sound("certificateList", folder.read("java.crl.der"));
    });
  });

  describe.skipIf(!hasProgram("certutil", ["-H"]) || !hasProgram("pk12util", ["-H"]))("NSS", () => {
    it("a certificate and PKCS#12", { timeout: 60_000 }, () => {
      folder.write("noise", Buffer.alloc(64, 7));
      folder.write("password", "");
      run("certutil", ["-N", "-d", ".", "--empty-password"]);
      run("certutil", [
        ..."-S -n me -s CN=nss -x -t C,C,C -d . -z noise -f password -8 localhost".split(" "),
      ]);
      const der = execFileSync("certutil", "-L -n me -d . -r".split(" "), { cwd: folder.path });
      sound("certificate", new Uint8Array(der));
      run("pk12util", "-o nss.p12 -n me -d . -W secret -K".split(" ").concat(""));
      const pfx = folder.read("nss.p12");
      expect(identifyDer(pfx)).toBe("pkcs12");
      sound("pkcs12", pfx);
    });
  });
});

/** Names of key types that this Node's OpenSSL may know (3.5 does). */
const POST_QUANTUM = [
  "ml-dsa-44",
  "ml-dsa-65",
  "ml-dsa-87",
  "slh-dsa-sha2-128f",
  "slh-dsa-shake-128f",
  "ml-kem-768",
];

const length = (size: number): number[] =>
  size < 128
    ? [size]
    : size < 256
      ? [0x81, size]
      : size < 65_536
        ? [0x82, size >> 8, size & 255]
        : [0x83, size >> 16, (size >> 8) & 255, size & 255];
const der = (tag: number, ...parts: readonly Uint8Array[]): Uint8Array => {
  const content = Buffer.concat(parts);
  return Uint8Array.from([tag, ...length(content.length), ...content]);
};

interface Pair {
  readonly publicKey: { export(options: { type: "spki"; format: "der" }): Buffer };
  readonly privateKey: { export(options: { type: "pkcs8"; format: "der" }): Buffer };
}

/** A pair of keys of this type; undefined where this Node's OpenSSL has none. */
function pair(type: string): Pair | undefined {
  try {
    return Reflect.apply(generateKeyPairSync, undefined, [type]) as Pair;
  } catch {
    return undefined;
  }
}

describe("keys of post-quantum algorithms that this Node makes", () => {
  const made = POST_QUANTUM.flatMap((type) => {
    const keys = pair(type);
    return keys ? [{ type, keys }] : [];
  });
  if (made.length === 0) console.warn("this Node's OpenSSL has no post-quantum keys: none is decoded");

  it.skipIf(made.length === 0)("decode, and so do certificates that hold them", () => {
    for (const { type, keys } of made) {
      const spki = new Uint8Array(keys.publicKey.export({ type: "spki", format: "der" }));
      const pkcs8 = new Uint8Array(keys.privateKey.export({ type: "pkcs8", format: "der" }));
      sound("publicKey", spki);
      expect(summarizeDer("publicKey", spki, () => new Uint8Array(32)).key?.toLowerCase()).toBe(type);
      sound("privateKey", pkcs8);
      // A certificate by hand: version 1, the algorithm of the key, empty names.
      const outer = spki[1] === 0x82 ? 4 : spki[1] === 0x81 ? 3 : 2;
      const algorithm = spki.subarray(outer, outer + 2 + (spki[outer + 1] ?? 0));
      const name = der(0x30);
      const time = der(0x17, Buffer.from("260101000000Z"));
      const tbs = der(0x30, der(2, Uint8Array.of(1)), algorithm, name, der(0x30, time, time), name, spki);
      let signature: Uint8Array = new Uint8Array(32);
      if (!type.startsWith("ml-kem")) {
        signature = new Uint8Array(Reflect.apply(sign, undefined, [null, tbs, keys.privateKey]) as Buffer);
      }
      const certificate = der(0x30, tbs, algorithm, der(3, Uint8Array.of(0), signature));
      const rows = sound("certificate", certificate);
      expect(rows.text("signatureAlgorithm")?.toLowerCase()).toBe(type);
    }
  });
});
