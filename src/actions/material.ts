import { pureProvider } from "../core/crypto/pure";
import { publicKeyOf } from "../core/crypto/publicKeyOf";
import { Element, readElement } from "../core/asn1/element";
import type { ObjectReading } from "../core/inspect/objects";
import { readCertificationRequest, type Certificate, type DerKind, type PublicKeyInfo } from "../core/x509";
import { readPublicKey } from "../core/x509/publicKey";

/** What an action works on: an object, read, with the certificates beside it. Nothing secret is in it. */
export interface Material {
  readonly kind: DerKind | undefined;
  /** The whole object; absent for one that holds a private key. */
  readonly der: Uint8Array | undefined;
  readonly certificate: Certificate | undefined;
  /** Of a certificate, a request, a public key, and of a private key that is not encrypted. */
  readonly publicKey: PublicKeyInfo | undefined;
  /** Every certificate of its document, the object's own among them; empty where there are too many for a chain. */
  readonly beside: readonly Certificate[];
  /** The label of its PEM block, also where it does not stand in one; undefined for what PEM has no label for. */
  readonly pemLabel: string | undefined;
  readonly place: MaterialPlace;
}

export interface MaterialPlace {
  /** The file's path, where it has one that a shell can open and the object is the first one of a PEM file. */
  readonly path: string | undefined;
  readonly shell: "posix" | "powershell";
}

/** RFC 7468, and what OpenSSL writes. */
const LABELS: Partial<Readonly<Record<DerKind, string>>> = {
  certificate: "CERTIFICATE",
  certificationRequest: "CERTIFICATE REQUEST",
  certificateList: "X509 CRL",
  publicKey: "PUBLIC KEY",
  rsaPublicKey: "RSA PUBLIC KEY",
  cms: "PKCS7",
};

/** What an action needs of an object that was read. Never throws. */
export function materialOf(
  { kind, bytes, secret, certificate }: Pick<ObjectReading, "kind" | "bytes" | "secret" | "certificate">,
  beside: readonly Certificate[],
  place: MaterialPlace,
): Material {
  return {
    kind,
    der: secret || kind === undefined ? undefined : bytes,
    certificate,
    publicKey: certificate?.publicKey ?? publicKeyIn(kind, bytes),
    beside,
    pemLabel: kind && LABELS[kind],
    place,
  };
}

function publicKeyIn(kind: DerKind | undefined, bytes: Uint8Array): PublicKeyInfo | undefined {
  switch (kind) {
    case "certificationRequest":
      return readCertificationRequest(bytes)?.publicKey;
    case "publicKey":
      return readSpki(bytes);
    case "privateKey":
    case "rsaPrivateKey":
    case "ecPrivateKey":
    case "dsaPrivateKey": {
      const spki = publicKeyOf(bytes, kind);
      return spki && readSpki(spki);
    }
    default:
      return undefined;
  }
}

function readSpki(der: Uint8Array): PublicKeyInfo | undefined {
  const element = readElement(der, 0, der.length);
  return element instanceof Element ? readPublicKey(element) : undefined;
}

/** What hashes for the actions. */
export const provider = pureProvider;
