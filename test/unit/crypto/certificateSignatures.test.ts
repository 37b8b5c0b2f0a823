import { generateKeyPairSync, sign } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { writeOid, writeSequence } from "../../../src/core/asn1/write";
import { CryptoError, type SignatureAlgorithm } from "../../../src/core/crypto/provider";
import { curveNames } from "../../../src/core/x509/curves";
import { inheritDsaParameters } from "../../../src/core/x509/publicKey";
import { OpensslFolder, opensslCurve, opensslVersion } from "../../support/openssl";
import { smallCertificate } from "../../support/selfSigned";
import { expectPostQuantum, postQuantumPair } from "../../support/postQuantum";
import {
  expectSelfSigned,
  flipped,
  parts,
  providers,
  readSound as read,
} from "../../support/certificateSignature";

const HASHES = [
  ...["sha1", "sha224", "sha256", "sha384", "sha512"],
  ...["sha3-224", "sha3-256", "sha3-384", "sha3-512"],
];

describe.runIf(opensslVersion)("certificates that OpenSSL signs", () => {
  const folder = new OpensslFolder();
  afterAll(() => {
    folder.remove();
  });

  const makeKey = (name: string, ...args: readonly string[]): void => {
    folder.run(["genpkey", ...args, "-out", name]);
  };
  const certificate = (key: string, ...args: readonly string[]): Uint8Array => {
    folder.run([..."req -new -x509 -subj /CN=a -outform DER -out a.der -key".split(" "), key, ...args]);
    return folder.read("a.der");
  };
  const sigopts = (...options: readonly string[]): string[] => options.flatMap((one) => ["-sigopt", one]);
  const pkeyopts = (...options: readonly string[]): string[] => options.flatMap((one) => ["-pkeyopt", one]);

  makeKey("rsa.pem", "-algorithm", "RSA", ...pkeyopts("rsa_keygen_bits:2048"));
  makeKey("p256.pem", "-algorithm", "EC", ...pkeyopts("ec_paramgen_curve:P-256"));

  it.each([...HASHES, "md5", "sha512-224", "sha512-256"])("RSA PKCS#1 v1.5 with %s", (hash) => {
    const { algorithm } = parts(expectSelfSigned(certificate("rsa.pem", `-${hash}`)));
    expect(algorithm).toEqual({ kind: "rsa-pkcs1", hash });
  });

  it.each([
    ["sha256", "sha256", 32],
    ["sha256", "sha1", 20],
    ["sha1", "sha1", 20],
    ["sha384", "sha512", 0],
    ["sha512", "sha256", 111],
  ])("RSA PSS with %s, MGF1 with %s and a salt of %i bytes", (hash, mask, salt) => {
    const options = ["rsa_padding_mode:pss", `rsa_mgf1_md:${mask}`, `rsa_pss_saltlen:${salt}`];
    const made = expectSelfSigned(certificate("rsa.pem", `-${hash}`, ...sigopts(...options)));
    expect(parts(made).algorithm).toEqual({
      kind: "rsa-pss",
      hash,
      saltLength: salt,
      ...(mask !== hash && { mgfHash: mask }),
    });
  });

  it.each([
    ["sha3-256", "sha256", 17],
    ["sha512-256", "sha3-512", 32],
    ["sha256", "sha3-224", 190],
  ] as const)(
    "RSA PSS with %s, MGF1 with %s and a salt of %i bytes, without a certificate",
    (hash, mgfHash, saltLength) => {
      const message = folder.write("message", "OpenSSL 3.0 has no name for these in a certificate");
      const options = ["rsa_padding_mode:pss", `rsa_mgf1_md:${mgfHash}`, `rsa_pss_saltlen:${saltLength}`];
      const dgst = ["dgst", `-${hash}`, "-sign", "rsa.pem", ...sigopts(...options), "-out", "signature"];
      folder.run([...dgst, message]);
      const { key } = parts(read(certificate("rsa.pem")));
      const signature = folder.read("signature");
      for (const provider of providers) {
        const verify = (other: Uint8Array, salt: number = saltLength): boolean =>
          provider.verify(
            { kind: "rsa-pss", hash, mgfHash, saltLength: salt },
            key,
            folder.read("message"),
            other,
          );
        expect(verify(signature)).toBe(true);
        expect(verify(flipped(signature, 77))).toBe(false);
        expect(verify(signature, saltLength - 1)).toBe(false);
      }
    },
  );

  it("keeps RSA-PSS keys to their limits (RFC 4055 §3.3)", () => {
    makeKey("free.pem", "-algorithm", "RSA-PSS", ...pkeyopts("rsa_keygen_bits:2048"));
    const free = expectSelfSigned(certificate("free.pem", "-sha384", ...sigopts("rsa_pss_saltlen:48")));
    expect(parts(free).key).toMatchObject({ kind: "rsa", pssOnly: {} });
    const limits = ["rsa_pss_keygen_md:sha384", "rsa_pss_keygen_mgf1_md:sha256", "rsa_pss_keygen_saltlen:40"];
    makeKey("bound.pem", "-algorithm", "RSA-PSS", ...pkeyopts("rsa_keygen_bits:2048", ...limits));
    const bound = expectSelfSigned(certificate("bound.pem", "-sha384"));
    expect(bound.publicKey.description).toBe("RSA-PSS 2048 bits, SHA-384 only");
    const { key, algorithm } = parts(bound);
    for (const provider of providers) {
      const verify = (other: SignatureAlgorithm) => () =>
        provider.verify(other, key, bound.tbs, bound.signature);
      expect(verify(algorithm)()).toBe(true);
      expect(verify({ kind: "rsa-pkcs1", hash: "sha384" })).toThrow(CryptoError);
      expect(verify({ kind: "rsa-pss", hash: "sha384", saltLength: 40 })).toThrow(/MGF1 with sha256 only/);
      expect(verify({ kind: "rsa-pss", hash: "sha384", mgfHash: "sha256", saltLength: 39 })).toThrow(
        /at least 40 bytes/,
      );
    }
  });

  it.each(curveNames())("ECDSA on %s", (curve) => {
    makeKey("ec.pem", "-algorithm", "EC", ...pkeyopts(`ec_paramgen_curve:${opensslCurve(curve)}`));
    const { algorithm, key } = parts(expectSelfSigned(certificate("ec.pem", "-sha384")));
    expect(key).toMatchObject({ kind: "ecdsa", curve });
    expect(algorithm).toEqual({ kind: "ecdsa", hash: "sha384" });
  });

  it.each(HASHES)("ECDSA P-256 with %s", (hash) => {
    expect(parts(expectSelfSigned(certificate("p256.pem", `-${hash}`))).algorithm).toEqual({
      kind: "ecdsa",
      hash,
    });
  });

  it.each([
    [1024, 160, "sha1"],
    [2048, 224, "sha224"],
    [2048, 256, "sha256"],
    [2048, 256, "sha384"],
    [2048, 224, "sha512"],
  ])("DSA of %i bits with a subgroup of %i and %s", (bits, order, hash) => {
    const { privateKey } = generateKeyPairSync("dsa", { modulusLength: bits, divisorLength: order });
    folder.write("dsa.pem", privateKey.export({ format: "pem", type: "pkcs8" }));
    const made = expectSelfSigned(certificate("dsa.pem", `-${hash}`));
    expect(parts(made).algorithm).toEqual({ kind: "dsa", hash });
    expect(made.publicKey.description).toBe(`DSA ${bits} bits`);
  });

  it("inherits DSA parameters from the issuer", () => {
    const { privateKey, publicKey } = generateKeyPairSync("dsa", { modulusLength: 1024, divisorLength: 160 });
    const whole = new Uint8Array(publicKey.export({ format: "der", type: "spki" }));
    const signTbs = (tbs: Uint8Array): Uint8Array => new Uint8Array(sign("sha1", tbs, privateKey));
    const algorithm = writeSequence(writeOid("1.2.840.10040.4.3"));
    const issuer = read(smallCertificate(whole, algorithm, signTbs)).publicKey;
    // The BIT STRING of y is the last element of the key.
    const { keyBytes } = issuer;
    const bitString = whole.subarray(whole.length - keyBytes.length - 4);
    const short = writeSequence(writeSequence(writeOid("1.2.840.10040.4.1")), bitString);
    const heir = read(smallCertificate(short, algorithm, signTbs));
    expect(heir.publicKey.description).toBe("DSA, its parameters inherited");
    for (const provider of providers) {
      const { algorithm: dsa, key } = parts(heir);
      expect(() => provider.verify(dsa, key, heir.tbs, heir.signature)).toThrow(/issuer/);
      const { key: complete, bits } = inheritDsaParameters(heir.publicKey, issuer);
      expect(bits).toBe(1024);
      expect(complete && provider.verify(dsa, complete, heir.tbs, heir.signature)).toBe(true);
    }
  });

  it.each(["ED25519", "ED448"])("%s", (kind) => {
    makeKey("ed.pem", "-algorithm", kind);
    expectSelfSigned(certificate("ed.pem"));
  });

  it("refuses an Ed25519 key for what names itself Ed448", () => {
    makeKey("ed.pem", "-algorithm", "ED25519");
    const made = read(certificate("ed.pem"));
    const { key } = parts(made);
    for (const provider of providers) {
      expect(() => provider.verify({ kind: "eddsa", curve: "ed448" }, key, made.tbs, made.signature)).toThrow(
        CryptoError,
      );
    }
  });

  it("names keys that sign nothing here, and does not check them", () => {
    makeKey("sm2.pem", "-algorithm", "SM2");
    const sm2 = read(certificate("sm2.pem", "-sm3"));
    expect(sm2.publicKey).toMatchObject({ description: "SM2", bits: 256, key: undefined });
    expect(sm2.signatureAlgorithm).toMatchObject({ name: "SM2 with SM3", algorithm: undefined });
    folder.run([..."pkey -in rsa.pem -pubout -out ca.pub".split(" ")]);
    makeKey("x.pem", "-algorithm", "X25519");
    folder.run("pkey -in x.pem -pubout -out x.pub".split(" "));
    folder.run("req -new -key rsa.pem -subj /CN=x -out x.csr".split(" "));
    folder.run("req -new -x509 -key rsa.pem -subj /CN=ca -out ca.crt".split(" "));
    const forced =
      "x509 -req -in x.csr -force_pubkey x.pub -CA ca.crt -CAkey rsa.pem -outform DER -out x.der";
    folder.run(forced.split(" "));
    expect(read(folder.read("x.der")).publicKey).toMatchObject({ description: "X25519", key: undefined });
  });
});

describe.runIf(postQuantumPair("ML-DSA-44"))("certificates that OpenSSL 3.5 signs", () => {
  it.each(["ML-DSA-44", "ML-DSA-65", "ML-DSA-87", "SLH-DSA-SHA2-128f", "SLH-DSA-SHAKE-128f"] as const)(
    "%s",
    (name) => {
      expectPostQuantum(name);
    },
    60_000,
  );
});
