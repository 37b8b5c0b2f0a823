import { AEAD_LENGTHS, GROUP_LENGTHS, HASH_LENGTH } from "../core/crypto/lengths";
import type {
  AeadName,
  CryptoProvider,
  GroupName,
  HashName,
  SignatureAlgorithm,
  VerifyKey,
} from "../core/crypto/provider";
import { pbkdf2With, scryptWith } from "../core/keystore/derive";
import { concat, equalBytes } from "../core/bytes/concat";
import {
  DSA_KEY,
  EDWARDS_POINTS,
  KNOWN_ANSWERS,
  KNOWN_SIGNATURES,
  RSA_KEY,
  VERIFY_POINTS,
} from "./cryptoKnownAnswers";

/** One operation that is accelerated or not, with what it must answer on fixed inputs. */
export interface SelfTest {
  /** "hash sha256", "key exchange x25519", "verify ecdsa secp256r1". */
  readonly operation: string;
  /** Runs it; the result is deterministic. Throws what the provider throws. */
  run(crypto: Operations): Uint8Array;
}

export type Operations = Omit<CryptoProvider, "name">;

/** `length` fixed bytes without a pattern of period 16, the same for the same `seed`. */
export function fixedBytes(length: number, seed: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (seed + 37 * i + (i >> 3)) & 0xff);
}

/** Two lengths: within one block of every hash, and over several. */
const SHORT = fixedBytes(13, 1);
const LONG = fixedBytes(200, 2);
/** What the known signatures are over. */
export const SIGNED_MESSAGE = fixedBytes(70, 3);

/** A private scalar of each group: fixed bytes whose first keep it below every group's order. */
export function fixedPrivateKey(group: GroupName, seed: number): Uint8Array {
  const key = fixedBytes(GROUP_LENGTHS[group].privateKey, seed);
  key[0] = group === "secp521r1" ? 0 : 0x11;
  return key;
}

function names<Name extends string>(table: Readonly<Record<Name, unknown>>): readonly Name[] {
  return Object.keys(table) as Name[];
}

function hashTest(name: HashName): SelfTest {
  return {
    operation: `hash ${name}`,
    run(crypto) {
      const running = crypto.createHash(name);
      running.update(SHORT);
      const middle = running.digest();
      running.update(LONG);
      return concat(crypto.hash(name, LONG), middle, running.digest());
    },
  };
}

function hmacTest(name: HashName): SelfTest {
  return {
    operation: `hmac ${name}`,
    run: (crypto) => concat(crypto.hmac(name, SHORT, LONG), crypto.hmac(name, LONG, SHORT)),
  };
}

function groupTest(group: GroupName): SelfTest {
  return {
    operation: `key exchange ${group}`,
    run(crypto) {
      const ours = fixedPrivateKey(group, 4);
      const theirs = crypto.publicKey(group, fixedPrivateKey(group, 5));
      return concat(theirs, crypto.sharedSecret(group, ours, theirs));
    },
  };
}

function aeadTest(name: AeadName): SelfTest {
  return {
    operation: `aead ${name}`,
    run(crypto) {
      const key = fixedBytes(AEAD_LENGTHS[name].key, 6);
      const nonce = fixedBytes(12, 7);
      const sealed = crypto.aeadSeal(name, key, nonce, SHORT, LONG.subarray(0, 50));
      const empty = crypto.aeadSeal(name, key, nonce, SHORT, new Uint8Array(0));
      const opened = crypto.aeadOpen(name, key, nonce, SHORT, sealed) ?? new Uint8Array(0);
      const emptyOpened = crypto.aeadOpen(name, key, nonce, SHORT, empty);
      const forged = sealed.slice();
      forged[3] = (forged[3] ?? 0) ^ 1;
      const forgedOpened = crypto.aeadOpen(name, key, nonce, SHORT, forged);
      const verdicts = Uint8Array.of(Number(emptyOpened?.length === 0), Number(forgedOpened === undefined));
      return concat(sealed, empty, opened, verdicts);
    },
  };
}

function cbcTest(bits: 128 | 256): SelfTest {
  return {
    operation: `aes-${bits}-cbc`,
    run(crypto) {
      const key = fixedBytes(bits / 8, 8);
      const iv = fixedBytes(16, 9);
      const data = LONG.subarray(0, 48);
      return concat(crypto.cbcEncrypt(key, iv, data), crypto.cbcDecrypt(key, iv, data));
    },
  };
}

/** Verdicts over a good signature and over a message with one bit changed. */
function verifyTest(operation: string, algorithm: SignatureAlgorithm, key: VerifyKey): SelfTest {
  return {
    operation,
    run(crypto) {
      const signature = KNOWN_SIGNATURES[operation] ?? new Uint8Array(0);
      const otherMessage = SIGNED_MESSAGE.slice();
      otherMessage[0] = (otherMessage[0] ?? 0) ^ 1;
      return Uint8Array.of(
        Number(crypto.verify(algorithm, key, SIGNED_MESSAGE, signature)),
        Number(crypto.verify(algorithm, key, otherMessage, signature)),
      );
    },
  };
}

/** The curves that a host may compute, with the hash of their known signatures. The others are too rare to be worth it. */
const CURVE_HASH: Readonly<Record<keyof typeof VERIFY_POINTS, HashName>> = {
  secp192r1: "sha256",
  secp224r1: "sha256",
  secp256k1: "sha256",
  secp256r1: "sha256",
  secp384r1: "sha384",
  secp521r1: "sha512",
  brainpoolP256r1: "sha256",
  brainpoolP384r1: "sha384",
  brainpoolP512r1: "sha512",
};

/**
 * The name of the verification that `algorithm` with `key` is: what its self-test is called. Some have none and stay with
 * the pure provider: PSS with a mask over another hash (Node has no such option), ML-DSA and SLH-DSA (whose known
 * signatures would be the largest thing here), rare curves.
 */
export function verifyOperation(algorithm: SignatureAlgorithm, key: VerifyKey): string {
  switch (algorithm.kind) {
    case "rsa-pkcs1":
      return algorithm.hash === "md5sha1" ? "verify rsa-pkcs1 md5sha1" : "verify rsa-pkcs1";
    case "rsa-pss":
      return (algorithm.mgfHash ?? algorithm.hash) === algorithm.hash
        ? "verify rsa-pss"
        : "verify rsa-pss with another mask";
    case "dsa":
      return "verify dsa";
    case "ml-dsa":
    case "slh-dsa":
      return `verify ${algorithm.set}`;
    case "ecdsa":
      return `verify ecdsa ${key.kind === "ecdsa" ? key.curve : ""}`;
    case "eddsa":
      return `verify ${key.kind}`;
  }
}

const rsaKey: VerifyKey = { kind: "rsa", ...RSA_KEY };

/** Every verification with its algorithm and key. */
export const VERIFICATIONS: readonly { readonly algorithm: SignatureAlgorithm; readonly key: VerifyKey }[] = [
  { algorithm: { kind: "rsa-pkcs1", hash: "sha256" }, key: rsaKey },
  { algorithm: { kind: "rsa-pkcs1", hash: "md5sha1" }, key: rsaKey },
  { algorithm: { kind: "rsa-pss", hash: "sha256" }, key: rsaKey },
  ...names(CURVE_HASH).map((curve) => ({
    algorithm: { kind: "ecdsa", hash: CURVE_HASH[curve] } as const,
    key: { kind: "ecdsa", curve, point: VERIFY_POINTS[curve] } as const,
  })),
  { algorithm: { kind: "dsa", hash: "sha256" }, key: DSA_KEY },
  { algorithm: { kind: "eddsa" }, key: { kind: "ed25519", point: EDWARDS_POINTS.ed25519 } },
  { algorithm: { kind: "eddsa" }, key: { kind: "ed448", point: EDWARDS_POINTS.ed448 } },
];

const rsaEncryptTest: SelfTest = {
  operation: "rsa encryption",
  run: (crypto) =>
    crypto.rsaEncryptPkcs1(RSA_KEY.modulus, RSA_KEY.exponent, fixedBytes(48, 10), (length) =>
      fixedBytes(length, 11),
    ),
};

function pbkdf2Test(name: HashName): SelfTest {
  return {
    operation: `pbkdf2 ${name}`,
    run: (crypto) => pbkdf2With(crypto, name, SHORT, LONG.subarray(0, 20), 3, HASH_LENGTH[name] + 7),
  };
}

const scryptTest: SelfTest = {
  operation: "scrypt",
  run: (crypto) => scryptWith(crypto, SHORT, LONG.subarray(0, 20), { N: 16, r: 8, p: 2 }, 40),
};

/** Every operation that a host may accelerate. */
export const SELF_TESTS: readonly SelfTest[] = [
  ...names(HASH_LENGTH).map(hashTest),
  ...names(HASH_LENGTH).map(hmacTest),
  ...names(GROUP_LENGTHS).map(groupTest),
  ...names(AEAD_LENGTHS).map(aeadTest),
  cbcTest(128),
  cbcTest(256),
  ...VERIFICATIONS.map(({ algorithm, key }) => verifyTest(verifyOperation(algorithm, key), algorithm, key)),
  rsaEncryptTest,
  ...names(HASH_LENGTH).map(pbkdf2Test),
  scryptTest,
];

/** Why `crypto` cannot be trusted with an operation, or `undefined` when it answers as the pure provider does. */
export function refusal(test: SelfTest, crypto: Operations): string | undefined {
  const expected = KNOWN_ANSWERS[test.operation];
  if (expected === undefined) return "no known answer";
  try {
    return equalBytes(test.run(crypto), expected) ? undefined : "answers differently";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
