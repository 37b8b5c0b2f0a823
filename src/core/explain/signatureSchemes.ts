import { say } from "./say";
import type { Explanation } from "./types";

const TLS13 = "RFC 8446 §4.2.3";
const hashName = (short: string): string => `SHA-${short === "1" ? "1" : short}`;

/**
 * What a signature scheme is, part by part, by its name in the registry of SignatureSchemes
 * ("rsa_pss_rsae_sha256").
 */
export function explainSignatureScheme(name: string): Explanation {
  return rsa(name) ?? elliptic(name) ?? other(name);
}

function rsa(name: string): Explanation | undefined {
  const pkcs1 = /^rsa_pkcs1_sha(\d+)(_legacy)?$/.exec(name);
  if (pkcs1)
    return say(
      name,
      pkcs1[2] ? "draft-ietf-tls-tls13-pkcs1" : TLS13,
      `RSA with the old PKCS#1 v1.5 padding and ${hashName(pkcs1[1] ?? "")}.`,
      pkcs1[2]
        ? "For client certificates in TLS 1.3 whose keys, often in smart cards, cannot do PSS."
        : "TLS 1.2 signs the handshake with it; in TLS 1.3 it is allowed only for signatures inside certificates.",
      pkcs1[1] === "1" && "SHA-1 is broken for signatures.",
    );
  const pss = /^rsa_pss_(rsae|pss)_sha(\d+)$/.exec(name);
  if (pss)
    return say(
      name,
      TLS13,
      `RSA with the modern PSS padding and ${hashName(pss[2] ?? "")}.`,
      pss[1] === "rsae"
        ? "The key stands in the certificate as a plain RSA key (rsaEncryption), as in nearly all RSA certificates."
        : "The key stands in the certificate as one for PSS only (RSASSA-PSS), which is rare.",
    );
  return undefined;
}

function elliptic(name: string): Explanation | undefined {
  const nist = /^ecdsa_secp(\d+)r1_sha(\d+)$/.exec(name);
  if (nist)
    return say(
      name,
      TLS13,
      `ECDSA on the curve P-${nist[1] ?? ""} with ${hashName(nist[2] ?? "")}.`,
      `TLS 1.2 reads the same number as ECDSA with ${hashName(nist[2] ?? "")} on any curve.`,
    );
  const brainpool = /^ecdsa_brainpoolP(\d+)r1tls13_sha(\d+)$/.exec(name);
  if (brainpool)
    return say(
      name,
      "RFC 8734",
      `ECDSA on the Brainpool curve of ${brainpool[1] ?? ""} bits with ${hashName(brainpool[2] ?? "")}, in TLS 1.3.`,
    );
  if (name === "ed25519")
    return say(name, TLS13, "EdDSA on Curve25519: fast, with small keys, and no hash to choose.");
  if (name === "ed448") return say(name, TLS13, "EdDSA on Curve448, the larger sister of ed25519.");
  const ecdsa = /^ecdsa_sha(\d+)$/.exec(name);
  if (ecdsa)
    return say(
      name,
      ecdsa[1] === "1" ? TLS13 : "RFC 5246 §7.4.1.4.1",
      `ECDSA with ${hashName(ecdsa[1] ?? "")}, on any curve.`,
      ecdsa[1] === "1" && "SHA-1 is broken for signatures.",
    );
  return undefined;
}

function other(name: string): Explanation {
  const dsa = /^dsa_sha(\d+)$/.exec(name);
  if (dsa)
    return say(
      name,
      "RFC 5246 §7.4.1.4.1",
      `DSA with ${hashName(dsa[1] ?? "")}; TLS 1.3 has dropped DSA.`,
      dsa[1] === "1" && "SHA-1 is broken for signatures.",
    );
  const mldsa = /^mldsa(\d+)$/.exec(name);
  if (mldsa)
    return say(
      name,
      "draft-ietf-tls-mldsa",
      "ML-DSA, a signature meant to withstand quantum computers; keys and signatures take kilobytes.",
    );
  if (name.startsWith("slhdsa_"))
    return say(
      name,
      "draft-reddy-tls-slhdsa",
      "SLH-DSA, a signature made of hashes alone and meant to withstand quantum computers; signatures are very large.",
    );
  if (name.startsWith("gostr")) return say(name, "RFC 9367", "A signature of the Russian GOST standards.");
  if (name === "sm2sig_sm3") return say(name, "RFC 8998", "The Chinese signature SM2 with the hash SM3.");
  if (name === "GREASE")
    return say(
      name,
      "RFC 8701 §3.1",
      "A made-up value that means nothing: it is thrown in so that the other side stays used to skipping what it does not know.",
    );
  if (name === "unknown") return say(name, TLS13, "A scheme that is not registered under a name known here.");
  return say(name, TLS13, "A registered scheme that is hardly ever seen.");
}
