import { utf8ToBytes } from "@noble/hashes/utils.js";
import { TAG } from "../asn1/tags";
import { fromHex } from "../bytes/hex";
import { AES_128, AES_192, AES_256, DES, rc2, TRIPLE_DES, TWO_KEY_TRIPLE_DES, type Cipher } from "./ciphers";
import { child, MalformedDer, octets, sequenceIn, wholeElement } from "./der";
import { bytesToKey } from "./derive";
import { open, readScheme, sequenceOf } from "./passwordEncryption";
import { passwordsOf } from "./passwords";
import type { OpenOptions } from "./pkcs12";
import { KeystoreError, unsupported } from "./problem";
import { Budget, finish } from "./work";

const wrong = (): KeystoreError => new KeystoreError("wrong passphrase", "The passphrase does not open it");

/**
 * Decrypts an EncryptedPrivateKeyInfo (RFC 5958 §3) under PBES1, PBES2 or PKCS#12's own schemes: the PrivateKeyInfo, for
 * whoever signs with it. Throws KeystoreError and MalformedDer.
 */
export function decryptPkcs8(der: Uint8Array, { passphrase, provider }: OpenOptions): Uint8Array {
  const outer = wholeElement(der);
  const data = octets(child(outer, 1, TAG.octetString));
  const scheme = readScheme(sequenceIn(outer, 0));
  const derivation = { provider, budget: new Budget() };
  const opened = finish(open(scheme, derivation, passwordsOf(passphrase), data));
  if (!opened) throw wrong();
  return opened.plain;
}

/** Ciphers of encrypted PEM by their OpenSSL names. */
const PEM_CIPHERS: Readonly<Record<string, Cipher>> = {
  "AES-128-CBC": AES_128,
  "AES-192-CBC": AES_192,
  "AES-256-CBC": AES_256,
  "DES-EDE3-CBC": TRIPLE_DES,
  "DES-EDE-CBC": TWO_KEY_TRIPLE_DES,
  "DES-CBC": DES,
  "RC2-CBC": rc2(128),
  "RC2-64-CBC": rc2(64),
  "RC2-40-CBC": rc2(40),
};

/**
 * Decrypts what OpenSSL encrypted in its traditional way: `dekInfo` is the value of the PEM header DEK-Info (RFC 1421
 * §4.6.1.3), the key comes out of MD5. Throws KeystoreError and MalformedDer.
 */
export function decryptPem(dekInfo: string, data: Uint8Array, passphrase: string): Uint8Array {
  const [name = "", hex = ""] = dekInfo.split(",").map((part) => part.trim());
  const cipher = PEM_CIPHERS[name.toUpperCase()];
  if (!cipher)
    throw unsupported(`It is encrypted with ${name || "an unknown cipher"}, which is not done here`);
  if (!/^[0-9a-f]*$/i.test(hex) || hex.length !== 2 * cipher.iv)
    throw new MalformedDer("the header DEK-Info holds no initialization vector of the cipher's length", 0);
  if (data.length === 0 || data.length % cipher.block !== 0)
    throw new MalformedDer("the encrypted bytes are no whole blocks", data.length);
  const iv = fromHex(hex);
  const key = bytesToKey(utf8ToBytes(passphrase), iv.subarray(0, 8), cipher.key);
  const plain = sequenceOf(cipher.decrypt(key, iv, data), cipher.block);
  if (!plain) throw wrong();
  return plain;
}
