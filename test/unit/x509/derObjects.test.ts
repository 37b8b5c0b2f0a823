import fc from "fast-check";
import { createHash, createPrivateKey } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toHex } from "../../../src/core/bytes/hex";
import {
  identifyDer,
  readCertificateList,
  readCertificationRequest,
  readPrivateKeySummary,
  summarizeDer,
  traceDer,
  type DerKind,
} from "../../../src/core/x509";
import { makeCertificate, makeKey, OpensslFolder, opensslVersion, type KeyKind } from "../../support/openssl";
import { readAllRows, traced, type Traced } from "../../support/trace";

const hash = (name: string, data: Uint8Array): Uint8Array =>
  new Uint8Array(createHash(name).update(data).digest());

const rowsOf = (kind: DerKind | "name", der: Uint8Array): Traced =>
  traced(der, (tracer, bytes, start, end) => traceDer(kind, tracer, bytes, start, end));

/** Everything that any row says, hex without separators. */
function allText({ table }: Traced): string {
  const parts: string[] = [];
  for (let row = 0; row < table.length; row++) {
    const { label, value, display, notes } = table.field(row);
    parts.push(label, String(value), display, ...notes);
  }
  return parts.join("\n").replace(/[ :]/g, "");
}

describe.skipIf(opensslVersion === undefined)("DER that openssl made", () => {
  let folder: OpensslFolder;
  beforeAll(() => {
    folder = new OpensslFolder();
  });
  afterAll(() => {
    folder.remove();
  });

  it("reads a certification request with what it asks for", () => {
    makeKey(folder, "csr", "p256");
    const config = folder.write(
      "csr.cnf",
      "[req]\ndistinguished_name=dn\nattributes=attrs\nreq_extensions=exts\nprompt=no\n[dn]\nCN=asks.example\n[attrs]\nchallengePassword=secret\n[exts]\nsubjectAltName=DNS:asks.example,IP:10.1.2.3\nkeyUsage=digitalSignature\n",
    );
    folder.run(["req", "-new", "-key", "csr.key", "-config", config, "-outform", "DER", "-out", "csr.der"]);
    const der = folder.read("csr.der");
    expect(identifyDer(der)).toBe("certificationRequest");
    const rows = rowsOf("certificationRequest", der);
    expect(rows.findings).toEqual([]);
    expect(rows.text("certificationRequest")).toBe("CN=asks.example");
    expect(rows.text("certificationRequestInfo.attributes")).toBe("challengePassword, extensionRequest");
    expect(
      rows.text("certificationRequestInfo.attributes.attribute.values.extensions.subjectAltName.dNSName"),
    ).toBe("asks.example");
    const request = readCertificationRequest(der);
    expect(request?.subject.text).toBe("CN=asks.example");
    expect(request?.keyUsage).toEqual(["digitalSignature"]);
    expect(summarizeDer("certificationRequest", der, hash)).toMatchObject({
      subject: "CN=asks.example",
      key: "ECDSA P-256",
      subjectAltNames: ["asks.example", "10.1.2.3"],
      sha256: toHex(hash("sha256", der)),
    });
    for (let length = 0; length < der.length; length++) {
      expect(rowsOf("certificationRequest", der.subarray(0, length)).findings).toHaveLength(1);
    }
  });

  it("reads a certificate revocation list", () => {
    makeCertificate(folder, "ca", { subject: "/CN=List CA", extensions: ["basicConstraints=CA:TRUE"] });
    makeCertificate(folder, "gone", { issuer: "ca" });
    const config = folder.write(
      "crl.cnf",
      "[ca]\ndefault_ca=own\n[own]\ndatabase=crl.index\ndefault_md=sha256\ncrlnumber=crlnumber\ncrl_extensions=exts\n[exts]\nauthorityKeyIdentifier=keyid\nissuingDistributionPoint=@idp\n[idp]\nonlyuser=TRUE\n",
    );
    folder.write("crl.index", "");
    folder.write("crlnumber", "2A\n");
    const ca = ["ca", "-config", config, "-cert", "ca.pem", "-keyfile", "ca.key"];
    folder.run([...ca, "-revoke", "gone.pem", "-crl_reason", "keyCompromise"]);
    folder.run([...ca, "-gencrl", "-crldays", "30", "-out", "list.pem"]);
    folder.run(["crl", "-in", "list.pem", "-outform", "DER", "-out", "list.der"]);
    const der = folder.read("list.der");
    expect(identifyDer(der)).toBe("certificateList");
    const rows = rowsOf("certificateList", der);
    expect(rows.findings).toEqual([]);
    expect(rows.text("tbsCertList.issuer")).toBe("CN=List CA");
    expect(rows.text("tbsCertList.crlExtensions.cRLNumber")).toBe("2a");
    expect(rows.text("tbsCertList.crlExtensions.issuingDistributionPoint.onlyContainsUserCerts")).toBe(
      "true",
    );
    expect(
      rows.text("tbsCertList.revokedCertificates.revokedCertificate.crlEntryExtensions.cRLReasons"),
    ).toBe("keyCompromise (1)");
    const list = readCertificateList(der);
    const serial = folder.run(["x509", "-in", "gone.pem", "-noout", "-serial"]).trim().slice(7).toLowerCase();
    expect([...(list?.entries() ?? [])].map((entry) => entry.serialNumber)).toEqual([serial]);
    expect(summarizeDer("certificateList", der, hash)).toMatchObject({ subject: "CN=List CA", revoked: 1 });
    for (let length = 0; length < der.length; length++) {
      expect(rowsOf("certificateList", der.subarray(0, length)).findings).toHaveLength(1);
    }
  });

  it("reads an OCSP response", () => {
    makeCertificate(folder, "oca", { subject: "/CN=OCSP CA", extensions: ["basicConstraints=CA:TRUE"] });
    const leaf = makeCertificate(folder, "oleaf", { issuer: "oca" });
    folder.run(["ocsp", "-issuer", "oca.pem", "-cert", "oleaf.pem", "-reqout", "req.der"]);
    const serial = folder.run(["x509", "-in", "oleaf.pem", "-noout", "-serial"]).trim().slice(7);
    expect(leaf.length).toBeGreaterThan(0);
    folder.write("ocsp.index", `V\t490101000000Z\t\t${serial}\tunknown\t/CN=oleaf\n`);
    folder.run([
      ..."ocsp -index ocsp.index -rsigner oca.pem -rkey oca.key -CA oca.pem".split(" "),
      ..."-reqin req.der -respout resp.der -ndays 7".split(" "),
    ]);
    const der = folder.read("resp.der");
    expect(identifyDer(der)).toBe("ocspResponse");
    const rows = rowsOf("ocspResponse", der);
    expect(rows.findings).toEqual([]);
    expect(rows.text("ocspResponse")).toBe("successful (0)");
    const data = "ocspResponse.responseBytes.response.tbsResponseData";
    expect(rows.text(`${data}.responses.singleResponse`)).toBe("good");
    expect(rows.text(`${data}.responses.singleResponse.certID.serialNumber`)).toBe(serial.toLowerCase());
    expect(rows.keys).toContain("ocspResponse.responseBytes.response.certs.certificate.tbsCertificate");
  });

  it("reads public keys", () => {
    makeKey(folder, "pub", "p384");
    folder.run(["pkey", "-in", "pub.key", "-pubout", "-outform", "DER", "-out", "pub.der"]);
    const der = folder.read("pub.der");
    expect(identifyDer(der)).toBe("publicKey");
    const rows = rowsOf("publicKey", der);
    expect(rows.findings).toEqual([]);
    expect(rows.text("subjectPublicKeyInfo")).toBe("ECDSA P-384");
    expect(summarizeDer("publicKey", der, hash).key).toBe("ECDSA P-384");
    makeKey(folder, "pub1", "rsa");
    folder.run(["rsa", "-in", "pub1.key", "-RSAPublicKey_out", "-outform", "DER", "-out", "pub1.der"]);
    expect(identifyDer(folder.read("pub1.der"))).toBe("rsaPublicKey");
    expect(summarizeDer("rsaPublicKey", folder.read("pub1.der"), hash).key).toBe("RSA 2048 bits");
  });

  /** Secret numbers of a key, in hex, as windows of 8 bytes that no row may show. */
  const secretsOf = (pem: string): string[] => {
    const jwk = createPrivateKey(pem).export({ format: "jwk" });
    const numbers = [jwk.d, jwk.p, jwk.q, jwk.dp, jwk.dq, jwk.qi].filter((part) => part !== undefined);
    return numbers.flatMap((part) => {
      const hex = Buffer.from(part, "base64url").toString("hex");
      const windows: string[] = [];
      for (let at = 0; at + 16 <= hex.length; at += 2) windows.push(hex.slice(at, at + 16));
      return windows;
    });
  };
  const shows = (rows: Traced, secrets: readonly string[]): boolean => {
    const text = allText(rows);
    return secrets.some((secret) => text.includes(secret));
  };

  const privateKeys: readonly [KeyKind, DerKind, readonly string[], string][] = [
    ["rsa", "privateKey", ["pkcs8", "-topk8", "-nocrypt"], "RSA 2048 bits"],
    ["rsa", "rsaPrivateKey", ["rsa", "-traditional"], "RSA 2048 bits"],
    ["p256", "privateKey", ["pkcs8", "-topk8", "-nocrypt"], "ECDSA P-256"],
    ["p521", "ecPrivateKey", ["ec"], "ECDSA P-521"],
    ["ed25519", "privateKey", ["pkcs8", "-topk8", "-nocrypt"], "Ed25519"],
    ["ed448", "privateKey", ["pkcs8", "-topk8", "-nocrypt"], "Ed448"],
  ];
  it.each(privateKeys)(
    "says of a key of kind %s as %s its size and nothing secret",
    (key, kind, convert, text) => {
      const name = `${key}-${kind}`;
      makeKey(folder, name, key);
      folder.run([...convert, "-in", `${name}.key`, "-outform", "DER", "-out", `${name}.der`]);
      const der = folder.read(`${name}.der`);
      expect(identifyDer(der)).toBe(kind);
      const rows = rowsOf(kind, der);
      expect(rows.findings).toEqual([]);
      const summary = summarizeDer(kind, der, hash);
      expect(summary.key).toBe(text);
      expect(allText(rows)).toContain("notshown");
      const secrets = secretsOf(folder.readText(`${name}.key`));
      expect(secrets.length).toBeGreaterThan(10);
      expect(shows(rows, secrets)).toBe(false);
      expect(secrets.some((secret) => JSON.stringify(summary).includes(secret))).toBe(false);
      // Cut or changed anywhere, and laid under any other kind, it still shows nothing.
      for (let length = 0; length < der.length; length += 7) {
        expect(shows(rowsOf(kind, der.subarray(0, length)), secrets)).toBe(false);
      }
      fc.assert(
        fc.property(fc.nat(Math.min(60, der.length - 1)), fc.nat(255), (at, byte) => {
          const damaged = der.slice();
          damaged[at] = byte;
          const shown = rowsOf(kind, damaged);
          readAllRows(shown.table);
          return !shows(shown, secrets);
        }),
        { numRuns: 300 },
      );
      for (const other of [
        "rsaPrivateKey",
        "ecPrivateKey",
        "dsaPrivateKey",
        "privateKey",
        "encryptedPrivateKey",
      ] as const) {
        expect(shows(rowsOf(other, der), secrets)).toBe(false);
      }
    },
  );

  it("gives the public half of a private key", () => {
    makeKey(folder, "half", "p256");
    folder.run(["ec", "-in", "half.key", "-outform", "DER", "-out", "half.der"]);
    folder.run(["pkey", "-in", "half.key", "-pubout", "-outform", "DER", "-out", "half-pub.der"]);
    const { publicKey } = readPrivateKeySummary("ecPrivateKey", folder.read("half.der")) ?? {};
    if (publicKey?.kind !== "ecdsa") throw new Error("no public key");
    expect(toHex(folder.read("half-pub.der"))).toContain(toHex(publicKey.point));
  });

  it("says how an encrypted key is encrypted", () => {
    makeKey(folder, "enc", "rsa");
    folder.run([
      ..."pkcs8 -topk8 -in enc.key -v2 aes-256-cbc -passout pass:x -outform DER -out enc.der".split(" "),
    ]);
    const der = folder.read("enc.der");
    expect(identifyDer(der)).toBe("encryptedPrivateKey");
    expect(rowsOf("encryptedPrivateKey", der).findings).toEqual([]);
    expect(summarizeDer("encryptedPrivateKey", der, hash).key).toBe(
      "encrypted with PBES2 (PBKDF2 (hmacWithSHA256, 2048 iterations), aes256-CBC)",
    );
  });

  it("recognises CMS and PKCS#12", () => {
    makeCertificate(folder, "p", {});
    folder.run("crl2pkcs7 -nocrl -certfile p.pem -outform DER -out p.p7".split(" "));
    folder.run("pkcs12 -export -in p.pem -inkey p.key -passout pass:x -out p.p12".split(" "));
    expect(identifyDer(folder.read("p.p7"))).toBe("cms");
    expect(identifyDer(folder.read("p.p12"))).toBe("pkcs12");
    expect(rowsOf("cms", folder.read("p.p7")).findings).toEqual([]);
    expect(rowsOf("pkcs12", folder.read("p.p12")).findings).toEqual([]);
  });
});

describe("identifyDer", () => {
  it("takes any bytes", () => {
    expect(identifyDer(new Uint8Array(0))).toBeUndefined();
    expect(identifyDer(Uint8Array.of(0x30, 3, 2, 1, 5))).toBe("asn1");
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const kind = identifyDer(bytes);
        if (kind) readAllRows(rowsOf(kind, bytes).table);
      }),
    );
  });
});
