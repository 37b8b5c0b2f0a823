import {
  bitString,
  boolean,
  context,
  integer,
  octetString,
  oid,
  sequence,
  set,
  type Der,
  utf8String,
  printableString,
} from "./der";
import { SIGNERS, type Signer } from "./keys";

/** An extension: its value is the DER inside extnValue; `critical` may be a BOOLEAN written by hand. */
export interface ExtensionSpec {
  readonly oid: string;
  readonly critical?: boolean | Der;
  readonly value: Der;
}

/** What a certificate is made of; each part may be DER written by hand. */
export interface CertificateSpec {
  /** The content of [0]; undefined leaves it out (v1). */
  readonly version?: Der | undefined;
  readonly serialNumber: Der;
  /** Inside the signed part; outside too unless `outerAlgorithm` is given. The signer's unless given. */
  readonly algorithm?: Der;
  readonly outerAlgorithm?: Der;
  readonly issuer: Der;
  readonly notBefore: Der;
  readonly notAfter: Der;
  readonly subject: Der;
  /** The signer's own unless given. */
  readonly publicKey?: Der;
  /** [1] and [2], written by hand. */
  readonly uniqueIds?: readonly Der[];
  /** By name; undefined leaves one out. */
  readonly extensions: Readonly<Record<string, ExtensionSpec | undefined>>;
  /** Instead of `extensions`: the content of [3], or undefined for no [3]. */
  readonly rawExtensions?: Der | "none";
  readonly signer?: () => Signer;
  /** Instead of the signature: the whole BIT STRING. */
  readonly signature?: Der;
}

export function extensionDer({ oid: dotted, critical = false, value }: ExtensionSpec): Der {
  const flag = typeof critical === "object" ? critical : critical ? boolean(0xff) : new Uint8Array(0);
  return sequence(oid(dotted), flag, octetString(value));
}

/** The DER of a certificate, signed. */
export function buildCertificate(spec: CertificateSpec): Der {
  const signer = (spec.signer ?? SIGNERS.p256)();
  const algorithm = spec.algorithm ?? signer.algorithm;
  const listed = Object.values(spec.extensions).flatMap((extension) =>
    extension ? [extensionDer(extension)] : [],
  );
  const extensions = spec.rawExtensions ?? (listed.length > 0 ? sequence(...listed) : "none");
  const tbs = sequence(
    ...(spec.version ? [context(0, spec.version)] : []),
    spec.serialNumber,
    algorithm,
    spec.issuer,
    sequence(spec.notBefore, spec.notAfter),
    spec.subject,
    spec.publicKey ?? signer.publicKey,
    ...(spec.uniqueIds ?? []),
    ...(extensions === "none" ? [] : [context(3, extensions)]),
  );
  return sequence(tbs, spec.outerAlgorithm ?? algorithm, spec.signature ?? bitString(signer.sign(tbs)));
}

export const V3 = integer(2);

/** Object identifiers of attributes. */
export const ATTRIBUTE = {
  commonName: "2.5.4.3",
  surname: "2.5.4.4",
  serialNumber: "2.5.4.5",
  countryName: "2.5.4.6",
  localityName: "2.5.4.7",
  stateOrProvinceName: "2.5.4.8",
  streetAddress: "2.5.4.9",
  organizationName: "2.5.4.10",
  organizationalUnitName: "2.5.4.11",
  title: "2.5.4.12",
  businessCategory: "2.5.4.15",
  postalCode: "2.5.4.17",
  givenName: "2.5.4.42",
  dnQualifier: "2.5.4.46",
  pseudonym: "2.5.4.65",
  domainComponent: "0.9.2342.19200300.100.1.25",
  emailAddress: "1.2.840.113549.1.9.1",
  jurisdictionCountryName: "1.3.6.1.4.1.311.60.2.1.3",
} as const;

export type AttributeName = keyof typeof ATTRIBUTE;

/** An attribute: type and value. */
export const attribute = (name: AttributeName, value: Der): Der => sequence(oid(ATTRIBUTE[name]), value);

/** A name of attributes, each in a SET of its own. Text is UTF8String; a country and a serial number PrintableString. */
export function name(...attributes: readonly (readonly [AttributeName, string | Der])[]): Der {
  return sequence(
    ...attributes.map(([type, value]) =>
      set(attribute(type, typeof value === "string" ? text(type, value) : value)),
    ),
  );
}

const PRINTABLE: ReadonlySet<AttributeName> = new Set([
  "countryName",
  "serialNumber",
  "dnQualifier",
  "jurisdictionCountryName",
] as const);

function text(type: AttributeName, value: string): Der {
  return PRINTABLE.has(type) ? printableString(value) : utf8String(value);
}
