import { inspectFile } from "../core/inspect/file";
import {
  inspectKeystoreInSlices,
  type KeystoreInspection,
  type KeystoreOptions,
} from "../core/inspect/keystore";
import { keystoreKind } from "../core/keystore/identify";
import { decodeText } from "../decodeText";

/** What a file holds, and whether a passphrase would open more of it. */
export type FileReading = KeystoreInspection;

/** Inspects a file's bytes; keystores with the passphrase, in slices between which the host does other things. */
export async function readFile(bytes: Uint8Array, options: KeystoreOptions): Promise<FileReading> {
  if (keystoreKind(bytes) !== undefined) return inspectKeystoreInSlices(bytes, options, breathe);
  const [inspection] = inspectFile(bytes, { ...options, decodeText });
  // inspectFile gives at least one; only a capture gives more.
  if (!inspection) throw new Error("The file could not be inspected");
  return { inspection, needsPassphrase: false, wrong: false };
}

function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
