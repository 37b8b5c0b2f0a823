import { Element, readElement } from "../asn1/element";
import { TAG } from "../asn1/tags";
import {
  AES_128,
  AES_192,
  AES_256,
  DES,
  rc2,
  rc4Of,
  TRIPLE_DES,
  TWO_KEY_TRIPLE_DES,
  withoutPadding,
  type Cipher,
} from "./ciphers";
import { child, dottedIn, MalformedDer, nameOf, octets, sequenceIn, smallIn } from "./der";
import { pbkdf1, pbkdf2, pkcs12Key, scrypt, type Derivation } from "./derive";
import { HMACS, MD5, SHA1, type KdfHash } from "./hashes";
import type { Password } from "./passwords";
import { unsupported } from "./problem";
import type { Work } from "./work";

/** How something is encrypted under a passphrase, read from its AlgorithmIdentifier. */
export interface Scheme {
  /** "PBES2: AES-256-CBC, PBKDF2 with HMAC-SHA-256, 2,048 rounds". */
  readonly text: string;
  readonly cipher: Cipher;
  /** Key and IV for a password. Throws KeystoreError. */
  derive(derivation: Derivation, password: Password): Work<{ key: Uint8Array; iv: Uint8Array }>;
}

/** A key of `length` bytes out of a password. Throws KeystoreError. */
export interface KeyDerivation {
  readonly text: string;
  /** The length of the key, where the parameters say it. */
  readonly length: number | undefined;
  derive(derivation: Derivation, password: Password, length: number): Work<Uint8Array>;
}

const rounds = (count: number): string => `${count.toLocaleString("en")} ${count === 1 ? "round" : "rounds"}`;

/** The schemes of PKCS#12 itself (RFC 7292 §C), all with SHA-1. */
const PKCS12_SCHEMES: Readonly<Record<string, Cipher>> = {
  "1.2.840.113549.1.12.1.1": rc4Of(128),
  "1.2.840.113549.1.12.1.2": rc4Of(40),
  "1.2.840.113549.1.12.1.3": TRIPLE_DES,
  "1.2.840.113549.1.12.1.4": TWO_KEY_TRIPLE_DES,
  "1.2.840.113549.1.12.1.5": rc2(128),
  "1.2.840.113549.1.12.1.6": rc2(40),
};

/** PBES1 of PKCS#5 (RFC 8018 §A.3): 8 bytes of key and 8 of IV out of PBKDF1. */
const PBES1_SCHEMES: Readonly<Record<string, { readonly cipher: Cipher; readonly hash: KdfHash }>> = {
  "1.2.840.113549.1.5.3": { cipher: DES, hash: MD5 },
  "1.2.840.113549.1.5.6": { cipher: rc2(64), hash: MD5 },
  "1.2.840.113549.1.5.10": { cipher: DES, hash: SHA1 },
  "1.2.840.113549.1.5.11": { cipher: rc2(64), hash: SHA1 },
};

/** Encryption schemes of PBES2 whose parameters are their IV (RFC 8018 §B.2). */
const PBES2_CIPHERS: Readonly<Record<string, Cipher>> = {
  "2.16.840.1.101.3.4.1.2": AES_128,
  "2.16.840.1.101.3.4.1.22": AES_192,
  "2.16.840.1.101.3.4.1.42": AES_256,
  "1.2.840.113549.3.7": TRIPLE_DES,
  "1.3.14.3.2.7": DES,
};

const PBES2 = "1.2.840.113549.1.5.13";
const PBKDF2 = "1.2.840.113549.1.5.12";
const SCRYPT = "1.3.6.1.4.1.11591.4.11";
const RC2_CBC = "1.2.840.113549.3.2";
/** How RC2's parameters write the effective bits of its key (RFC 8018 §B.2.3). */
const RC2_VERSIONS: Readonly<Record<number, number>> = { 160: 40, 120: 64, 58: 128 };

/**
 * Reads an AlgorithmIdentifier of password-based encryption. Throws KeystoreError ("unsupported") for a scheme that is
 * not done here, and MalformedDer.
 */
export function readScheme(algorithm: Element): Scheme {
  const scheme = dottedIn(algorithm, 0);
  const parameters = algorithm.children[1];
  if (scheme === PBES2) return readPbes2(parameters);
  const pkcs12 = PKCS12_SCHEMES[scheme];
  const pbes1 = PBES1_SCHEMES[scheme];
  if (!pkcs12 && !pbes1) throw unsupported(`It is encrypted with ${nameOf(scheme)}, which is not done here`);
  const salt = octets(child(parameters, 0, TAG.octetString));
  const count = smallIn(parameters, 1);
  if (pkcs12) {
    return {
      text: `${nameOf(scheme)}: ${pkcs12.name}, ${rounds(count)} of SHA-1`,
      cipher: pkcs12,
      *derive(derivation, { bmp }) {
        const key = yield* pkcs12Key(derivation, SHA1, "key", bmp, salt, count, pkcs12.key);
        const iv = yield* pkcs12Key(derivation, SHA1, "iv", bmp, salt, count, pkcs12.iv);
        return { key, iv };
      },
    };
  }
  const { cipher, hash } = pbes1 ?? { cipher: DES, hash: SHA1 };
  return {
    text: `PBES1: ${cipher.name}, ${rounds(count)} of ${hash.name}`,
    cipher,
    *derive(derivation, password) {
      const both = yield* pbkdf1(derivation, hash, password.octets, salt, count, 16);
      return { key: both.subarray(0, 8), iv: both.subarray(8, 16) };
    },
  };
}

/** PBES2-params (RFC 8018 §A.4). */
function readPbes2(parameters: Element | undefined): Scheme {
  const derivation = readDerivation(sequenceIn(parameters, 0));
  const { cipher, iv } = readCipher(sequenceIn(parameters, 1), derivation.length);
  return {
    text: `PBES2: ${cipher.name}, ${derivation.text}`,
    cipher,
    *derive(context, password) {
      return { key: yield* derivation.derive(context, password, cipher.key), iv };
    },
  };
}

function readCipher(encryption: Element, keyLength: number | undefined): { cipher: Cipher; iv: Uint8Array } {
  const dotted = dottedIn(encryption, 0);
  if (dotted === RC2_CBC) {
    const parameters = sequenceIn(encryption, 1);
    const bits = RC2_VERSIONS[smallIn(parameters, 0)];
    if (bits === undefined) throw unsupported("It is encrypted with RC2 with an unusual key");
    const key = keyLength ?? 16;
    if (key < 1 || key > 128) throw unsupported(`Its key for RC2 has ${String(key)} bytes`);
    const iv = ivOf(child(parameters, 1, TAG.octetString), 8);
    return { cipher: { ...rc2(bits), key }, iv };
  }
  const cipher = PBES2_CIPHERS[dotted];
  if (!cipher) throw unsupported(`It is encrypted with ${nameOf(dotted)}, which is not done here`);
  return { cipher, iv: ivOf(child(encryption, 1, TAG.octetString), cipher.iv) };
}

function ivOf(element: Element, length: number): Uint8Array {
  const iv = octets(element);
  if (iv.length !== length)
    throw new MalformedDer(
      `an initialization vector has ${String(iv.length)} bytes instead of ${String(length)}`,
      element.start,
    );
  return iv;
}

/** PBKDF2 (RFC 8018 §A.2) or scrypt (RFC 7914 §7.1), as an AlgorithmIdentifier says. Throws as `readScheme`. */
export function readDerivation(algorithm: Element): KeyDerivation {
  const dotted = dottedIn(algorithm, 0);
  if (dotted !== SCRYPT && dotted !== PBKDF2)
    throw unsupported(`Its key is derived with ${nameOf(dotted)}, which is not done here`);
  const parameters = sequenceIn(algorithm, 1);
  const salt = octets(child(parameters, 0, TAG.octetString));
  if (dotted === SCRYPT) {
    const [N, r, p] = [smallIn(parameters, 1), smallIn(parameters, 2), smallIn(parameters, 3)];
    return {
      text: `scrypt with N=${String(N)}, r=${String(r)}, p=${String(p)}`,
      length: parameters.children[4]?.is(TAG.integer) ? smallIn(parameters, 4) : undefined,
      // In one go: its parameters are bounded.
      *derive(derivation, { octets: password }, length) {
        return scrypt(derivation, password, salt, { N, r, p }, length);
      },
    };
  }
  const count = smallIn(parameters, 1);
  const last = parameters.children.at(-1);
  const prf = last?.is(TAG.sequence) ? readHmac(last) : SHA1;
  return {
    text: `PBKDF2 with HMAC-${prf.name}, ${rounds(count)}`,
    length: parameters.children[2]?.is(TAG.integer) ? smallIn(parameters, 2) : undefined,
    derive: (derivation, { octets: password }, length) =>
      pbkdf2(derivation, prf, password, salt, count, length),
  };
}

/** The hash of an HMAC's AlgorithmIdentifier. Throws as `readScheme`. */
export function readHmac(algorithm: Element): KdfHash {
  const dotted = dottedIn(algorithm, 0);
  const found = HMACS[dotted];
  if (!found) throw unsupported(`It uses ${nameOf(dotted)}, which is not done here`);
  return found;
}

/** What a passphrase opened, and in which of its forms. */
export interface Opened {
  readonly plain: Uint8Array;
  readonly password: Password;
}

/**
 * Decrypts a SEQUENCE that is encrypted by `scheme`, with the first password that fits. Undefined for none. Throws
 * KeystoreError for parameters that cannot be used.
 */
export function* open(
  scheme: Scheme,
  derivation: Derivation,
  passwords: readonly Password[],
  data: Uint8Array,
): Work<Opened | undefined> {
  const { cipher } = scheme;
  if (data.length === 0 || data.length % cipher.block !== 0) return undefined;
  for (const password of passwords) {
    const { key, iv } = yield* scheme.derive(derivation, password);
    const plain = sequenceOf(cipher.decrypt(key, iv, data), cipher.block);
    if (plain) return { plain, password };
  }
  return undefined;
}

/**
 * The SEQUENCE that decrypted blocks hold, without their padding. A wrong key gives noise, which hardly ever begins with
 * a SEQUENCE that is as long as the bytes; damage behind the beginning leaves that as it is, and is found later.
 */
export function sequenceOf(blocks: Uint8Array, block: number): Uint8Array | undefined {
  const first = readElement(blocks, 0, blocks.length);
  if (!(first instanceof Element) || !first.is(TAG.sequence) || !first.constructed) return undefined;
  const unpadded = withoutPadding(blocks, block);
  if (first.declaredLength === undefined) return unpadded;
  const left = blocks.length - first.end;
  const fits = !first.cut && (block === 1 ? left === 0 : left >= 1 && left <= block);
  return fits ? blocks.subarray(0, first.end) : undefined;
}
