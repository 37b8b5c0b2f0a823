import { createHash } from "node:crypto";
import { TAG } from "../../core/asn1/tags";
import { findPemBlocks, type PemBlock } from "../../core/text/pem";
import { identifyDer, pemKind } from "../../core/x509";
import { child, MalformedDer, octets, sequenceIn, wholeElement } from "./der";
import { IdentityError } from "./error";
import { decipher, decryptWithPassphrase } from "./passwordEncryption";
import type { PrivateKeyDer } from "./signingKey";

/** A private key as it stands in a file: readable, or locked by a passphrase. */
export type StoredKey =
  | { readonly locked: false; readonly key: PrivateKeyDer }
  /** `unlock` throws IdentityError ("wrong passphrase", "unsupported") or MalformedDer. */
  | { readonly locked: true; unlock(passphrase: string): PrivateKeyDer };

const FORMS: Readonly<Record<string, PrivateKeyDer["type"]>> = {
  privateKey: "pkcs8",
  rsaPrivateKey: "pkcs1",
  ecPrivateKey: "sec1",
};

/** The first private key in a PEM text; undefined for none. Throws IdentityError for one that is of no use. */
export function keyInPem(text: string): StoredKey | undefined {
  const block = findPemBlocks(text).find(({ label }) => label.includes("PRIVATE KEY"));
  if (!block) return undefined;
  if (!block.complete || block.problems.length > 0)
    throw new IdentityError("damaged", "The private key's PEM block is broken.");
  if (block.label === "OPENSSH PRIVATE KEY")
    throw new IdentityError(
      "unsupported",
      "The key is in OpenSSH's own format. Convert a copy of it: ssh-keygen -p -m PKCS8 -f KEY.",
    );
  if (block.encrypted) return { locked: true, unlock: (passphrase) => unlockTraditional(block, passphrase) };
  return keyInDer(block.bytes, pemKind(block.label, block.bytes).kind);
}

/** A private key in DER; undefined for something else. Throws IdentityError for a kind that is of no use. */
export function keyInDer(der: Uint8Array, kind = identifyDer(der)): StoredKey | undefined {
  if (kind === "encryptedPrivateKey")
    return { locked: true, unlock: (passphrase) => unlockPkcs8(der, passphrase) };
  if (kind === "dsaPrivateKey")
    throw new IdentityError("unsupported", "A DSA key cannot sign in a TLS handshake here.");
  const type = kind && FORMS[kind];
  return type ? { locked: false, key: { type, der } } : undefined;
}

/** EncryptedPrivateKeyInfo (RFC 5958 §3). */
function unlockPkcs8(der: Uint8Array, passphrase: string): PrivateKeyDer {
  const outer = wholeElement(der);
  const data = octets(child(outer, 1, TAG.octetString));
  const plain = decryptWithPassphrase(sequenceIn(outer, 0), data, passphrase);
  return opened(plain, "pkcs8");
}

/** Ciphers of encrypted PEM by their OpenSSL names, with their key's length. */
const TRADITIONAL: Readonly<Record<string, readonly [cipher: string, key: number]>> = {
  "AES-128-CBC": ["aes-128-cbc", 16],
  "AES-192-CBC": ["aes-192-cbc", 24],
  "AES-256-CBC": ["aes-256-cbc", 32],
  "DES-EDE3-CBC": ["des-ede3-cbc", 24],
};

/** A key that OpenSSL encrypted in its traditional way: RFC 1421's headers, a key out of MD5 (EVP_BytesToKey). */
function unlockTraditional(block: PemBlock, passphrase: string): PrivateKeyDer {
  const info = block.headers.find(({ name }) => name.toLowerCase() === "dek-info")?.value ?? "";
  const [name = "", hex = ""] = info.split(",").map((part) => part.trim());
  const cipher = TRADITIONAL[name.toUpperCase()];
  if (!cipher)
    throw new IdentityError(
      "unsupported",
      `The key is encrypted with ${name || "an unknown cipher"}, which we cannot do.`,
    );
  const iv = Buffer.from(hex, "hex");
  if (iv.length !== (cipher[0].startsWith("aes") ? 16 : 8)) throw new MalformedDer("a malformed DEK-Info");
  const type =
    block.label === "RSA PRIVATE KEY" ? "pkcs1" : block.label === "EC PRIVATE KEY" ? "sec1" : "pkcs8";
  const key = bytesToKey(passphrase, iv.subarray(0, 8), cipher[1]);
  return opened(decipher(cipher[0], key, iv, block.bytes), type);
}

function bytesToKey(passphrase: string, salt: Uint8Array, length: number): Uint8Array {
  let last = Buffer.alloc(0);
  let all = Buffer.alloc(0);
  while (all.length < length) {
    last = createHash("md5").update(last).update(passphrase, "utf8").update(salt).digest();
    all = Buffer.concat([all, last]);
  }
  return all.subarray(0, length);
}

/** One time in 256 a wrong passphrase gives padding that looks right, and then no key. */
function opened(plain: Uint8Array | undefined, type: PrivateKeyDer["type"]): PrivateKeyDer {
  const kind = plain && identifyDer(plain);
  if (!plain || FORMS[kind ?? ""] !== type)
    throw new IdentityError("wrong passphrase", "The passphrase does not open it.");
  return { type, der: plain };
}
