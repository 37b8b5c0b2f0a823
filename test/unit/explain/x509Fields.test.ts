import { describe, expect, it } from "vitest";
import { explainField } from "../../../src/core/explain";
import { traceCertificate } from "../../../src/core/x509/certificate";
import { makeCertificate, OpensslFolder, opensslVersion } from "../../support/openssl";
import { traced } from "../../support/trace";
import { REFERENCE } from "./lint";

const EXTENSIONS = [
  "basicConstraints = critical, CA:TRUE, pathlen:2",
  "keyUsage = critical, keyCertSign, cRLSign",
  "extendedKeyUsage = serverAuth, clientAuth",
  "subjectAltName = DNS:localhost, IP:127.0.0.1, email:a@example.com, URI:https://example.com/x",
  "subjectKeyIdentifier = hash",
  "nameConstraints = permitted;DNS:.example.com, excluded;IP:10.0.0.0/255.0.0.0",
  "certificatePolicies = 2.23.140.1.2.1",
  "crlDistributionPoints = URI:http://crl.example/",
  "authorityInfoAccess = OCSP;URI:http://ocsp.example/, caIssuers;URI:http://ca.example/ca.der",
  "tlsfeature = status_request",
  "noCheck = ignored",
];

describe.skipIf(opensslVersion === undefined)("fields of a certificate that openssl made", () => {
  it("are all explained, and the extensions by their own section", () => {
    const folder = new OpensslFolder();
    try {
      const der = makeCertificate(folder, "explained", {
        subject: "/C=DE/O=Example/CN=localhost",
        extensions: EXTENSIONS,
      });
      const keys = new Set(traced(der, traceCertificate).keys);
      expect(keys.size).toBeGreaterThan(60);
      for (const key of keys) expect(explainField(key)?.rfc, key).toMatch(REFERENCE);
      const inherited = [...keys].filter(
        (key) => /^tbsCertificate\.extensions\.\w+$/.test(key) && explainField(key)?.rfc === "RFC 5280 §4.2",
      );
      expect(inherited).toEqual([]);
      expect(explainField("tbsCertificate.extensions.keyUsage.critical")?.title).toBe("Critical");
      expect(explainField("tbsCertificate.extensions.keyUsage.novelty")?.rfc).toBe("RFC 5280 §4.2.1.3");
      expect(explainField("tbsCertificate.subject.commonName.type")?.rfc).toBe("RFC 5280 §4.1.2.4");
      expect(explainField("tbsCertificate.subjectPublicKeyInfo.subjectPublicKey.modulus")?.rfc).toBe(
        "RFC 8017 §3.1",
      );
    } finally {
      folder.remove();
    }
  });
});
