import { cbc, gcm } from "@noble/ciphers/aes.js";
import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { checkAead, checkCbc } from "../arguments";
import { AEAD_LENGTHS } from "../lengths";
import type { AeadName } from "../provider";
import { ccmOpen, ccmSeal } from "./ccm";

export function aeadSeal(
  name: AeadName,
  key: Uint8Array,
  nonce: Uint8Array,
  additionalData: Uint8Array,
  plaintext: Uint8Array,
): Uint8Array {
  checkAead(name, key, nonce);
  switch (name) {
    case "aes-128-gcm":
    case "aes-256-gcm":
      return gcm(key, nonce, additionalData).encrypt(plaintext);
    case "chacha20-poly1305":
      return chacha20poly1305(key, nonce, additionalData).encrypt(plaintext);
    case "aes-128-ccm":
    case "aes-256-ccm":
      return ccmSeal(key, nonce, additionalData, plaintext, 16);
    case "aes-128-ccm-8":
    case "aes-256-ccm-8":
      return ccmSeal(key, nonce, additionalData, plaintext, 8);
  }
}

export function aeadOpen(
  name: AeadName,
  key: Uint8Array,
  nonce: Uint8Array,
  additionalData: Uint8Array,
  ciphertext: Uint8Array,
): Uint8Array | undefined {
  checkAead(name, key, nonce);
  if (ciphertext.length < AEAD_LENGTHS[name].tag) return undefined;
  switch (name) {
    case "aes-128-gcm":
    case "aes-256-gcm":
      return orUndefined(() => gcm(key, nonce, additionalData).decrypt(ciphertext));
    case "chacha20-poly1305":
      return orUndefined(() => chacha20poly1305(key, nonce, additionalData).decrypt(ciphertext));
    case "aes-128-ccm":
    case "aes-256-ccm":
      return ccmOpen(key, nonce, additionalData, ciphertext, 16);
    case "aes-128-ccm-8":
    case "aes-256-ccm-8":
      return ccmOpen(key, nonce, additionalData, ciphertext, 8);
  }
}

/** Noble throws when a tag does not hold; lengths were checked before, so nothing else is left to throw. */
function orUndefined(decrypt: () => Uint8Array): Uint8Array | undefined {
  try {
    return decrypt();
  } catch {
    return undefined;
  }
}

export function cbcEncrypt(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  checkCbc(key, iv, data);
  return data.length === 0 ? new Uint8Array(0) : cbc(key, iv, { disablePadding: true }).encrypt(data);
}

export function cbcDecrypt(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  checkCbc(key, iv, data);
  return data.length === 0 ? new Uint8Array(0) : cbc(key, iv, { disablePadding: true }).decrypt(data);
}
