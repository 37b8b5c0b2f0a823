import { decryptPem, decryptPkcs8 } from "../../core/keystore/encryptedKey";
import { KeystoreError } from "../../core/keystore/problem";
import { findPemBlocks, type PemBlock } from "../../core/text/pem";
import { identifyDer, pemKind } from "../../core/x509";
import { createNodeProvider } from "../cryptoNode";
import { IdentityError } from "./error";
import type { PrivateKeyDer } from "./signingKey";

/** A private key as it stands in a file: readable, or locked by a passphrase. */
export type StoredKey =
  | { readonly locked: false; readonly key: PrivateKeyDer }
  /** `unlock` throws IdentityError, KeystoreError ("wrong passphrase", "unsupported") or MalformedDer. */
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
  if (kind === "encryptedPrivateKey") {
    return {
      locked: true,
      unlock: (passphrase) => {
        const { provider } = createNodeProvider();
        return opened(decryptPkcs8(der, { passphrase, provider }), "pkcs8");
      },
    };
  }
  if (kind === "dsaPrivateKey")
    throw new IdentityError("unsupported", "A DSA key cannot sign in a TLS handshake here.");
  const type = kind && FORMS[kind];
  return type ? { locked: false, key: { type, der } } : undefined;
}

/** A key that OpenSSL encrypted in its traditional way. */
function unlockTraditional(block: PemBlock, passphrase: string): PrivateKeyDer {
  const info = block.headers.find(({ name }) => name.toLowerCase() === "dek-info")?.value ?? "";
  const type =
    block.label === "RSA PRIVATE KEY" ? "pkcs1" : block.label === "EC PRIVATE KEY" ? "sec1" : "pkcs8";
  return opened(decryptPem(info, block.bytes, passphrase), type);
}

/** Once in a while a wrong passphrase gives something that looks right, and then no key. */
function opened(plain: Uint8Array, type: PrivateKeyDer["type"]): PrivateKeyDer {
  if (FORMS[identifyDer(plain) ?? ""] !== type)
    throw new KeystoreError("wrong passphrase", "The passphrase does not open it");
  return { type, der: plain };
}
