import { isStringTag, tagName, TAG } from "../../../asn1/tags";
import type { AttributeFacts } from "../read/attributes";
import type { RuleRow } from "../rule";
import { quoted } from "../words";
import { attributeRule } from "./names";

/** Attributes of the type DirectoryString (RFC 5280, Appendix A.1, and X.520). */
const DIRECTORY_STRINGS: ReadonlySet<string> = new Set([
  "commonName",
  "surname",
  "givenName",
  "initials",
  "generationQualifier",
  "name",
  "pseudonym",
  "title",
  "organizationName",
  "organizationalUnitName",
  "localityName",
  "stateOrProvinceName",
  "streetAddress",
  "postalCode",
  "businessCategory",
  "organizationIdentifier",
]);

/** The alternatives of DirectoryString; the last three are for names that exist already. */
const CURRENT: readonly number[] = [TAG.utf8String, TAG.printableString];
const LEGACY: readonly number[] = [TAG.teletexString, TAG.universalString, TAG.bmpString];

const isDirectoryString = ({ type }: AttributeFacts): boolean => DIRECTORY_STRINGS.has(type);
const isText = ({ text }: AttributeFacts): boolean => text !== undefined;

/** X.680 §41.4: what PrintableString may hold. */
const PRINTABLE = /^[A-Za-z0-9 '()+,\-./:=?]*$/;

/**
 * Characters that are passed over when names are compared (RFC 4518 §2.2): controls, soft hyphen, zero-width and direction
 * marks. Two names that differ in them alone are the same.
 */
const IGNORED =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u06dd\u070f\u1806\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2063\u206a-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffc]/u;

export const stringRules: readonly RuleRow[] = [
  attributeRule(
    {
      id: "rfc5280.directoryStringType",
      severity: "error",
      reference: "RFC 5280 §4.1.2.4",
      title: "A DirectoryString is one of its five string types",
      fix: "Have it issued again with this attribute as UTF8String",
    },
    isDirectoryString,
    ({ type, value }) =>
      value.tagClass === 0 && [...CURRENT, ...LEGACY].includes(value.tag)
        ? undefined
        : `The ${type} is of type ${tagName(value)}, which a DirectoryString cannot be`,
  ),
  attributeRule(
    {
      id: "rfc5280.directoryStringCurrent",
      severity: "warning",
      reference: "RFC 5280 §4.1.2.4",
      title: "A DirectoryString is UTF8String or PrintableString",
      fix: "Have it issued again with this attribute as UTF8String",
    },
    (attribute) => isDirectoryString(attribute) && isText(attribute),
    ({ type, value }) =>
      LEGACY.includes(value.tag)
        ? `The ${type} is of type ${tagName(value)}, which new certificates do not use`
        : undefined,
  ),
  attributeRule(
    {
      id: "rfc5280.printableStringCharacters",
      severity: "error",
      reference: "RFC 5280 §4.1.2.4 (X.680 §41.4)",
      title: "A PrintableString holds letters, digits, space and ' ( ) + , - . / : = ? alone",
      fix: "Have it issued again with this attribute as UTF8String, which holds every character",
    },
    ({ value }) => value.is(TAG.printableString),
    ({ type, text = "" }) =>
      PRINTABLE.test(text)
        ? undefined
        : `The ${type} ${quoted(text)} holds characters that PrintableString lacks`,
  ),
  attributeRule(
    {
      id: "rfc5280.ia5StringCharacters",
      severity: "error",
      reference: "RFC 5280 §4.1.2.4 (X.680 §41)",
      title: "An IA5String in a name holds ASCII alone",
      fix: "Have it issued again with ASCII; international domains are written as xn-- labels",
    },
    ({ value }) => value.is(TAG.ia5String),
    ({ type, text = "", problem }) =>
      problem === undefined
        ? undefined
        : `The ${type} ${quoted(text)} is an IA5String with characters beyond ASCII`,
  ),
  attributeRule(
    {
      id: "rfc5280.utf8StringValid",
      severity: "error",
      reference: "RFC 5280 §4.1.2.4 (RFC 3629)",
      title: "A UTF8String in a name is UTF-8",
      fix: "Have it issued again: the text was written in another encoding, likely Latin-1",
    },
    ({ value }) => value.is(TAG.utf8String),
    ({ type, text = "", problem }) =>
      problem === undefined ? undefined : `The ${type} ${quoted(text)} is no UTF-8: ${problem}`,
  ),
  attributeRule(
    {
      id: "rfc5280.attributeNotEmpty",
      severity: "error",
      reference: "RFC 5280 Appendix A.1",
      title: "Attributes of a name are not empty",
      fix: "Leave the attribute out where there is nothing to say",
    },
    ({ value }) => value.tagClass === 0 && isStringTag(value.tag),
    ({ type, text }) => (text === "" ? `The ${type} is empty` : undefined),
  ),
  attributeRule(
    {
      id: "rfc4518.surroundingSpace",
      severity: "warning",
      reference: "RFC 4518 §2.6.1",
      title: "Attributes of a name neither begin nor end with a space",
      fix: "Have it issued again without the space: some software compares names byte by byte",
    },
    isText,
    ({ type, text = "" }) =>
      /^\s|\s$/.test(text) ? `The ${type} ${quoted(text)} begins or ends with a space` : undefined,
  ),
  attributeRule(
    {
      id: "rfc4518.ignoredCharacters",
      severity: "warning",
      reference: "RFC 4518 §2.2",
      title: "Attributes of a name hold no control or invisible characters",
      fix: "Have it issued again without them: such a name looks like another one",
    },
    isText,
    ({ type, text = "" }) =>
      IGNORED.test(text) ? `The ${type} ${quoted(text)} holds control or invisible characters` : undefined,
  ),
];
