import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AEAD_LENGTHS, GROUP_LENGTHS, HASH_LENGTH } from "../../../src/core/crypto/lengths";
import { pureProvider } from "../../../src/core/crypto/pure";
import { CryptoError } from "../../../src/core/crypto/provider";
import type { AeadName, GroupName, HashName } from "../../../src/core/crypto/provider";
import { createNodeProvider } from "../../../src/net/cryptoNode";
import { SELF_TESTS } from "../../../src/net/cryptoSelfTest";
import { KNOWN_ANSWERS } from "../../../src/net/cryptoKnownAnswers";
import * as nodeOperations from "../../../src/net/nodeOperations";
import { toHex } from "../../support/hex";

const node = createNodeProvider();
const hashes = Object.keys(HASH_LENGTH) as HashName[];
const aeads = Object.keys(AEAD_LENGTHS) as AeadName[];
const groups = Object.keys(GROUP_LENGTHS) as GroupName[];

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const data = fc.uint8Array({ maxLength: 300 });
const runs = { numRuns: 40 };

/** The outcome of a call, with a CryptoError as its words. */
function outcome(call: () => Uint8Array | undefined): string {
  try {
    const result = call();
    return result === undefined ? "undefined" : toHex(result);
  } catch (error) {
    if (error instanceof CryptoError) return `CryptoError: ${error.message}`;
    throw error;
  }
}

describe("the self-test", () => {
  it.each(SELF_TESTS.map((test) => [test.operation, test] as const))(
    "%s: the pure provider's answer",
    (_, test) => {
      expect(toHex(test.run(pureProvider))).toBe(toHex(KNOWN_ANSWERS[test.operation] ?? new Uint8Array(0)));
    },
  );

  it("answers verifications with yes and no", () => {
    const verifications = SELF_TESTS.filter(({ operation }) => operation.startsWith("verify"));
    expect(verifications.length).toBe(15);
    for (const test of verifications) expect([...test.run(pureProvider)]).toEqual([1, 0]);
  });

  it("accelerates everything that Node's OpenSSL has, and reports each operation once", () => {
    const named = [...node.accelerated, ...node.refused.map(({ operation }) => operation)];
    expect(named.toSorted()).toEqual(SELF_TESTS.map(({ operation }) => operation).toSorted());
    expect(node.accelerated).toContain("aead aes-128-gcm");
    expect(node.accelerated).toContain("verify rsa-pss");
  });

  it("leaves to the pure provider what a host lacks or does otherwise", () => {
    const lacking = createNodeProvider({
      ...nodeOperations,
      hash: (name, input) => (name === "sha256" ? new Uint8Array(32) : nodeOperations.hash(name, input)),
      aeadSeal: (name, ...rest) => {
        if (name === "chacha20-poly1305") throw new Error("Unknown cipher");
        return nodeOperations.aeadSeal(name, ...rest);
      },
      verify: () => true,
    });
    expect(toHex(lacking.provider.hash("sha256", new Uint8Array(0)))).toMatch(/^e3b0c442/);
    const refusals = new Map(lacking.refused.map(({ operation, why }) => [operation, why]));
    expect(refusals.get("hash sha256")).toBe("answers differently");
    expect(refusals.get("aead chacha20-poly1305")).toBe("Unknown cipher");
    expect(refusals.get("verify ed25519")).toBe("answers differently");
    expect(lacking.accelerated).toContain("hash sha384");
    const sealed = lacking.provider.aeadSeal(
      "chacha20-poly1305",
      new Uint8Array(32),
      new Uint8Array(12),
      new Uint8Array(0),
      Uint8Array.of(1, 2, 3),
    );
    expect(sealed.length).toBe(19);
  });
});

describe("pure and node agree", () => {
  it.each(hashes)("on hash and HMAC %s", (name) => {
    fc.assert(
      fc.property(data, data, (a, b) => {
        expect(toHex(node.provider.hash(name, a))).toBe(toHex(pureProvider.hash(name, a)));
        expect(toHex(node.provider.hmac(name, a, b))).toBe(toHex(pureProvider.hmac(name, a, b)));
        for (const provider of [pureProvider, node.provider]) {
          const running = provider.createHash(name);
          running.update(a);
          expect(toHex(running.digest())).toBe(toHex(pureProvider.hash(name, a)));
          running.update(b);
          expect(toHex(running.digest())).toBe(toHex(pureProvider.hash(name, Uint8Array.of(...a, ...b))));
        }
      }),
      runs,
    );
  });

  it.each(aeads)("on AEAD %s, and both refuse a flipped bit", (name) => {
    fc.assert(
      fc.property(
        bytes(AEAD_LENGTHS[name].key),
        bytes(12),
        data,
        data,
        fc.nat(),
        (key, nonce, ad, text, flip) => {
          const sealed = pureProvider.aeadSeal(name, key, nonce, ad, text);
          expect(sealed.length).toBe(text.length + AEAD_LENGTHS[name].tag);
          expect(toHex(node.provider.aeadSeal(name, key, nonce, ad, text))).toBe(toHex(sealed));
          const broken = sealed.slice();
          const at = flip % (8 * broken.length);
          broken[at >> 3] = (broken[at >> 3] ?? 0) ^ (1 << (at & 7));
          for (const provider of [pureProvider, node.provider]) {
            expect(outcome(() => provider.aeadOpen(name, key, nonce, ad, sealed))).toBe(toHex(text));
            expect(provider.aeadOpen(name, key, nonce, ad, broken)).toBeUndefined();
            expect(provider.aeadOpen(name, key, nonce, Uint8Array.of(...ad, 0), sealed)).toBeUndefined();
            expect(provider.aeadOpen(name, key, nonce, ad, sealed.subarray(0, 5))).toBeUndefined();
          }
        },
      ),
      runs,
    );
  });

  it.each([16, 32])("on AES-CBC with a key of %i bytes", (keyLength) => {
    const blocks = fc.nat({ max: 9 }).chain((count) => bytes(16 * count));
    fc.assert(
      fc.property(bytes(keyLength), bytes(16), blocks, (key, iv, text) => {
        const encrypted = pureProvider.cbcEncrypt(key, iv, text);
        expect(toHex(node.provider.cbcEncrypt(key, iv, text))).toBe(toHex(encrypted));
        expect(toHex(pureProvider.cbcDecrypt(key, iv, encrypted))).toBe(toHex(text));
        expect(toHex(node.provider.cbcDecrypt(key, iv, encrypted))).toBe(toHex(text));
      }),
      runs,
    );
  });

  it.each(groups)("on key exchange over %s, whatever the peer sends", (group) => {
    const { privateKey, publicKey } = GROUP_LENGTHS[group];
    fc.assert(
      fc.property(bytes(privateKey), bytes(privateKey), bytes(publicKey), (a, b, junk) => {
        if (group === "secp521r1") for (const scalar of [a, b]) scalar[0] = 0;
        const ours = outcome(() => pureProvider.publicKey(group, a));
        expect(outcome(() => node.provider.publicKey(group, a))).toBe(ours);
        const theirs = pureProvider.publicKey(group, b);
        const shared = outcome(() => pureProvider.sharedSecret(group, a, theirs));
        expect(outcome(() => node.provider.sharedSecret(group, a, theirs))).toBe(shared);
        for (const peer of [junk, new Uint8Array(publicKey), theirs.subarray(1)]) {
          expect(outcome(() => node.provider.sharedSecret(group, a, peer))).toBe(
            outcome(() => pureProvider.sharedSecret(group, a, peer)),
          );
        }
      }),
      { numRuns: 5 },
    );
  });
});

describe("arguments that no operation can be done with", () => {
  it.each([pureProvider, node.provider].map((provider) => [provider.name, provider] as const))(
    "are a CryptoError from %s",
    (_name, provider) => {
      const none = new Uint8Array(0);
      const key = new Uint8Array(16);
      expect(() =>
        provider.aeadSeal("aes-128-gcm", new Uint8Array(15), new Uint8Array(12), none, none),
      ).toThrow(CryptoError);
      expect(() => provider.aeadOpen("aes-128-gcm", key, new Uint8Array(8), none, none)).toThrow(CryptoError);
      expect(() => provider.cbcDecrypt(key, key, new Uint8Array(17))).toThrow(CryptoError);
      expect(() => provider.cbcEncrypt(new Uint8Array(24), key, key)).toThrow(CryptoError);
      expect(() => provider.publicKey("x25519", key)).toThrow(CryptoError);
      expect(() => provider.publicKey("secp256r1", new Uint8Array(32))).toThrow(CryptoError);
      expect(() => provider.publicKey("secp256r1", new Uint8Array(32).fill(0xff))).toThrow(CryptoError);
      // A point of small order: the shared secret would be zero.
      expect(() => provider.sharedSecret("x25519", new Uint8Array(32).fill(7), new Uint8Array(32))).toThrow(
        /small order/,
      );
      expect(() => provider.sharedSecret("x448", new Uint8Array(56).fill(7), new Uint8Array(56))).toThrow(
        /small order/,
      );
      const rsa = (modulus: Uint8Array, exponent: Uint8Array) => () =>
        provider.rsaEncryptPkcs1(modulus, exponent, Uint8Array.of(1), (length) =>
          new Uint8Array(length).fill(1),
        );
      const odd = new Uint8Array(128).fill(0xff);
      expect(rsa(odd, Uint8Array.of(2))).toThrow(CryptoError);
      expect(rsa(new Uint8Array(128).fill(0xfe), Uint8Array.of(3))).toThrow(/odd/);
      expect(rsa(new Uint8Array(4000).fill(0xff), Uint8Array.of(3))).toThrow(/bits/);
      expect(rsa(new Uint8Array(1024).fill(0xff), new Uint8Array(1000).fill(0xff))).toThrow(/64 bits/);
      expect(rsa(none, none)).toThrow(CryptoError);
    },
  );
});
