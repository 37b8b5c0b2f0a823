import { bitLength, unsigned } from "../../../asn1/integer";
import { fromHex, toHex } from "../../../bytes/hex";
import { equalBytes } from "../../../bytes/concat";
import type { CertificateFacts } from "../facts";
import { rsaNumbers } from "../rfc/keys";
import { hasClosePrimes, hasRocaMark, smallFactor } from "../read/rsa";
import type { RuleRow } from "../rule";
import { isRoot, isServer, isTls } from "./scope";

const key = "tbsCertificate.subjectPublicKeyInfo";
const again = "Make a new key with current software, and have a certificate issued for it";

const CURVES: ReadonlySet<string> = new Set(["ECDSA P-256", "ECDSA P-384", "ECDSA P-521"]);

const hasRsa = (facts: CertificateFacts): boolean => isTls(facts) && rsaNumbers(facts) !== undefined;
const modulus = (facts: CertificateFacts): Uint8Array =>
  unsigned(rsaNumbers(facts)?.[0].content ?? new Uint8Array(0));

/** A rule on the modulus of an RSA key. */
const modulusRule = (
  row: Pick<RuleRow, "id" | "severity" | "reference" | "title" | "forAll">,
  wrong: (modulus: Uint8Array) => string | undefined,
): RuleRow => ({
  ...row,
  key,
  fix: again,
  applies: row.forAll ? (facts) => rsaNumbers(facts) !== undefined : hasRsa,
  check: (facts) => wrong(modulus(facts)),
});

/** PKCS #1 v1.5 and ECDSA as they are encoded, by their object identifiers' last bytes (BR §7.1.3.2). */
const ALGORITHMS: readonly Uint8Array[] = [
  "300d06092a864886f70d01010b0500",
  "300d06092a864886f70d01010c0500",
  "300d06092a864886f70d01010d0500",
  "300a06082a8648ce3d040302",
  "300a06082a8648ce3d040303",
  "300a06082a8648ce3d040304",
  ...["01:20", "02:30", "03:40"].map((pair) => {
    const [hash = "", salt = ""] = pair.split(":");
    const identifier = `300d06096086480165030402${hash}0500`;
    return `304106092a864886f70d01010a3034a00f${identifier}a11c301a06092a864886f70d010108${identifier}a2030201${salt}`;
  }),
].map(fromHex);

/** Whether a signature algorithm hashes with MD2, MD4, MD5 or SHA-1. */
export function usesBrokenHash({ certificate: { signatureAlgorithm } }: CertificateFacts): boolean {
  return /md[245]|sha-?1(?!\d)/i.test(signatureAlgorithm.name);
}

export const keyRules: readonly RuleRow[] = [
  {
    id: "cabf.br.keyAlgorithm",
    severity: "error",
    reference: "BR §6.1.5",
    title: "The key is RSA, or on one of the curves P-256, P-384 and P-521",
    key,
    fix: "Make an ECDSA P-256 key, or an RSA key of 2048 bits or more",
    // Until then DSA keys were allowed too.
    since: "2020-09-30",
    applies: isTls,
    check: ({ certificate: { publicKey } }) =>
      publicKey.algorithmName === "rsaEncryption" || CURVES.has(publicKey.description)
        ? undefined
        : `The key is ${publicKey.description}, which publicly trusted certificates may not have`,
  },
  modulusRule(
    {
      id: "cabf.br.rsaModulusSize",
      severity: "error",
      reference: "BR §6.1.5",
      title: "The modulus of an RSA key has 2048 bits at least",
    },
    (n) =>
      bitLength(n) >= 2048 ? undefined : `The RSA key has ${String(bitLength(n))} bits, 2048 are the least`,
  ),
  modulusRule(
    {
      id: "cabf.br.rsaModulusWholeBytes",
      severity: "error",
      reference: "BR §6.1.5",
      title: "The bits of an RSA modulus are a multiple of 8",
    },
    (n) =>
      bitLength(n) % 8 === 0
        ? undefined
        : `The RSA key has ${String(bitLength(n))} bits, which is no multiple of 8`,
  ),
  {
    id: "cabf.br.rsaExponentRange",
    severity: "warning",
    reference: "BR §6.1.6",
    title: "The exponent of an RSA key is 65537 at least",
    key,
    fix: `${again}, with the exponent 65537`,
    applies: hasRsa,
    check: (facts) => {
      const exponent = unsigned(rsaNumbers(facts)?.[1].content ?? new Uint8Array(0));
      // 1 and even ones are the concern of RFC 8017.
      const isSmall = bitLength(exponent) < 17 && bitLength(exponent) > 1;
      return isSmall ? `The exponent of the RSA key is 0x${toHex(exponent)}, less than 65537` : undefined;
    },
  },
  modulusRule(
    {
      id: "cabf.br.rsaSmallFactor",
      severity: "error",
      reference: "BR §6.1.6",
      forAll: true,
      title: "The modulus of an RSA key has no factor below 752",
    },
    (n) => {
      const factor = smallFactor(n);
      return factor === undefined
        ? undefined
        : `The RSA modulus is divisible by ${String(factor)}: the key is broken`;
    },
  ),
  modulusRule(
    {
      id: "cabf.br.rocaKey",
      severity: "error",
      reference: "BR §6.1.1.3",
      forAll: true,
      title: "An RSA key does not bear the mark of the library with the ROCA fault",
    },
    (n) =>
      hasRocaMark(n)
        ? "The RSA key comes from a library whose keys can be factored (ROCA, CVE-2017-15361)"
        : undefined,
  ),
  modulusRule(
    {
      id: "cabf.br.closePrimesKey",
      severity: "error",
      reference: "BR §6.1.1.3",
      forAll: true,
      title: "The primes of an RSA key are not close to each other",
    },
    (n) =>
      hasClosePrimes(n)
        ? "The two primes of the RSA key are so close that the key is factored at once (Fermat, CVE-2022-26320)"
        : undefined,
  ),
  {
    id: "cabf.br.signatureHash",
    severity: "error",
    reference: "BR §7.1.3.2",
    title: "A certificate is not signed over SHA-1 or MD5, self-signed roots apart",
    key: "signatureAlgorithm",
    fix: "Have it issued again with SHA-256 or better",
    since: "2016-01-01",
    applies: (facts) => isTls(facts) && !isRoot(facts),
    check: (facts) =>
      usesBrokenHash(facts)
        ? `The signature is ${facts.certificate.signatureAlgorithm.name}, whose hash can be forged`
        : undefined,
  },
  {
    id: "cabf.br.signatureAlgorithm",
    severity: "error",
    reference: "BR §7.1.3.2",
    title:
      "The signature is RSA (PKCS #1 or PSS) or ECDSA with SHA-256, SHA-384 or SHA-512, encoded byte for byte as the requirements list it",
    key: "signatureAlgorithm",
    fix: "Sign with sha256WithRSAEncryption or ecdsa-with-SHA256, or with a longer SHA-2",
    applies: isTls,
    check: (facts) => {
      const { der, text } = facts.certificate.signatureAlgorithm;
      const isListed = usesBrokenHash(facts) || ALGORITHMS.some((listed) => equalBytes(listed, der));
      return isListed
        ? undefined
        : `The signature algorithm ${text} is not one of those listed, or not encoded so`;
    },
  },
  {
    id: "cabf.br.serialNumberEntropy",
    severity: "error",
    reference: "BR §7.1",
    title: "The serial number has room for 64 random bits",
    key: "tbsCertificate.serialNumber",
    fix: "Draw a random serial number of 9 to 20 bytes",
    since: "2016-09-30",
    applies: (facts) => isServer(facts) || (isTls(facts) && !isRoot(facts)),
    check: ({ parts }) => {
      const bytes = unsigned(parts.serialNumber?.content ?? new Uint8Array(0)).length;
      return bytes >= 8
        ? undefined
        : `The serial number has ${String(bytes * 8)} bits at most, 64 random ones are wanted`;
    },
  },
];
