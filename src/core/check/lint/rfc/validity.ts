import { latin1 } from "../../../asn1/strings";
import { TAG } from "../../../asn1/tags";
import type { Element } from "../../../asn1/element";
import type { CertificateFacts } from "../facts";
import type { RuleRow, Violation } from "../rule";
import { quoted } from "../words";

const fix = "Have it issued again with times in DER's one form: YYMMDDHHMMSSZ, from 2050 on YYYYMMDDHHMMSSZ";

interface Time {
  readonly element: Element;
  readonly name: string;
  readonly text: string;
}

/** The two times that are of the type `tag`. */
function times({ parts }: CertificateFacts, tag: number): Time[] {
  return ["notBefore", "notAfter"].flatMap((name, i) => {
    const element = parts.validity?.children[i];
    return element?.is(tag) === true
      ? [{ element, name, text: latin1(element.content.subarray(0, 40)) }]
      : [];
  });
}

/** A rule on the form of times of one type. */
function form(
  id: string,
  title: string,
  tag: number,
  wrong: (time: Time) => boolean,
  message: string,
): RuleRow {
  const type = tag === TAG.utcTime ? "UTCTime" : "GeneralizedTime";
  return {
    id: `rfc5280.${id}`,
    severity: "error",
    reference: tag === TAG.utcTime ? "RFC 5280 §4.1.2.5.1" : "RFC 5280 §4.1.2.5.2",
    title,
    key: "tbsCertificate.validity",
    fix,
    applies: (facts) => times(facts, tag).length > 0,
    check: (facts): Violation | undefined => {
      const found = times(facts, tag).find(wrong);
      return (
        found && {
          message: `The ${type} ${quoted(found.text)} ${message}`,
          key: `tbsCertificate.validity.${found.name}`,
          element: found.element,
        }
      );
    },
  };
}

const hasZone = ({ text }: Time): boolean => /[+-]\d{4}$/.test(text);
const endsInZ = ({ text }: Time): boolean => text.endsWith("Z");

export const validityRules: readonly RuleRow[] = [
  {
    id: "rfc5280.validityOrder",
    severity: "error",
    reference: "RFC 5280 §4.1.2.5",
    title: "The validity does not end before it begins",
    key: "tbsCertificate.validity.notAfter",
    fix: "Have it issued again with notAfter later than notBefore",
    check: ({ certificate: { notBefore, notAfter } }) =>
      notBefore !== undefined && notAfter !== undefined && Date.parse(notAfter) < Date.parse(notBefore)
        ? "The certificate ends before it begins, so that it is never valid"
        : undefined,
  },
  form(
    "utcTimeSeconds",
    "A UTCTime has seconds",
    TAG.utcTime,
    ({ text }) => /^\d{10}(?!\d)/.test(text),
    "has no seconds",
  ),
  form(
    "utcTimeZulu",
    "A UTCTime is in UTC and ends in Z",
    TAG.utcTime,
    (time) => hasZone(time) || !endsInZ(time),
    "does not end in Z",
  ),
  form(
    "generalizedTimeSeconds",
    "A GeneralizedTime has seconds",
    TAG.generalizedTime,
    ({ text }) => /^\d{10}(\d\d)?(?!\d)/.test(text),
    "has no seconds",
  ),
  form(
    "generalizedTimeZulu",
    "A GeneralizedTime is in UTC and ends in Z",
    TAG.generalizedTime,
    (time) => hasZone(time) || !endsInZ(time),
    "does not end in Z",
  ),
  form(
    "generalizedTimeFraction",
    "A GeneralizedTime has no fraction of a second",
    TAG.generalizedTime,
    ({ text }) => /[.,]/.test(text),
    "has a fraction of a second",
  ),
  {
    id: "rfc5280.utcTimeBefore2050",
    severity: "error",
    reference: "RFC 5280 §4.1.2.5",
    title: "Times before 2050 are UTCTime",
    key: "tbsCertificate.validity",
    fix,
    applies: (facts) => times(facts, TAG.generalizedTime).length > 0,
    check: (facts): Violation | undefined => {
      const found = times(facts, TAG.generalizedTime).find(({ text }) => /^(1[0-9]|20[0-4])\d/.test(text));
      return (
        found && {
          message: `The year ${found.text.slice(0, 4)} is written as GeneralizedTime, and UTCTime reaches to 2049`,
          key: `tbsCertificate.validity.${found.name}`,
          element: found.element,
        }
      );
    },
  },
];
