import { name, type CertificateSpec } from "../../../../support/certificates/build";
import { mail, server, withExtensions, withSubject } from "../../../../support/certificates/base";
import { contextPrimitive, type Der } from "../../../../support/certificates/der";
import {
  dns,
  email,
  ip,
  issuerAltName,
  subjectAltName,
  uri,
} from "../../../../support/certificates/extensions";
import type { LintCase, LintCases } from "./case";

const named = (...names: readonly Der[]): CertificateSpec =>
  withExtensions(server, { subjectAltName: subjectAltName(...names) });

/** A certificate with names of one kind that are right, and one with a wrong name behind them. */
function names(
  make: (text: string) => Der,
  right: readonly string[],
  wrong: string,
  ...also: readonly string[]
): LintCase {
  const good = right.map(make);
  return { passes: named(...good), fails: named(...good, make(wrong)), also };
}

const dnsNames = (
  wrong: string,
  right: readonly string[] = ["www.example.com"],
  ...also: readonly string[]
): LintCase => names(dns, right, wrong, ...also);

const empty = withSubject(server, name());

/** Cases of rules on alternative names. */
export const alternativeNameCases: LintCases = {
  "rfc5280.emptySubjectHasName": {
    passes: withExtensions(empty, {
      subjectAltName: { ...subjectAltName(dns("www.example.com")), critical: true },
    }),
    fails: withExtensions(empty, { subjectAltName: undefined }),
  },
  "rfc5280.emptySubjectAltNameCritical": {
    passes: withExtensions(empty, {
      subjectAltName: { ...subjectAltName(dns("www.example.com")), critical: true },
    }),
    fails: empty,
  },
  "rfc5280.subjectAltNameNotCritical": {
    passes: server,
    fails: withExtensions(server, {
      subjectAltName: { ...subjectAltName(dns("www.example.com")), critical: true },
    }),
  },
  "rfc5280.dnsNameAscii": dnsNames("m\u00fcller.example"),
  "rfc5280.dnsNameCharacters": dnsNames("https://example.com", ["a-b.1.example.com", "*.example.com"]),
  "rfc5280.dnsNameUnderscore": dnsNames("under_score.example.com"),
  "rfc5280.dnsNameEmptyLabel": dnsNames(".example.com"),
  "rfc5280.dnsNameLabelLength": dnsNames(`${"a".repeat(64)}.example`, [`${"a".repeat(63)}.example`]),
  "rfc5280.dnsNameLength": dnsNames(`${"abcdefg.".repeat(31)}example`, [`${"abcdefg.".repeat(30)}example`]),
  "rfc5280.dnsNameHyphens": dnsNames("-a.example.com"),
  "rfc5890.reservedLabel": dnsNames("ab--c.example.com", ["xn--mller-kva.example"]),
  "rfc9549.aLabelValid": dnsNames("xn--99999999.example", ["xn--mller-kva.example", "xn--fiqs8s"]),
  "rfc9525.wildcardPosition": dnsNames("w*.example.com", ["*.example.com"]),
  "rfc5280.dnsNameNotAddress": dnsNames("192.0.2.1"),
  "rfc5280.rfc822NameMailbox": {
    passes: mail,
    fails: withExtensions(mail, { subjectAltName: subjectAltName(email("Someone <someone@example.com>")) }),
  },
  "rfc5280.rfc822NameAscii": {
    passes: mail,
    fails: withExtensions(mail, { subjectAltName: subjectAltName(email("s\u00f8meone@example.com")) }),
  },
  "rfc5280.uriAbsolute": names(uri, ["spiffe://example.com/service", "urn:uuid:1"], "/service"),
  "rfc5280.uriHost": names(uri, ["https://example.com:8443/", "https://[2001:db8::1]/"], "https://exa*mple/"),
  "rfc5280.uriAscii": names(uri, ["https://example.com/"], "https://example.com/\u00fc"),
  "rfc5280.ipAddressLength": {
    passes: named(ip(192, 0, 2, 1), ip(...new Array<number>(16).fill(1))),
    fails: named(ip(192, 0, 2, 1, 255, 255, 255, 0)),
  },
  "rfc5280.issuerAltNameForms": {
    passes: withExtensions(server, {
      issuerAltName: issuerAltName(dns("ca.example"), email("ca@ca.example")),
    }),
    fails: withExtensions(server, { issuerAltName: issuerAltName(contextPrimitive(2, new Uint8Array(0))) }),
  },
};
