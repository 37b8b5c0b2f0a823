import { fromBER } from "asn1js";
import { Certificate as PkijsCertificate } from "pkijs";
import { describe, expect, it } from "vitest";
import { toHex } from "../../../src/core/bytes/hex";
import { readCertificate, type Name } from "../../../src/core/x509";
import { EXTENSION_SAMPLES } from "../../support/extensionSamples";
import { makeCertificate, OpensslFolder, opensslVersion, type KeyKind } from "../../support/openssl";

/** pkijs over asn1js reads the same fields, with another decoder. */
describe.skipIf(opensslVersion === undefined)("certificates that openssl made, beside pkijs", () => {
  const kinds: readonly KeyKind[] = ["rsa", "rsa-pss", "p256", "p384", "p521", "ed25519", "ed448"];
  it.each(kinds)("with a key of kind %s", (key) => {
    const folder = new OpensslFolder();
    try {
      const der = makeCertificate(folder, "oracle", {
        key,
        subject: "/C=DE/O=Ex, ample/OU=a+OU=b/CN=Grüße",
        extensions: EXTENSION_SAMPLES.map(({ line }) => line),
        sections: EXTENSION_SAMPLES.flatMap(({ sections = [] }) => sections).join("\n"),
      });
      const ours = readCertificate(der);
      const theirs = new PkijsCertificate({ schema: fromBER(der).result });
      if (!ours) throw new Error("the certificate is not read");
      const attributes = (name: Name): string[] =>
        name.rdns.flat().map(({ oid, value }) => `${oid}=${value}`);
      const pkijsName = ({ typesAndValues }: PkijsCertificate["subject"]): string[] =>
        typesAndValues.map(({ type, value }) => `${type}=${value.valueBlock.value}`);
      expect(attributes(ours.subject)).toEqual(pkijsName(theirs.subject));
      expect(attributes(ours.issuer)).toEqual(pkijsName(theirs.issuer));
      expect(ours.serialNumber).toBe(
        toHex(theirs.serialNumber.valueBlock.valueHexView).replace(/^00(?=[89a-f])/, ""),
      );
      expect(ours.notBefore).toBe(theirs.notBefore.value.toISOString().replace(".000Z", "Z"));
      expect(ours.notAfter).toBe(theirs.notAfter.value.toISOString().replace(".000Z", "Z"));
      expect(ours.version).toBe(theirs.version + 1);
      expect(ours.signatureAlgorithm.oid).toBe(theirs.signatureAlgorithm.algorithmId);
      expect(toHex(ours.signature)).toBe(toHex(theirs.signatureValue.valueBlock.valueHexView));
      expect(toHex(ours.publicKey.keyBytes)).toBe(
        toHex(theirs.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView),
      );
      expect(toHex(ours.tbs)).toBe(toHex(theirs.tbsView));
      const extensions = (theirs.extensions ?? []).map(
        ({ extnID, critical, extnValue }) =>
          `${extnID} ${String(critical)} ${toHex(extnValue.valueBlock.valueHexView)}`,
      );
      expect(extensions.length).toBeGreaterThanOrEqual(EXTENSION_SAMPLES.length);
      expect(
        ours.extensions.map(({ oid, critical, der: value }) => `${oid} ${String(critical)} ${toHex(value)}`),
      ).toEqual(extensions);
    } finally {
      folder.remove();
    }
  });
});
