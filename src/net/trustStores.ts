import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
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
    roots: rootCertificates.flatMap(certificatesIn),
  };
  return mozilla;
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
