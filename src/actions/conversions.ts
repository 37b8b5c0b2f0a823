import {
  certificateJwk,
  certificatesPem,
  fileNameOf,
  leafToRoot,
  pemOf,
  pkcs7Der,
  pkcs7Pem,
  publicKeyJwk,
  publicKeyPem,
  splitChain,
  type NamedFile,
} from "../core/convert";
import type { Certificate } from "../core/x509";
import { provider, type Material } from "./material";

/** A form that an object can be given. A new one is a row in `CONVERSIONS`. */
export interface Conversion {
  readonly label: string;
  /** What for, in a few words. */
  readonly detail: string;
  /** Without a dot. */
  readonly extension: string;
  /** Undefined where the object cannot be given this form. Several files only for what splits. */
  readonly content: (material: Material) => string | Uint8Array | readonly NamedFile[] | undefined;
}

export const CONVERSIONS: readonly Conversion[] = [
  {
    label: "PEM",
    detail: "As text, for most servers",
    extension: "pem",
    content: ({ der, pemLabel }) => der && pemLabel && pemOf(pemLabel, der),
  },
  { label: "DER", detail: "As bytes, for Java and Windows", extension: "der", content: ({ der }) => der },
  {
    label: "Public key, PEM (SPKI)",
    detail: "SubjectPublicKeyInfo",
    extension: "pub.pem",
    content: ({ publicKey }) => publicKey && publicKeyPem(publicKey),
  },
  {
    label: "Public key, DER (SPKI)",
    detail: "SubjectPublicKeyInfo",
    extension: "pub.der",
    content: ({ publicKey }) => publicKey?.der,
  },
  { label: "JWK", detail: "Its public key, with the chain in x5c", extension: "json", content: jwkOf },
  {
    label: "PKCS#7, PEM",
    detail: "Its chain in one object",
    extension: "p7b",
    content: (material) => chain(material, 1, (certificates) => pkcs7Pem(certificates.map(({ der }) => der))),
  },
  {
    label: "PKCS#7, DER",
    detail: "Its chain in one object, for Windows and Java",
    extension: "p7b",
    content: (material) => chain(material, 1, (certificates) => pkcs7Der(certificates.map(({ der }) => der))),
  },
  {
    label: "Chain joined, PEM",
    detail: "The certificates of this file, from the leaf to the root, each once",
    extension: "chain.pem",
    content: (material) => chain(material, 2, (all) => certificatesPem(all, { explained: true })),
  },
  {
    label: "Chain split, a PEM file each",
    detail: "The certificates of this file in a folder",
    extension: "pem",
    content: (material) => chain(material, 2, splitChain),
  },
];

/** What a file of this conversion may be called. */
export function fileName({ certificate, kind }: Material, { extension }: Conversion): string {
  return `${certificate ? fileNameOf(certificate) : (kind ?? "object")}.${extension}`;
}

function jwkOf({ certificate, publicKey, beside }: Material): string | undefined {
  const others = certificate ? leafToRoot(beside).filter((other) => other !== certificate) : [];
  const jwk = certificate
    ? certificateJwk([certificate, ...issuersOf(certificate, others)], provider)
    : publicKey && publicKeyJwk(publicKey, provider);
  return jwk && `${JSON.stringify(jwk, undefined, 2)}\n`;
}

/** Those that follow each other as issuers, as `x5c` wants them (RFC 7517 §4.7). */
function issuersOf(certificate: Certificate, others: readonly Certificate[]): Certificate[] {
  const found: Certificate[] = [];
  for (let last = certificate; ;) {
    const issuer = others.find(
      (other) => !found.includes(other) && other.subject.text === last.issuer.text && other !== last,
    );
    if (!issuer || last.subject.text === last.issuer.text) return found;
    found.push(issuer);
    last = issuer;
  }
}

function chain<T>(
  { certificate, beside }: Material,
  least: number,
  make: (certificates: readonly Certificate[]) => T,
): T | undefined {
  if (!certificate) return undefined;
  const certificates = beside.length > 0 ? leafToRoot(beside, provider) : [certificate];
  return certificates.length >= least ? make(certificates) : undefined;
}
