import { generateKeyPairSync, type KeyObject } from "node:crypto";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { Element, readElement } from "../../../src/core/asn1/element";
import { belongsTo, publicKeyOf } from "../../../src/core/crypto/publicKeyOf";
import { curveNames } from "../../../src/core/x509/curves";
import { readPublicKey, type PublicKeyInfo } from "../../../src/core/x509/publicKey";
import { readPrivateKeySummary } from "../../../src/core/x509/privateKey";
import type { PrivateKeyKind } from "../../../src/core/x509";
import { toHex } from "../../support/hex";
import { postQuantumPair } from "../../support/postQuantum";
import { OpensslFolder, opensslCurve, opensslVersion } from "../../support/openssl";

function info(spki: Uint8Array): PublicKeyInfo {
  const element = readElement(spki, 0, spki.length);
  const key = element instanceof Element ? readPublicKey(element) : undefined;
  if (!key) throw new Error("not a public key");
  return key;
}

const bytes = (buffer: Buffer): Uint8Array => new Uint8Array(buffer);
const pkcs8 = (key: KeyObject): Uint8Array => bytes(key.export({ format: "der", type: "pkcs8" }));
const spki = (key: KeyObject): Uint8Array => bytes(key.export({ format: "der", type: "spki" }));

describe.runIf(opensslVersion)("keys that OpenSSL makes", () => {
  const folder = new OpensslFolder();
  afterAll(() => {
    folder.remove();
  });

  function made(kind: string, args: readonly string[]): { key: Uint8Array; publicKey: Uint8Array } {
    folder.run(["genpkey", "-algorithm", kind, ...args, "-out", "key.pem"]);
    toPkcs8();
    return { key: folder.read("key.der"), publicKey: publicOf("key.der") };
  }

  /** As DER, genpkey itself would write the older forms. */
  function toPkcs8(): void {
    folder.run("pkcs8 -topk8 -nocrypt -in key.pem -outform DER -out key.der".split(" "));
  }

  function publicOf(file: string): Uint8Array {
    folder.run(["pkey", "-inform", "DER", "-in", file, "-pubout", "-outform", "DER", "-out", "public.der"]);
    return folder.read("public.der");
  }

  /** The same key in the form that came before PKCS#8. */
  function traditional(file: string, name: string): Uint8Array {
    folder.run(["pkey", "-inform", "DER", "-in", file, "-traditional", "-outform", "DER", "-out", name]);
    return folder.read(name);
  }

  function expectPair(key: Uint8Array, kind: PrivateKeyKind, publicKey: Uint8Array): void {
    expect(toHex(publicKeyOf(key, kind) ?? new Uint8Array(0))).toBe(toHex(publicKey));
    expect(belongsTo(key, kind, info(publicKey))).toBe(true);
  }

  it.each(curveNames())("EC on %s, in PKCS#8 and SEC 1, and with its parameters written out", (curve) => {
    const { key, publicKey } = made("EC", ["-pkeyopt", `ec_paramgen_curve:${opensslCurve(curve)}`]);
    expectPair(key, "privateKey", publicKey);
    expectPair(traditional("key.der", "sec1.der"), "ecPrivateKey", publicKey);
    const explicit = made("EC", [
      ...["-pkeyopt", `ec_paramgen_curve:${opensslCurve(curve)}`],
      ...["-pkeyopt", "ec_param_enc:explicit"],
    ]);
    expectPair(explicit.key, "privateKey", explicit.publicKey);
    expect(info(explicit.publicKey).key).toMatchObject({ kind: "ecdsa", curve });
    expect(info(explicit.publicKey).description).toMatch(/, its parameters written out$/);
    expect(belongsTo(key, "privateKey", info(explicit.publicKey))).toBe(false);
  });

  it("knows a point in its compressed form", () => {
    const { key } = made("EC", ["-pkeyopt", "ec_paramgen_curve:P-384"]);
    folder.run(
      "ec -inform DER -in key.der -pubout -conv_form compressed -outform DER -out short.der".split(" "),
    );
    const short = folder.read("short.der");
    expect(info(short).keyBytes.length).toBe(49);
    expect(belongsTo(key, "privateKey", info(short))).toBe(true);
  });

  it("takes the public key that the file states where the curve is not computed", () => {
    const { key, publicKey } = made("EC", ["-pkeyopt", "ec_paramgen_curve:sect283k1"]);
    expectPair(key, "privateKey", publicKey);
    expect(info(publicKey)).toMatchObject({ description: "ECDSA sect283k1", bits: 283, key: undefined });
  });

  it("RSA, RSA-PSS with limits, DSA, Ed25519, Ed448, X25519, X448", () => {
    const rsa = made("RSA", ["-pkeyopt", "rsa_keygen_bits:2048"]);
    expectPair(rsa.key, "privateKey", rsa.publicKey);
    expectPair(traditional("key.der", "pkcs1.der"), "rsaPrivateKey", rsa.publicKey);
    const pss = made("RSA-PSS", [
      ...["-pkeyopt", "rsa_keygen_bits:2048"],
      ...["-pkeyopt", "rsa_pss_keygen_md:sha256"],
      ...["-pkeyopt", "rsa_pss_keygen_mgf1_md:sha256"],
      ...["-pkeyopt", "rsa_pss_keygen_saltlen:32"],
    ]);
    expectPair(pss.key, "privateKey", pss.publicKey);
    expect(info(pss.publicKey).description).toBe("RSA-PSS 2048 bits, SHA-256 only");
    folder.run("dsaparam -out dsa.pem 1024".split(" "));
    folder.run("genpkey -paramfile dsa.pem -out key.pem".split(" "));
    toPkcs8();
    expectPair(folder.read("key.der"), "privateKey", publicOf("key.der"));
    expectPair(traditional("key.der", "dsa.der"), "dsaPrivateKey", publicOf("key.der"));
    for (const kind of ["ED25519", "ED448", "X25519", "X448"]) {
      const { key, publicKey } = made(kind, []);
      expectPair(key, "privateKey", publicKey);
    }
  });

  it("says how an encrypted key is encrypted, and nothing of its public half", () => {
    made("EC", ["-pkeyopt", "ec_paramgen_curve:P-256"]);
    const encrypted = (...args: string[]): string | undefined => {
      const line = "pkcs8 -topk8 -inform DER -in key.der -outform DER -out enc.der -passout pass:secret";
      folder.run([...line.split(" "), ...args]);
      const der = folder.read("enc.der");
      expect(publicKeyOf(der, "encryptedPrivateKey")).toBeUndefined();
      return readPrivateKeySummary("encryptedPrivateKey", der)?.description;
    };
    expect(encrypted("-v2", "aes-128-cbc", "-iter", "3000")).toBe(
      "encrypted with PBES2 (PBKDF2 (hmacWithSHA256, 3000 iterations), aes128-CBC)",
    );
    expect(encrypted("-v2", "des3", "-v2prf", "hmacWithSHA1")).toBe(
      "encrypted with PBES2 (PBKDF2 (hmacWithSHA1, 2048 iterations), des-ede3-cbc)",
    );
    expect(encrypted("-scrypt")).toBe("encrypted with PBES2 (scrypt (N 16384, r 8, p 1), aes256-CBC)");
    expect(encrypted("-v1", "PBE-SHA1-3DES", "-iter", "1")).toBe(
      "encrypted with pbeWithSHAAnd3-KeyTripleDES-CBC (1 iteration)",
    );
  });
});

const SETS = [
  "ML-DSA-44",
  "ML-DSA-65",
  "ML-DSA-87",
  "ML-KEM-512",
  "ML-KEM-768",
  "ML-KEM-1024",
  ...["SHA2", "SHAKE"].flatMap((hash) => ["128f", "192f"].map((set) => `SLH-DSA-${hash}-${set}`)),
];

describe.runIf(postQuantumPair("ML-DSA-44"))("post-quantum keys that OpenSSL 3.5 makes", () => {
  it.each(SETS)("%s", (name) => {
    const pair = postQuantumPair(name);
    if (!pair) throw new Error(`${name} is not made here`);
    const key = pkcs8(pair.privateKey);
    expect(toHex(publicKeyOf(key, "privateKey") ?? new Uint8Array(0))).toBe(toHex(spki(pair.publicKey)));
    expect(info(spki(pair.publicKey)).description).toBe(name);
    const other = postQuantumPair(name);
    expect(other && belongsTo(key, "privateKey", info(spki(other.publicKey)))).toBe(false);
  });
});

describe("what is no key", () => {
  const kinds: PrivateKeyKind[] = [
    "rsaPrivateKey",
    "ecPrivateKey",
    "dsaPrivateKey",
    "privateKey",
    "encryptedPrivateKey",
  ];
  const samples = (
    [
      generateKeyPairSync("ec", { namedCurve: "prime256v1" }),
      generateKeyPairSync("ed25519"),
      generateKeyPairSync("rsa", { modulusLength: 1024 }),
      generateKeyPairSync("dsa", { modulusLength: 1024, divisorLength: 160 }),
    ] as const
  ).map(({ privateKey }) => pkcs8(privateKey));

  it("never throws, cut or changed anywhere", () => {
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.nat(), fc.nat(255), fc.boolean(), (key, at, byte, cut) => {
        const changed = cut ? key.slice(0, at % key.length) : key.slice();
        if (!cut) changed[at % key.length] = byte;
        for (const kind of kinds) {
          publicKeyOf(changed, kind);
          readPrivateKeySummary(kind, changed);
        }
      }),
      { numRuns: 150 },
    );
    for (const kind of kinds) expect(publicKeyOf(new Uint8Array(0), kind)).toBeUndefined();
  });
});
