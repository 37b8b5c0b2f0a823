import { readFile } from "node:fs/promises";
import type { ClientIdentity } from "../core/engine/types";
import { findPemBlocks } from "../core/text/pem";
import { identifyDer, pemKind, readCertificate, sameName, type Certificate } from "../core/x509";
import { MalformedDer } from "../core/keystore/der";
import { isPkcs12, openPkcs12WithKeys } from "../core/keystore/pkcs12";
import { bagBytes } from "../core/keystore/safeContents";
import { KeystoreError } from "../core/keystore/problem";
import { createNodeProvider } from "./cryptoNode";
import { IdentityError, type IdentityProblem } from "./identity/error";
import { keyInDer, keyInPem, type StoredKey } from "./identity/privateKey";
import { signingFrom, type Signing } from "./identity/signer";
import type { Signer } from "./runHandshake";

export { IdentityError, type IdentityProblem };

/** A client certificate with what signs for it. */
export interface LoadedIdentity {
  readonly identity: ClientIdentity;
  readonly signer: Signer;
}

export interface IdentityFiles {
  /** PEM or DER certificates, the client's among them, or PKCS#12; may hold the key too. */
  readonly certificate: string;
  /** PEM or DER private key; absent when the certificate's file holds it. */
  readonly key?: string | undefined;
}

/** Asks for the passphrase that opens `file`; `attempt` counts from 1. Undefined for a user who declines. */
export type AskPassphrase = (file: string, attempt: number) => Promise<string | undefined>;

/** Tries before a wrong passphrase is final, however often `ask` would go on. */
const MAX_ATTEMPTS = 5;

/**
 * Loads a client's certificate and key: PEM (also encrypted, as PKCS#8 or in OpenSSL's traditional form), DER, or
 * PKCS#12. The passphrase is asked for only if one is needed, again after a wrong one, and not kept. Undefined when
 * the user declines to give one. Throws IdentityError, for a wrong passphrase once no further one is given.
 */
export async function loadIdentity(
  files: IdentityFiles,
  ask: AskPassphrase,
): Promise<LoadedIdentity | undefined> {
  const bytes = await read(files.certificate, "certificate");
  if (isPkcs12(bytes))
    return withPassphrase(files.certificate, ask, (passphrase) => fromPkcs12(bytes, passphrase, files));
  const certificates = certificatesIn(bytes, files.certificate);
  const keyFile = files.key ?? files.certificate;
  const stored = storedKey(files.key === undefined ? bytes : await read(files.key, "key"), keyFile);
  const key = stored.locked
    ? await withPassphrase(keyFile, ask, (passphrase) => within(keyFile, () => stored.unlock(passphrase)))
    : stored.key;
  return key && assemble(certificates, [within(keyFile, () => signingFrom(key))], files);
}

/** Opens with the passphrases that `ask` gives, until one fits. */
async function withPassphrase<T>(
  file: string,
  ask: AskPassphrase,
  open: (passphrase: string) => T,
): Promise<T | undefined> {
  let wrong: IdentityError | undefined;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const passphrase = await ask(file, attempt);
    if (passphrase === undefined) break;
    try {
      return open(passphrase);
    } catch (error) {
      if (!(error instanceof IdentityError) || error.problem !== "wrong passphrase") throw error;
      wrong = error;
    }
  }
  if (wrong) throw wrong;
  return undefined;
}

async function read(file: string, what: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    const why =
      code === "ENOENT"
        ? "there is no such file"
        : code === "EACCES"
          ? "it may not be read"
          : code === "EISDIR"
            ? "it is a folder"
            : String(code ?? error);
    throw new IdentityError("unreadable", `The client ${what} ${file} could not be read: ${why}.`);
  }
}

/** Runs `action`; what it says of the content is said of the file. */
function within<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof MalformedDer)
      throw new IdentityError("damaged", `${file} is damaged: ${error.message}.`);
    if (error instanceof KeystoreError)
      throw new IdentityError(problemOf(error), `${file}: ${error.message}.`);
    if (error instanceof IdentityError) throw new IdentityError(error.problem, `${file}: ${error.message}`);
    throw error;
  }
}

function problemOf({ trouble }: KeystoreError): IdentityProblem {
  return trouble === "needs passphrase" ? "wrong passphrase" : trouble;
}

const text = (bytes: Uint8Array): string => new TextDecoder("latin1").decode(bytes);

function certificatesIn(bytes: Uint8Array, file: string): Certificate[] {
  const blocks = findPemBlocks(text(bytes));
  const ders =
    blocks.length > 0 ? certificateBlocks(blocks) : identifyDer(bytes) === "certificate" ? [bytes] : [];
  if (ders.length === 0)
    throw new IdentityError("no certificate", `${file} holds no certificate in PEM, DER or PKCS#12.`);
  return ders.map((der) => readSound(der, file));
}

function certificateBlocks(blocks: ReturnType<typeof findPemBlocks>): Uint8Array[] {
  return blocks
    .filter(({ label, bytes }) => pemKind(label, bytes).kind === "certificate")
    .map(({ bytes }) => bytes);
}

function readSound(der: Uint8Array, file: string): Certificate {
  const certificate = readCertificate(der);
  if (!certificate) throw new IdentityError("damaged", `A certificate in ${file} is damaged.`);
  return certificate;
}

function storedKey(bytes: Uint8Array, file: string): StoredKey {
  const found = within(file, () => keyInPem(text(bytes)) ?? keyInDer(bytes));
  if (!found)
    throw new IdentityError(
      "no key",
      `${file} holds no private key. Give the file that holds the certificate's key.`,
    );
  return found;
}

function fromPkcs12(bytes: Uint8Array, passphrase: string, files: IdentityFiles): LoadedIdentity {
  const file = files.certificate;
  return within(file, () => {
    const { provider } = createNodeProvider();
    const { keys, bags } = openPkcs12WithKeys(bytes, { passphrase, provider });
    const certificates = bags.filter(({ kind }) => kind === "certificate").map(bagBytes);
    if (certificates.length === 0) throw new IdentityError("no certificate", "It holds no certificate.");
    if (keys.length === 0) throw new IdentityError("no key", "It holds no private key.");
    return assemble(
      certificates.map((der) => readSound(der, file)),
      keys.map((der) => signingFrom({ type: "pkcs8", der })),
      files,
    );
  });
}

/** Finds the certificate that belongs to a key, puts it first, and its issuers behind it. */
function assemble(
  certificates: readonly Certificate[],
  keys: readonly Signing[],
  files: IdentityFiles,
): LoadedIdentity {
  for (const key of keys) {
    const leaf = certificates.find((certificate) => belongs(key, certificate));
    if (!leaf) continue;
    const identity = { chain: chainFrom(leaf, certificates).map(({ der }) => der), schemes: key.schemes };
    return { identity, signer: key.sign };
  }
  const [first] = certificates;
  throw new IdentityError(
    "key does not match",
    `The key (${keys.map(({ kind }) => kind).join(", ")}) in ${files.key ?? files.certificate} is not that of the certificate for "${first?.subject.text ?? ""}" (${first?.publicKey.description ?? "unknown"}). Give the key that the certificate was made with.`,
  );
}

function belongs(key: Signing, { publicKey }: Certificate): boolean {
  return publicKey.key !== undefined && key.belongsTo(publicKey.key);
}

/** The leaf, then each certificate's issuer as far as it is among `certificates`; self-signed ones end it. */
function chainFrom(leaf: Certificate, certificates: readonly Certificate[]): Certificate[] {
  const chain = [leaf];
  for (let last = leaf; !sameName(last.subject, last.issuer);) {
    const issuer = certificates.find((one) => !chain.includes(one) && sameName(one.subject, last.issuer));
    if (!issuer) break;
    chain.push(issuer);
    last = issuer;
  }
  return chain;
}
