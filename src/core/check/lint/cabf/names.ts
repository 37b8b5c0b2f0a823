import { ipText, parseIp } from "../../../bytes/ipAddress";
import { nameRule } from "../nameRule";
import { isReservedAddress } from "../read/ipRanges";
import type { RuleRow, Violation } from "../rule";
import { quoted } from "../words";
import { isServer, PROFILES_SINCE } from "./scope";

const key = "tbsCertificate.extensions.subjectAltName";
const reference = "BR §7.1.2.7.12";

/** Top-level domains that are none: reserved (RFC 6761, 6762, 7686 apart), set aside by ICANN, or common on private networks. */
const PRIVATE_TLDS: ReadonlySet<string> = new Set([
  "corp",
  "example",
  "home",
  "internal",
  "intranet",
  "invalid",
  "lan",
  "local",
  "localdomain",
  "localhost",
  "private",
  "test",
  "workgroup",
]);

/** A rule on the DNS names of a server, in lower case. */
const dnsRule = (
  row: Omit<RuleRow, "key" | "applies" | "check">,
  wrong: (name: string) => string | undefined,
): RuleRow => nameRule("dNSName", row, ({ value }) => wrong(value.toLowerCase()), isServer);

export const nameRules: readonly RuleRow[] = [
  {
    id: "cabf.br.subjectAltNamePresent",
    severity: "error",
    reference: "BR §7.1.2.7.6",
    title: "A server's certificate has subjectAltName",
    key: "tbsCertificate.extensions",
    fix: "Put the server's names into subjectAltName; clients no longer look at the common name",
    applies: isServer,
    check: (facts) =>
      facts.has("subjectAltName") ? undefined : "The certificate of a server has no subjectAltName",
  },
  {
    id: "cabf.br.subjectAltNameKinds",
    severity: "error",
    reference,
    title: "The names of a server are DNS names and IP addresses alone",
    key,
    fix: "Leave out e-mail addresses, URIs and directory names",
    applies: (facts) => isServer(facts) && facts.names("subjectAltName").length > 0,
    check: (facts): Violation | undefined => {
      const other = facts
        .names("subjectAltName")
        .find(({ kind }) => kind !== "dNSName" && kind !== "iPAddress");
      return (
        other && {
          message: `The certificate of a server has a name of kind ${other.kind}`,
          element: other.element,
        }
      );
    },
  },
  dnsRule(
    {
      id: "cabf.br.internalName",
      severity: "error",
      reference,
      title: "A DNS name of a server ends in a public top-level domain",
      fix: "Use a name below a domain of your own, or a private CA for private names",
    },
    (name) => {
      const labels = name.split(".");
      const last = labels.at(-1) ?? "";
      if (labels.length === 1) return `${quoted(name)} has no top-level domain: such a name is anybody's`;
      return PRIVATE_TLDS.has(last) ? `${quoted(name)} is an internal name: nobody owns .${last}` : undefined;
    },
  ),
  nameRule(
    "iPAddress",
    {
      id: "cabf.br.reservedAddress",
      severity: "error",
      reference,
      title: "An IP address of a server is one of the public Internet",
      fix: "Use a private CA for private addresses",
    },
    ({ bytes, value }) =>
      isReservedAddress(bytes) ? `The address ${value} is reserved: it is anybody's` : undefined,
    isServer,
  ),
  dnsRule(
    {
      id: "cabf.br.wildcardBelowSuffix",
      severity: "error",
      reference: "BR §3.2.2.6",
      title: "A wildcard does not stand directly below a top-level domain",
      fix: "Write *.example.com: a domain of your own behind the star",
    },
    (name) =>
      /^\*\.[^.]+$/.test(name)
        ? `${quoted(name)} stands for every domain below .${name.slice(2)}`
        : undefined,
  ),
  dnsRule(
    {
      id: "cabf.br.reverseZone",
      severity: "error",
      reference,
      title: "A DNS name of a server is not one of the reverse zones of IP addresses",
      since: "2026-03-15",
      fix: "Write the IP address as iPAddress",
    },
    (name) =>
      /(^|\.)(in-addr|ip6)\.arpa$/.test(name) ? `${quoted(name)} is a name of a reverse zone` : undefined,
  ),
  dnsRule(
    {
      id: "cabf.br.onionAddress",
      severity: "error",
      reference: "BR §3.2.2.4 (Appendix B)",
      title: "The last but one label of an .onion name is an address of version 3",
      since: "2021-10-15",
      fix: "Use the service's address of 56 characters",
    },
    (name) =>
      name.endsWith(".onion") && !/(^|\.)[a-z2-7]{55}d\.onion$/.test(name)
        ? `${quoted(name)} holds no onion address of version 3`
        : undefined,
  ),
  {
    id: "cabf.br.commonNameInSubjectAltName",
    severity: "error",
    reference: "BR §7.1.4.3",
    title: "The common name of a server is one of its names in subjectAltName",
    key: "tbsCertificate.subject.commonName",
    fix: "Copy one of the names into the common name letter for letter, or leave the common name out",
    applies: (facts) => isServer(facts) && facts.subjectValues("commonName").length > 0,
    check: (facts): Violation | undefined => {
      // Letter for letter only since the profiles.
      const isExact = (facts.certificate.notBefore ?? "") >= PROFILES_SINCE;
      const fold = (text: string): string => (isExact ? text : text.toLowerCase());
      const names = new Set(
        facts
          .names("subjectAltName")
          .flatMap(({ kind, value }) => (kind === "dNSName" || kind === "iPAddress" ? [fold(value)] : [])),
      );
      const odd = facts.subjectValues("commonName").find(({ text = "" }) => {
        const address = isExact ? undefined : parseIp(text);
        return !names.has(address ? (ipText(address) ?? text) : fold(text));
      });
      return (
        odd && {
          message: `The common name ${quoted(odd.text ?? "")} is not among the names in subjectAltName`,
          element: odd.value,
        }
      );
    },
  },
];
