import type { NameFacts } from "../facts";
import { isAscii, nameRule } from "../nameRule";
import { looksLikeAddress } from "../read/dnsName";
import type { RuleRow, Violation } from "../rule";
import { quoted } from "../words";
import { dnsNameRules } from "./dnsNames";

const key = "tbsCertificate.extensions.subjectAltName";
const reference = "RFC 5280 §4.2.1.6";

const MAILBOX =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@([A-Za-z0-9-]+\.)*[A-Za-z0-9-]+$|^"[^"\s]*"@[A-Za-z0-9.-]+$/;
const URI_SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const AUTHORITY = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i;

/** The host of a URI's authority; undefined without an authority, and for an empty one (file:///). */
function hostOf(uri: string): string | undefined {
  const authority = AUTHORITY.exec(uri)?.[1] ?? "";
  return authority === "" ? undefined : authority.replace(/^.*@/, "").replace(/:\d*$/, "");
}

const otherRules: readonly RuleRow[] = [
  nameRule(
    "rfc822Name",
    {
      id: "rfc5280.rfc822NameMailbox",
      severity: "error",
      reference,
      title: "An rfc822Name is a bare address: local part, @, domain",
      fix: "Write the address alone, without name, angle brackets or mailto:",
    },
    (name) =>
      !isAscii(name) || MAILBOX.test(name.value)
        ? undefined
        : `The rfc822Name ${quoted(name.value)} is no address`,
  ),
  nameRule(
    "rfc822Name",
    {
      id: "rfc5280.rfc822NameAscii",
      severity: "error",
      reference: `${reference} (RFC 9598 §3)`,
      title: "An rfc822Name is ASCII",
      fix: "Write the domain as A-labels; a local part beyond ASCII goes into an otherName SmtpUTF8Mailbox",
    },
    (name) =>
      isAscii(name) ? undefined : `The rfc822Name ${quoted(name.value)} holds characters beyond ASCII`,
  ),
  nameRule(
    "uniformResourceIdentifier",
    {
      id: "rfc5280.uriAbsolute",
      severity: "error",
      reference,
      title: "A URI has a scheme and something behind it",
      fix: "Write the whole URI: https://example.com/, spiffe://example.com/service",
    },
    ({ value }) =>
      URI_SCHEME.test(value) && !/^[^:]*:(\/\/)?$/.test(value)
        ? undefined
        : `The URI ${quoted(value)} has no ${URI_SCHEME.test(value) ? "part behind its scheme" : "scheme"}`,
  ),
  nameRule(
    "uniformResourceIdentifier",
    {
      id: "rfc5280.uriHost",
      severity: "error",
      reference,
      title: "A URI with an authority names a host: a domain name or an IP address",
      fix: "Write the host's full name into the URI",
    },
    ({ value }) => {
      const host = hostOf(value);
      if (host === undefined || looksLikeAddress(host)) return undefined;
      return /^([a-z0-9_-]+\.)*[a-z0-9-]+$/i.test(host)
        ? undefined
        : `The URI ${quoted(value)} names no host that there could be`;
    },
  ),
  nameRule(
    "uniformResourceIdentifier",
    {
      id: "rfc5280.uriAscii",
      severity: "error",
      reference,
      title: "A URI is ASCII, without spaces",
      fix: "Write the host as A-labels, other characters as %XX",
    },
    (name) =>
      isAscii(name) && !/\s/.test(name.value)
        ? undefined
        : `The URI ${quoted(name.value)} holds a space or characters beyond ASCII`,
  ),
  nameRule(
    "iPAddress",
    {
      id: "rfc5280.ipAddressLength",
      severity: "error",
      reference,
      title: "An IP address has 4 or 16 bytes",
      fix: "Write the address alone, without a mask and not as text",
    },
    ({ bytes }) =>
      bytes.length === 4 || bytes.length === 16
        ? undefined
        : `An IP address has ${String(bytes.length)} bytes instead of 4 or 16`,
  ),
];

export const alternativeNameRules: readonly RuleRow[] = [
  {
    id: "rfc5280.emptySubjectHasName",
    severity: "error",
    reference: "RFC 5280 §4.1.2.6",
    title: "A certificate with an empty subject has subjectAltName",
    key: "tbsCertificate.subject",
    fix: "Add a subjectAltName, or give the subject a name",
    applies: ({ parts }) => parts.subject?.children.length === 0,
    check: (facts) =>
      facts.has("subjectAltName")
        ? undefined
        : "The subject is empty, and there is no subjectAltName: it names nobody",
  },
  {
    id: "rfc5280.emptySubjectAltNameCritical",
    severity: "error",
    reference,
    title: "subjectAltName is critical when the subject is empty",
    key,
    fix: "Mark subjectAltName as critical, or give the subject a name",
    applies: (facts) => facts.parts.subject?.children.length === 0 && facts.has("subjectAltName"),
    check: (facts) =>
      facts.extension("subjectAltName")?.critical
        ? undefined
        : "The subject is empty, and subjectAltName, the only name, is not critical",
  },
  {
    id: "rfc5280.subjectAltNameNotCritical",
    severity: "warning",
    reference,
    title: "subjectAltName is not critical when there is a subject",
    key,
    fix: "Mark subjectAltName as not critical",
    applies: (facts) => (facts.parts.subject?.children.length ?? 0) > 0 && facts.has("subjectAltName"),
    check: (facts) =>
      facts.extension("subjectAltName")?.critical
        ? "The extension subjectAltName is critical, though the subject has a name"
        : undefined,
  },
  ...dnsNameRules,
  ...otherRules,
  {
    id: "rfc5280.issuerAltNameForms",
    severity: "error",
    reference: "RFC 5280 §4.2.1.7",
    title: "Names in issuerAltName are of the forms that subjectAltName wants",
    key: "tbsCertificate.extensions.issuerAltName",
    fix: "Write the name as it would stand in subjectAltName",
    applies: (facts) => facts.names("issuerAltName").length > 0,
    check: (facts): Violation | undefined => {
      const wrong = facts.names("issuerAltName").find(isMalformed);
      return (
        wrong && {
          message: `The extension issuerAltName has the ${wrong.kind} ${quoted(wrong.value)}, which is of no proper form`,
          element: wrong.element,
        }
      );
    },
  },
];

/** What several rules say of names of subjectAltName, for those of issuerAltName in one. */
function isMalformed(name: NameFacts): boolean {
  const { kind, value, bytes } = name;
  const host = kind === "uniformResourceIdentifier" ? hostOf(value) : undefined;
  switch (kind) {
    case "dNSName":
      return !/^(\*\.)?([A-Za-z0-9-]{1,63}\.)*[A-Za-z0-9-]{1,63}$/.test(value);
    case "rfc822Name":
      return !MAILBOX.test(value);
    case "uniformResourceIdentifier":
      if (!isAscii(name) || !URI_SCHEME.test(value) || /^[^:]*:(\/\/)?$/.test(value)) return true;
      return host !== undefined && !looksLikeAddress(host) && !/^([a-z0-9_-]+\.)*[a-z0-9-]+$/i.test(host);
    case "iPAddress":
      return bytes.length !== 4 && bytes.length !== 16;
    default:
      return false;
  }
}
