import { decodeSmallInteger } from "../../../asn1/integer";
import { TAG } from "../../../asn1/tags";
import type { CertificateFacts } from "../facts";
import { familyOf, type Family } from "../read/algorithms";
import type { RuleRow, Violation } from "../rule";
import { listed } from "../words";

const key = "tbsCertificate.extensions.keyUsage";
const pathLength = (facts: CertificateFacts) =>
  facts.value("basicConstraints")?.children.find((part) => part.is(TAG.integer));

export const basicConstraintsRules: readonly RuleRow[] = [
  {
    id: "rfc5280.pathLenOnlyInCa",
    severity: "error",
    reference: "RFC 5280 §4.2.1.9",
    title: "pathLenConstraint stands only with cA",
    key: "tbsCertificate.extensions.basicConstraints",
    fix: "Leave pathLenConstraint out, or set cA if this is to be a CA",
    applies: (facts) => pathLength(facts) !== undefined,
    check: ({ isCa }) =>
      isCa ? undefined : "The extension basicConstraints limits the path length of what is no CA",
  },
  {
    id: "rfc5280.pathLenNotNegative",
    severity: "error",
    reference: "RFC 5280 §4.2.1.9",
    title: "pathLenConstraint is not negative",
    key: "tbsCertificate.extensions.basicConstraints.pathLenConstraint",
    fix: "Write 0 for a CA that issues no further CAs",
    applies: (facts) => pathLength(facts) !== undefined,
    check: (facts) => {
      const length = pathLength(facts);
      return length && (decodeSmallInteger(length.content) ?? 0) < 0
        ? "The path length is negative"
        : undefined;
    },
  },
  {
    id: "rfc5280.pathLenNeedsKeyCertSign",
    severity: "error",
    reference: "RFC 5280 §4.2.1.9",
    title: "pathLenConstraint stands only with keyCertSign",
    key: "tbsCertificate.extensions.basicConstraints",
    fix: "Add keyCertSign to keyUsage, or leave pathLenConstraint out",
    applies: (facts) => facts.isCa && pathLength(facts) !== undefined && facts.has("keyUsage"),
    check: (facts) =>
      facts.hasUsage("keyCertSign")
        ? undefined
        : "The extension basicConstraints limits the path length, and keyUsage does not let the key sign certificates",
  },
];

export const keyUsageRules: readonly RuleRow[] = [
  {
    id: "rfc5280.keyUsageInCa",
    severity: "error",
    reference: "RFC 5280 §4.2.1.3",
    title: "A CA has keyUsage",
    key: "tbsCertificate.extensions",
    fix: "Issue it with keyUsage keyCertSign and cRLSign, critical",
    applies: ({ isCa }) => isCa,
    check: (facts) => (facts.has("keyUsage") ? undefined : "This is a CA, and it has no keyUsage"),
  },
  {
    id: "rfc5280.keyCertSignInCa",
    severity: "error",
    reference: "RFC 5280 §4.2.1.3",
    title: "The keyUsage of a CA holds keyCertSign",
    key,
    fix: "Add keyCertSign: certificates that this CA issues do not verify without it",
    applies: (facts) => facts.isCa && facts.has("keyUsage"),
    check: (facts) =>
      facts.hasUsage("keyCertSign") ? undefined : "This is a CA whose key may not sign certificates",
  },
  {
    id: "rfc5280.keyCertSignOnlyInCa",
    severity: "error",
    reference: "RFC 5280 §4.2.1.9",
    title: "keyCertSign stands only in a CA",
    key,
    fix: "Remove keyCertSign, or set cA in basicConstraints if this is to be a CA",
    applies: (facts) => facts.has("keyUsage"),
    check: (facts) =>
      facts.hasUsage("keyCertSign") && !facts.isCa
        ? "The extension keyUsage lets the key sign certificates, and by basicConstraints this is no CA"
        : undefined,
  },
  {
    id: "rfc5280.keyUsageNotZero",
    severity: "error",
    reference: "RFC 5280 §4.2.1.3",
    title: "keyUsage has at least one bit set",
    key,
    fix: "Set the bits that are wanted, or leave keyUsage out",
    applies: (facts) => facts.value("keyUsage") !== undefined,
    check: ({ certificate: { keyUsage } }) =>
      keyUsage?.length === 0 ? "The extension keyUsage allows nothing: no bit is set" : undefined,
  },
  {
    id: "rfc5280.keyUsageKnownBits",
    severity: "error",
    reference: "RFC 5280 §4.2.1.3",
    title: "keyUsage has no bits beyond decipherOnly",
    key,
    fix: "Have it issued again with the nine bits that are defined",
    applies: (facts) => facts.value("keyUsage") !== undefined,
    check: ({ certificate: { keyUsage } }) => {
      const unknown = keyUsage?.find((usage) => usage.startsWith("bit "));
      return unknown && `The extension keyUsage has ${unknown} set, which means nothing`;
    },
  },
  {
    id: "rfc5280.encipherOnlyNeedsKeyAgreement",
    severity: "warning",
    reference: "RFC 5280 §4.2.1.3",
    title: "encipherOnly and decipherOnly stand only with keyAgreement",
    key,
    fix: "Add keyAgreement, or remove encipherOnly and decipherOnly",
    applies: (facts) => facts.hasUsage("encipherOnly") || facts.hasUsage("decipherOnly"),
    check: (facts) =>
      facts.hasUsage("keyAgreement")
        ? undefined
        : "The extension keyUsage has encipherOnly or decipherOnly, which mean nothing without keyAgreement",
  },
];

interface KeyFit {
  readonly id: string;
  readonly reference: string;
  /** The RFC says what may be, not what must not. */
  readonly isMild?: true;
  readonly families: readonly Family[];
  readonly called: string;
  readonly forbidden: readonly string[];
  /** At least one of these must be there. */
  readonly oneOf?: readonly string[];
}

const SIGNING_ONLY = ["keyEncipherment", "dataEncipherment", "keyAgreement", "encipherOnly", "decipherOnly"];
const SIGNING = ["digitalSignature", "nonRepudiation", "keyCertSign", "cRLSign"];

/** What a kind of key cannot do. */
const KEY_FITS: readonly KeyFit[] = [
  {
    id: "rfc3279.rsaKeyUsage",
    reference: "RFC 3279 §2.3.1",
    isMild: true,
    families: ["rsa"],
    called: "An RSA key",
    forbidden: ["keyAgreement", "encipherOnly", "decipherOnly"],
  },
  {
    id: "rfc4055.pssKeyUsage",
    reference: "RFC 4055 §1.2",
    families: ["rsaPss"],
    called: "An RSA-PSS key",
    forbidden: SIGNING_ONLY,
  },
  {
    id: "rfc8813.ecKeyUsage",
    reference: "RFC 8813 §3",
    families: ["ecdsa"],
    called: "An elliptic curve key",
    forbidden: ["keyEncipherment", "dataEncipherment"],
  },
  {
    id: "rfc9295.edDsaKeyUsage",
    reference: "RFC 9295 §3",
    families: ["edDsa"],
    called: "An Ed25519 or Ed448 key",
    forbidden: SIGNING_ONLY,
    oneOf: SIGNING,
  },
  {
    id: "rfc9295.xDhKeyUsage",
    reference: "RFC 9295 §3",
    families: ["xDh"],
    called: "An X25519 or X448 key",
    forbidden: [...SIGNING, "keyEncipherment", "dataEncipherment"],
    oneOf: ["keyAgreement"],
  },
  {
    id: "rfc9881.mlDsaKeyUsage",
    reference: "RFC 9881 §5",
    families: ["mlDsa"],
    called: "An ML-DSA key",
    forbidden: SIGNING_ONLY,
    oneOf: SIGNING,
  },
  {
    id: "rfc9909.slhDsaKeyUsage",
    reference: "RFC 9909 §6",
    families: ["slhDsa"],
    called: "An SLH-DSA key",
    forbidden: SIGNING_ONLY,
    oneOf: SIGNING,
  },
];

/** keyUsage and the kind of key: one rule a kind. */
export const keyFitRules: readonly RuleRow[] = KEY_FITS.map(
  ({ id, reference, isMild, families, called, forbidden, oneOf }) => ({
    id,
    severity: isMild ? "warning" : "error",
    reference,
    title: `The keyUsage of ${called.replace(/^A/, "a")} holds only what such a key can do`,
    key,
    fix: `Remove ${listed(forbidden, 9)} from keyUsage${oneOf ? `, and set ${listed(oneOf, 9).replace(" and ", " or ")}` : ""}`,
    applies: ({ certificate: { keyUsage, publicKey } }) => {
      const family = familyOf(publicKey.algorithmName);
      return keyUsage !== undefined && family !== undefined && families.includes(family);
    },
    check: ({ certificate: { keyUsage = [] } }): Violation | string | undefined => {
      const wrong = keyUsage.filter((usage) => forbidden.includes(usage));
      if (wrong.length > 0) return `${called} does no ${listed(wrong)}, and keyUsage says that it does`;
      const lacks =
        oneOf !== undefined && keyUsage.length > 0 && !oneOf.some((usage) => keyUsage.includes(usage));
      return lacks
        ? `${called} is for ${listed(oneOf, 9).replace(" and ", " or ")}, and keyUsage has none of these`
        : undefined;
    },
  }),
);
