import { createDecipheriv, createHmac, pbkdf2Sync, scryptSync } from "node:crypto";
import type { Element } from "../../core/asn1/element";
import { TAG } from "../../core/asn1/tags";
import { child, MalformedDer, octets, oidIn, sequenceIn, smallIn } from "./der";
import { IdentityError } from "./error";
import { pkcs12Key } from "./pkcs12Kdf";
import { decryptRc2Cbc } from "./rc2";

/** More rounds than any file has: a hostile count would keep us busy for minutes. */
const MAX_ITERATIONS = 10_000_000;
const SCRYPT_MEMORY = 256 << 20;

type PrfName = "sha1" | "sha224" | "sha256" | "sha384" | "sha512";
const PRFS: Readonly<Record<string, PrfName>> = {
  hmacWithSHA1: "sha1",
  hmacWithSHA224: "sha224",
  hmacWithSHA256: "sha256",
  hmacWithSHA384: "sha384",
  hmacWithSHA512: "sha512",
};

const CIPHERS: Readonly<Record<string, { readonly node: string; readonly key: number }>> = {
  "aes128-CBC": { node: "aes-128-cbc", key: 16 },
  "aes192-CBC": { node: "aes-192-cbc", key: 24 },
  "aes256-CBC": { node: "aes-256-cbc", key: 32 },
  "des-ede3-cbc": { node: "des-ede3-cbc", key: 24 },
};

/** The encryption schemes of PKCS#12 itself (RFC 7292 §C): key bytes and cipher. */
const PKCS12_SCHEMES: Readonly<
  Record<string, { readonly key: number; readonly cipher: "3des" | "rc2"; readonly rc2Bits?: number }>
> = {
  "pbeWithSHAAnd3-KeyTripleDES-CBC": { key: 24, cipher: "3des" },
  "pbeWithSHAAnd2-KeyTripleDES-CBC": { key: 16, cipher: "3des" },
  "pbeWithSHAAnd128BitRC2-CBC": { key: 16, cipher: "rc2", rc2Bits: 128 },
  "pbeWithSHAAnd40BitRC2-CBC": { key: 5, cipher: "rc2", rc2Bits: 40 },
};

/**
 * Decrypts what an AlgorithmIdentifier of password-based encryption (RFC 8018, RFC 7292 §C) protects. Undefined when
 * the padding does not come out: a wrong passphrase, mostly. Throws IdentityError for a scheme that we cannot do and
 * MalformedDer for a malformed identifier.
 */
export function decryptWithPassphrase(
  algorithm: Element,
  data: Uint8Array,
  passphrase: string,
): Uint8Array | undefined {
  const name = oidIn(algorithm, 0);
  const parameters = algorithm.children[1];
  if (name === "PBES2") return decryptPbes2(parameters, data, passphrase);
  const scheme = PKCS12_SCHEMES[name];
  if (!scheme) throw new IdentityError("unsupported", `It is encrypted with ${name}, which we cannot do.`);
  const salt = octets(child(parameters, 0, TAG.octetString));
  const iterations = bounded(smallIn(parameters, 1));
  const derive = (purpose: "key" | "iv", length: number): Uint8Array =>
    pkcs12Key("sha1", purpose, passphrase, salt, iterations, length);
  const iv = derive("iv", 8);
  const key = derive("key", scheme.key);
  if (scheme.cipher === "rc2") {
    if (data.length === 0 || data.length % 8 !== 0) return undefined;
    return withoutPadding(decryptRc2Cbc(key, scheme.rc2Bits ?? 128, iv, data));
  }
  // Two-key triple DES uses its first key twice.
  const full = key.length === 16 ? Buffer.concat([key, key.subarray(0, 8)]) : key;
  return decipher("des-ede3-cbc", full, iv, data);
}

function decryptPbes2(
  parameters: Element | undefined,
  data: Uint8Array,
  passphrase: string,
): Uint8Array | undefined {
  const derivation = sequenceIn(parameters, 0);
  const encryption = sequenceIn(parameters, 1);
  const cipherName = oidIn(encryption, 0);
  const cipher = CIPHERS[cipherName];
  if (!cipher)
    throw new IdentityError("unsupported", `It is encrypted with ${cipherName}, which we cannot do.`);
  const iv = octets(child(encryption, 1, TAG.octetString));
  const key = deriveKey(derivation, passphrase, cipher.key);
  return decipher(cipher.node, key, iv, data);
}

/** PBKDF2 (RFC 8018 §5.2) or scrypt (RFC 7914 §7), as the AlgorithmIdentifier says. */
function deriveKey(derivation: Element, passphrase: string, length: number): Uint8Array {
  const name = oidIn(derivation, 0);
  const parameters = sequenceIn(derivation, 1);
  const salt = octets(child(parameters, 0, TAG.octetString));
  if (name === "scrypt") {
    const [N, r, p] = [smallIn(parameters, 1), smallIn(parameters, 2), smallIn(parameters, 3)];
    if (128 * N * r > SCRYPT_MEMORY || p > 1024)
      throw new IdentityError("unsupported", "Its scrypt parameters ask for too much memory or time.");
    try {
      return scryptSync(passphrase, salt, length, { N, r, p, maxmem: 2 * SCRYPT_MEMORY });
    } catch {
      throw new MalformedDer("impossible scrypt parameters");
    }
  }
  if (name !== "PBKDF2")
    throw new IdentityError("unsupported", `Its key is derived with ${name}, which we cannot do.`);
  const iterations = bounded(smallIn(parameters, 1));
  const last = parameters.children.at(-1);
  const prfName = last?.is(TAG.sequence) ? oidIn(last, 0) : "hmacWithSHA1";
  const prf = PRFS[prfName];
  if (!prf) throw new IdentityError("unsupported", `Its key is derived with ${prfName}, which we cannot do.`);
  return pbkdf2Sync(passphrase, salt, iterations, length, prf);
}

/** The MAC of a PKCS#12 file by PBMAC1 (RFC 9579). */
export function pbmac1(algorithm: Element, content: Uint8Array, passphrase: string): Uint8Array {
  const parameters = sequenceIn(algorithm, 1);
  const derivation = sequenceIn(parameters, 0);
  const prfName = oidIn(sequenceIn(parameters, 1), 0);
  const prf = PRFS[prfName];
  if (!prf) throw new IdentityError("unsupported", `Its MAC is made with ${prfName}, which we cannot do.`);
  const length = smallIn(sequenceIn(derivation, 1), 2);
  if (length < 1 || length > 64)
    throw new IdentityError("unsupported", `Its MAC's key has ${String(length)} bytes, which cannot be.`);
  return createHmac(prf, deriveKey(derivation, passphrase, length))
    .update(content)
    .digest();
}

/** `iterations`, or IdentityError where it would take minutes. */
export function bounded(iterations: number): number {
  if (iterations < 1 || iterations > MAX_ITERATIONS)
    throw new IdentityError("unsupported", `It asks for ${String(iterations)} rounds of key derivation.`);
  return iterations;
}

/** Decrypts CBC with PKCS#7 padding; undefined where that does not come out. */
export function decipher(
  cipher: string,
  key: Uint8Array,
  iv: Uint8Array,
  data: Uint8Array,
): Uint8Array | undefined {
  try {
    const state = createDecipheriv(cipher, key, iv);
    return new Uint8Array(Buffer.concat([state.update(data), state.final()]));
  } catch {
    return undefined;
  }
}

function withoutPadding(data: Uint8Array): Uint8Array | undefined {
  const count = data.at(-1) ?? 0;
  const sound = count >= 1 && count <= 8 && data.subarray(-count).every((byte) => byte === count);
  return sound ? data.subarray(0, -count) : undefined;
}
