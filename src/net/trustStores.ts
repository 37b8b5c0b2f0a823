import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import * as tls from "node:tls";
import { findPemBlocks } from "../core/text/pem";
import { readCertificate, type Certificate } from "../core/x509";

/** Roots to trust, and what to call where they came from. */
export interface TrustStore {
  readonly name: string;
  readonly roots: readonly Certificate[];
}

let mozilla: TrustStore | undefined;

/** Mozilla's roots, as they are built into Node. Read once. */
export function mozillaStore(): TrustStore {
  mozilla ??= {
    name: `Mozilla's, as in Node ${process.versions.node}`,
    roots: tls.rootCertificates.flatMap(certificatesIn),
  };
  return mozilla;
}

/** Where systems keep their roots as one PEM file: Debian and Alpine, Fedora, SUSE, BSD and macOS. */
const SYSTEM_FILES = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/ssl/cert.pem",
] as const;

/** Node's own way to the system's roots, from version 22.15 on. */
interface WithSystemRoots {
  readonly getCACertificates?: (type: "system") => readonly string[];
}

/** The roots that the operating system trusts: Node's answer, or for lack of one what SSL_CERT_FILE or the usual places hold. Rejects when there is none. */
export async function systemStore(): Promise<TrustStore> {
  const listed = (tls as WithSystemRoots).getCACertificates?.("system") ?? [];
  if (listed.length > 0) return { name: "the system's", roots: listed.flatMap(certificatesIn) };
  const named = process.env["SSL_CERT_FILE"];
  for (const file of named === undefined ? SYSTEM_FILES : [named, ...SYSTEM_FILES]) {
    try {
      return { name: `the system's (${file})`, roots: (await fileStore(file)).roots };
    } catch {
      // not on this system: the next one
    }
  }
  throw new Error("This system keeps its trusted roots where we do not find them");
}

/** The certificates in a PEM text or, as one character a byte, in DER. */
function certificatesIn(text: string): Certificate[] {
  return findPemBlocks(text).flatMap(({ bytes }) => readCertificate(bytes) ?? []);
}

const MOST_FILES = 1000;
const MOST_BYTES = 4 << 20;

/** The certificates in a file, or in the files of a folder (PEM or DER). Rejects when the path cannot be read. */
export async function fileStore(path: string): Promise<TrustStore> {
  const folder = (await stat(path)).isDirectory();
  const files = folder
    ? (await readdir(path))
        .sort()
        .slice(0, MOST_FILES)
        .map((name) => join(path, name))
    : [path];
  const roots: Certificate[] = [];
  for (const file of files) {
    const info = await stat(file);
    if (!info.isFile() || info.size > MOST_BYTES) continue;
    const bytes = new Uint8Array(await readFile(file));
    const der = readCertificate(bytes);
    roots.push(...(der ? [der] : certificatesIn(new TextDecoder("latin1").decode(bytes))));
  }
  return { name: `${folder ? "folder" : "file"} ${path}`, roots };
}

/** Several stores as one, named after all of them. */
export function joinStores(stores: readonly TrustStore[]): TrustStore {
  return { name: stores.map(({ name }) => name).join(", "), roots: stores.flatMap(({ roots }) => roots) };
}
