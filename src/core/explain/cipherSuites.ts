import { say } from "./say";
import type { Explanation } from "./types";

const SIGNALS: Readonly<Record<string, readonly [rfc: string, text: string]>> = {
  TLS_EMPTY_RENEGOTIATION_INFO_SCSV: [
    "RFC 5746 §3.3",
    "No cipher suite but a signal: the client knows secure renegotiation. It stands in for an empty extension renegotiation_info.",
  ],
  TLS_FALLBACK_SCSV: [
    "RFC 7507 §4",
    "No cipher suite but a signal: the client offers an older version only because a newer one failed before. A server that knows the newer one refuses, because an attacker may have caused the failure.",
  ],
  TLS_NULL_WITH_NULL_NULL: [
    "RFC 5246 §A.5",
    "The state before any keys are agreed: no protection at all. It must not be negotiated.",
  ],
  GREASE: [
    "RFC 8701 §3.1",
    "A made-up value that means nothing: clients throw it in so that servers stay used to skipping what they do not know.",
  ],
  unknown: ["RFC 8446 §B.4", "A cipher suite that is not registered under a name known here."],
};

const EXCHANGES: readonly (readonly [pattern: RegExp, text: string])[] = [
  [/^ECDHE$/, "Keys are exchanged by elliptic-curve Diffie-Hellman with fresh keys (forward secrecy)."],
  [/^DHE$/, "Keys are exchanged by Diffie-Hellman with fresh keys (forward secrecy)."],
  [
    /^ECDH_anon|^DH_anon/,
    "Keys are exchanged by Diffie-Hellman, and nobody proves who he is: anyone can sit in the middle.",
  ],
  [
    /^ECDH$|^DH$/,
    "Keys are exchanged by Diffie-Hellman with the fixed key in the certificate, without forward secrecy.",
  ],
  [
    /^RSA$/,
    "The client encrypts the secret to the server's RSA certificate: whoever gets the private key later can decrypt old recordings (no forward secrecy).",
  ],
  [
    /^ECDHE_PSK$/,
    "Keys come from a pre-shared key and a fresh elliptic-curve Diffie-Hellman exchange (forward secrecy).",
  ],
  [
    /^DHE_PSK$|^PSK_DHE$/,
    "Keys come from a pre-shared key and a fresh Diffie-Hellman exchange (forward secrecy).",
  ],
  [/^RSA_PSK$/, "Keys come from a pre-shared key and a secret encrypted to the server's RSA certificate."],
  [/^PSK$/, "Keys come from a pre-shared key alone, without forward secrecy."],
  [/^SRP_/, "Keys come from a password, by SRP."],
  [/^KRB5$/, "Keys come from Kerberos."],
  [/^ECCPWD$/, "Keys come from a password, by TLS-PWD."],
  [/^GOSTR/, "Keys are exchanged by the Russian GOST standards."],
];

const CIPHERS: readonly (readonly [pattern: RegExp, text: string])[] = [
  [/^AES_(\d+)_GCM/, "AES with a key of $1 bits in GCM mode encrypts and authenticates in one."],
  [
    /^AES_(\d+)_CCM_8/,
    "AES with a key of $1 bits in CCM mode encrypts and authenticates in one, with a short tag of 8 bytes.",
  ],
  [/^AES_(\d+)_CCM/, "AES with a key of $1 bits in CCM mode encrypts and authenticates in one."],
  [
    /^AES_(\d+)_CBC/,
    "AES with a key of $1 bits in CBC mode encrypts, and a separate MAC authenticates; faulty implementations of it leaked (Lucky 13).",
  ],
  [
    /^CHACHA20_POLY1305/,
    "ChaCha20 with Poly1305 encrypts and authenticates in one, fast also without hardware for AES.",
  ],
  [/^(CAMELLIA|ARIA)_(\d+)_GCM/, "$1 with a key of $2 bits in GCM mode encrypts and authenticates in one."],
  [
    /^(CAMELLIA|ARIA)_(\d+)_CBC/,
    "$1 with a key of $2 bits in CBC mode encrypts, and a separate MAC authenticates.",
  ],
  [/^(SEED|IDEA)_CBC/, "$1 in CBC mode encrypts, and a separate MAC authenticates; hardly used any more."],
  [
    /^3DES_EDE_CBC/,
    "Triple DES in CBC mode encrypts; its small blocks make long connections unsafe (Sweet32).",
  ],
  [
    /^DES40_CBC|^DES_CBC_40|^RC2_CBC_40|^RC4_40/,
    "Encryption with a key of 40 bits, weakened for the export rules of the 1990s and broken (FREAK, Logjam).",
  ],
  [/^DES_CBC/, "DES with its key of 56 bits is broken."],
  [/^RC4_128/, "RC4 is broken and forbidden in TLS (RFC 7465)."],
  [/^NULL/, "Nothing is encrypted: data is only authenticated, and everyone on the way can read it."],
  [/^SM4_(GCM|CCM)/, "The Chinese cipher SM4 in $1 mode encrypts and authenticates in one."],
  [/^AEGIS_(\d+L?)/, "AEGIS-$1 encrypts and authenticates in one."],
  [/^ASCONAEAD128/, "Ascon-AEAD128, for small devices, encrypts and authenticates in one."],
  [/^SHA(256|384)_SHA/, "Nothing is encrypted: data is only authenticated, by HMAC with SHA-$1."],
  [/^KUZNYECHIK/, "The Russian cipher Kuznyechik encrypts."],
  [/^MAGMA/, "The Russian cipher Magma encrypts."],
  [/^28147/, "The old Russian cipher GOST 28147-89 encrypts."],
];

/**
 * What a cipher suite is, part by part, by its name in the registry of TLS Cipher Suites
 * ("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256").
 */
export function explainCipherSuite(name: string): Explanation {
  const signal = Object.hasOwn(SIGNALS, name) ? SIGNALS[name] : undefined;
  if (signal) return say(name, signal[0], signal[1]);
  const parts = /^TLS_(?:(.+)_WITH_)?(.+)$/.exec(name);
  if (!parts) return say(name, "RFC 8446 §B.4");
  const exchange = parts[1];
  const cipher = parts[2] ?? "";
  return say(
    name,
    reference(exchange, cipher),
    exchange === undefined
      ? "A suite of TLS 1.3: it names only cipher and hash, because groups and signatures are agreed separately."
      : exchangeText(exchange),
    exchange !== undefined && signerText(exchange),
    cipherText(cipher),
    hashText(exchange, cipher),
  );
}

function exchangeText(exchange: string): string | undefined {
  const kind = exchange.replace(/_EXPORT$/, "").replace(/_(RSA|ECDSA|DSS)$/, "");
  return EXCHANGES.find(([pattern]) => pattern.test(kind))?.[1];
}

function signerText(exchange: string): string | undefined {
  const signer = /^(?:ECDHE|DHE|SRP_SHA)_(RSA|ECDSA|DSS)/.exec(exchange)?.[1];
  if (signer === undefined) return undefined;
  if (signer === "ECDSA")
    return "The server proves who it is with an elliptic-curve certificate (ECDSA or EdDSA).";
  return `The server proves who it is with ${signer === "RSA" ? "an RSA" : "a DSA"} certificate.`;
}

function cipherText(cipher: string): string | undefined {
  for (const [pattern, text] of CIPHERS) {
    const found = pattern.exec(cipher);
    if (found) return text.replaceAll("$1", proper(found[1])).replaceAll("$2", found[2] ?? "");
  }
  return undefined;
}

/** "CAMELLIA" is a name, ARIA, SEED and IDEA are abbreviations. */
const proper = (word: string | undefined): string => (word === "CAMELLIA" ? "Camellia" : (word ?? ""));

function hashText(exchange: string | undefined, cipher: string): string | undefined {
  const hash = /_(SHA\d*|MD5|SM3|ASCONHASH256)$/.exec(cipher)?.[1];
  if (hash === undefined)
    return exchange !== undefined && /_CCM(_8)?$/.test(cipher)
      ? "SHA-256 is used to derive the keys."
      : undefined;
  const name = hash
    .replace(/^SHA$/, "SHA-1")
    .replace(/^SHA(\d+)/, "SHA-$1")
    .replace("ASCONHASH", "Ascon-Hash");
  // Where the cipher does not authenticate by itself, the hash makes the record MAC; keys still come from SHA-256 or SHA-384.
  const mac = /CBC|RC4|NULL/.test(cipher);
  if (!mac) return `${name} is used to derive the keys and in Finished.`;
  if (hash === "SHA" || hash === "MD5") {
    const verdict = hash === "SHA" ? "which is still sound in this role" : "which is outdated";
    const modern = exchange !== undefined && !exchange.endsWith("_EXPORT");
    return `The MAC is HMAC with ${name}, ${verdict}${modern ? "; TLS 1.2 derives the keys with SHA-256" : ""}.`;
  }
  return `The MAC is HMAC with ${name}, and ${name} is used to derive the keys.`;
}

/** Where the suite is defined; without a section where the RFC consists of little else. */
function reference(exchange: string | undefined, cipher: string): string {
  if (exchange === undefined) {
    if (/^(AES|CHACHA)/.test(cipher) && !cipher.includes("ASCON")) return "RFC 8446 §B.4";
    if (cipher.startsWith("SM4")) return "RFC 8998";
    if (cipher.startsWith("SHA")) return "RFC 9150";
    return "RFC 8446 §B.4";
  }
  const kind = exchange.replace(/_EXPORT/, "");
  const psk = kind.includes("PSK");
  if (exchange.startsWith("KRB5")) return "RFC 2712";
  if (exchange.startsWith("SRP")) return "RFC 5054 §2.7";
  if (exchange === "ECCPWD") return "RFC 8492";
  if (exchange.startsWith("GOST")) return cipher.includes("MGM") ? "RFC 9367" : "RFC 9189";
  if (cipher.startsWith("CHACHA20")) return "RFC 7905 §2";
  if (cipher.startsWith("ARIA")) return "RFC 6209";
  if (cipher.startsWith("CAMELLIA")) {
    return cipher.includes("GCM") || psk || kind.startsWith("ECDH") ? "RFC 6367" : "RFC 5932";
  }
  if (cipher.startsWith("SEED")) return "RFC 4162";
  if (psk) return pskReference(kind, cipher);
  if (cipher.includes("CCM")) return kind.startsWith("ECDHE") ? "RFC 7251 §2" : "RFC 6655 §3";
  if (exchange.endsWith("EXPORT")) return "RFC 2246 §A.5";
  if (/^(IDEA|DES_)/.test(cipher)) return "RFC 5469";
  if (cipher.includes("GCM")) return kind.startsWith("ECDH") ? "RFC 5289 §3.2" : "RFC 5288 §3";
  if (kind.startsWith("ECDH")) {
    if (/_SHA(256|384)$/.test(cipher)) return "RFC 5289 §3.1";
    return /^ECDHE_|anon/.test(kind) && !cipher.includes("RC4") ? "RFC 8422 §6" : "RFC 4492 §6";
  }
  return "RFC 5246 §A.5";
}

function pskReference(kind: string, cipher: string): string {
  if (cipher.includes("CCM") && !kind.startsWith("ECDHE")) return "RFC 6655 §4";
  if (kind.startsWith("ECDHE")) return /GCM|CCM/.test(cipher) ? "RFC 8442" : "RFC 5489 §3";
  if (/GCM|SHA(256|384)$/.test(cipher)) return "RFC 5487";
  return cipher.startsWith("NULL") ? "RFC 4785" : "RFC 4279 §2";
}
