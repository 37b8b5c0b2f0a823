import type { CryptoProvider } from "../provider";
import { aeadOpen, aeadSeal, cbcDecrypt, cbcEncrypt } from "./ciphers";
import { publicKey, sharedSecret } from "./groups";
import { createHash, hash, hmac } from "./hashes";
import { rsaEncryptPkcs1 } from "./rsa";
import { verify } from "./verify";

/** The complete provider in TypeScript alone: the same on every host, the default everywhere. */
export const pureProvider: CryptoProvider = {
  name: "pure",
  hash,
  createHash,
  hmac,
  publicKey,
  sharedSecret,
  aeadSeal,
  aeadOpen,
  cbcEncrypt,
  cbcDecrypt,
  verify,
  rsaEncryptPkcs1,
};
