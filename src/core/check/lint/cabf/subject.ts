import type { CertificateFacts } from "../facts";
import type { AttributeFacts } from "../read/attributes";
import type { RuleRow, Violation } from "../rule";
import { quoted } from "../words";
import { isServer, isTls, isTlsCa, PROFILES_SINCE } from "./scope";

const key = "tbsCertificate.subject";

/** The order in which attributes stand, where they are there (BR §7.1.4.2). */
const ORDER = [
  "domainComponent",
  "countryName",
  "stateOrProvinceName",
  "localityName",
  "postalCode",
  "streetAddress",
  "organizationName",
  "surname",
  "givenName",
  "organizationalUnitName",
  "commonName",
];

const MAY_REPEAT: ReadonlySet<string> = new Set(["domainComponent", "streetAddress"]);

/** What a domain validated certificate may say of its subject. */
const DOMAIN_VALIDATED: ReadonlySet<string> = new Set(["commonName", "countryName", "domainComponent"]);

/** What it may not say in any version of the requirements. */
const NOT_VALIDATED: ReadonlySet<string> = new Set([
  "organizationName",
  "givenName",
  "surname",
  "streetAddress",
  "localityName",
  "stateOrProvinceName",
  "postalCode",
]);

const hasAttribute = (facts: CertificateFacts, ...types: readonly string[]): boolean =>
  facts.subject.some(({ type }) => types.includes(type));
const hasPolicy = ({ certificate }: CertificateFacts, policy: string): boolean =>
  certificate.certificatePolicies.includes(policy);
const isFor =
  (policy: string) =>
  (facts: CertificateFacts): boolean =>
    isServer(facts) && hasPolicy(facts, policy);
const DV = "2.23.140.1.2.1";
const OV = "2.23.140.1.2.2";
const IV = "2.23.140.1.2.3";

const PLACE = ["localityName", "stateOrProvinceName", "streetAddress", "postalCode"];

/** A violation at an attribute. */
const at = (attribute: AttributeFacts | undefined, message: string): Violation | undefined =>
  attribute && { message, key: attribute.key, element: attribute.value };

/** A rule that an attribute is there. */
const present = (
  row: Pick<RuleRow, "id" | "reference" | "title" | "fix"> & { readonly since?: string },
  applies: (facts: CertificateFacts) => boolean,
  types: readonly string[],
  message: string,
): RuleRow => ({
  ...row,
  severity: "error",
  key,
  applies,
  check: (facts) => (hasAttribute(facts, ...types) ? undefined : message),
});

const limit = (type: string, most: number): RuleRow => ({
  id: `cabf.br.${type}Length`,
  severity: "error",
  reference: "BR §7.1.4.2",
  title: `${type} has at most ${String(most)} characters`,
  key: `${key}.${type}`,
  fix: `Shorten it to ${String(most)} characters`,
  applies: (facts) => isTls(facts) && hasAttribute(facts, type),
  check: (facts) => {
    const long = facts.subjectValues(type).find(({ text = "" }) => Array.from(text).length > most);
    return at(
      long,
      `The ${type} has ${String(Array.from(long?.text ?? "").length)} characters, at most ${String(most)} are allowed`,
    );
  },
});

export const subjectRules: readonly RuleRow[] = [
  {
    id: "cabf.br.organizationalUnitAbsent",
    severity: "error",
    reference: "BR §7.1.4.2",
    title: "The subject of a server has no organizationalUnitName",
    key: `${key}.organizationalUnitName`,
    fix: "Leave the unit out: it was never checked",
    since: "2022-09-01",
    applies: isServer,
    check: (facts) =>
      at(
        facts.subjectValues("organizationalUnitName")[0],
        "The subject has an organizational unit, which nobody can check",
      ),
  },
  {
    id: "cabf.br.caOrganizationalUnitAbsent",
    severity: "error",
    reference: "BR §7.1.2.10.2",
    title: "The subject of a CA for servers has no organizationalUnitName",
    key: `${key}.organizationalUnitName`,
    fix: "Leave the unit out",
    since: PROFILES_SINCE,
    applies: isTlsCa,
    check: (facts) =>
      at(facts.subjectValues("organizationalUnitName")[0], "The subject of a CA has an organizational unit"),
  },
  {
    id: "cabf.br.attributeOrder",
    severity: "error",
    reference: "BR §7.1.4.2",
    title: `Attributes of the subject stand in the order ${ORDER.join(", ")}`,
    key,
    fix: "Write the attributes from the largest place to the common name",
    since: PROFILES_SINCE,
    applies: (facts) => isTls(facts) && facts.subject.length > 0,
    check: ({ subject }) => {
      let last = 0;
      for (const attribute of subject) {
        const place = ORDER.indexOf(attribute.type);
        if (place < 0) continue;
        if (place < last)
          return at(attribute, `The ${attribute.type} stands behind the ${ORDER[last] ?? ""}`);
        last = place;
      }
      return undefined;
    },
  },
  {
    id: "cabf.br.attributesOnce",
    severity: "error",
    reference: "BR §7.1.4.1",
    title: "An attribute stands once in the subject, domainComponent and streetAddress apart",
    key,
    fix: "Keep one of them",
    since: PROFILES_SINCE,
    applies: (facts) => isTls(facts) && facts.subject.length > 0,
    check: ({ subject }) => {
      const seen = new Set<string>();
      const twice = subject.find(({ type }) => !MAY_REPEAT.has(type) && seen.size === seen.add(type).size);
      return twice && at(twice, `The ${twice.type} stands twice in the subject`);
    },
  },
  {
    id: "cabf.br.oneAttributeEach",
    severity: "error",
    reference: "BR §7.1.4.1",
    title: "Each relative distinguished name has one attribute",
    key,
    fix: "Write each attribute as a relative distinguished name of its own",
    since: PROFILES_SINCE,
    applies: (facts) => isTls(facts) && facts.subject.length > 0,
    check: ({ parts }) => {
      const element = parts.subject?.children.find(({ children }) => children.length > 1);
      return element && { message: "A relative distinguished name has several attributes", element };
    },
  },
  {
    id: "cabf.br.metadataOnly",
    severity: "error",
    reference: "BR §7.1.4.4",
    title: "No attribute says only that there is nothing to say",
    key,
    fix: "Leave the attribute out",
    applies: (facts) => isTls(facts) && facts.subject.length > 0,
    check: ({ subject }) => {
      const odd = subject.find(
        ({ text }) => text !== undefined && /^([\s.\-_*?]+|n\/a|none|null)$/i.test(text),
      );
      return odd && at(odd, `The ${odd.type} is ${quoted(odd.text ?? "")}, which says nothing`);
    },
  },
  {
    id: "cabf.br.countryUpperCase",
    severity: "error",
    reference: "BR §7.1.4.2",
    title: "A country is two capital letters",
    key: `${key}.countryName`,
    fix: "Write the code in capital letters: DE, JP, US",
    applies: (facts) => isTls(facts) && hasAttribute(facts, "countryName"),
    check: (facts) => {
      const odd = facts.subjectValues("countryName").find(({ text = "" }) => text !== text.toUpperCase());
      return odd && at(odd, `The country ${quoted(odd.text ?? "")} is not in capital letters`);
    },
  },
  limit("postalCode", 40),
  limit("streetAddress", 128),
  {
    id: "cabf.br.domainValidatedSubject",
    severity: "error",
    reference: "BR §7.1.2.7.2",
    title: "A domain validated certificate names no organization, person or place",
    key,
    fix: "Leave the attribute out, or have the organization validated",
    applies: isFor(DV),
    check: ({ subject, certificate: { notBefore = "" } }) => {
      const isStrict = notBefore >= PROFILES_SINCE;
      const odd = subject.find(({ type }) =>
        isStrict ? !DOMAIN_VALIDATED.has(type) : NOT_VALIDATED.has(type),
      );
      return odd && at(odd, `Only the domain is validated, and the subject has ${odd.type}`);
    },
  },
  present(
    {
      id: "cabf.br.organizationValidatedName",
      reference: "BR §7.1.2.7.4",
      title: "An organization validated certificate names the organization",
      fix: "Put the organization's name into the subject",
    },
    isFor(OV),
    ["organizationName"],
    "The policy says that an organization is validated, and the subject names none",
  ),
  present(
    {
      id: "cabf.br.individualValidatedName",
      reference: "BR §7.1.2.7.3",
      title: "An individual validated certificate names the person or organization",
      fix: "Put givenName and surname into the subject",
    },
    isFor(IV),
    ["givenName", "surname", "organizationName"],
    "The policy says that a person is validated, and the subject names none",
  ),
  present(
    {
      id: "cabf.br.organizationNeedsCountry",
      reference: "BR §7.1.2.7.4",
      title: "A subject with an organization or a person has countryName",
      fix: "Add the country",
    },
    (facts) => isServer(facts) && hasAttribute(facts, "organizationName", "givenName", "surname"),
    ["countryName"],
    "The subject names an organization or a person, and no country",
  ),
  present(
    {
      id: "cabf.br.organizationNeedsPlace",
      reference: "BR §7.1.2.7.4",
      title: "A subject with an organization or a person has localityName or stateOrProvinceName",
      fix: "Add the locality, or the state or province",
    },
    (facts) => isServer(facts) && hasAttribute(facts, "organizationName", "givenName", "surname"),
    ["localityName", "stateOrProvinceName"],
    "The subject names an organization or a person, and neither locality nor state",
  ),
  {
    id: "cabf.br.placeNeedsOrganization",
    severity: "error",
    reference: "BR §7.1.2.7.2",
    title: "A subject with a place has an organization or a person",
    key,
    fix: "Leave the place out, or name the organization that is there",
    // Of a domain validated one another rule says so.
    applies: (facts) => isServer(facts) && !hasPolicy(facts, DV) && hasAttribute(facts, ...PLACE),
    check: (facts) => {
      if (hasAttribute(facts, "organizationName", "givenName", "surname")) return undefined;
      const place = facts.subject.find(({ type }) => PLACE.includes(type));
      return place && at(place, `The subject has ${place.type}, and neither organization nor person`);
    },
  },
  ...["countryName", "organizationName", "commonName"].map((type) =>
    present(
      {
        id: `cabf.br.ca${type.charAt(0).toUpperCase()}${type.slice(1)}`,
        reference: "BR §7.1.2.10.2",
        title: `The subject of a CA has ${type}`,
        fix: `Add ${type}`,
        since: PROFILES_SINCE,
      },
      isTlsCa,
      [type],
      `The subject of a CA lacks ${type}`,
    ),
  ),
];
