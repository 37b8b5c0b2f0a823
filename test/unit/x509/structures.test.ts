import fc from "fast-check";
import { createPrivateKey } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identifyDer, pemKind, summarizeDer, traceDer, type DerKind } from "../../../src/core/x509";
import { makeCertificate, OpensslFolder, opensslVersion } from "../../support/openssl";
import { readAllRows, traced, type Traced } from "../../support/trace";

const rowsOf = (kind: DerKind, der: Uint8Array): Traced =>
  traced(der, (tracer, bytes, start, end) => traceDer(kind, tracer, bytes, start, end));

const content = (kind: DerKind, der: Uint8Array): string | undefined =>
  summarizeDer(kind, der, () => new Uint8Array(32)).content;

/** Rows of what openssl made: recognised by its shape, without a finding, and cut anywhere without an exception. */
function sound(kind: DerKind, der: Uint8Array): Traced {
  expect(identifyDer(der)).toBe(kind);
  const rows = rowsOf(kind, der);
  expect(rows.findings).toEqual([]);
  readAllRows(rows.table);
  const step = Math.max(1, Math.floor(der.length / 200));
  for (let length = 0; length < der.length; length += step) {
    readAllRows(rowsOf(kind, der.subarray(0, length)).table);
  }
  return rows;
}

describe.skipIf(opensslVersion === undefined)("structures that openssl made", () => {
  let folder: OpensslFolder;
  beforeAll(() => {
    folder = new OpensslFolder();
    makeCertificate(folder, "rsa", { key: "rsa", subject: "/CN=signer" });
    makeCertificate(folder, "ec", { subject: "/CN=recipient" });
    folder.write("message", "hello\r\n");
  });
  afterAll(() => {
    folder.remove();
  });

  const make = (command: string): Uint8Array => {
    folder.run([...command.split(" "), "-out", "out.der"]);
    return folder.read("out.der");
  };
  const cms = (command: string): Uint8Array => make(`cms -in message -outform DER ${command}`);

  it("CMS SignedData, with the signer's certificate and attributes", () => {
    const rows = sound("cms", cms("-sign -signer rsa.pem -inkey rsa.key -nodetach -cades"));
    expect(rows.text("contentInfo")).toBe("signedData: 1 certificate, 1 signer");
    expect(rows.text("contentInfo.content.certificates.certificate")).toBe("CN=signer");
    const signer = "contentInfo.content.signerInfos.signerInfo";
    expect(rows.text(`${signer}.sid.issuerAndSerialNumber.issuer`)).toBe("CN=signer");
    expect(rows.text(`${signer}.signedAttrs.contentType`)).toBe("data (1.2.840.113549.1.7.1)");
    expect(rows.text(`${signer}.signedAttrs.messageDigest`)).toMatch(/^([0-9a-f]{2} ?){32}$/);
    expect(rows.text(`${signer}.signedAttrs.signingTime`)).toMatch(/^\d{4}-.* UTC$/);
    const capability = `${signer}.signedAttrs.sMIMECapabilities.attrValues.value.capability`;
    expect(rows.text(capability)).toBe("aes256-CBC (2.16.840.1.101.3.4.1.42)");
    const id = `${signer}.signedAttrs.signingCertificateV2.attrValues.value.certs.essCertID`;
    expect(rows.keys).toContain(`${id}.certHash`);
    expect(rows.text("contentInfo.content.encapContentInfo.eContent")).toBe("68 65 6c 6c 6f 0d 0a");
  });

  it("CMS in BER, as it is streamed", () => {
    const rows = sound("cms", cms("-sign -signer rsa.pem -inkey rsa.key -nodetach -stream"));
    expect(rows.keys).toContain("asn1.endOfContents");
    expect(rows.text("contentInfo")).toBe("signedData: 1 certificate, 1 signer");
  });

  it("PKCS#7 that holds certificates and a list, and no signer", () => {
    folder.write("crl.cnf", "[ca]\ndefault_ca=own\n[own]\ndatabase=crl.index\ndefault_md=sha256\n");
    folder.write("crl.index", "");
    folder.run(
      "ca -gencrl -cert rsa.pem -keyfile rsa.key -config crl.cnf -crldays 3 -out crl.pem".split(" "),
    );
    const der = make("crl2pkcs7 -in crl.pem -certfile rsa.pem -certfile ec.pem -outform DER");
    const rows = sound("cms", der);
    expect(content("cms", der)).toBe("signedData: 2 certificates, 1 revocation list, no signer");
    expect(rows.text("contentInfo.content.crls.certificateList")).toBe("CN=signer");
  });

  const recipient = "contentInfo.content.recipientInfos";
  it.each([
    ["-aes256 rsa.pem", `${recipient}.ktri.rid.issuerAndSerialNumber`],
    ["-aes256 ec.pem", `${recipient}.kari.originator.originatorKey.publicKey`],
    ["-aes256 -pwri_password secret", `${recipient}.pwri.keyDerivationAlgorithm.parameters.iterationCount`],
    ["-aes256 -secretkey 000102030405060708090A0B0C0D0E0F -secretkeyid C0FE", `${recipient}.kekri.kekid`],
    ["-aes-256-gcm rsa.pem", "contentInfo.content.authEncryptedContentInfo.contentEncryptionAlgorithm"],
  ])("CMS EnvelopedData for %s", (options, key) => {
    const [cipher = "", ...rest] = options.split(" ");
    const certificate = rest.length === 1 ? (rest.pop() ?? "") : "";
    folder.run([
      ..."cms -in message -outform DER -encrypt -out out.der".split(" "),
      ...[cipher, ...rest, certificate].filter((each) => each !== ""),
    ]);
    const rows = sound("cms", folder.read("out.der"));
    expect(rows.keys).toContain(key);
    expect(rows.text("contentInfo")).toMatch(/^(authE|e)nvelopedData/);
  });

  it.each([
    ["-digest_create -md sha256", "digestedData", "digest"],
    [
      "-EncryptedData_encrypt -aes128 -secretkey 000102030405060708090A0B0C0D0E0F",
      "encryptedData: data encrypted with aes128-CBC",
      "encryptedContentInfo.encryptedContent",
    ],
    ["-data_create", "data", ""],
  ])("CMS %s", (options, text, key) => {
    const rows = sound("cms", cms(options));
    expect(rows.text("contentInfo")).toBe(text);
    if (key !== "") expect(rows.keys).toContain(`contentInfo.content.${key}`);
  });

  it("a time stamp's token in a signature, as far as its content", () => {
    // TSTInfo by hand: openssl ts wants a certificate of its own; the content is signed by cms with its type.
    folder.write(
      "tst.cnf",
      [
        "asn1=SEQUENCE:tst",
        "[tst]",
        "version=INTEGER:1",
        "policy=OID:1.2.3",
        "imprint=SEQUENCE:imprint",
        "serial=INTEGER:7",
        "time=GENTIME:20260101000000Z",
        "accuracy=SEQUENCE:accuracy",
        "[imprint]",
        "hash=SEQUENCE:hash",
        "value=FORMAT:HEX,OCTETSTRING:00112233",
        "[hash]",
        "oid=OID:2.16.840.1.101.3.4.2.1",
        "[accuracy]",
        "seconds=INTEGER:1",
        "millis=IMPLICIT:0,INTEGER:500",
      ].join("\n"),
    );
    folder.run("asn1parse -genconf tst.cnf -noout -out tst.der".split(" "));
    folder.run(
      "cms -sign -binary -in tst.der -outform DER -out out.der -nodetach -signer rsa.pem -inkey rsa.key -econtent_type 1.2.840.113549.1.9.16.1.4".split(
        " ",
      ),
    );
    const rows = sound("cms", folder.read("out.der"));
    const tst = "contentInfo.content.encapContentInfo.eContent";
    expect(rows.text(tst)).toBe("2026-01-01 00:00:00 UTC");
    expect(rows.text(`${tst}.accuracy.millis`)).toBe("500");
    expect(rows.text(`${tst}.messageImprint.hashedMessage`)).toBe("00 11 22 33");
  });

  it("an OCSP request", () => {
    folder.run(
      "ocsp -issuer rsa.pem -cert ec.pem -reqout out.der -signer rsa.pem -signkey rsa.key".split(" "),
    );
    const rows = sound("ocspRequest", folder.read("out.der"));
    const serial = folder.run("x509 -in ec.pem -noout -serial".split(" ")).trim().slice(7).toLowerCase();
    expect(rows.text("ocspRequest")).toBe(`serial number ${serial}`);
    expect(rows.keys).toContain("ocspRequest.tbsRequest.requestExtensions.ocspNonce");
    expect(rows.text("ocspRequest.optionalSignature.certs.certificate")).toBe("CN=signer");
  });

  /** The DER and label of the first PEM block that a command prints. */
  const block = (command: string): { der: Uint8Array; label: string } => {
    const [, label = "", base64 = ""] =
      /-----BEGIN ([^-]+)-----([^-]+)-/.exec(folder.run(command.split(" "))) ?? [];
    return { der: new Uint8Array(Buffer.from(base64, "base64")), label };
  };

  it.each<readonly [string, string, DerKind, string, string]>([
    ["dhparam 512", "DH PARAMETERS", "dhParameters", "Diffie-Hellman 512 bits", "base"],
    [
      "genpkey -genparam -algorithm DHX -pkeyopt dh_rfc5114:2",
      "X9.42 DH PARAMETERS",
      "dhParameters",
      "Diffie-Hellman 2048 bits, subgroup of 224 bits",
      "q",
    ],
    ["dsaparam 1024", "DSA PARAMETERS", "dsaParameters", "", "q"],
    ["ecparam -name prime256v1", "EC PARAMETERS", "ecParameters", "P-256", ""],
    ["ecparam -name prime256v1 -param_enc explicit", "EC PARAMETERS", "ecParameters", "", "curve.seed"],
    ["ecparam -name sect283k1 -param_enc explicit", "EC PARAMETERS", "ecParameters", "", "fieldID"],
  ])("parameters by %s", (command, label, kind, text, key) => {
    const found = block(command);
    expect(found.label).toBe(label);
    expect(pemKind(label, found.der)).toEqual({ kind });
    const rows = sound(kind, found.der);
    if (text !== "") expect(content(kind, found.der)).toBe(text);
    if (key !== "") expect(rows.keys).toContain(`${kind}.${key}`);
  });

  it("a trusted certificate with what it is trusted for", () => {
    const { der, label } = block(
      "x509 -in rsa.pem -trustout -addtrust serverAuth -addreject emailProtection -setalias mine",
    );
    expect(pemKind(label, der)).toEqual({ kind: "certificate" });
    const rows = sound("certificate", der);
    expect(rows.text("certAux")).toBe("mine, trusted for serverAuth, rejected for emailProtection");
    expect(rows.text("tbsCertificate.subject")).toBe("CN=signer");
  });

  it("certificates of version 1", () => {
    folder.run("req -new -key ec.key -subj /CN=old -out old.csr".split(" "));
    folder.run(
      "x509 -req -in old.csr -CA rsa.pem -CAkey rsa.key -days 3 -outform DER -out old.der".split(" "),
    );
    const rows = sound("certificate", folder.read("old.der"));
    expect(rows.keys).not.toContain("tbsCertificate.version");
  });

  describe("PKCS#12", () => {
    const pfx = (options: string): Uint8Array =>
      make(`pkcs12 -export -in rsa.pem -inkey rsa.key -name mine -passout pass:x ${options}`);

    /** The key's secret numbers, in hex, 8 bytes each. */
    const secrets = (): string[] => {
      const jwk = createPrivateKey(folder.readText("rsa.key")).export({ format: "jwk" });
      return [jwk.d, jwk.p, jwk.q, jwk.dp, jwk.dq, jwk.qi].flatMap((part) => {
        const hex = Buffer.from(part ?? "", "base64url").toString("hex");
        return Array.from({ length: Math.max(0, hex.length / 2 - 7) }, (_, at) =>
          hex.slice(2 * at, 2 * at + 16),
        );
      });
    };
    const allText = ({ table }: Traced): string =>
      Array.from({ length: table.length }, (_, row) => {
        const { label, value, display } = table.field(row);
        return `${label} ${String(value)} ${display}`.replace(/[ :]/g, "");
      }).join("\n");

    it("says how it is encrypted and what bags stand open", () => {
      const der = pfx("-keypbe NONE -certpbe NONE");
      const rows = sound("pkcs12", der);
      expect(content("pkcs12", der)).toBe("with a MAC: sha256, 2048 iterations");
      const bag = "pfx.authSafe.content.contentInfo.content.safeBag";
      expect(rows.text(bag)).toBe("certBag");
      expect(rows.text(`${bag}.bagValue.certValue.tbsCertificate.subject`)).toBe("CN=signer");
      expect(rows.text(`${bag}.bagAttributes.friendlyName`)).toBe("mine");
      const encrypted = sound("pkcs12", pfx("-certpbe AES-256-CBC"));
      expect(encrypted.text(`${bag.replace(".safeBag", "")}.encryptedContentInfo`)).toBe(
        "data encrypted with PBES2 (PBKDF2 (hmacWithSHA256, 2048 iterations), aes256-CBC)",
      );
      expect(encrypted.text(`${bag}.bagValue`)).toMatch(/^encrypted with PBES2/);
      expect(content("pkcs12", pfx("-nomac"))).toBe("without a MAC");
    });

    it("shows nothing of a key that stands open in it, whatever is damaged", { timeout: 60_000 }, () => {
      const der = pfx("-keypbe NONE -certpbe NONE");
      const wanted = secrets();
      expect(wanted.length).toBeGreaterThan(100);
      const shows = (rows: Traced): boolean => {
        const text = allText(rows);
        return wanted.some((secret) => text.includes(secret));
      };
      expect(shows(rowsOf("pkcs12", der))).toBe(false);
      fc.assert(
        fc.property(fc.nat(der.length - 1), fc.nat(255), (at, byte) => {
          const damaged = der.slice();
          damaged[at] = byte;
          return !shows(rowsOf("pkcs12", damaged));
        }),
        { numRuns: 300 },
      );
      for (let length = 0; length < der.length; length += 23) {
        expect(shows(rowsOf("pkcs12", der.subarray(0, length)))).toBe(false);
      }
    });
  });
});
