import { x25519 } from "@noble/curves/ed25519.js";
import { x448 } from "@noble/curves/ed448.js";
import { p256, p384, p521 } from "@noble/curves/nist.js";
import { checkPeerKey, checkPrivateKey } from "../arguments";
import { GROUP_LENGTHS } from "../lengths";
import { CryptoError } from "../provider";
import type { GroupName } from "../provider";

const MONTGOMERY = { x25519, x448 } as const;
const WEIERSTRASS = { secp256r1: p256, secp384r1: p384, secp521r1: p521 } as const;

function isMontgomery(group: GroupName): group is keyof typeof MONTGOMERY {
  return group in MONTGOMERY;
}

export function publicKey(group: GroupName, privateKey: Uint8Array): Uint8Array {
  checkPrivateKey(group, privateKey);
  if (isMontgomery(group)) return MONTGOMERY[group].getPublicKey(privateKey);
  const curve = WEIERSTRASS[group];
  checkScalar(group, privateKey);
  return curve.getPublicKey(privateKey, false);
}

export function sharedSecret(
  group: GroupName,
  privateKey: Uint8Array,
  peerPublicKey: Uint8Array,
): Uint8Array {
  checkPrivateKey(group, privateKey);
  checkPeerKey(group, peerPublicKey);
  if (isMontgomery(group)) {
    try {
      return MONTGOMERY[group].getSharedSecret(privateKey, peerPublicKey);
    } catch {
      throw new CryptoError(`the peer's ${group} key is of small order: the shared secret would be zero`);
    }
  }
  checkScalar(group, privateKey);
  const { sharedSecret: length } = GROUP_LENGTHS[group];
  try {
    // 04 || x || y: TLS takes x alone (RFC 8446 §7.4.2).
    return WEIERSTRASS[group].getSharedSecret(privateKey, peerPublicKey, false).slice(1, 1 + length);
  } catch {
    throw new CryptoError(`the peer's public key is not a point of ${group}`);
  }
}

function checkScalar(group: keyof typeof WEIERSTRASS, privateKey: Uint8Array): void {
  if (!WEIERSTRASS[group].utils.isValidSecretKey(privateKey)) {
    throw new CryptoError(`a private key of ${group} lies between 1 and the group's order`);
  }
}
