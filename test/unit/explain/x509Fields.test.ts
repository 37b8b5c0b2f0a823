import { describe, expect, it } from "vitest";
import { EXPLAINED_FIELDS, explainField } from "../../../src/core/explain";
import { identifyDer, traceDer } from "../../../src/core/x509";
import { traceCertificate } from "../../../src/core/x509/certificate";
import { EXTENSION_SAMPLES } from "../../support/extensionSamples";
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

const OWN = new Set(EXPLAINED_FIELDS);

/** Keys that have no row of their own, or one without a text: tags and lengths need none. */
function unexplained(keys: Iterable<string>): string[] {
  return [...new Set(keys)].filter((key) => {
    if (key.startsWith("asn1.")) return false;
    const explanation = explainField(key);
    const own = OWN.has(key) || OWN.has(key.slice(key.lastIndexOf(".") + 1));
    return !own || !explanation || explanation.title === "" || explanation.text === "";
  });
}

describe.skipIf(opensslVersion === undefined)("every field", () => {
  it("of certificates with each extension has a title and a text of its own", () => {
    const folder = new OpensslFolder();
    try {
      const extended = makeCertificate(folder, "extended", {
        extensions: EXTENSION_SAMPLES.map(({ line }) => line),
        sections: EXTENSION_SAMPLES.flatMap(({ sections = [] }) => sections).join("\n"),
      });
      const usual = makeCertificate(folder, "usual", {
        key: "rsa",
        subject: "/C=DE/ST=S/L=L/O=Example/OU=Unit/CN=localhost/emailAddress=a@example.com",
        extensions: EXTENSIONS,
      });
      const keys = [extended, usual].flatMap((der) => traced(der, traceCertificate).keys);
      expect(unexplained(keys)).toEqual([]);
    } finally {
      folder.remove();
    }
  });

  it("of CMS, PKCS#12, OCSP requests, revocation lists and parameters has, too", () => {
    const folder = new OpensslFolder();
    try {
      makeCertificate(folder, "rsa", { key: "rsa", subject: "/CN=signer" });
      folder.write("message", "hello");
      folder.write("crl.cnf", "[ca]\ndefault_ca=own\n[own]\ndatabase=crl.index\ndefault_md=sha256\n");
      folder.write(
        "crl.index",
        "R\t490101000000Z\t250601000000Z,keyTime,20250501000000Z\t02\tunknown\t/CN=b\n",
      );
      const commands = [
        "cms -sign -in message -signer rsa.pem -inkey rsa.key -nodetach -cades -outform DER",
        "cms -encrypt -in message -aes256 -outform DER rsa.pem",
        "cms -encrypt -in message -aes256 -pwri_password secret -outform DER",
        "cms -digest_create -in message -outform DER",
        "pkcs12 -export -in rsa.pem -inkey rsa.key -passout pass:x -name mine",
        "pkcs12 -export -in rsa.pem -inkey rsa.key -passout pass:x -keypbe NONE -certpbe NONE",
        "dsaparam -outform DER 1024",
        "dhparam -outform DER 512",
        "ecparam -name prime256v1 -param_enc explicit -outform DER",
        "x509 -in rsa.pem -trustout -addtrust serverAuth -addreject emailProtection -setalias a -outform DER",
        "pkcs8 -topk8 -in rsa.key -outform DER -passout pass:x",
        "pkey -in rsa.key -outform DER",
      ];
      const keys = commands.flatMap((command) => {
        const [name = "", ...rest] = command.split(" ");
        folder.run([name, "-out", "out.der", ...rest]);
        const der = folder.read("out.der");
        const kind = identifyDer(der);
        if (!kind) throw new Error(`${command} is not known`);
        return traced(der, (tracer, bytes, start, end) => traceDer(kind, tracer, bytes, start, end)).keys;
      });
      folder.run(
        "ca -gencrl -cert rsa.pem -keyfile rsa.key -config crl.cnf -crldays 3 -out crl.pem".split(" "),
      );
      folder.run("crl -in crl.pem -outform DER -out crl.der".split(" "));
      folder.run("ocsp -issuer rsa.pem -cert rsa.pem -reqout req.der".split(" "));
      for (const [file, kind] of [
        ["crl.der", "certificateList"],
        ["req.der", "ocspRequest"],
      ] as const) {
        const der = folder.read(file);
        keys.push(
          ...traced(der, (tracer, bytes, start, end) => traceDer(kind, tracer, bytes, start, end)).keys,
        );
      }
      expect(unexplained(keys)).toEqual([]);
    } finally {
      folder.remove();
    }
  });
});
