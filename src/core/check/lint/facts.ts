import { Element, readElement } from "../../asn1/element";
import { TAG } from "../../asn1/tags";
import { sameName, type Certificate, type Extension, type GeneralName } from "../../x509";
import { readExtension } from "../../x509/extensions";
import { readGeneralName } from "../../x509/generalName";
import { readAttributes, type AttributeFacts } from "./read/attributes";
import { everyElement } from "./read/elements";
import { roleOf, type Role } from "./role";

/** An extension with the elements that it is written in. */
export interface ExtensionFacts extends Extension {
  /** The row: "tbsCertificate.extensions.keyUsage". */
  readonly key: string;
  /** The whole Extension. */
  readonly element: Element;
  /** The BOOLEAN of `critical`, where it is written. */
  readonly criticalElement: Element | undefined;
  /** The OCTET STRING extnValue. */
  readonly octets: Element | undefined;
}

/** A name of an extension, with its element. */
export interface NameFacts extends GeneralName {
  readonly element: Element;
}

/** The parts of a certificate as they stand in its bytes; those that are missing are undefined. */
export interface CertificateParts {
  readonly certificate: Element | undefined;
  readonly tbs: Element | undefined;
  /** The INTEGER inside [0]. */
  readonly version: Element | undefined;
  readonly serialNumber: Element | undefined;
  readonly signature: Element | undefined;
  readonly issuer: Element | undefined;
  readonly validity: Element | undefined;
  readonly subject: Element | undefined;
  readonly publicKey: Element | undefined;
  readonly issuerUniqueId: Element | undefined;
  readonly subjectUniqueId: Element | undefined;
  /** The SEQUENCE inside [3]. */
  readonly extensions: Element | undefined;
  readonly signatureAlgorithm: Element | undefined;
  readonly signatureValue: Element | undefined;
}

/**
 * What rules ask of a certificate: what `Certificate` says, and beside it the elements of its encoding. Positions of
 * elements are offsets in `certificate.der`. Each answer is computed once, when first asked for.
 */
export class CertificateFacts {
  readonly parts: CertificateParts;
  readonly extensions: readonly ExtensionFacts[];
  readonly isSelfIssued: boolean;
  readonly role: Role;
  readonly #byName = new Map<string, ExtensionFacts>();
  #elements: readonly Element[] | undefined;
  #subject: readonly AttributeFacts[] | undefined;
  #attributes: readonly AttributeFacts[] | undefined;
  #issuer: readonly AttributeFacts[] | undefined;
  #names = new Map<string, readonly NameFacts[]>();

  constructor(readonly certificate: Certificate) {
    this.parts = readParts(certificate.der);
    this.extensions = (this.parts.extensions?.children ?? []).flatMap(readExtensionFacts);
    for (const extension of this.extensions) {
      const { known, name, oid } = extension;
      for (const called of known ? [oid, name] : [oid]) {
        if (!this.#byName.has(called)) this.#byName.set(called, extension);
      }
    }
    this.isSelfIssued = sameName(certificate.subject, certificate.issuer);
    this.role = roleOf(certificate, this.isSelfIssued);
  }

  get isCa(): boolean {
    return this.role === "rootCa" || this.role === "intermediateCa";
  }

  /** Attributes of the subject in the order of their bytes. */
  get subject(): readonly AttributeFacts[] {
    this.#subject ??= readAttributes(this.parts.subject, "tbsCertificate.subject");
    return this.#subject;
  }

  /** Attributes of the issuer. */
  get issuer(): readonly AttributeFacts[] {
    this.#issuer ??= readAttributes(this.parts.issuer, "tbsCertificate.issuer");
    return this.#issuer;
  }

  /** Attributes of subject and issuer. */
  get attributes(): readonly AttributeFacts[] {
    this.#attributes ??= [...this.subject, ...this.issuer];
    return this.#attributes;
  }

  /** Every element of the certificate, for rules on encodings. */
  get elements(): readonly Element[] {
    if (!this.#elements) {
      const { certificate, publicKey } = this.parts;
      const bits = publicKey?.children[1];
      const octets = this.extensions.flatMap(({ octets, known }) => (octets && known ? [octets] : []));
      const wrappers = bits && this.certificate.publicKey.algorithm === RSA ? [...octets, bits] : octets;
      this.#elements = certificate ? everyElement(certificate, wrappers) : [];
    }
    return this.#elements;
  }

  /** The first extension of this name ("keyUsage") or dotted number. */
  extension(name: string): ExtensionFacts | undefined {
    return this.#byName.get(name);
  }

  has(name: string): boolean {
    return this.extension(name) !== undefined;
  }

  /** The value of the first extension of this name, where its type is the right one. */
  value(name: string): Element | undefined {
    return this.extension(name)?.value;
  }

  /** The names of subjectAltName or issuerAltName. */
  names(extension: "subjectAltName" | "issuerAltName"): readonly NameFacts[] {
    const known = this.#names.get(extension) ?? readNames(this.value(extension));
    this.#names.set(extension, known);
    return known;
  }

  /** The values of all attributes of the subject of this type. */
  subjectValues(type: string): AttributeFacts[] {
    return this.subject.filter((attribute) => attribute.type === type);
  }

  /** How long it is valid in seconds, both ends included (RFC 5280 §4.1.2.5); undefined where that cannot be read. */
  get validSeconds(): number | undefined {
    const { notBefore, notAfter } = this.certificate;
    if (notBefore === undefined || notAfter === undefined) return undefined;
    return (Date.parse(notAfter) - Date.parse(notBefore)) / 1000 + 1;
  }

  /** Whether a bit of keyUsage is set; false without keyUsage. */
  hasUsage(usage: string): boolean {
    return this.certificate.keyUsage?.includes(usage) ?? false;
  }

  /** Whether extKeyUsage holds a purpose; false without extKeyUsage. */
  hasPurpose(purpose: string): boolean {
    return this.certificate.extKeyUsage?.includes(purpose) ?? false;
  }
}

const RSA = "1.2.840.113549.1.1.1";

/** By place and tag, not by a schema, so that a part of the wrong type is a finding and not a missing part. */
function readParts(der: Uint8Array): CertificateParts {
  const read = readElement(der, 0, der.length);
  const certificate = read instanceof Element ? read : undefined;
  const [tbs, signatureAlgorithm, signatureValue] = certificate?.children ?? [];
  const inside = [...(tbs?.children ?? [])];
  const version = inside[0]?.isContext(0) === true ? inside.shift()?.children[0] : undefined;
  const [serialNumber, signature, issuer, validity, subject, publicKey, ...rest] = inside;
  return {
    certificate,
    tbs,
    version,
    serialNumber,
    signature,
    issuer,
    validity,
    subject,
    publicKey,
    issuerUniqueId: rest.find((part) => part.isContext(1)),
    subjectUniqueId: rest.find((part) => part.isContext(2)),
    extensions: rest.find((part) => part.isContext(3))?.children[0],
    signatureAlgorithm,
    signatureValue,
  };
}

function readExtensionFacts(element: Element): ExtensionFacts[] {
  const extension = readExtension(element);
  if (!extension) return [];
  const isNamed = extension.name !== extension.oid;
  return [
    {
      ...extension,
      key: `tbsCertificate.extensions.${isNamed ? extension.name : "extension"}`,
      element,
      criticalElement: element.children.find((part) => part.is(TAG.boolean)),
      octets: element.children.find((part) => part.is(TAG.octetString)),
    },
  ];
}

/** The names of a GeneralNames, with their elements. */
export function readNames(value: Element | undefined): NameFacts[] {
  return (value?.children ?? []).flatMap((element) => {
    const name = readGeneralName(element);
    return name ? [{ ...name, element }] : [];
  });
}
