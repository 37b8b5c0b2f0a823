import { generateKeyPairSync, sign as nodeSign, constants } from "node:crypto";
import type { KeyObject } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesToBigint, bigintToBytes, bitLength } from "../../../src/core/crypto/octets";
import { pureProvider } from "../../../src/core/crypto/pure";
import { rsaPrivateOperation, signWith } from "../../../src/core/crypto/pure/sign";
import type { RsaPrivateKey, SigningKey } from "../../../src/core/crypto/pure/sign";
import { CryptoError } from "../../../src/core/crypto/provider";
import type { EcdsaCurve, HashName, SignatureAlgorithm, VerifyKey } from "../../../src/core/crypto/provider";
import { encodePkcs1, encodePss } from "../../../src/core/crypto/rsaPadding";
import { createNodeProvider } from "../../../src/net/cryptoNode";
import { hex, toHex } from "../../support/hex";
import { opensslCurve } from "../../support/openssl";
import { rfc8448ServerKey } from "../../support/rfc8448";

const providers = [pureProvider, createNodeProvider().provider];
const random = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 89 + 7) & 0xff);

function base64url(text: string | undefined): Uint8Array {
  return new Uint8Array(Buffer.from(text ?? "", "base64url"));
}

interface Pair {
  readonly verifyKey: VerifyKey;
  readonly signingKey: SigningKey;
  readonly keyObject: KeyObject;
}

function rsaPair(bits: number): Pair & { readonly signingKey: RsaPrivateKey } {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: bits });
  const jwk = privateKey.export({ format: "jwk" });
  const [n, e, d] = [jwk.n, jwk.e, jwk.d].map(base64url);
  const [p, q, dP, dQ, qInv] = [jwk.p, jwk.q, jwk.dp, jwk.dq, jwk.qi].map(base64url);
  if (!n || !e || !d || !p || !q || !dP || !dQ || !qInv) throw new Error("a JWK has all parts");
  return {
    verifyKey: { kind: "rsa", modulus: n, exponent: e },
    signingKey: { kind: "rsa", n, e, d, crt: { p, q, dP, dQ, qInv } },
    keyObject: privateKey,
  };
}

/** Point and scalar stand at the end of SEC 1's and PKCS#8's DER forms, at known lengths. */
function ecPair(curve: EcdsaCurve, scalarLength: number): Pair {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: opensslCurve(curve) });
  const spki = new Uint8Array(publicKey.export({ format: "der", type: "spki" }));
  const point = spki.slice(-(1 + 2 * scalarLength));
  const sec1 = toHex(new Uint8Array(privateKey.export({ format: "der", type: "sec1" })));
  const marker = `02010104${scalarLength.toString(16).padStart(2, "0")}`;
  const at = sec1.indexOf(marker) + marker.length;
  const scalar = hex(sec1.slice(at, at + 2 * scalarLength));
  return {
    verifyKey: { kind: "ecdsa", curve, point },
    signingKey: { kind: "ecdsa", curve, scalar },
    keyObject: privateKey,
  };
}

function edPair(kind: "ed25519" | "ed448"): Pair {
  const jwk = (kind === "ed25519" ? generateKeyPairSync("ed25519") : generateKeyPairSync("ed448")).privateKey;
  const parts = jwk.export({ format: "jwk" });
  return {
    verifyKey: { kind, point: base64url(parts.x) },
    signingKey: { kind, seed: base64url(parts.d) },
    keyObject: jwk,
  };
}

/** As a plain Uint8Array: a Buffer's `slice` shares its bytes, and these are about to be changed. */
function nodeSignature(pair: Pair, algorithm: SignatureAlgorithm, message: Uint8Array): Uint8Array {
  return new Uint8Array(nodeSignatureBuffer(pair, algorithm, message));
}

function nodeSignatureBuffer(pair: Pair, algorithm: SignatureAlgorithm, message: Uint8Array): Buffer {
  const { keyObject: key } = pair;
  switch (algorithm.kind) {
    case "rsa-pkcs1":
      return nodeSign(algorithm.hash, message, { key, padding: constants.RSA_PKCS1_PADDING });
    case "rsa-pss":
      return nodeSign(algorithm.hash, message, {
        key,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: algorithm.saltLength ?? constants.RSA_PSS_SALTLEN_DIGEST,
      });
    case "ecdsa":
      return nodeSign(algorithm.hash, message, key);
    default:
      return nodeSign(null, message, key);
  }
}

const rsa2048 = rsaPair(2048);
/** 1025 bits: the encoded message of PSS is a byte shorter than the modulus. */
const rsa1025 = rsaPair(1025);

const CASES: readonly (readonly [string, Pair, SignatureAlgorithm])[] = [
  ...(["md5", "sha1", "sha224", "sha256", "sha384", "sha512"] satisfies HashName[]).map(
    (hash) => [`RSA PKCS#1 ${hash}`, rsa2048, { kind: "rsa-pkcs1", hash }] as const,
  ),
  ...(["sha1", "sha256", "sha384", "sha512"] satisfies HashName[]).map(
    (hash) => [`RSA PSS ${hash}`, rsa2048, { kind: "rsa-pss", hash }] as const,
  ),
  ["RSA PSS with a salt of 5 bytes", rsa2048, { kind: "rsa-pss", hash: "sha256", saltLength: 5 }],
  ["RSA PSS with no salt", rsa2048, { kind: "rsa-pss", hash: "sha256", saltLength: 0 }],
  ["RSA PSS with 1025 bits", rsa1025, { kind: "rsa-pss", hash: "sha256" }],
  ["RSA PKCS#1 with 1025 bits", rsa1025, { kind: "rsa-pkcs1", hash: "sha256" }],
  ["ECDSA P-256 SHA-256", ecPair("secp256r1", 32), { kind: "ecdsa", hash: "sha256" }],
  ["ECDSA P-256 SHA-512", ecPair("secp256r1", 32), { kind: "ecdsa", hash: "sha512" }],
  ["ECDSA P-256 SHA-1", ecPair("secp256r1", 32), { kind: "ecdsa", hash: "sha1" }],
  ["ECDSA P-384 SHA-384", ecPair("secp384r1", 48), { kind: "ecdsa", hash: "sha384" }],
  ["ECDSA P-521 SHA-512", ecPair("secp521r1", 66), { kind: "ecdsa", hash: "sha512" }],
  ["ECDSA brainpoolP256r1", ecPair("brainpoolP256r1", 32), { kind: "ecdsa", hash: "sha256" }],
  ["ECDSA brainpoolP384r1", ecPair("brainpoolP384r1", 48), { kind: "ecdsa", hash: "sha384" }],
  ["ECDSA brainpoolP512r1", ecPair("brainpoolP512r1", 64), { kind: "ecdsa", hash: "sha512" }],
  ["Ed25519", edPair("ed25519"), { kind: "eddsa" }],
  ["Ed448", edPair("ed448"), { kind: "eddsa" }],
];

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = bytes.slice();
  const at = (bit >> 3) % copy.length;
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

describe.each(CASES)("%s", (_name, pair, algorithm) => {
  it("both providers verify OpenSSL's signatures and ours, and neither with one bit flipped", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(), (message, bit) => {
        for (const made of [
          nodeSignature(pair, algorithm, message),
          signWith(pair.signingKey, algorithm, message, random),
        ]) {
          for (const provider of providers) {
            const verify = (text: Uint8Array, signature: Uint8Array) =>
              provider.verify(algorithm, pair.verifyKey, text, signature);
            expect(verify(message, made)).toBe(true);
            expect(verify(flipped(message, bit), made)).toBe(false);
            expect(verify(message, flipped(made, bit))).toBe(false);
            expect(verify(message, made.subarray(1))).toBe(false);
            expect(verify(message, Uint8Array.of(...made, 0))).toBe(false);
            expect(verify(message, new Uint8Array(0))).toBe(false);
          }
        }
      }),
      { numRuns: 3 },
    );
  });

  it("signs the same with the same randomness", () => {
    const sign = () => toHex(signWith(pair.signingKey, algorithm, Uint8Array.of(1, 2), random));
    expect(sign()).toBe(sign());
  });
});

describe("RSA", () => {
  const { e, d, n, ...crt } = rfc8448ServerKey;
  const plainKey: RsaPrivateKey = { kind: "rsa", n: hex(n), e: hex(e), d: hex(d) };
  const crtKey: RsaPrivateKey = {
    ...plainKey,
    crt: { p: hex(crt.p), q: hex(crt.q), dP: hex(crt.dP), dQ: hex(crt.dQ), qInv: hex(crt.qInv) },
  };
  const publicKey: VerifyKey = { kind: "rsa", modulus: hex(n), exponent: hex(e) };
  const message = Uint8Array.of(1, 2, 3);

  it("signs md5sha1 (TLS 1.0 and 1.1), with and without the Chinese-remainder form", () => {
    const algorithm = { kind: "rsa-pkcs1", hash: "md5sha1" } as const;
    const signature = signWith(crtKey, algorithm, message, random);
    expect(toHex(signWith(plainKey, algorithm, message, random))).toBe(toHex(signature));
    for (const provider of providers) {
      expect(provider.verify(algorithm, publicKey, message, signature)).toBe(true);
      expect(provider.verify(algorithm, publicKey, message, flipped(signature, 9))).toBe(false);
      expect(provider.verify({ ...algorithm, hash: "sha1" }, publicKey, message, signature)).toBe(false);
    }
  });

  it("refuses a key whose parts do not belong together instead of giving a false signature", () => {
    const wrong: RsaPrivateKey = {
      ...crtKey,
      crt: { ...(crtKey.crt ?? { q: hex("05") }), dP: hex("05") } as never,
    };
    expect(() => signWith(wrong, { kind: "rsa-pkcs1", hash: "sha256" }, message, random)).toThrow(
      CryptoError,
    );
    const wrongD: RsaPrivateKey = { ...plainKey, d: flipped(plainKey.d, 1000) };
    expect(() => signWith(wrongD, { kind: "rsa-pss", hash: "sha256" }, message, random)).toThrow(CryptoError);
  });

  it("refuses a key too small for the padding", () => {
    // 1024 bits cannot hold SHA-512 with a salt as long (RFC 8017 §9.1.1).
    expect(() => signWith(crtKey, { kind: "rsa-pss", hash: "sha512" }, message, random)).toThrow(/too small/);
    for (const provider of providers) {
      expect(
        provider.verify({ kind: "rsa-pss", hash: "sha512" }, publicKey, message, new Uint8Array(128).fill(1)),
      ).toBe(false);
    }
  });

  /** Signs an encoded message of our own making. */
  const forge = (encoded: Uint8Array) => rsaPrivateOperation(crtKey, encoded);
  const digest = pureProvider.hash("sha256", message);

  it("does not verify PKCS#1 paddings that only look right", () => {
    const good = encodePkcs1("sha256", digest, 128);
    if (good === undefined) throw new Error("1024 bits hold SHA-256");
    const algorithm = { kind: "rsa-pkcs1", hash: "sha256" } as const;
    const info = good.subarray(good.indexOf(0, 2) + 1);
    const rest = 128 - 3 - 8 - info.length;
    const forgeries = {
      "digest first, garbage behind (Bleichenbacher 2006)": Uint8Array.of(
        ...[0, 1, ...new Uint8Array(8).fill(0xff), 0],
        ...info,
        ...new Uint8Array(rest).fill(0x55),
      ),
      "block type 2": Uint8Array.of(0, 2, ...good.subarray(2)),
      "a padding byte that is not FF": flipped(good, 8 * 5),
      "another hash": Uint8Array.of(...good.subarray(0, good.length - 1), 0),
    };
    for (const provider of providers) {
      expect(provider.verify(algorithm, publicKey, message, forge(good))).toBe(true);
      for (const [name, forgery] of Object.entries(forgeries)) {
        expect(forgery.length, name).toBe(128);
        expect(provider.verify(algorithm, publicKey, message, forge(forgery)), name).toBe(false);
      }
    }
  });

  it("does not verify PSS paddings that only look right", () => {
    const algorithm = { kind: "rsa-pss", hash: "sha256" } as const;
    const salt = random(32);
    const bits = bitLength(bytesToBigint(hex(n)));
    const good = encodePss(pureProvider, "sha256", digest, salt, bits);
    const otherSalt = encodePss(pureProvider, "sha256", digest, salt.subarray(1), bits);
    if (good === undefined || otherSalt === undefined) throw new Error("1024 bits hold SHA-256");
    for (const provider of providers) {
      expect(provider.verify(algorithm, publicKey, message, forge(good))).toBe(true);
      expect(provider.verify(algorithm, publicKey, message, forge(otherSalt)), "salt length").toBe(false);
      for (const [name, bit] of Object.entries({ trailer: 127 * 8, hash: 100 * 8, zeros: 8 * 3 })) {
        expect(provider.verify(algorithm, publicKey, message, forge(flipped(good, bit))), name).toBe(false);
      }
    }
  });

  it("does not verify a number that is not below the modulus", () => {
    const algorithm = { kind: "rsa-pkcs1", hash: "sha256" } as const;
    const signature = bytesToBigint(signWith(crtKey, algorithm, message, random));
    const larger = bigintToBytes(signature + bytesToBigint(hex(n)), 129);
    for (const provider of providers) {
      expect(provider.verify(algorithm, publicKey, message, larger ?? new Uint8Array(0))).toBe(false);
      expect(provider.verify(algorithm, publicKey, message, new Uint8Array(128).fill(0xff))).toBe(false);
    }
  });

  it("encrypts with the random bytes handed in, zeros skipped", () => {
    const secret = random(48);
    const source = (length: number) => Uint8Array.from({ length }, (_, i) => (i + 1) % 5);
    const [ours, theirs] = providers.map((provider) =>
      provider.rsaEncryptPkcs1(hex(n), hex(e), secret, source),
    );
    expect(toHex(ours ?? new Uint8Array(0))).toBe(toHex(theirs ?? new Uint8Array(1)));
    const decrypted = rsaPrivateOperation(crtKey, ours ?? new Uint8Array(0));
    expect([...decrypted.subarray(0, 2)]).toEqual([0, 2]);
    const end = decrypted.indexOf(0, 2);
    expect(end).toBe(128 - 48 - 1);
    expect(toHex(decrypted.subarray(end + 1))).toBe(toHex(secret));
    for (const provider of providers) {
      const encrypt = (text: Uint8Array, zeros: boolean) => () =>
        provider.rsaEncryptPkcs1(hex(n), hex(e), text, zeros ? (length) => new Uint8Array(length) : source);
      expect(encrypt(new Uint8Array(118), false)).toThrow(/too long/);
      expect(encrypt(secret, true)).toThrow(/nonzero/);
    }
  });
});

describe("keys and algorithms that do not go together", () => {
  const ed25519 = edPair("ed25519");
  const p256 = ecPair("secp256r1", 32);

  it("are a CryptoError, as are points off their curve", () => {
    const message = Uint8Array.of(1);
    const offCurve =
      p256.verifyKey.kind === "ecdsa" ? flipped(p256.verifyKey.point, 8 * 64) : new Uint8Array(0);
    for (const provider of providers) {
      const verify = (algorithm: SignatureAlgorithm, key: VerifyKey) => () =>
        provider.verify(algorithm, key, message, new Uint8Array(64));
      expect(verify({ kind: "ecdsa", hash: "sha256" }, ed25519.verifyKey)).toThrow(CryptoError);
      expect(verify({ kind: "eddsa" }, p256.verifyKey)).toThrow(CryptoError);
      expect(verify({ kind: "rsa-pss", hash: "sha256" }, p256.verifyKey)).toThrow(CryptoError);
      expect(
        verify({ kind: "ecdsa", hash: "sha256" }, { kind: "ecdsa", curve: "secp256r1", point: offCurve }),
      ).toThrow(CryptoError);
      expect(verify({ kind: "eddsa" }, { kind: "ed25519", point: new Uint8Array(31) })).toThrow(CryptoError);
    }
    expect(() => signWith(ed25519.signingKey, { kind: "ecdsa", hash: "sha256" }, message, random)).toThrow(
      CryptoError,
    );
  });

  it("verify with a compressed point", () => {
    const algorithm = { kind: "ecdsa", hash: "sha256" } as const;
    if (p256.verifyKey.kind !== "ecdsa") throw new Error("an ECDSA key was made");
    const { point } = p256.verifyKey;
    const compressed = Uint8Array.of(2 + ((point[64] ?? 0) & 1), ...point.subarray(1, 33));
    const signature = signWith(p256.signingKey, algorithm, Uint8Array.of(5), random);
    for (const provider of providers) {
      const key = { ...p256.verifyKey, point: compressed };
      expect(provider.verify(algorithm, key, Uint8Array.of(5), signature)).toBe(true);
    }
  });
});
