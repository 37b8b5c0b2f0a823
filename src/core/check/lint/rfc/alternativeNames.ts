import type { CertificateFacts, NameFacts } from "../facts";
import { decodePunycode, dnsLabels, looksLikeAddress } from "../read/dnsName";
import type { RuleRow, Violation } from "../rule";
import { quoted } from "../words";

const key = "tbsCertificate.extensions.subjectAltName";
const reference = "RFC 5280 §4.2.1.6";

type Kind = NameFacts["kind"];
type Where = "subjectAltName" | "issuerAltName";

const of = (facts: CertificateFacts, kind: Kind, where: Where = "subjectAltName"): NameFacts[] =>
  facts.names(where).filter((name) => name.kind === kind);

/** A rule on names of one kind in subjectAltName: the first that is wrong is at fault. */
function nameRule(
  kind: Kind,
  row: Omit<RuleRow, "key" | "applies" | "check">,
  wrong: (name: NameFacts) => string | undefined,
): RuleRow {
  return {
    ...row,
    key: `${key}.${kind}`,
    applies: (facts) => of(facts, kind).length > 0,
    check: (facts): Violation | undefined => {
      for (const name of of(facts, kind)) {
        const message = wrong(name);
        if (message !== undefined) return { message, element: name.element };
      }
      return undefined;
    },
  };
}

const isAscii = ({ bytes }: NameFacts): boolean => bytes.every((byte) => byte < 0x80);

/** A-labels and digits: hosts are written in ASCII. */
const dnsRules: readonly RuleRow[] = [
  nameRule(
    "dNSName",
    {
      id: "rfc5280.dnsNameAscii",
      severity: "error",
      reference: `${reference} (RFC 9549 §2.2)`,
      title: "A DNS name is ASCII: international labels are A-labels",
      fix: "Write international names as xn-- labels",
    },
    (name) =>
      isAscii(name) ? undefined : `The DNS name ${quoted(name.value)} holds characters beyond ASCII`,
  ),
  nameRule(
    "dNSName",
    {
      id: "rfc5280.dnsNameCharacters",
      severity: "error",
      reference: `${reference} (RFC 1034 §3.5)`,
      title: "A DNS name holds letters, digits, hyphens and dots alone",
      fix: "Write the bare host name: no scheme, no port, no path, no space, no underscore",
    },
    (name) => {
      if (!isAscii(name)) return undefined;
      // Stars have a rule of their own.
      const odd = /[^A-Za-z0-9.*-]/.exec(name.value)?.[0];
      return odd === undefined ? undefined : `The DNS name ${quoted(name.value)} holds ${quoted(odd)}`;
    },
  ),
  nameRule(
    "dNSName",
    {
      id: "rfc5280.dnsNameEmptyLabel",
      severity: "error",
      reference: `${reference} (RFC 1034 §3.5)`,
      title: "A DNS name has no empty label: no dot at its ends, no two dots together",
      fix: "Write the name without dots at its ends; a whole domain is *.example.com",
    },
    ({ value }) => {
      if (value === "") return "A DNS name is empty";
      return value.split(".").includes("")
        ? `The DNS name ${quoted(value)} ${value.startsWith(".") ? "begins with a dot" : value.endsWith(".") ? "ends with a dot" : "has two dots together"}`
        : undefined;
    },
  ),
  nameRule(
    "dNSName",
    {
      id: "rfc5280.dnsNameLabelLength",
      severity: "error",
      reference: `${reference} (RFC 1034 §3.1)`,
      title: "A label of a DNS name has at most 63 characters",
      fix: "Use a name that exists: DNS holds no longer label",
    },
    ({ value }) => {
      const long = dnsLabels(value).find((label) => label.length > 63);
      return long === undefined ? undefined : `A label of a DNS name has ${String(long.length)} characters`;
    },
  ),
  nameRule(
    "dNSName",
    {
      id: "rfc5280.dnsNameLength",
      severity: "error",
      reference: `${reference} (RFC 1034 §3.1)`,
      title: "A DNS name has at most 253 characters",
      fix: "Use a name that exists: DNS holds no longer name",
    },
    ({ value }) =>
      value.length <= 253
        ? undefined
        : `A DNS name has ${String(value.length)} characters, at most 253 are allowed`,
  ),
  nameRule(
    "dNSName",
    {
      id: "rfc5280.dnsNameHyphens",
      severity: "error",
      reference: `${reference} (RFC 1034 §3.5)`,
      title: "A label of a DNS name neither begins nor ends with a hyphen",
      fix: "Use a name that is allowed in DNS",
    },
    ({ value }) => {
      const odd = dnsLabels(value).find((label) => /^-|-$/.test(label));
      return odd === undefined ? undefined : `A label of ${quoted(value)} begins or ends with a hyphen`;
    },
  ),
  nameRule(
    "dNSName",
    {
      id: "rfc5890.reservedLabel",
      severity: "warning",
      reference: "RFC 5890 §2.3.1",
      title: "A label with hyphens in its third and fourth place is an A-label (xn--)",
      fix: "Use another name, or write the A-label as xn--…",
    },
    ({ value }) => {
      const odd = dnsLabels(value).find((label) => /^(?!xn)..--/i.test(label));
      return odd === undefined ? undefined : `The label ${quoted(odd)} is of a form that is reserved`;
    },
  ),
  nameRule(
    "dNSName",
    {
      id: "rfc9549.aLabelValid",
      severity: "error",
      reference: "RFC 9549 §2.2 (RFC 5891 §5.4)",
      title: "An xn-- label is Punycode of a normalized international label",
      fix: "Convert the international name with an IDNA 2008 library",
    },
    ({ value }) => {
      const odd = dnsLabels(value).find((label) => /^xn--/i.test(label) && !isALabel(label.slice(4)));
      return odd === undefined
        ? undefined
        : `The label ${quoted(odd)} is no A-label: it decodes to no proper name`;
    },
  ),
  nameRule(
    "dNSName",
    {
      id: "rfc9525.wildcardPosition",
      severity: "error",
      reference: "RFC 9525 §6.3",
      title: "A star is the whole leftmost label of a DNS name",
      fix: "Write *.example.com, or name each host",
    },
    ({ value }) =>
      /^(\*\.)?[^*]*$/.test(value)
        ? undefined
        : `The star in ${quoted(value)} is not the whole first label, and no client takes it`,
  ),
  nameRule(
    "dNSName",
    {
      id: "rfc5280.dnsNameNotAddress",
      severity: "error",
      reference,
      title: "An IP address stands as iPAddress, not as dNSName",
      fix: "Write it as an iPAddress (IP:… in OpenSSL)",
    },
    ({ value }) =>
      looksLikeAddress(value)
        ? `The IP address ${quoted(value)} is written as a DNS name, and no client takes it`
        : undefined,
  ),
];

/** Whether Punycode decodes to characters beyond ASCII that are normalized (RFC 5891 §5.4). */
function isALabel(punycode: string): boolean {
  const label = decodePunycode(punycode.toLowerCase());
  return label !== undefined && /[^\0-\x7f]/.test(label) && label.normalize("NFC") === label;
}

const MAILBOX =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@([A-Za-z0-9-]+\.)*[A-Za-z0-9-]+$|^"[^"\s]*"@[A-Za-z0-9.-]+$/;
const URI_SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const AUTHORITY = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i;

/** The host of a URI's authority; undefined without an authority. */
function hostOf(uri: string): string | undefined {
  const authority = AUTHORITY.exec(uri)?.[1];
  return authority?.replace(/^.*@/, "").replace(/:\d*$/, "");
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
  ...dnsRules,
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
