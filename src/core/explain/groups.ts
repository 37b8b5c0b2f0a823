import { say } from "./say";
import type { Explanation } from "./types";

const NAMED: Readonly<Record<string, readonly [rfc: string, text: string]>> = {
  x25519: [
    "RFC 8446 §4.2.7",
    "The elliptic curve Curve25519, fast and hard to get wrong; about 128 bits of security. Today's usual choice.",
  ],
  x448: [
    "RFC 8446 §4.2.7",
    "The elliptic curve Curve448, the larger sister of x25519; about 224 bits of security.",
  ],
  secp256r1: [
    "RFC 8446 §4.2.7",
    "NIST's elliptic curve P-256, which every TLS 1.3 implementation must know; about 128 bits of security.",
  ],
  secp384r1: ["RFC 8446 §4.2.7", "NIST's elliptic curve P-384; about 192 bits of security."],
  secp521r1: ["RFC 8446 §4.2.7", "NIST's elliptic curve P-521; about 256 bits of security, and slow."],
  secp256k1: ["RFC 8422 §5.1.1", "The elliptic curve known from Bitcoin; no longer allowed in TLS."],
  X25519MLKEM768: [
    "RFC 10024",
    "A hybrid of x25519 and ML-KEM-768: whoever records it today cannot decrypt it with a quantum computer tomorrow, and should ML-KEM fail, x25519 still holds.",
  ],
  SecP256r1MLKEM768: [
    "RFC 10024",
    "A hybrid of P-256 and ML-KEM-768, secure as long as one of the two holds.",
  ],
  SecP384r1MLKEM1024: [
    "RFC 10024",
    "A hybrid of P-384 and ML-KEM-1024, secure as long as one of the two holds.",
  ],
  curveSM2: ["RFC 8998", "The Chinese elliptic curve SM2."],
  GREASE: [
    "RFC 8701 §3.1",
    "A made-up value that means nothing: clients throw it in so that servers stay used to skipping what they do not know.",
  ],
  unknown: ["RFC 8446 §4.2.7", "A group that is not registered under a name known here."],
};

/** What a group for key exchange is, by its name in the registry of Supported Groups ("x25519"). */
export function explainGroup(name: string): Explanation {
  const row = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  if (row) return say(name, row[0], row[1]);
  const bits = /^ffdhe(\d+)$/.exec(name)?.[1];
  if (bits !== undefined)
    return say(
      name,
      "RFC 7919 §A",
      `Diffie-Hellman in a finite field with a well-known prime of ${bits} bits; sound, but slower and with far larger keys than an elliptic curve.`,
    );
  const brainpool = /^brainpoolP(\d+)r1(tls13)?$/.exec(name);
  if (brainpool)
    return say(
      name,
      brainpool[2] ? "RFC 8734" : "RFC 7027",
      `The Brainpool elliptic curve of ${brainpool[1] ?? ""} bits, made in Germany as an alternative to NIST's; ${brainpool[2] ? "this code point is for TLS 1.3" : "this code point is for TLS 1.2 and older"}.`,
    );
  if (/^MLKEM\d+$/.test(name))
    return say(
      name,
      "draft-ietf-tls-mlkem",
      "ML-KEM alone, without an elliptic curve beside it: meant to withstand quantum computers, but with no second line of defence.",
    );
  if (name.includes("Kyber"))
    return say(
      name,
      "draft-tls-westerbaan-xyber768d00",
      "An early experiment with Kyber, the forerunner of ML-KEM; X25519MLKEM768 has replaced it.",
    );
  if (name.includes("MLKEM"))
    return say(
      name,
      "RFC 9954",
      "A hybrid of an elliptic curve and ML-KEM, secure as long as one of the two holds.",
    );
  if (/^GC\d+/.test(name)) return say(name, "RFC 9367", "An elliptic curve of the Russian GOST standards.");
  if (name.startsWith("sect"))
    return say(name, "RFC 8422 §5.1.1", "An elliptic curve over a binary field; no longer allowed in TLS.");
  if (name.startsWith("secp"))
    return say(name, "RFC 8422 §5.1.1", "An old elliptic curve; no longer allowed in TLS.");
  if (name.startsWith("arbitrary_explicit"))
    return say(
      name,
      "RFC 8422 §5.1.1",
      "A curve that is spelt out in numbers rather than named; no longer allowed in TLS.",
    );
  return say(name, "RFC 8446 §4.2.7", "A registered group that is hardly ever seen.");
}
