import type { Element } from "../asn1/element";
import { any } from "../asn1/generic";
import { decodeOid, oidName } from "../asn1/oid";
import { partOf, rowAt, type Place, type Reading } from "../asn1/trace";
import { TAG } from "../asn1/tags";
import { makeType, type Type } from "../asn1/type";
import {
  anyString,
  implicit,
  integer,
  listOf,
  octetString,
  oid,
  optional,
  part,
  sequence,
  time,
} from "../asn1/types";
import { AlgorithmIdentifier } from "./algorithm";
import { Extensions } from "./extensions";
import { SerialNumber } from "./extensions/keyIdentifiers";
import { GeneralNames } from "./generalName";
import { labelFor, listText } from "./labels";

const IssuerSerial = sequence({
  issuer: part("Issuer", GeneralNames),
  serialNumber: part("Serial Number", SerialNumber),
});

const PolicyId = sequence({
  policyIdentifier: part("Policy Identifier", oid),
  policyQualifiers: optional("Qualifiers", any),
});

/** SigningCertificate and SigningCertificateV2 (RFC 5035 §5): which certificate the signer means. */
const SigningCertificate = sequence({
  certs: part(
    "Certificates",
    listOf({
      name: "essCertID",
      label: "Certificate ID",
      type: sequence({
        hashAlgorithm: optional("Hash Algorithm", AlgorithmIdentifier),
        certHash: part("Certificate Hash", octetString),
        issuerSerial: optional("Issuer and Serial Number", IssuerSerial),
      }),
    }),
  ),
  policies: optional("Policies", listOf({ name: "policyInformation", label: "Policy", type: PolicyId })),
});

/** CMSAlgorithmProtection (RFC 6211 §2). */
const AlgorithmProtection = sequence({
  digestAlgorithm: part("Digest Algorithm", AlgorithmIdentifier),
  signatureAlgorithm: optional("Signature Algorithm", implicit(1, AlgorithmIdentifier, true)),
  macAlgorithm: optional("MAC Algorithm", implicit(2, AlgorithmIdentifier, true)),
});

const Capability = sequence(
  { capabilityID: part("Capability", oid), parameters: optional("Parameters", any) },
  {
    display: (element): string => {
      const { capabilityID } = Capability.parts(element);
      return capabilityID ? (oid.display?.(capabilityID) ?? "") : "";
    },
  },
);

/** What the values of an attribute are, by its name: PKCS#9 (RFC 2985), S/MIME (RFC 8551), time stamps (RFC 5035). */
const VALUES: ReadonlyMap<string, Type> = new Map<string, Type>([
  ["contentType", oid],
  ["messageDigest", octetString],
  ["signingTime", time],
  ["unstructuredName", anyString],
  ["unstructuredAddress", anyString],
  ["challengePassword", anyString],
  ["friendlyName", anyString],
  ["localKeyID", octetString],
  ["extensionRequest", Extensions],
  ["certReqExtensions", Extensions],
  ["signingCertificate", SigningCertificate],
  ["signingCertificateV2", SigningCertificate],
  ["cmsAlgorithmProtection", AlgorithmProtection],
  ["sMIMECapabilities", listOf({ name: "capability", label: "Capability", type: Capability })],
  ["signingDescription", anyString],
  ["sequenceNumber", integer],
  ["trustedKeyUsage", oid],
]);

/** What an attribute's parts are called: CMS says attrType, PKCS#12 attrId, X.501 type. */
export interface AttributeNames {
  readonly type: string;
  readonly values: string;
}

/** The name of an Attribute, or its dotted number; "" for what has none. */
export function attributeName(element: Element): string {
  const [first] = element.children;
  const dotted = first && oid.accepts(first) ? decodeOid(first.content) : undefined;
  return dotted === undefined ? "" : (oidName(dotted) ?? dotted);
}

/** The elements in an Attribute's SET of values. */
export function attributeValueElements(element: Element): readonly Element[] {
  return element.children[1]?.children ?? [];
}

/**
 * An Attribute (RFC 5652 §5.3, RFC 2986 §4.1): its row bears its name ("signedAttrs.messageDigest"). `more` gives the
 * types of values beside the usual ones.
 */
export function attributeType(names: AttributeNames, more: ReadonlyMap<string, Type> = new Map()): Type {
  const typeOf = (name: string): Type | undefined => more.get(name) ?? VALUES.get(name);
  const lists = new Map<Type, Type>();
  const listFor = (type: Type): Type => {
    const known = lists.get(type) ?? listOf({ name: "value", label: "Value", type }, { tag: TAG.set });
    lists.set(type, known);
    return known;
  };
  const structure = sequence<string>(
    { [names.type]: part("Type", oid), [names.values]: part("Values", listFor(any)) },
    {
      refine: (name, parts) => {
        const values = parts[names.values];
        const type = parts[names.type];
        if (name !== names.values || !type || !values) return undefined;
        const known = typeOf(oidName(decodeOid(type.content) ?? "") ?? "");
        if (known && values.children.every((value) => known.accepts(value))) return listFor(known);
        const texts =
          values.children.length > 0 && values.children.every((value) => anyString.accepts(value));
        return texts ? listFor(anyString) : undefined;
      },
    },
  );
  const reading: Reading = {
    display: (element) => {
      const known = typeOf(attributeName(element));
      const texts = attributeValueElements(element)
        .slice(0, 8)
        .map((value) => {
          const type = known?.accepts(value) ? known : anyString.accepts(value) ? anyString : any;
          return type.display?.(value) ?? "";
        });
      return listText(texts.filter((text) => text !== ""));
    },
  };
  return {
    ...makeType({ ...structure, ...reading }),
    trace(trace, element, place) {
      const name = attributeName(element);
      // A key is made of names out of our tables alone, so that there is an end to them.
      const known = name !== "" && !/^\d/.test(name);
      const at: Place = known
        ? partOf(place, name, labelFor(name))
        : partOf(place, "attribute", (own) => attributeName(own) || "Attribute");
      trace.row(rowAt(at, reading), element, () => {
        structure.fill(trace, element, at);
      });
    },
  };
}

/** SET OF Attribute; `tag` SEQUENCE for those that X.501 puts in a SEQUENCE. */
export function attributeList(type: Type, tag: number = TAG.set): Type {
  return listOf(
    { label: "An attribute", type },
    { tag, display: (element) => listText(element.children.map(attributeName)) || "none" },
  );
}
