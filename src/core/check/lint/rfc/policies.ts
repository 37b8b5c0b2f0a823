import type { Element } from "../../../asn1/element";
import { decodeOid } from "../../../asn1/oid";
import { contentOf } from "../../../asn1/primitive";
import { decodeString, latin1 } from "../../../asn1/strings";
import { isStringTag, tagName, TAG } from "../../../asn1/tags";
import type { CertificateFacts } from "../facts";
import type { RuleRow, Violation } from "../rule";
import { quoted } from "../words";

const key = "tbsCertificate.extensions.certificatePolicies";
const ANY_POLICY = "2.5.29.32.0";
const CPS = "1.3.6.1.5.5.7.2.1";
const USER_NOTICE = "1.3.6.1.5.5.7.2.2";

interface Qualifier {
  /** Dotted. */
  readonly policy: string;
  readonly type: string;
  readonly value: Element | undefined;
}

const oidOf = (element: Element | undefined): string =>
  (element?.is(TAG.oid) ? decodeOid(element.content) : undefined) ?? "";

/** Every qualifier of every policy (RFC 5280 §4.2.1.4). */
export function policyQualifiers(facts: CertificateFacts): Qualifier[] {
  return (facts.value("certificatePolicies")?.children ?? []).flatMap((information) => {
    const [policy, qualifiers] = information.children;
    return (qualifiers?.children ?? []).map((qualifier) => ({
      policy: oidOf(policy),
      type: oidOf(qualifier.children[0]),
      value: qualifier.children[1],
    }));
  });
}

const notices = (facts: CertificateFacts): Element[] =>
  policyQualifiers(facts).flatMap(({ type, value }) => (type === USER_NOTICE && value ? [value] : []));

/** The explicit texts of all user notices. */
const texts = (facts: CertificateFacts): Element[] =>
  notices(facts).flatMap(
    (notice) => notice.children.find((part) => part.tagClass === 0 && isStringTag(part.tag)) ?? [],
  );

const spelt = (element: Element): string => decodeString(element.tag, contentOf(element)).text;

/** A rule on explicit texts: the first that is wrong is at fault. */
function explicitText(
  row: Omit<RuleRow, "key" | "applies" | "check">,
  wrong: (text: Element) => string | undefined,
): RuleRow {
  return {
    ...row,
    key,
    applies: (facts) => texts(facts).length > 0,
    check: (facts): Violation | undefined => {
      for (const element of texts(facts)) {
        const message = wrong(element);
        if (message !== undefined) return { message, element };
      }
      return undefined;
    },
  };
}

const explicitTextRules: readonly RuleRow[] = [
  explicitText(
    {
      id: "rfc5280.explicitTextLength",
      severity: "error",
      reference: "RFC 5280 §4.2.1.4",
      title: "The explicit text of a user notice has at most 200 characters",
      fix: "Shorten it, or better leave the notice out and point to the CPS",
    },
    (element) => {
      const length = Array.from(spelt(element)).length;
      return length <= 200
        ? undefined
        : `An explicit text has ${String(length)} characters, at most 200 are allowed`;
    },
  ),
  explicitText(
    {
      id: "rfc6818.explicitTextNotIa5",
      severity: "error",
      reference: "RFC 6818 §3",
      title: "The explicit text of a user notice is no IA5String",
      fix: "Write it as UTF8String, or leave the notice out",
    },
    (element) => (element.is(TAG.ia5String) ? "An explicit text is an IA5String" : undefined),
  ),
  explicitText(
    {
      id: "rfc6818.explicitTextUtf8",
      severity: "warning",
      reference: "RFC 6818 §3",
      title: "The explicit text of a user notice is a UTF8String",
      fix: "Write it as UTF8String, or leave the notice out",
    },
    (element) =>
      element.is(TAG.utf8String) || element.is(TAG.ia5String)
        ? undefined
        : `An explicit text is a ${tagName(element)}`,
  ),
  explicitText(
    {
      id: "rfc5280.explicitTextControlCharacters",
      severity: "warning",
      reference: "RFC 5280 §4.2.1.4",
      title: "The explicit text of a user notice has no control characters",
      fix: "Write it without line ends and other controls",
    },
    (element) =>
      /[\u0000-\u001f\u007f-\u009f]/.test(spelt(element))
        ? `The explicit text ${quoted(spelt(element))} holds control characters`
        : undefined,
  ),
  explicitText(
    {
      id: "rfc5280.explicitTextNormalized",
      severity: "warning",
      reference: "RFC 5280 §4.2.1.4",
      title: "The explicit text of a user notice is in Unicode's normalization form C",
      fix: "Normalize the text (NFC) before it goes into the certificate",
    },
    (element) =>
      spelt(element).normalize("NFC") === spelt(element)
        ? undefined
        : `The explicit text ${quoted(spelt(element))} is not in normalization form C`,
  ),
];

const mappings = (facts: CertificateFacts): readonly Element[] =>
  facts.value("policyMappings")?.children ?? [];

export const policyRules: readonly RuleRow[] = [
  {
    id: "rfc5280.policiesUnique",
    severity: "error",
    reference: "RFC 5280 §4.2.1.4",
    title: "No policy stands twice",
    key,
    fix: "Name each policy once",
    applies: (facts) => facts.value("certificatePolicies") !== undefined,
    check: ({ certificate: { certificatePolicies: policies } }) => {
      const seen = new Set<string>();
      const twice = policies.find((policy) => seen.size === seen.add(policy).size);
      return twice && `The policy ${twice} stands twice`;
    },
  },
  {
    id: "rfc5280.anyPolicyQualifiers",
    severity: "error",
    reference: "RFC 5280 §4.2.1.4",
    title: "The policy anyPolicy has no qualifiers but a CPS pointer and a user notice",
    key,
    fix: "Remove the qualifier, or name the policy that it belongs to",
    applies: (facts) => policyQualifiers(facts).some(({ policy }) => policy === ANY_POLICY),
    check: (facts) => {
      const found = policyQualifiers(facts).find(
        ({ policy, type }) => policy === ANY_POLICY && type !== CPS && type !== USER_NOTICE,
      );
      return found && `The policy anyPolicy has the qualifier ${found.type}`;
    },
  },
  {
    id: "rfc5280.cpsIsUri",
    severity: "error",
    reference: "RFC 5280 §4.2.1.4",
    title: "A CPS pointer is a URI, as IA5String",
    key,
    fix: "Write the whole address of the CPS, with https:// before it",
    applies: (facts) => policyQualifiers(facts).some(({ type }) => type === CPS),
    check: (facts): Violation | undefined => {
      for (const { type, value } of policyQualifiers(facts)) {
        if (type !== CPS || !value) continue;
        if (!value.is(TAG.ia5String)) {
          return { message: `A CPS pointer is a ${tagName(value)}, not an IA5String`, element: value };
        }
        const text = latin1(value.content);
        if (!/^[a-z][a-z0-9+.-]*:[^\s\u0080-\uffff]+$/i.test(text)) {
          return { message: `The CPS pointer ${quoted(text)} is no URI`, element: value };
        }
      }
      return undefined;
    },
  },
  {
    id: "rfc5280.userNoticeNoReference",
    severity: "warning",
    reference: "RFC 5280 §4.2.1.4",
    title: "A user notice holds its text and no noticeRef",
    key,
    fix: "Leave noticeRef out: nobody can look it up",
    applies: (facts) => notices(facts).length > 0,
    check: (facts): Violation | undefined => {
      const element = notices(facts).find(({ children }) => children[0]?.is(TAG.sequence) === true);
      return element && { message: "A user notice refers to a numbered notice of an organization", element };
    },
  },
  ...explicitTextRules,
  {
    id: "rfc5280.policyMappingsNoAnyPolicy",
    severity: "error",
    reference: "RFC 5280 §4.2.1.5",
    title: "The policy anyPolicy is not mapped",
    key: "tbsCertificate.extensions.policyMappings",
    fix: "Name the policies that are to be mapped",
    applies: (facts) => mappings(facts).length > 0,
    check: (facts): Violation | undefined => {
      const element = mappings(facts).find(({ children }) =>
        children.some((policy) => oidOf(policy) === ANY_POLICY),
      );
      return element && { message: "The extension policyMappings maps to or from anyPolicy", element };
    },
  },
  {
    id: "rfc5280.policyMappingsAsserted",
    severity: "warning",
    reference: "RFC 5280 §4.2.1.5",
    title: "A policy that is mapped stands in certificatePolicies",
    key: "tbsCertificate.extensions.policyMappings",
    fix: "Add the issuer's policy to certificatePolicies",
    applies: (facts) => mappings(facts).length > 0,
    check: (facts): Violation | undefined => {
      const asserted = new Set(facts.certificate.certificatePolicies);
      const element = mappings(facts).find(({ children }) => !asserted.has(oidOf(children[0])));
      return (
        element && {
          message: `The policy ${oidOf(element.children[0]) || "unknown"} is mapped, and is not in certificatePolicies`,
          element,
        }
      );
    },
  },
  ...["policyMappings", "policyConstraints", "inhibitAnyPolicy", "nameConstraints"].map((name): RuleRow => ({
    id: `rfc5280.${name}OnlyInCa`,
    severity: "error",
    reference: `RFC 5280 §4.2.1.${{ policyMappings: "5", policyConstraints: "11", inhibitAnyPolicy: "14" }[name] ?? "10"}`,
    title: `${name} stands only in a CA`,
    key: `tbsCertificate.extensions.${name}`,
    fix: `Remove ${name}: it limits certificates that a CA issues`,
    applies: (facts) => facts.has(name),
    check: ({ isCa }) => (isCa ? undefined : `This is no CA, and it has ${name}`),
  })),
];
