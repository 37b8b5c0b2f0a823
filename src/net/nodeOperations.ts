import {
  constants,
  createCipheriv,
  createDecipheriv,
  createECDH,
  createHash as nodeHash,
  createHmac,
  createPublicKey,
  diffieHellman,
  pbkdf2Sync,
  publicDecrypt,
  publicEncrypt,
  scryptSync,
  verify as verifySignature,
} from "node:crypto";
import type { CipherGCM, CipherGCMTypes, DecipherGCM, KeyObject } from "node:crypto";
import { rsaNumbers } from "../core/crypto/arguments";
import { AEAD_LENGTHS, GROUP_LENGTHS, HASH_LENGTH } from "../core/crypto/lengths";
import { concat, equalBytes } from "../core/bytes/concat";
import type {
  AeadName,
  GroupName,
  HashName,
  RunningHash,
  ScryptParameters,
  SignatureAlgorithm,
  VerifyKey,
} from "../core/crypto/provider";
import { encodeForEncryption } from "../core/crypto/rsaPadding";
import {
  importMontgomeryPrivateKey,
  importMontgomeryPublicKey,
  importRsaKey,
  importVerifyKey,
} from "./nodeKeys";

/**
 * The operations of `CryptoProvider` by `node:crypto`, bare: arguments are checked and failures caught by
 * whoever calls them. What the host's library lacks throws.
 */

/** A plain Uint8Array over a Buffer's own bytes: Buffers behave differently (`slice` shares, `map` pools). */
function plain(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}

export function hash(name: HashName, data: Uint8Array): Uint8Array {
  return plain(nodeHash(name).update(data).digest());
}

export function createHash(name: HashName): RunningHash {
  const state = nodeHash(name);
  return {
    update: (data) => {
      state.update(data);
    },
    digest: () => plain(state.copy().digest()),
  };
}

export function hmac(name: HashName, key: Uint8Array, data: Uint8Array): Uint8Array {
  return plain(createHmac(name, key).update(data).digest());
}

const ECDH_CURVES = { secp256r1: "prime256v1", secp384r1: "secp384r1", secp521r1: "secp521r1" } as const;

export function publicKey(group: GroupName, privateKey: Uint8Array): Uint8Array {
  if (group === "x25519" || group === "x448") {
    const spki = createPublicKey(importMontgomeryPrivateKey(group, privateKey)).export({
      format: "der",
      type: "spki",
    });
    return plain(spki).slice(-GROUP_LENGTHS[group].publicKey);
  }
  const ecdh = createECDH(ECDH_CURVES[group]);
  ecdh.setPrivateKey(privateKey);
  return plain(ecdh.getPublicKey());
}

export function sharedSecret(
  group: GroupName,
  privateKey: Uint8Array,
  peerPublicKey: Uint8Array,
): Uint8Array {
  if (group === "x25519" || group === "x448") {
    return plain(
      diffieHellman({
        privateKey: importMontgomeryPrivateKey(group, privateKey),
        publicKey: importMontgomeryPublicKey(group, peerPublicKey),
      }),
    );
  }
  const ecdh = createECDH(ECDH_CURVES[group]);
  ecdh.setPrivateKey(privateKey);
  return plain(ecdh.computeSecret(peerPublicKey));
}

/** OpenSSL's names; the 8-byte tag of `…-ccm-8` is an option there. */
function cipherName(name: AeadName): string {
  return name.endsWith("-ccm-8") ? name.slice(0, -"-8".length) : name;
}

// The typings know each family of AEADs by a signature of its own; all take these options.
function asGcm(name: AeadName): CipherGCMTypes {
  return cipherName(name) as CipherGCMTypes;
}

export function aeadSeal(
  name: AeadName,
  key: Uint8Array,
  nonce: Uint8Array,
  additionalData: Uint8Array,
  plaintext: Uint8Array,
): Uint8Array {
  const options = { authTagLength: AEAD_LENGTHS[name].tag };
  const cipher: CipherGCM = createCipheriv(asGcm(name), key, nonce, options);
  cipher.setAAD(additionalData, { plaintextLength: plaintext.length });
  const body = cipher.update(plaintext);
  return concat(body, cipher.final(), cipher.getAuthTag());
}

export function aeadOpen(
  name: AeadName,
  key: Uint8Array,
  nonce: Uint8Array,
  additionalData: Uint8Array,
  ciphertext: Uint8Array,
): Uint8Array | undefined {
  const { tag } = AEAD_LENGTHS[name];
  const length = ciphertext.length - tag;
  if (length < 0) return undefined;
  const decipher: DecipherGCM = createDecipheriv(asGcm(name), key, nonce, { authTagLength: tag });
  decipher.setAuthTag(ciphertext.subarray(length));
  decipher.setAAD(additionalData, { plaintextLength: length });
  try {
    // CCM checks its tag in `update`, the others in `final`.
    return concat(decipher.update(ciphertext.subarray(0, length)), decipher.final());
  } catch {
    return undefined;
  }
}

function cbcName(key: Uint8Array): string {
  return `aes-${8 * key.length}-cbc`;
}

export function cbcEncrypt(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const cipher = createCipheriv(cbcName(key), key, iv).setAutoPadding(false);
  return concat(cipher.update(data), cipher.final());
}

export function cbcDecrypt(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const decipher = createDecipheriv(cbcName(key), key, iv).setAutoPadding(false);
  return concat(decipher.update(data), decipher.final());
}

export function verify(
  algorithm: SignatureAlgorithm,
  key: VerifyKey,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const keyObject = importVerifyKey(key);
  switch (algorithm.kind) {
    case "rsa-pkcs1":
      if (algorithm.hash === "md5sha1") return verifyMd5Sha1(keyObject, message, signature);
      return verifySignature(
        algorithm.hash,
        message,
        { key: keyObject, padding: constants.RSA_PKCS1_PADDING },
        signature,
      );
    case "rsa-pss":
      return verifySignature(
        algorithm.hash,
        message,
        {
          key: keyObject,
          padding: constants.RSA_PKCS1_PSS_PADDING,
          saltLength: algorithm.saltLength ?? HASH_LENGTH[algorithm.hash],
        },
        signature,
      );
    case "dsa":
    case "ecdsa":
      return verifySignature(algorithm.hash, message, { key: keyObject, dsaEncoding: "der" }, signature);
    case "eddsa":
      return verifySignature(null, message, keyObject, signature);
    case "ml-dsa":
    case "slh-dsa":
      throw new Error(`${algorithm.set} is left to the pure provider`);
  }
}

/** No digest of that name exists in Node: the padding is taken off and the 36 bytes are compared. */
function verifyMd5Sha1(key: KeyObject, message: Uint8Array, signature: Uint8Array): boolean {
  const expected = concat(hash("md5", message), hash("sha1", message));
  try {
    return equalBytes(
      plain(publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature)),
      expected,
    );
  } catch {
    return false;
  }
}

export function rsaEncryptPkcs1(
  modulus: Uint8Array,
  exponent: Uint8Array,
  message: Uint8Array,
  random: (length: number) => Uint8Array,
): Uint8Array {
  const key = importRsaKey(modulus, exponent);
  const encoded = encodeForEncryption(message, rsaNumbers(modulus, exponent).length, random);
  return plain(publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, encoded));
}

export function pbkdf2(
  name: HashName,
  password: Uint8Array,
  salt: Uint8Array,
  rounds: number,
  length: number,
): Uint8Array {
  return plain(pbkdf2Sync(password, salt, rounds, length, name));
}

export function scrypt(
  password: Uint8Array,
  salt: Uint8Array,
  parameters: ScryptParameters,
  length: number,
): Uint8Array {
  const { N, r, p } = parameters;
  // OpenSSL counts a little beside the blocks.
  return plain(scryptSync(password, salt, length, { N, r, p, maxmem: 256 * r * (N + p) + (1 << 20) }));
}
