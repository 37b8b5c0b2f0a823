import { createHash, verify, X509Certificate } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toHex } from "../../../src/core/bytes/hex";
import {
  generalNameText,
  readCertificate,
  readCertificateList,
  readOcspResponse,
  type CertificateList,
} from "../../../src/core/x509";
import { makeCertificate, OpensslFolder, opensslVersion } from "../../support/openssl";

/** What validation reads of certificates, lists and OCSP responses. */
describe.skipIf(opensslVersion === undefined)("readers of what openssl made", () => {
  let folder: OpensslFolder;
  let ca: Uint8Array;
  let leaf: Uint8Array;
  beforeAll(() => {
    folder = new OpensslFolder();
    ca = makeCertificate(folder, "ca", {
      subject: "/CN=Reader CA",
      extensions: ["basicConstraints=CA:TRUE", "subjectKeyIdentifier=hash"],
    });
    leaf = makeCertificate(folder, "leaf", {
      issuer: "ca",
      extensions: ["crlDistributionPoints = one, two", "freshestCRL = URI:http://crl.example/delta"],
      sections: [
        "[one]",
        "fullname = URI:http://crl.example/1, URI:ldap://crl.example/1",
        "reasons = keyCompromise, CACompromise",
        "CRLissuer = dirName:issuer",
        "[two]",
        "relativename = relative",
        "[issuer]",
        "CN = CRL issuer",
        "[relative]",
        "CN = relative",
      ].join("\n"),
    });
  });
  afterAll(() => {
    folder.remove();
  });

  const serialOf = (name: string): string =>
    folder
      .run(["x509", "-in", `${name}.pem`, "-noout", "-serial"])
      .trim()
      .slice(7);

  it("gives distribution points their names, reasons and issuers", () => {
    const points = readCertificate(leaf)?.distributionPoints ?? [];
    expect(points).toHaveLength(2);
    const [one, two] = points;
    expect(one?.distributionPoint?.fullName.map(generalNameText)).toEqual([
      "URI:http://crl.example/1",
      "URI:ldap://crl.example/1",
    ]);
    expect(one?.distributionPoint?.nameRelativeToCRLIssuer).toBeUndefined();
    expect(one?.reasons).toEqual(["keyCompromise", "cACompromise"]);
    expect(one?.cRLIssuer?.map(generalNameText)).toEqual(["directory:CN=CRL issuer"]);
    expect(two?.distributionPoint).toMatchObject({
      fullName: [],
      nameRelativeToCRLIssuer: [{ type: "commonName", value: "relative" }],
    });
    expect(two?.reasons).toBeUndefined();
    expect(two?.cRLIssuer).toBeUndefined();
    const { freshestCrl, crlDistributionPoints } = readCertificate(leaf) ?? {};
    expect(freshestCrl?.[0]?.distributionPoint?.fullName[0]?.value).toBe("http://crl.example/delta");
    expect(crlDistributionPoints).toHaveLength(2);
  });

  const listWith = (name: string, extensions: readonly string[], sections = ""): CertificateList => {
    const config = folder.write(
      `${name}.cnf`,
      [
        "[ca]",
        "default_ca=own",
        "[own]",
        `database=${name}.index`,
        "default_md=sha256",
        "default_crl_days=30",
        "crl_extensions=crlext",
        "[crlext]",
        ...extensions,
        sections,
      ].join("\n"),
    );
    folder.write(
      `${name}.index`,
      [
        `R\t490101000000Z\t250601000000Z,keyTime,20250501000000Z\t${serialOf("leaf")}\tunknown\t/CN=leaf`,
        "R\t490101000000Z\t250601000000Z,holdInstruction,holdInstructionCallIssuer\t02\tunknown\t/CN=b",
        "R\t490101000000Z\t250601000000Z\t03\tunknown\t/CN=c",
        "",
      ].join("\n"),
    );
    folder.run([
      ..."ca -gencrl -cert ca.pem -keyfile ca.key".split(" "),
      ...["-config", config, "-out", `${name}.pem`],
    ]);
    folder.run(["crl", "-in", `${name}.pem`, "-outform", "DER", "-out", `${name}.der`]);
    const list = readCertificateList(folder.read(`${name}.der`));
    if (!list) throw new Error(`${name} is not read`);
    return list;
  };

  it("gives entries their reason and when the key was no longer safe", () => {
    const list = listWith("plain", ["authorityKeyIdentifier=keyid:always"]);
    const entries = [...list.entries()];
    expect(list.version).toBe(2);
    // OpenSSL sorts them by serial number.
    expect(entries.map(({ reasonCode, invalidityDate }) => [reasonCode, invalidityDate])).toEqual([
      ["certificateHold", undefined],
      [undefined, undefined],
      ["keyCompromise", "2025-05-01T00:00:00Z"],
    ]);
    expect(entries.map(({ certificateIssuer }) => certificateIssuer)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(list.authorityKeyIdentifier).toEqual(readCertificate(ca)?.subjectKeyIdentifier);
    expect(list.issuingDistributionPoint).toBeUndefined();
    expect(list.baseCrlNumber).toBeUndefined();
    expect(list.tbsSignatureAlgorithm.der).toEqual(list.signatureAlgorithm.der);
  });

  it("reads what part of the certificates a list speaks of, and which list a delta changes", () => {
    const list = listWith(
      "parted",
      [
        "issuingDistributionPoint=critical,@idp",
        "2.5.29.27=critical,ASN1:INTEGER:0x0102",
        "freshestCRL=URI:http://crl.example/delta",
      ],
      "[idp]\nfullname=URI:http://crl.example/p\nonlyuser=TRUE\nindirectCRL=TRUE\nonlysomereasons=superseded,certificateHold",
    );
    expect(list.issuingDistributionPoint).toMatchObject({
      onlyContainsUserCerts: true,
      onlyContainsCACerts: false,
      onlyContainsAttributeCerts: false,
      indirectCRL: true,
      onlySomeReasons: ["superseded", "certificateHold"],
    });
    expect(list.issuingDistributionPoint?.distributionPoint?.fullName[0]?.value).toBe("http://crl.example/p");
    expect(list.baseCrlNumber).toBe("0102");
    expect(list.freshestCrl).toHaveLength(1);
  });

  it.each(["byName", "byKey"] as const)("reads an OCSP response whose responder is given %s", (kind) => {
    folder.run(["ocsp", "-issuer", "ca.pem", "-cert", "leaf.pem", "-serial", "0x7", "-reqout", "req.der"]);
    folder.write(
      "ocsp.index",
      `R\t490101000000Z\t250601000000Z,superseded\t${serialOf("leaf")}\tunknown\t/CN=leaf\n`,
    );
    folder.run([
      ..."ocsp -index ocsp.index -rsigner ca.pem -rkey ca.key -CA ca.pem".split(" "),
      ..."-reqin req.der -respout resp.der -ndays 7".split(" "),
      ...(kind === "byKey" ? ["-resp_key_id"] : []),
    ]);
    const response = readOcspResponse(folder.read("resp.der"));
    expect(response).toMatchObject({ statusCode: 0, status: "successful" });
    const basic = response?.basic;
    if (!basic) throw new Error("the response is not read");
    const [first, second] = basic.responses;
    expect(first).toMatchObject({
      status: "revoked",
      revocationTime: "2025-06-01T00:00:00Z",
      revocationReason: "superseded",
      certId: { hashName: "sha1", serialNumber: serialOf("leaf").toLowerCase() },
    });
    expect(second).toMatchObject({ status: "unknown", certId: { serialNumber: "07" } });
    const issuer = readCertificate(ca);
    if (!issuer) throw new Error("the authority is not read");
    const sha1 = (data: Uint8Array): string => createHash("sha1").update(data).digest("hex");
    expect(toHex(first?.certId.issuerNameHash ?? new Uint8Array(0))).toBe(sha1(issuer.subject.der));
    expect(toHex(first?.certId.issuerKeyHash ?? new Uint8Array(0))).toBe(sha1(issuer.publicKey.keyBytes));
    expect(basic.responderId.kind).toBe(kind);
    if (basic.responderId.kind === "byName") expect(basic.responderId.name.text).toBe("CN=Reader CA");
    else expect(toHex(basic.responderId.keyHash)).toBe(sha1(issuer.publicKey.keyBytes));
    expect(basic.extensions.map(({ name }) => name)).toEqual(["ocspNonce"]);
    expect(basic.certificates.map(({ subject }) => subject.text)).toEqual(["CN=Reader CA"]);
    const { publicKey } = new X509Certificate(ca);
    expect(verify("sha256", basic.tbs, publicKey, basic.signature)).toBe(true);
  });

  it("reads an OCSP response without content", () => {
    expect(readOcspResponse(Uint8Array.of(0x30, 3, 0x0a, 1, 3))).toMatchObject({
      status: "tryLater",
      basic: undefined,
    });
    expect(readOcspResponse(Uint8Array.of(0x30, 0))).toBeUndefined();
  });
});
