import type { AttributeFacts } from "../read/attributes";
import { TAG, tagName } from "../../../asn1/tags";
import type { RuleRow, Violation } from "../rule";
import { quoted } from "../words";

/** A rule on attributes that `concerns` them: the first that is wrong is at fault. */
export function attributeRule(
  row: Omit<RuleRow, "key" | "applies" | "check">,
  concerns: (attribute: AttributeFacts) => boolean,
  wrong: (attribute: AttributeFacts) => string | undefined,
): RuleRow {
  return {
    ...row,
    key: "tbsCertificate.subject",
    applies: ({ attributes }) => attributes.some(concerns),
    check: ({ attributes }): Violation | undefined => {
      for (const attribute of attributes) {
        const message = concerns(attribute) ? wrong(attribute) : undefined;
        if (message !== undefined) return { message, key: attribute.key, element: attribute.value };
      }
      return undefined;
    },
  };
}

/** Upper bounds of RFC 5280, Appendix A.1, in characters. */
const UPPER_BOUNDS: readonly (readonly [type: string, most: number])[] = [
  ["commonName", 64],
  ["organizationName", 64],
  ["organizationalUnitName", 64],
  ["localityName", 128],
  ["stateOrProvinceName", 128],
  ["serialNumber", 64],
  ["title", 64],
  ["pseudonym", 128],
  ["emailAddress", 255],
];

const boundRules = UPPER_BOUNDS.map(([type, most]) =>
  attributeRule(
    {
      id: `rfc5280.${type}${type === "serialNumber" ? "Attribute" : ""}Length`,
      severity: "error",
      reference: "RFC 5280 Appendix A.1",
      title: `${type} has at most ${String(most)} characters`,
      fix: `Shorten it to ${String(most)} characters`,
    },
    (attribute) => attribute.type === type && attribute.text !== undefined,
    ({ text = "" }) => {
      const length = Array.from(text).length;
      return length <= most
        ? undefined
        : `The ${type} has ${String(length)} characters, at most ${String(most)} are allowed`;
    },
  ),
);

/** A rule that the values of an attribute are of one string type. */
function typeRule(type: string, tag: number, reference: string): RuleRow {
  const wanted = tag === TAG.ia5String ? "IA5String" : "PrintableString";
  return attributeRule(
    {
      id: `rfc5280.${type === "serialNumber" ? "serialNumberAttribute" : type}${wanted.replace("String", "")}`,
      severity: "error",
      reference,
      title: `${type} is of type ${wanted}`,
      fix: `Have it issued again with ${type} as ${wanted}`,
    },
    (attribute) => attribute.type === type,
    ({ value }) => (value.is(tag) ? undefined : `The ${type} is of type ${tagName(value)}, not ${wanted}`),
  );
}

export const nameRules: readonly RuleRow[] = [
  {
    id: "rfc5280.issuerNotEmpty",
    severity: "error",
    reference: "RFC 5280 §4.1.2.4",
    title: "The issuer has a name",
    key: "tbsCertificate.issuer",
    fix: "Give the issuing CA a distinguished name",
    check: ({ parts }) =>
      parts.issuer?.children.length === 0 ? "The issuer's distinguished name is empty" : undefined,
  },
  {
    id: "rfc5280.caSubjectNotEmpty",
    severity: "error",
    reference: "RFC 5280 §4.1.2.6",
    title: "A CA has a name",
    key: "tbsCertificate.subject",
    fix: "Give the CA a distinguished name: certificates that it issues bear it as their issuer",
    applies: ({ isCa }) => isCa,
    check: ({ parts }) =>
      parts.subject?.children.length === 0 ? "This is a CA, and its distinguished name is empty" : undefined,
  },
  {
    id: "rfc5280.rdnNotEmpty",
    severity: "error",
    reference: "RFC 5280 §4.1.2.4",
    title: "Each relative distinguished name has an attribute",
    key: "tbsCertificate.subject",
    fix: "Leave empty parts out of the name",
    check: ({ parts: { subject, issuer } }): Violation | undefined => {
      for (const [name, key] of [
        [subject, "tbsCertificate.subject"],
        [issuer, "tbsCertificate.issuer"],
      ] as const) {
        const element = name?.children.find((rdn) => rdn.is(TAG.set) && rdn.content.length === 0);
        if (element) return { message: "A relative distinguished name is an empty SET", key, element };
      }
      return undefined;
    },
  },
  ...boundRules,
  attributeRule(
    {
      id: "rfc5280.countryNameTwoLetters",
      severity: "error",
      reference: "RFC 5280 Appendix A.1",
      title: "countryName has two letters",
      fix: "Write the country as two letters of ISO 3166-1: DE, JP, US",
    },
    ({ type }) => type === "countryName",
    ({ text = "" }) =>
      /^[A-Za-z]{2}$/.test(text) ? undefined : `The country is ${quoted(text)}, not a code of two letters`,
  ),
  typeRule("countryName", TAG.printableString, "RFC 5280 Appendix A.1"),
  typeRule("serialNumber", TAG.printableString, "RFC 5280 Appendix A.1"),
  typeRule("dnQualifier", TAG.printableString, "RFC 5280 Appendix A.1"),
  typeRule("domainComponent", TAG.ia5String, "RFC 5280 Appendix A.1"),
  typeRule("emailAddress", TAG.ia5String, "RFC 5280 Appendix A.1"),
  {
    id: "rfc5280.emailAddressInSubjectAltName",
    severity: "warning",
    reference: "RFC 5280 §4.1.2.6",
    title: "An e-mail address stands in subjectAltName, not in the subject alone",
    key: "tbsCertificate.subject.emailAddress",
    fix: "Put the address into subjectAltName as an rfc822Name; in the subject it is for old software only",
    applies: (facts) => facts.subjectValues("emailAddress").length > 0 && !facts.isCa,
    check: (facts): Violation | undefined => {
      const names = new Set(
        facts.names("subjectAltName").flatMap(({ kind, value }) => (kind === "rfc822Name" ? [value] : [])),
      );
      const missing = facts.subjectValues("emailAddress").find(({ text = "" }) => !names.has(text));
      return (
        missing && {
          message: `The address ${quoted(missing.text ?? "")} stands in the subject, and not in subjectAltName`,
          element: missing.value,
        }
      );
    },
  },
];
