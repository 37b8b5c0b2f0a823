import { AEAD_LENGTHS } from "./lengths";
import type { KeyBlockLengths } from "./keySchedule12";
import type { PrfHash } from "./prf";
import type { AeadName, HashName } from "./provider";
import { SUITE_NAMES } from "./suiteNames";

/** How the premaster secret comes about; `tls13` suites leave that to other extensions. `dh` and `ecdh` are the static kinds. */
export type KeyExchange =
  | "rsa"
  | "dh"
  | "dhe"
  | "ecdh"
  | "ecdhe"
  | "dh_anon"
  | "ecdh_anon"
  | "psk"
  | "rsa_psk"
  | "dhe_psk"
  | "ecdhe_psk"
  | "srp"
  | "tls13";

/** What the server proves itself with; `tls13` suites leave that to signature_algorithms. */
export type Authentication = "rsa" | "ecdsa" | "dss" | "anon" | "psk" | "srp" | "tls13";

/** How records are protected. */
export type SuiteCipher =
  | { readonly kind: "aead"; readonly name: AeadName }
  | { readonly kind: "cbc"; readonly name: "aes-128-cbc" | "aes-256-cbc"; readonly mac: HashName };

/** The parameters of a cipher suite. Lengths are in bytes, versions as on the wire (0x0301 TLS 1.0 … 0x0304 TLS 1.3). */
export interface SuiteParameters {
  readonly codePoint: number;
  /** IANA's name: "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256". */
  readonly name: string;
  readonly minVersion: number;
  readonly maxVersion: number;
  readonly keyExchange: KeyExchange;
  readonly authentication: Authentication;
  readonly cipher: SuiteCipher;
  /** The hash of HKDF and transcript in TLS 1.3, of PRF and transcript in TLS 1.2 (before that both are MD5 with SHA-1). */
  readonly hash: HashName;
  readonly keyLength: number;
  /** The length of the MAC key and of the MAC; 0 for AEAD. */
  readonly macLength: number;
  /** The part of the nonce that the key schedule gives. CBC takes one of 16 in TLS 1.0 only: see `keyBlockLengths`. */
  readonly fixedIvLength: number;
  /** The explicit nonce or IV at the start of each record (none before TLS 1.1 with CBC). */
  readonly recordIvLength: number;
  /** 0 for CBC. */
  readonly tagLength: number;
}

const TLS10 = 0x0301;
const TLS12 = 0x0303;
const TLS13 = 0x0304;

const KEY_EXCHANGES: Readonly<Record<string, readonly [KeyExchange, Authentication]>> = {
  TLS_RSA: ["rsa", "rsa"],
  TLS_DH_RSA: ["dh", "rsa"],
  TLS_DH_DSS: ["dh", "dss"],
  TLS_DH_anon: ["dh_anon", "anon"],
  TLS_DHE_RSA: ["dhe", "rsa"],
  TLS_DHE_DSS: ["dhe", "dss"],
  TLS_ECDH_RSA: ["ecdh", "rsa"],
  TLS_ECDH_ECDSA: ["ecdh", "ecdsa"],
  TLS_ECDH_anon: ["ecdh_anon", "anon"],
  TLS_ECDHE_RSA: ["ecdhe", "rsa"],
  TLS_ECDHE_ECDSA: ["ecdhe", "ecdsa"],
  TLS_PSK: ["psk", "psk"],
  TLS_RSA_PSK: ["rsa_psk", "rsa"],
  TLS_DHE_PSK: ["dhe_psk", "psk"],
  // Two suites of RFC 6655 have their words in another order.
  TLS_PSK_DHE: ["dhe_psk", "psk"],
  TLS_ECDHE_PSK: ["ecdhe_psk", "psk"],
  TLS_SRP_SHA: ["srp", "srp"],
  TLS_SRP_SHA_RSA: ["srp", "rsa"],
  TLS_SRP_SHA_DSS: ["srp", "dss"],
};

interface CipherPart {
  readonly cipher: SuiteCipher;
  readonly hash: HashName;
  /** The nonce's fixed part and what each record carries. */
  readonly iv: readonly [fixed: number, record: number];
}

const GCM_IV = [4, 8] as const; // RFC 5288 §3
const CCM_IV = [4, 8] as const; // RFC 6655 §3
const CHACHA20_IV = [12, 0] as const; // RFC 7905 §2
const CBC_IV = [0, 16] as const; // RFC 5246 §6.2.3.2

function aead(name: AeadName, hash: HashName, iv: CipherPart["iv"]): CipherPart {
  return { cipher: { kind: "aead", name }, hash, iv };
}

/** SHA-256 is the PRF hash of suites that are older than TLS 1.2 (RFC 5246 §5) and of SHA-256 ones. */
function cbc(name: "aes-128-cbc" | "aes-256-cbc", mac: HashName): CipherPart {
  return { cipher: { kind: "cbc", name, mac }, hash: mac === "sha384" ? "sha384" : "sha256", iv: CBC_IV };
}

const CIPHERS: Readonly<Record<string, CipherPart>> = {
  AES_128_GCM_SHA256: aead("aes-128-gcm", "sha256", GCM_IV),
  AES_256_GCM_SHA384: aead("aes-256-gcm", "sha384", GCM_IV),
  CHACHA20_POLY1305_SHA256: aead("chacha20-poly1305", "sha256", CHACHA20_IV),
  AES_128_CCM: aead("aes-128-ccm", "sha256", CCM_IV),
  AES_256_CCM: aead("aes-256-ccm", "sha256", CCM_IV),
  AES_128_CCM_8: aead("aes-128-ccm-8", "sha256", CCM_IV),
  AES_256_CCM_8: aead("aes-256-ccm-8", "sha256", CCM_IV),
  AES_128_CCM_SHA256: aead("aes-128-ccm", "sha256", CCM_IV),
  AES_128_CCM_8_SHA256: aead("aes-128-ccm-8", "sha256", CCM_IV),
  AES_128_CBC_SHA: cbc("aes-128-cbc", "sha1"),
  AES_256_CBC_SHA: cbc("aes-256-cbc", "sha1"),
  AES_128_CBC_SHA256: cbc("aes-128-cbc", "sha256"),
  AES_256_CBC_SHA256: cbc("aes-256-cbc", "sha256"),
  AES_256_CBC_SHA384: cbc("aes-256-cbc", "sha384"),
};

const MAC_LENGTHS: Readonly<Partial<Record<HashName, number>>> = { sha1: 20, sha256: 32, sha384: 48 };

/** A suite's name says all of its parameters, so they are read out of it. */
function parametersOf(codePoint: number, name: string): SuiteParameters | undefined {
  const [head = "", tail] = name.split("_WITH_");
  const isTls13 = tail === undefined;
  const part = CIPHERS[tail ?? name.slice("TLS_".length)];
  const exchange = isTls13 ? (["tls13", "tls13"] as const) : KEY_EXCHANGES[head];
  if (part === undefined || exchange === undefined) return undefined;
  const { cipher, hash, iv } = part;
  const [keyExchange, authentication] = exchange;
  // SHA-256 and SHA-384 MACs came with TLS 1.2, but the PSK suites allow them from TLS 1.0 on (RFC 5487 §3, RFC 5489 §3.2).
  const fromTls10 = cipher.kind === "cbc" && (cipher.mac === "sha1" || keyExchange.endsWith("psk"));
  let minVersion = fromTls10 ? TLS10 : TLS12;
  if (isTls13) minVersion = TLS13;
  return {
    codePoint,
    name,
    minVersion,
    maxVersion: isTls13 ? TLS13 : TLS12,
    keyExchange,
    authentication,
    cipher,
    hash,
    keyLength:
      cipher.kind === "aead" ? AEAD_LENGTHS[cipher.name].key : cipher.name === "aes-128-cbc" ? 16 : 32,
    macLength: cipher.kind === "cbc" ? (MAC_LENGTHS[cipher.mac] ?? 0) : 0,
    fixedIvLength: isTls13 ? 12 : iv[0],
    recordIvLength: isTls13 ? 0 : iv[1],
    tagLength: cipher.kind === "aead" ? AEAD_LENGTHS[cipher.name].tag : 0,
  };
}

/** Every suite whose records we can open, by code point. */
export const SUITES: ReadonlyMap<number, SuiteParameters> = new Map(
  SUITE_NAMES.flatMap(([codePoint, name]) => {
    const parameters = parametersOf(codePoint, name);
    return parameters === undefined ? [] : [[codePoint, parameters] as const];
  }),
);

/** The parameters of a cipher suite by its 16-bit code point; `undefined` for one whose records we cannot open. */
export function suiteOf(codePoint: number): SuiteParameters | undefined {
  return SUITES.get(codePoint);
}

/** The hash of PRF and transcript of a suite in a version below TLS 1.3. */
export function prfHash(suite: SuiteParameters, version: number): PrfHash {
  return version < TLS12 ? "md5sha1" : suite.hash;
}

/** How much of the key block each key takes, in a version below TLS 1.3: in TLS 1.0 it also holds the first IV of CBC. */
export function keyBlockLengths(suite: SuiteParameters, version: number): KeyBlockLengths {
  const chained = suite.cipher.kind === "cbc" && version <= TLS10;
  return { macKey: suite.macLength, key: suite.keyLength, iv: chained ? 16 : suite.fixedIvLength };
}
