import type { Element } from "../../../asn1/element";
import { decodeSmallInteger } from "../../../asn1/integer";
import { readGeneralName } from "../../../x509/generalName";
import type { CertificateFacts } from "../facts";
import type { RuleRow, Violation } from "../rule";
import { quoted } from "../words";

const key = "tbsCertificate.extensions.nameConstraints";
const reference = "RFC 5280 §4.2.1.10";

/** Every GeneralSubtree, permitted and excluded. */
const subtrees = (facts: CertificateFacts): Element[] =>
  (facts.value("nameConstraints")?.children ?? []).flatMap(({ children }) => children);

/** A rule on subtrees: the first that is wrong is at fault. */
function subtreeRule(
  row: Omit<RuleRow, "key" | "reference" | "applies" | "check">,
  wrong: (subtree: Element) => string | undefined,
): RuleRow {
  return {
    ...row,
    reference,
    key,
    applies: (facts) => subtrees(facts).length > 0,
    check: (facts): Violation | undefined => {
      for (const element of subtrees(facts)) {
        const message = wrong(element);
        if (message !== undefined) return { message, element };
      }
      return undefined;
    },
  };
}

const baseOf = ({ children: [base] }: Element) => (base ? readGeneralName(base) : undefined);

export const nameConstraintRules: readonly RuleRow[] = [
  subtreeRule(
    {
      id: "rfc5280.subtreeMinimum",
      severity: "error",
      title: "A subtree of nameConstraints has no minimum but 0",
      fix: "Leave minimum out",
    },
    ({ children }) => {
      const minimum = children.slice(1).find((part) => part.isContext(0));
      return minimum && decodeSmallInteger(minimum.content) !== 0
        ? "A subtree has a minimum other than 0"
        : undefined;
    },
  ),
  subtreeRule(
    {
      id: "rfc5280.subtreeMaximum",
      severity: "error",
      title: "A subtree of nameConstraints has no maximum",
      fix: "Leave maximum out",
    },
    ({ children }) =>
      children.slice(1).some((part) => part.isContext(1)) ? "A subtree has a maximum" : undefined,
  ),
  subtreeRule(
    {
      id: "rfc5280.subtreeAddressLength",
      severity: "error",
      title: "A subtree of IP addresses has an address and a mask: 8 or 32 bytes",
      fix: "Write the range as address and mask (IP:10.0.0.0/255.0.0.0 in OpenSSL)",
    },
    (subtree) => {
      const base = baseOf(subtree);
      if (base?.kind !== "iPAddress") return undefined;
      const { length } = base.bytes;
      return length === 8 || length === 32
        ? undefined
        : `A subtree of IP addresses has ${String(length)} bytes instead of 8 or 32`;
    },
  ),
  subtreeRule(
    {
      id: "rfc5280.subtreeAddressMask",
      severity: "error",
      title: "The mask of a subtree of IP addresses is ones, then zeros",
      fix: "Write a mask of ones and then zeros, as in CIDR",
    },
    (subtree) => {
      const base = baseOf(subtree);
      if (base?.kind !== "iPAddress" || (base.bytes.length !== 8 && base.bytes.length !== 32))
        return undefined;
      const mask = base.bytes.subarray(base.bytes.length / 2);
      const bits = Array.from(mask, (byte) => byte.toString(2).padStart(8, "0")).join("");
      return /^1*0*$/.test(bits) ? undefined : `The mask of ${quoted(base.value)} has ones behind zeros`;
    },
  ),
  subtreeRule(
    {
      id: "rfc5280.subtreeDnsForm",
      severity: "warning",
      title: "A subtree of DNS names is a domain name without a dot or star before it",
      fix: "Write example.com: it stands for that name and all below it",
    },
    (subtree) => {
      const base = baseOf(subtree);
      if (base?.kind !== "dNSName" || base.value === "") return undefined;
      return /^([A-Za-z0-9_-]+\.)*[A-Za-z0-9_-]+$/.test(base.value)
        ? undefined
        : `The subtree ${quoted(base.value)} is no domain name, and software differs in what it makes of it`;
    },
  ),
  subtreeRule(
    {
      id: "rfc5280.subtreeUriForm",
      severity: "error",
      title: "A subtree of URIs is a host, or a domain with a dot before it",
      fix: "Write host.example.com, or .example.com for the hosts of a domain: no scheme, no path",
    },
    (subtree) => {
      const base = baseOf(subtree);
      if (base?.kind !== "uniformResourceIdentifier") return undefined;
      return /^\.?([A-Za-z0-9_-]+\.)+[A-Za-z0-9-]+$/.test(base.value)
        ? undefined
        : `The subtree ${quoted(base.value)} is neither a host nor a domain with a dot before it`;
    },
  ),
  subtreeRule(
    {
      id: "rfc5280.subtreeKind",
      severity: "warning",
      title: "Subtrees are of kinds that have a meaning",
      fix: "Constrain DNS names, addresses, e-mail addresses, URIs or directory names",
    },
    (subtree) => {
      const kind = baseOf(subtree)?.kind;
      return kind === "x400Address" || kind === "ediPartyName" || kind === "registeredID"
        ? `A subtree is a ${kind}, and nothing says what lies below one`
        : undefined;
    },
  ),
];
