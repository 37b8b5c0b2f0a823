import { decodePunycode } from "../../../words/punycode";
import { isAscii, nameRule } from "../nameRule";
import { dnsLabels, looksLikeAddress } from "../read/dnsName";
import type { RuleRow } from "../rule";
import { quoted } from "../words";

const reference = "RFC 5280 §4.2.1.6";

/** DNS names in subjectAltName. */
export const dnsNameRules: readonly RuleRow[] = [
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
      title:
        "A DNS name holds letters, digits, hyphens and dots, apart from a wildcard's star and underscores",
      fix: "Write the bare host name: no scheme, no port, no path, no space",
    },
    (name) => {
      if (!isAscii(name)) return undefined;
      // Stars and underscores have rules of their own.
      const odd = /[^A-Za-z0-9.*_-]/.exec(name.value)?.[0];
      return odd === undefined ? undefined : `The DNS name ${quoted(name.value)} holds ${quoted(odd)}`;
    },
  ),
  nameRule(
    "dNSName",
    {
      id: "rfc5280.dnsNameUnderscore",
      severity: "warning",
      reference: `${reference} (RFC 1034 §3.5)`,
      title: "A DNS name holds no underscore",
      fix: "Use a hyphen instead; public CAs do not issue such a name, and some clients refuse it",
    },
    ({ value }) =>
      value.includes("_")
        ? `The DNS name ${quoted(value)} holds an underscore, which host names do not`
        : undefined,
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
