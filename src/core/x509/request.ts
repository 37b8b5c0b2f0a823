import { decodeBitString } from "../asn1/bitString";
import { Element, readElement } from "../asn1/element";
import { any } from "../asn1/generic";
import { decodeOid, oidName } from "../asn1/oid";
import { TAG } from "../asn1/tags";
import { bitString, implicit, listOf, oid, part, sequence, anyString } from "../asn1/types";
import { AlgorithmIdentifier, readSignatureAlgorithm, type SignatureAlgorithmInfo } from "./algorithm";
import { interpret, Version, type ReadExtensions } from "./certificate";
import { Extensions, readExtensions, type Extension } from "./extensions";
import { listText } from "./labels";
import { NameType, readName, type Name } from "./name";
import { readPublicKey, SubjectPublicKeyInfo, type PublicKeyInfo } from "./publicKey";

const setOf = (type: typeof any): typeof any =>
  listOf({ name: "value", label: "Value", type }, { tag: TAG.set });
const AnyValues = setOf(any);
const TextValues = setOf(anyString);
const ExtensionValues = listOf(
  { name: "extensions", label: "Extensions", type: Extensions },
  { tag: TAG.set },
);

/** Attribute (RFC 2986 §4.1): what a request asks for beside a name and a key. */
const RequestAttribute = sequence(
  { type: part("Type", oid), values: part("Values", AnyValues) },
  {
    display: (element): string => attributeName(element),
    refine: (name, { type, values }) => {
      if (name !== "values" || !type || !values) return undefined;
      const known = oidName(decodeOid(type.content) ?? "");
      if (known === "extensionRequest" || known === "certReqExtensions") return ExtensionValues;
      const texts = values.children.length > 0 && values.children.every((value) => anyString.accepts(value));
      return texts ? TextValues : undefined;
    },
  },
);

function attributeName(element: Element): string {
  const { type } = RequestAttribute.parts(element);
  const dotted = (type && decodeOid(type.content)) ?? "";
  return oidName(dotted) ?? dotted;
}

const RequestInfo = sequence({
  version: part("Version", Version),
  subject: part("Subject", NameType),
  subjectPKInfo: part("Subject Public Key Info", SubjectPublicKeyInfo),
  attributes: part(
    "Attributes",
    implicit(
      0,
      listOf(
        { name: "attribute", label: "Attribute", type: RequestAttribute },
        { tag: TAG.set, display: (element) => listText(element.children.map(attributeName)) || "none" },
      ),
      true,
    ),
  ),
});

/** CertificationRequest (RFC 2986 §4.2). */
export const CertificationRequestType = sequence(
  {
    certificationRequestInfo: part("Certification Request Info", RequestInfo),
    signatureAlgorithm: part("Signature Algorithm", AlgorithmIdentifier),
    signature: part("Signature", bitString),
  },
  {
    display: (element): string => {
      const { certificationRequestInfo: info } = CertificationRequestType.parts(element);
      const { subject } = info ? RequestInfo.parts(info) : {};
      return subject ? readName(subject).text || "(no subject)" : "";
    },
  },
);

/** A request for a certificate (RFC 2986), read; its extensions are those it asks for. */
export interface CertificationRequest extends ReadExtensions {
  readonly der: Uint8Array;
  readonly subject: Name;
  readonly publicKey: PublicKeyInfo;
  readonly extensions: readonly Extension[];
  readonly signatureAlgorithm: SignatureAlgorithmInfo;
  readonly signature: Uint8Array;
  /** What the signature is made over, with the key that is asked a certificate for. */
  readonly signed: Uint8Array;
}

/** Reads a certification request; undefined when a part is missing. Never throws. */
export function readCertificationRequest(der: Uint8Array): CertificationRequest | undefined {
  const element = readElement(der, 0, der.length);
  if (!(element instanceof Element) || !CertificationRequestType.accepts(element)) return undefined;
  const {
    certificationRequestInfo: info,
    signatureAlgorithm,
    signature,
  } = CertificationRequestType.parts(element);
  if (!info || !signatureAlgorithm || !signature) return undefined;
  const { subject, subjectPKInfo, attributes } = RequestInfo.parts(info);
  const publicKey = subjectPKInfo && readPublicKey(subjectPKInfo);
  if (!subject || !publicKey) return undefined;
  const extensions = (attributes?.children ?? []).flatMap((attribute) => {
    const { values } = RequestAttribute.parts(attribute);
    const [list] = values?.children ?? [];
    const asks = ["extensionRequest", "certReqExtensions"].includes(attributeName(attribute));
    return asks && list && Extensions.accepts(list) ? readExtensions(list) : [];
  });
  return {
    der: element.whole,
    subject: readName(subject),
    publicKey,
    extensions,
    ...interpret(extensions),
    signatureAlgorithm: readSignatureAlgorithm(signatureAlgorithm),
    signature: decodeBitString(signature.content)?.bytes ?? new Uint8Array(0),
    signed: info.whole,
  };
}
