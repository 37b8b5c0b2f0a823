import { certificateFindings } from "../check/trust";
import type { CryptoProvider } from "../crypto/provider";
import type { Finding } from "../inspection";
import {
  derLabel,
  identifyDer,
  readCertificate,
  summarizeDer,
  type Certificate,
  type DerKind,
} from "../x509";
import { attributeValues } from "../x509/name";
import { keystoreKind } from "../keystore/identify";
import { inspectKeystore } from "./keystore";
import { findTextObjects } from "./objects";

/** Something that a file holds, in the few words that a list of many files has room for. Nothing secret is in it. */
export interface InventoryItem {
  /** Undefined for what is encrypted as a whole. */
  readonly kind: DerKind | undefined;
  /** "Certificate", "Private Key"; for what is no DER what its label says. */
  readonly kindLabel: string;
  /** The common name, else the subject, else the key's description. */
  readonly title: string;
  readonly subject?: string;
  readonly issuer?: string;
  /** "RSA 2048 bits". */
  readonly key?: string;
  /** When it ends to be valid: a certificate's notAfter, a revocation list's next update. ISO 8601. */
  readonly expires?: string | undefined;
  readonly isCa?: boolean;
  /** Lower-case hex; absent for private keys. */
  readonly sha256?: string;
  /** Characters in the text; absent in a binary file. */
  readonly range?: { readonly start: number; readonly end: number };
  readonly problems: readonly Pick<Finding, "id" | "severity" | "message">[];
  /** The certificate itself, for whoever looks for an issuer. */
  readonly certificate?: Certificate;
}

/** How files are looked through. */
export interface InventoryOptions {
  /** What the bytes are as text: the host knows how. */
  readonly decodeText: (bytes: Uint8Array) => string;
  /** When: ISO 8601. */
  readonly at: string;
  readonly provider: CryptoProvider;
  /** Certificates that expire within so many days are named. */
  readonly expiresSoonDays?: number;
  /** No more items than this are read out of one file. */
  readonly most?: number;
}

/** What one file holds. */
export interface Inventory {
  readonly items: readonly InventoryItem[];
  /** Objects that were found and not read, for there are too many. */
  readonly unread: number;
}

const MOST_ITEMS = 500;

/** Everything that a file holds, DER or text of any form. Never throws. */
export function inventoryOf(bytes: Uint8Array, options: InventoryOptions): Inventory {
  const kind = identifyDer(bytes);
  if (keystoreKind(bytes) === "java") return { items: keystoreItems(bytes, options), unread: 0 };
  if (kind !== undefined) return { items: kind === "asn1" ? [] : [itemOf(kind, bytes, options)], unread: 0 };
  const objects = findTextObjects(options.decodeText(bytes));
  const most = options.most ?? MOST_ITEMS;
  const items = objects.slice(0, most).map((object): InventoryItem => {
    const { kind: found, bytes: der, problems } = object.read();
    const range = { start: object.start, end: object.end };
    if (found === undefined)
      return { kind: undefined, kindLabel: object.label, title: object.label, range, problems: [] };
    const item = itemOf(found, der, options);
    const broken = problems.map(({ message }) => ({
      id: "pem.malformed",
      severity: "error" as const,
      message,
    }));
    return { ...item, range, problems: [...broken, ...item.problems] };
  });
  return { items, unread: Math.max(0, objects.length - most) };
}

/** The certificates of a Java keystore, which are public, under the names that it gives them. */
function keystoreItems(bytes: Uint8Array, options: InventoryOptions): InventoryItem[] {
  const { provider, at } = options;
  const trust = { roots: undefined, storeName: "none", at };
  const { inspection } = inspectKeystore(bytes, { label: "", provider, trust });
  return inspection.certificates.slice(0, options.most ?? MOST_ITEMS).map(({ span, label }) => {
    const item = itemOf("certificate", inspection.sources.bytes(span), options);
    return label === undefined ? item : { ...item, title: `${label}: ${item.title}` };
  });
}

function itemOf(kind: DerKind, der: Uint8Array, options: InventoryOptions): InventoryItem {
  const certificate = kind === "certificate" ? readCertificate(der) : undefined;
  const hash = (name: "sha1" | "sha256", data: Uint8Array): Uint8Array => options.provider.hash(name, data);
  const { subject, key, sha256, nextUpdate } = summarizeDer(kind, der, hash);
  const kindLabel = derLabel(kind);
  const common = {
    kind,
    kindLabel,
    ...(subject === undefined ? {} : { subject }),
    ...(key === undefined ? {} : { key }),
    ...(sha256 === undefined ? {} : { sha256 }),
  };
  if (!certificate) {
    const expires = nextUpdate === undefined ? {} : { expires: nextUpdate };
    return { ...common, ...expires, title: subject ?? key ?? kindLabel, problems: [] };
  }
  const isCa = certificate.basicConstraints?.isCa === true;
  return {
    ...common,
    title: titleOf(certificate),
    issuer: certificate.issuer.text,
    expires: certificate.notAfter,
    isCa,
    certificate,
    problems: certificateFindings(certificate, {
      at: options.at,
      isLeaf: !isCa,
      ...(options.expiresSoonDays === undefined ? {} : { expiresSoonDays: options.expiresSoonDays }),
    }),
  };
}

/** The common name; for lack of one the first name, else the subject. */
function titleOf(certificate: Certificate): string {
  const [first] = certificate.subjectAltName ?? [];
  const common = attributeValues(certificate.subject, "commonName").at(-1)?.trim();
  return [common, first?.value, certificate.subject.text].find(Boolean) ?? "(no subject)";
}
