import { equalBytes } from "../bytes/concat";
import { SourceGraph } from "../bytes/source";
import { FieldTable } from "../fields/table";
import { Tracer } from "../fields/tracer";
import { clip } from "../words/visible";
import { generalNameText, sameName, traceDer, type Certificate, type Extension } from "../x509";

/** One thing that two certificates are compared in. */
export interface ComparedRow {
  /** The RFC's path: "tbsCertificate.subject", "tbsCertificate.extensions.keyUsage". */
  readonly field: string;
  /** "Subject", "Key Usage". */
  readonly label: string;
  /** What each says; undefined where it does not have it. Text of the certificate, to be shown as such. */
  readonly a: string | undefined;
  readonly b: string | undefined;
  readonly equal: boolean;
  /** Of lists of names: what only the second has, and what only the first has. */
  readonly added?: readonly string[];
  readonly removed?: readonly string[];
}

const MOST_CHARACTERS = 1000;
/** No more names than this are named one by one. */
const MOST_NAMES = 200;

/**
 * Two certificates side by side: version, subject, issuer, serial number, validity, key, names, every extension that one
 * of them has, signature algorithm. In the order of RFC 5280; equal rows too. Never throws.
 */
export function compareCertificates(a: Certificate, b: Certificate): ComparedRow[] {
  const row = (field: string, label: string, of: (one: Certificate) => string | undefined): ComparedRow => {
    const [left, right] = [of(a), of(b)];
    return { field: `tbsCertificate.${field}`, label, a: left, b: right, equal: left === right };
  };
  return [
    row("version", "Version", ({ version }) => `v${String(version)}`),
    row("serialNumber", "Serial Number", ({ serialNumber }) => clip(serialNumber, MOST_CHARACTERS)),
    row("signature", "Signature Algorithm", ({ signatureAlgorithm }) => signatureAlgorithm.name),
    {
      ...row("issuer", "Issuer", ({ issuer }) => clip(issuer.text, MOST_CHARACTERS)),
      equal: sameName(a.issuer, b.issuer),
    },
    row("validity.notBefore", "Not Before", ({ notBefore }) => notBefore),
    row("validity.notAfter", "Not After", ({ notAfter }) => notAfter),
    {
      ...row("subject", "Subject", ({ subject }) => clip(subject.text, MOST_CHARACTERS)),
      equal: sameName(a.subject, b.subject),
    },
    keyRow(a, b),
    ...extensionRows(a, b),
  ];
}

function keyRow({ publicKey: a }: Certificate, { publicKey: b }: Certificate): ComparedRow {
  const equal = equalBytes(a.der, b.der);
  const another = !equal && a.description === b.description ? ", another key" : "";
  return {
    field: "tbsCertificate.subjectPublicKeyInfo",
    label: "Public Key",
    a: a.description,
    b: b.description + another,
    equal,
  };
}

/** Those of the first in its order, then what only the second has. */
function extensionRows(a: Certificate, b: Certificate): ComparedRow[] {
  const left = extensionsOf(a);
  const right = extensionsOf(b);
  const oids = new Set([...left.keys(), ...right.keys()]);
  return [...oids].map((oid) => {
    const [one, other] = [left.get(oid), right.get(oid)];
    const equal = one !== undefined && other !== undefined && sameExtension(one.extension, other.extension);
    const { extension, label = oid } = one ?? other ?? {};
    return {
      field: `tbsCertificate.extensions.${extension?.name ?? oid}`,
      label,
      a: one?.text,
      b: other?.text,
      equal,
      ...(extension?.name === "subjectAltName" && namesChanged(a, b)),
    };
  });
}

function namesChanged(a: Certificate, b: Certificate): Pick<ComparedRow, "added" | "removed"> {
  const names = ({ subjectAltName }: Certificate): Set<string> =>
    new Set((subjectAltName ?? []).map(generalNameText));
  const [left, right] = [names(a), names(b)];
  const only = (these: Set<string>, those: Set<string>): string[] =>
    [...these].filter((name) => !those.has(name)).slice(0, MOST_NAMES);
  return { added: only(right, left), removed: only(left, right) };
}

function sameExtension(a: Extension, b: Extension): boolean {
  return a.critical === b.critical && equalBytes(a.der, b.der);
}

interface ReadExtension {
  readonly extension: Extension;
  /** "Key Usage"; the dotted number of one that is not known. */
  readonly label: string;
  readonly text: string;
}

/** By object identifier; of one that stands there twice the first. */
function extensionsOf(certificate: Certificate): Map<string, ReadExtension> {
  const texts = extensionTexts(certificate);
  const found = new Map<string, ReadExtension>();
  certificate.extensions.forEach((extension, i) => {
    if (!found.has(extension.oid))
      found.set(extension.oid, { extension, label: extension.name, text: "", ...texts[i] });
  });
  return found;
}

/** What the field tree says of each extension. */
function extensionTexts({ der, extensions }: Certificate): { label: string; text: string }[] {
  const sources = new SourceGraph();
  const fields = new FieldTable(sources);
  const source = sources.addBytes("certificate", der);
  traceDer("certificate", new Tracer(fields, source, 0, []), der, 0, der.length);
  const list = fields.find("tbsCertificate.extensions");
  if (list === undefined) return [];
  const rows = fields.children(list).filter((row) => fields.schema(row).minor !== true);
  const texts = rows.map((row) => {
    const { label, display } = fields.field(row);
    return { label, text: clip(display, MOST_CHARACTERS) };
  });
  return rows.length === extensions.length ? texts : [];
}
