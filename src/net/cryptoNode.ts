import {
  checkAead,
  checkCbc,
  checkPeerKey,
  checkPrivateKey,
  checkSuits,
  checkVerifyKey,
  rsaNumbers,
} from "../core/crypto/arguments";
import { pureProvider } from "../core/crypto/pure";
import { pbkdf2With, scryptWith } from "../core/keystore/derive";
import { CryptoError } from "../core/crypto/provider";
import type { CryptoProvider } from "../core/crypto/provider";
import { refusal, SELF_TESTS, verifyOperation } from "./cryptoSelfTest";
import type { Operations, SelfTest } from "./cryptoSelfTest";
import * as nodeOperations from "./nodeOperations";

/** A provider that uses the host's crypto where it proved equal to the pure one. */
export interface NodeProvider {
  readonly provider: CryptoProvider;
  /** The operations that the host does: "aead aes-128-gcm", "verify ed25519". */
  readonly accelerated: readonly string[];
  /** The operations that stay with the pure provider, and why: the host lacks them or answers otherwise. */
  readonly refused: readonly { readonly operation: string; readonly why: string }[];
}

/**
 * A provider named "node" that leaves an operation to the host once the host has passed its self-test, and to the
 * pure provider otherwise: Electron's BoringSSL lacks several. Each operation is tested when it is first used;
 * reading `accelerated` or `refused` tests the rest (all together about 25 ms). Never throws.
 * `host` is there for tests of the fallback.
 */
export function createNodeProvider(host: Operations = nodeOperations): NodeProvider {
  /** Why not, by operation; "" for an operation that passed. */
  const verdicts = new Map<string, string>();
  const verdictOf = (test: SelfTest): string => {
    let verdict = verdicts.get(test.operation);
    if (verdict === undefined) {
      verdict = refusal(test, host) ?? "";
      verdicts.set(test.operation, verdict);
    }
    return verdict;
  };
  const tests = new Map(SELF_TESTS.map((test) => [test.operation, test]));
  const passes = (operation: string): boolean => {
    const test = tests.get(operation);
    return test !== undefined && verdictOf(test) === "";
  };
  return {
    provider: mixedProvider(host, passes),
    get accelerated() {
      return SELF_TESTS.filter((test) => verdictOf(test) === "").map((test) => test.operation);
    },
    get refused() {
      return SELF_TESTS.filter((test) => verdictOf(test) !== "").map((test) => ({
        operation: test.operation,
        why: verdictOf(test),
      }));
    },
  };
}

function mixedProvider(host: Operations, passes: (operation: string) => boolean): CryptoProvider {
  /** The host's answer; what it will not do, although it passed (a rare key form, a policy), the pure provider does. */
  const either = <T>(operation: string, byHost: () => T, pure: () => T): T => {
    if (!passes(operation)) return pure();
    try {
      return byHost();
    } catch (error) {
      if (error instanceof CryptoError) throw error;
      return pure();
    }
  };
  return {
    name: "node",
    hash: (name, data) =>
      either(
        `hash ${name}`,
        () => host.hash(name, data),
        () => pureProvider.hash(name, data),
      ),
    createHash: (name) =>
      either(
        `hash ${name}`,
        () => host.createHash(name),
        () => pureProvider.createHash(name),
      ),
    hmac: (name, key, data) =>
      either(
        `hmac ${name}`,
        () => host.hmac(name, key, data),
        () => pureProvider.hmac(name, key, data),
      ),
    publicKey(group, privateKey) {
      checkPrivateKey(group, privateKey);
      return either(
        `key exchange ${group}`,
        () => host.publicKey(group, privateKey),
        () => pureProvider.publicKey(group, privateKey),
      );
    },
    sharedSecret(group, privateKey, peerPublicKey) {
      checkPrivateKey(group, privateKey);
      checkPeerKey(group, peerPublicKey);
      return either(
        `key exchange ${group}`,
        () => host.sharedSecret(group, privateKey, peerPublicKey),
        () => pureProvider.sharedSecret(group, privateKey, peerPublicKey),
      );
    },
    aeadSeal(name, key, nonce, additionalData, plaintext) {
      checkAead(name, key, nonce);
      return either(
        `aead ${name}`,
        () => host.aeadSeal(name, key, nonce, additionalData, plaintext),
        () => pureProvider.aeadSeal(name, key, nonce, additionalData, plaintext),
      );
    },
    aeadOpen(name, key, nonce, additionalData, ciphertext) {
      checkAead(name, key, nonce);
      return either(
        `aead ${name}`,
        () => host.aeadOpen(name, key, nonce, additionalData, ciphertext),
        () => pureProvider.aeadOpen(name, key, nonce, additionalData, ciphertext),
      );
    },
    cbcEncrypt(key, iv, data) {
      checkCbc(key, iv, data);
      return either(
        `aes-${8 * key.length}-cbc`,
        () => host.cbcEncrypt(key, iv, data),
        () => pureProvider.cbcEncrypt(key, iv, data),
      );
    },
    cbcDecrypt(key, iv, data) {
      checkCbc(key, iv, data);
      return either(
        `aes-${8 * key.length}-cbc`,
        () => host.cbcDecrypt(key, iv, data),
        () => pureProvider.cbcDecrypt(key, iv, data),
      );
    },
    verify(algorithm, key, message, signature) {
      checkVerifyKey(key);
      checkSuits(algorithm, key);
      // OpenSSL lets PSS signatures pass that lack their leading zero bytes; RFC 8017 §8.1.2 does not.
      const isRsa = key.kind === "rsa" && algorithm.kind.startsWith("rsa-");
      if (isRsa && signature.length !== rsaNumbers(key.modulus, key.exponent).length) return false;
      const pure = (): boolean => pureProvider.verify(algorithm, key, message, signature);
      // "Does not verify" is a finding we put before a user, so the pure provider has the last word on it: it
      // also tells an invalid key from an invalid signature, and a library's policy (no SHA-1) from either.
      return either(
        verifyOperation(algorithm, key),
        () => host.verify(algorithm, key, message, signature) || pure(),
        pure,
      );
    },
    rsaEncryptPkcs1: (modulus, exponent, message, random) =>
      either(
        "rsa encryption",
        () => host.rsaEncryptPkcs1(modulus, exponent, message, random),
        () => pureProvider.rsaEncryptPkcs1(modulus, exponent, message, random),
      ),
    pbkdf2(name, password, salt, rounds, length) {
      const pure = (): Uint8Array => pbkdf2With(pureProvider, name, password, salt, rounds, length);
      return either(
        `pbkdf2 ${name}`,
        () => host.pbkdf2?.(name, password, salt, rounds, length) ?? pure(),
        pure,
      );
    },
    scrypt(password, salt, parameters, length) {
      const pure = (): Uint8Array => scryptWith(pureProvider, password, salt, parameters, length);
      return either("scrypt", () => host.scrypt?.(password, salt, parameters, length) ?? pure(), pure);
    },
  };
}
