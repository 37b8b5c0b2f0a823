import { FileType, Uri, workspace } from "vscode";
import { checkSignature } from "../core/check/trust";
import type { CryptoProvider } from "../core/crypto/provider";
import { findTextObjects } from "../core/inspect/objects";
import { readCertificate, sameName, type Certificate } from "../core/x509";
import type { WorkspaceCertificates } from "../workspace/workspaceCertificates";

/** Files that are looked into for certificates. */
const NAMES = /\.(?:pem|crt|cer|der|cert|chain|ca|bundle|ca-bundle|txt|ya?ml|json)$/i;
const MOST_FILES = 200;
const MOST_BYTES = 1 << 20;
/** A light bulb waits so long for the workspace's files, in milliseconds; what was not read by then is left out. */
const PATIENCE_MS = 1500;
/** More files with one and the same issuer are no help. */
const MOST_FOUND = 5;

/** A certificate that issued another, and the file that it is in. */
export interface FoundIssuer {
  readonly uri: Uri;
  readonly certificate: Certificate;
}

/** Whether one certificate is issued by another: by name and signature. */
export function isIssuer(
  candidate: Certificate,
  certificate: Certificate,
  provider: CryptoProvider,
): boolean {
  return (
    sameName(candidate.subject, certificate.issuer) &&
    checkSignature(certificate, candidate.publicKey, provider) === "good"
  );
}

/** Every certificate of a file's bytes, whether text or DER. */
export function certificatesIn(bytes: Uint8Array): Certificate[] {
  const der = bytes[0] === 0x30 ? readCertificate(bytes) : undefined;
  if (der) return [der];
  return findTextObjects(new TextDecoder().decode(bytes)).flatMap(
    (object) => object.read().certificate ?? [],
  );
}

/** Looks for a certificate's issuer in the files of a document's folder and of the folders in it; at most one a file. */
export async function issuersNear(
  document: Uri,
  certificate: Certificate,
  provider: CryptoProvider,
  token: { readonly isCancellationRequested: boolean },
): Promise<FoundIssuer[]> {
  const found: FoundIssuer[] = [];
  for (const uri of await filesNear(document)) {
    if (token.isCancellationRequested) break;
    if (uri.toString() === document.toString()) continue;
    const bytes = await readSmall(uri);
    const issuer = bytes && certificatesIn(bytes).find((other) => isIssuer(other, certificate, provider));
    if (issuer) found.push({ uri, certificate: issuer });
  }
  return found;
}

/** The same among the certificates of the workspace's files, as far as those were read in time; other files than `known`. */
export async function issuersInWorkspace(
  certificates: WorkspaceCertificates,
  certificate: Certificate,
  provider: CryptoProvider,
  known: readonly Uri[],
): Promise<FoundIssuer[]> {
  const patience = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS));
  await Promise.race([certificates.ready(), patience]);
  const others = certificates.files.filter(
    ({ uri }) => !known.some((one) => one.toString() === uri.toString()),
  );
  const found = others.flatMap(({ uri, items }) => {
    const issuer = items.find(
      (item) => item.certificate && isIssuer(item.certificate, certificate, provider),
    );
    return issuer?.certificate ? [{ uri, certificate: issuer.certificate }] : [];
  });
  return found.slice(0, MOST_FOUND);
}

async function filesNear(document: Uri): Promise<Uri[]> {
  const folder = Uri.joinPath(document, "..");
  const files: Uri[] = [];
  const add = async (of: Uri, deeper: boolean): Promise<void> => {
    let entries: [string, FileType][];
    try {
      entries = await workspace.fs.readDirectory(of);
    } catch {
      return; // an untitled document has no folder, and a folder may be closed to us
    }
    for (const [name, type] of entries) {
      if (files.length >= MOST_FILES) return;
      const uri = Uri.joinPath(of, name);
      if ((type & FileType.Directory) !== 0) {
        if (deeper && !name.startsWith(".") && name !== "node_modules") await add(uri, false);
      } else if (NAMES.test(name)) files.push(uri);
    }
  };
  await add(folder, true);
  return files;
}

/** A file's bytes; undefined for what cannot be read or is larger than a file of certificates should be. */
export async function readSmall(uri: Uri): Promise<Uint8Array | undefined> {
  try {
    const { size, type } = await workspace.fs.stat(uri);
    if ((type & FileType.Directory) !== 0 || size > MOST_BYTES) return undefined;
    return await workspace.fs.readFile(uri);
  } catch {
    return undefined;
  }
}
