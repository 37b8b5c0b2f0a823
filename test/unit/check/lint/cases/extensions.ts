import { name, type CertificateSpec, type ExtensionSpec } from "../../../../support/certificates/build";
import {
  CA_KEY_ID,
  DV_POLICY,
  intermediate,
  mail,
  ocspSigner,
  OWN_KEY_ID,
  root,
  ROOT_KEY_ID,
  client,
  server,
  timeStamper,
  withExtensions,
} from "../../../../support/certificates/base";
import {
  bitString,
  context,
  contextPrimitive,
  ia5String,
  integer,
  octetString,
  oid,
  sequence,
  set,
  utf8String,
  visibleString,
  type Der,
} from "../../../../support/certificates/der";
import {
  authorityInfoAccess,
  authorityKeyIdentifier,
  basicConstraints,
  caIssuers,
  certificatePolicies,
  cps,
  crlDistributionPoints,
  directory,
  dns,
  extKeyUsage,
  freshestCrl,
  inhibitAnyPolicy,
  ip,
  issuerAltName,
  keyUsage,
  nameConstraints,
  ocsp,
  ocspNoCheck,
  point,
  poison,
  policy,
  policyConstraints,
  policyMappings,
  sct,
  sctList,
  subjectAltName,
  subjectDirectoryAttributes,
  subjectInfoAccess,
  subjectKeyIdentifier,
  subtree,
  tlsFeature,
  uri,
  userNotice,
  type Usage,
} from "../../../../support/certificates/extensions";
import { algorithm, PUBLIC_KEYS, publicKeyInfo } from "../../../../support/certificates/keys";
import type { LintCase, LintCases } from "./case";

const UNKNOWN = "1.3.6.1.4.1.55555.1";
const OTHER_POLICY = "1.3.6.1.4.1.55555.2";
const THIRD_POLICY = "1.3.6.1.4.1.55555.3";
const with_ = (
  base: CertificateSpec,
  extensionName: string,
  extension: ExtensionSpec | undefined,
): CertificateSpec => withExtensions(base, { [extensionName]: extension });

const general: LintCases = {
  "rfc5280.extensionsNotEmpty": {
    passes: server,
    fails: { ...server, rawExtensions: sequence() },
    also: ["rfc5280.authorityKeyIdentifierPresent"],
  },
  "rfc5280.extensionsUnique": {
    passes: server,
    fails: with_(server, "again", keyUsage("digitalSignature")),
  },
  "rfc5280.extensionSyntax": {
    passes: server,
    fails: with_(server, "extKeyUsage", { oid: "2.5.29.37", value: octetString() }),
  },
  "rfc5280.criticalExtensionKnown": {
    passes: server,
    fails: with_(server, "own", { oid: UNKNOWN, critical: true, value: integer(1) }),
  },
};

const attributes = subjectDirectoryAttributes(sequence(oid(UNKNOWN), set(integer(1))));
const access = caIssuers(uri("http://ca.example/a.cer"));

/** An extension that keeps the rules, in a certificate where it may stand. */
const SAMPLES: Readonly<Record<string, readonly [CertificateSpec, ExtensionSpec]>> = {
  authorityKeyIdentifier: [server, authorityKeyIdentifier(CA_KEY_ID)],
  subjectKeyIdentifier: [server, subjectKeyIdentifier(OWN_KEY_ID)],
  keyUsage: [server, keyUsage("digitalSignature")],
  policyMappings: [intermediate, policyMappings([DV_POLICY, OTHER_POLICY])],
  issuerAltName: [server, issuerAltName(dns("ca.example"))],
  subjectDirectoryAttributes: [server, attributes],
  basicConstraints: [intermediate, basicConstraints(true, 0)],
  nameConstraints: [intermediate, nameConstraints(subtree(dns("example.com")))],
  policyConstraints: [intermediate, policyConstraints()],
  cRLDistributionPoints: [server, crlDistributionPoints(point(uri("http://ca.example/a.crl")))],
  inhibitAnyPolicy: [intermediate, inhibitAnyPolicy()],
  freshestCRL: [server, freshestCrl(point(uri("http://ca.example/delta.crl")))],
  authorityInfoAccess: [server, authorityInfoAccess(access)],
  subjectInfoAccess: [server, subjectInfoAccess(access)],
  precertificatePoison: [with_(server, "sctList", undefined), poison()],
  ocspNoCheck: [ocspSigner, ocspNoCheck()],
  tlsFeature: [server, tlsFeature(5)],
  certificatePolicies: [server, certificatePolicies(policy(DV_POLICY))],
  subjectAltName: [server, subjectAltName(dns("www.example.com"))],
  extKeyUsage: [server, extKeyUsage("serverAuth")],
};

/** The names that certificates of this file's bases give their extensions. */
const slot = (extensionName: string): string =>
  ({ cRLDistributionPoints: "crlDistributionPoints" })[extensionName] ?? extensionName;

function sample(extensionName: string): [CertificateSpec, ExtensionSpec] {
  const found = SAMPLES[extensionName];
  if (!found) throw new Error(`no sample of ${extensionName}`);
  return [...found];
}

function critical(extensionName: string): LintCase {
  const [base, extension] = sample(extensionName);
  const passes = with_(base, slot(extensionName), extension);
  return {
    passes,
    fails: with_(base, slot(extensionName), { ...extension, critical: extension.critical !== true }),
  };
}

const criticality: LintCases = {
  "rfc5280.authorityKeyIdentifierNotCritical": critical("authorityKeyIdentifier"),
  "rfc5280.subjectKeyIdentifierNotCritical": critical("subjectKeyIdentifier"),
  "rfc5280.keyUsageCritical": critical("keyUsage"),
  "rfc5280.policyMappingsCritical": critical("policyMappings"),
  "rfc5280.issuerAltNameNotCritical": critical("issuerAltName"),
  "rfc5280.subjectDirectoryAttributesNotCritical": critical("subjectDirectoryAttributes"),
  "rfc5280.basicConstraintsCritical": critical("basicConstraints"),
  "rfc5280.nameConstraintsCritical": critical("nameConstraints"),
  "rfc5280.policyConstraintsCritical": critical("policyConstraints"),
  "rfc5280.cRLDistributionPointsNotCritical": critical("cRLDistributionPoints"),
  "rfc5280.inhibitAnyPolicyCritical": critical("inhibitAnyPolicy"),
  "rfc5280.freshestCRLNotCritical": critical("freshestCRL"),
  "rfc5280.authorityInfoAccessNotCritical": critical("authorityInfoAccess"),
  "rfc5280.subjectInfoAccessNotCritical": critical("subjectInfoAccess"),
  "rfc6962.precertificatePoisonCritical": critical("precertificatePoison"),
  "rfc6960.ocspNoCheckNotCritical": critical("ocspNoCheck"),
  "rfc7633.tlsFeatureNotCritical": critical("tlsFeature"),
};

function empty(extensionName: string, ...also: readonly string[]): LintCase {
  const [base, extension] = sample(extensionName);
  const fails = with_(base, slot(extensionName), { ...extension, value: sequence() });
  return { passes: with_(base, slot(extensionName), extension), fails, also };
}

const emptiness: LintCases = {
  "rfc5280.certificatePoliciesNotEmpty": empty("certificatePolicies"),
  "rfc5280.policyMappingsNotEmpty": empty("policyMappings"),
  "rfc5280.subjectAltNameNotEmpty": empty("subjectAltName"),
  "rfc5280.issuerAltNameNotEmpty": empty("issuerAltName"),
  "rfc5280.subjectDirectoryAttributesNotEmpty": empty("subjectDirectoryAttributes"),
  "rfc5280.nameConstraintsNotEmpty": empty("nameConstraints"),
  "rfc5280.policyConstraintsNotEmpty": empty("policyConstraints"),
  "rfc5280.extKeyUsageNotEmpty": empty("extKeyUsage"),
  "rfc5280.cRLDistributionPointsNotEmpty": empty("cRLDistributionPoints"),
  "rfc5280.freshestCRLNotEmpty": empty("freshestCRL"),
  "rfc5280.authorityInfoAccessNotEmpty": empty("authorityInfoAccess"),
  "rfc5280.subjectInfoAccessNotEmpty": empty("subjectInfoAccess"),
};

const aki = (base: CertificateSpec, id: Der | undefined, ...more: readonly Der[]): CertificateSpec =>
  with_(base, "authorityKeyIdentifier", authorityKeyIdentifier(id, ...more));
const issuer = context(1, directory(name(["commonName", "a"])));
const serial = contextPrimitive(2, Uint8Array.of(7));
const rollover = withExtensions(root, { authorityKeyIdentifier: authorityKeyIdentifier(CA_KEY_ID) });

const keyIdentifiers: LintCases = {
  "rfc5280.authorityKeyIdentifierPresent": {
    passes: server,
    fails: with_(server, "authorityKeyIdentifier", undefined),
  },
  "rfc5280.authorityKeyIdentifierHasKey": { passes: server, fails: aki(server, undefined, issuer, serial) },
  "rfc5280.authorityIssuerAndSerial": {
    passes: aki(server, CA_KEY_ID, issuer, serial),
    fails: aki(server, CA_KEY_ID, issuer),
  },
  "rfc5280.subjectKeyIdentifierInCa": {
    passes: intermediate,
    fails: with_(intermediate, "subjectKeyIdentifier", undefined),
  },
  "rfc5280.subjectKeyIdentifierNotEmpty": {
    passes: intermediate,
    fails: with_(intermediate, "subjectKeyIdentifier", subjectKeyIdentifier(new Uint8Array(0))),
  },
  "rfc5280.keyIdentifiersDiffer": {
    passes: intermediate,
    fails: with_(intermediate, "subjectKeyIdentifier", subjectKeyIdentifier(ROOT_KEY_ID)),
  },
  "rfc5280.selfSignedKeyIdentifiers": { passes: aki(root, ROOT_KEY_ID), fails: rollover },
};

const usage = (base: CertificateSpec, ...usages: readonly Usage[]): CertificateSpec =>
  with_(base, "keyUsage", keyUsage(...usages));
const keyed = (key: Uint8Array, ...usages: readonly Usage[]): CertificateSpec =>
  with_({ ...usage(server, ...usages), publicKey: key }, "extKeyUsage", undefined);
const mlDsaKey = publicKeyInfo(algorithm("2.16.840.1.101.3.4.3.17"), new Uint8Array(1312).fill(1));
const slhDsaKey = publicKeyInfo(algorithm("2.16.840.1.101.3.4.3.20"), new Uint8Array(32).fill(1));

const usages: LintCases = {
  "rfc5280.keyUsageInCa": { passes: intermediate, fails: with_(intermediate, "keyUsage", undefined) },
  "rfc5280.keyCertSignInCa": { passes: root, fails: usage(root, "cRLSign") },
  "rfc5280.keyCertSignOnlyInCa": { passes: server, fails: usage(server, "digitalSignature", "keyCertSign") },
  "rfc5280.keyUsageNotZero": {
    passes: server,
    fails: with_(usage(server), "extKeyUsage", undefined),
  },
  "rfc5280.keyUsageKnownBits": {
    passes: server,
    fails: with_(server, "keyUsage", {
      ...keyUsage(),
      value: bitString(Uint8Array.of(0x80, 0x40), 6),
    }),
  },
  "rfc5280.encipherOnlyNeedsKeyAgreement": {
    passes: usage(server, "digitalSignature", "keyAgreement", "encipherOnly"),
    fails: usage(server, "digitalSignature", "encipherOnly"),
  },
  "rfc3279.rsaKeyUsage": {
    passes: keyed(PUBLIC_KEYS.rsa(), "digitalSignature", "keyEncipherment"),
    fails: keyed(PUBLIC_KEYS.rsa(), "digitalSignature", "keyAgreement"),
  },
  "rfc4055.pssKeyUsage": {
    passes: keyed(PUBLIC_KEYS.rsaPss(), "digitalSignature"),
    fails: keyed(PUBLIC_KEYS.rsaPss(), "digitalSignature", "keyEncipherment"),
  },
  "rfc8813.ecKeyUsage": {
    passes: keyed(PUBLIC_KEYS.p256(), "digitalSignature", "keyAgreement"),
    fails: keyed(PUBLIC_KEYS.p256(), "digitalSignature", "keyEncipherment"),
  },
  "rfc9295.edDsaKeyUsage": {
    passes: keyed(PUBLIC_KEYS.ed25519(), "digitalSignature"),
    fails: keyed(PUBLIC_KEYS.ed25519(), "digitalSignature", "keyEncipherment"),
  },
  "rfc9295.xDhKeyUsage": {
    passes: keyed(PUBLIC_KEYS.x25519(), "keyAgreement"),
    fails: keyed(PUBLIC_KEYS.x25519(), "digitalSignature", "keyAgreement"),
  },
  "rfc9881.mlDsaKeyUsage": {
    passes: keyed(mlDsaKey, "digitalSignature"),
    fails: keyed(mlDsaKey, "digitalSignature", "keyAgreement"),
  },
  "rfc9909.slhDsaKeyUsage": {
    passes: keyed(slhDsaKey, "digitalSignature"),
    fails: keyed(slhDsaKey, "keyEncipherment"),
  },
  "rfc5280.pathLenOnlyInCa": {
    passes: intermediate,
    fails: with_(server, "basicConstraints", basicConstraints(false, 0)),
  },
  "rfc5280.pathLenNotNegative": {
    passes: intermediate,
    fails: with_(intermediate, "basicConstraints", basicConstraints(true, -1)),
  },
  "rfc5280.pathLenNeedsKeyCertSign": {
    passes: intermediate,
    fails: usage(intermediate, "cRLSign"),
    also: ["rfc5280.keyCertSignInCa"],
  },
};

const purposes: LintCases = {
  "rfc5280.anyExtendedKeyUsageNotCritical": {
    passes: with_(server, "extKeyUsage", extKeyUsage("any")),
    fails: with_(server, "extKeyUsage", { ...extKeyUsage("any"), critical: true }),
  },
  "rfc5280.extKeyUsageUnique": {
    passes: server,
    fails: with_(server, "extKeyUsage", extKeyUsage("serverAuth", "serverAuth")),
  },
  "rfc5280.serverAuthKeyUsage": { passes: server, fails: usage(server, "nonRepudiation") },
  "rfc5280.clientAuthKeyUsage": { passes: client, fails: usage(client, "nonRepudiation") },
  "rfc5280.codeSigningKeyUsage": {
    passes: with_(client, "extKeyUsage", extKeyUsage("codeSigning")),
    fails: with_(usage(client, "nonRepudiation"), "extKeyUsage", extKeyUsage("codeSigning")),
  },
  "rfc5280.emailProtectionKeyUsage": { passes: mail, fails: usage(mail, "cRLSign") },
  "rfc5280.timeStampingKeyUsage": { passes: timeStamper, fails: usage(timeStamper, "keyAgreement") },
  "rfc5280.ocspSigningKeyUsage": { passes: ocspSigner, fails: usage(ocspSigner, "keyAgreement") },
  "rfc3161.timeStampingAlone": {
    passes: timeStamper,
    fails: with_(timeStamper, "extKeyUsage", {
      ...extKeyUsage("timeStamping", "clientAuth"),
      critical: true,
    }),
  },
  "rfc3161.timeStampingCritical": {
    passes: timeStamper,
    fails: with_(timeStamper, "extKeyUsage", extKeyUsage("timeStamping")),
  },
};

const policies = (...of: readonly Der[]): CertificateSpec =>
  with_(server, "certificatePolicies", certificatePolicies(...of));
const qualified = (qualifier: Uint8Array, dotted = DV_POLICY): CertificateSpec =>
  policies(policy(dotted, qualifier));
const ANY = "2.5.29.32.0";
const goodNotice = qualified(userNotice(utf8String("Ätna")));
const mapped = with_(intermediate, "policyMappings", policyMappings([DV_POLICY, OTHER_POLICY]));

const policyCases: LintCases = {
  "rfc5280.policiesUnique": { passes: server, fails: policies(policy(DV_POLICY), policy(DV_POLICY)) },
  "rfc5280.anyPolicyQualifiers": {
    passes: qualified(cps("https://ca.example/cps"), ANY),
    fails: qualified(sequence(oid(UNKNOWN), utf8String("a")), ANY),
  },
  "rfc5280.cpsIsUri": {
    passes: qualified(cps("https://ca.example/cps")),
    fails: qualified(cps("see our web page")),
  },
  "rfc5280.userNoticeNoReference": {
    passes: goodNotice,
    fails: qualified(userNotice(sequence(utf8String("Example"), sequence(integer(1))), utf8String("a"))),
  },
  "rfc5280.explicitTextLength": {
    passes: qualified(userNotice(utf8String("x".repeat(200)))),
    fails: qualified(userNotice(utf8String("x".repeat(201)))),
  },
  "rfc6818.explicitTextNotIa5": { passes: goodNotice, fails: qualified(userNotice(ia5String("a"))) },
  "rfc6818.explicitTextUtf8": { passes: goodNotice, fails: qualified(userNotice(visibleString("a"))) },
  "rfc5280.explicitTextControlCharacters": {
    passes: goodNotice,
    fails: qualified(userNotice(utf8String("a\nb"))),
  },
  "rfc5280.explicitTextNormalized": {
    passes: goodNotice,
    fails: qualified(userNotice(utf8String("A\u0308tna"))),
  },
  "rfc5280.policyMappingsNoAnyPolicy": {
    passes: mapped,
    fails: with_(intermediate, "policyMappings", policyMappings([DV_POLICY, ANY])),
  },
  "rfc5280.policyMappingsAsserted": {
    passes: mapped,
    fails: with_(intermediate, "policyMappings", policyMappings([THIRD_POLICY, OTHER_POLICY])),
  },
  "rfc5280.policyMappingsOnlyInCa": {
    passes: mapped,
    fails: with_(server, "policyMappings", policyMappings([DV_POLICY, OTHER_POLICY])),
  },
  "rfc5280.policyConstraintsOnlyInCa": {
    passes: with_(intermediate, "policyConstraints", policyConstraints()),
    fails: with_(server, "policyConstraints", policyConstraints()),
  },
  "rfc5280.inhibitAnyPolicyOnlyInCa": {
    passes: with_(intermediate, "inhibitAnyPolicy", inhibitAnyPolicy()),
    fails: with_(server, "inhibitAnyPolicy", inhibitAnyPolicy()),
  },
  "rfc5280.nameConstraintsOnlyInCa": {
    passes: with_(intermediate, "nameConstraints", nameConstraints(subtree(dns("example.com")))),
    fails: with_(server, "nameConstraints", nameConstraints(subtree(dns("example.com")))),
  },
};

const constrained = (...subtrees: readonly Der[]): CertificateSpec =>
  with_(intermediate, "nameConstraints", nameConstraints(...subtrees));
const below = (base: Uint8Array): CertificateSpec => constrained(subtree(base));

const constraints: LintCases = {
  "rfc5280.subtreeMinimum": {
    passes: below(dns("example.com")),
    fails: constrained(subtree(dns("example.com"), contextPrimitive(0, Uint8Array.of(1)))),
  },
  "rfc5280.subtreeMaximum": {
    passes: below(dns("example.com")),
    fails: constrained(subtree(dns("example.com"), contextPrimitive(1, Uint8Array.of(1)))),
  },
  "rfc5280.subtreeAddressLength": {
    passes: below(ip(10, 0, 0, 0, 255, 0, 0, 0)),
    fails: below(ip(10, 0, 0, 1)),
  },
  "rfc5280.subtreeAddressMask": {
    passes: below(ip(10, 0, 0, 0, 255, 0, 0, 0)),
    fails: below(ip(10, 0, 0, 0, 255, 0, 255, 0)),
  },
  "rfc5280.subtreeDnsForm": { passes: below(dns("example.com")), fails: below(dns(".example.com")) },
  "rfc5280.subtreeUriForm": { passes: below(uri(".example.com")), fails: below(uri("https://example.com/")) },
  "rfc5280.subtreeKind": {
    passes: below(dns("example.com")),
    fails: below(contextPrimitive(8, Uint8Array.of(42, 3))),
  },
};

const points = (...of: readonly Der[]): CertificateSpec =>
  with_(server, "crlDistributionPoints", crlDistributionPoints(...of));
const described = (...of: readonly Der[]): CertificateSpec =>
  with_(server, "authorityInfoAccess", authorityInfoAccess(...of));
const list = uri("http://ca.example/a.crl");
const reasons = contextPrimitive(1, Uint8Array.of(6, 0x40));

const accesses: LintCases = {
  "rfc5280.distributionPointComplete": { passes: server, fails: points(point(list), sequence(reasons)) },
  "rfc5280.distributionPointAllReasons": {
    passes: points(point(list), sequence(context(0, context(0, list)), reasons)),
    fails: points(sequence(context(0, context(0, list)), reasons)),
  },
  "rfc5280.distributionPointUri": {
    passes: server,
    fails: points(point(directory(name(["commonName", "a"])))),
  },
  "rfc5280.distributionPointFullName": {
    passes: server,
    fails: points(sequence(context(0, context(1, sequence(oid("2.5.4.3"), utf8String("a")))))),
  },
  "rfc5280.caIssuersUri": { passes: server, fails: described(caIssuers(uri("ftp://ca.example/a.cer"))) },
  "rfc6960.ocspUri": {
    passes: described(ocsp(uri("http://ocsp.ca.example"))),
    fails: described(ocsp(dns("ocsp.ca.example"))),
  },
  "rfc5280.revocationUriNotHttps": { passes: server, fails: points(point(uri("https://ca.example/a.crl"))) },
};

const precertificate = with_(with_(server, "sctList", undefined), "poison", poison());

const logged: LintCases = {
  "rfc6962.sctListNotEmpty": { passes: server, fails: with_(server, "sctList", sctList()) },
  "rfc6962.sctLogsDiffer": { passes: server, fails: with_(server, "sctList", sctList(sct(1), sct(1))) },
  "rfc6962.poisonWithoutScts": { passes: precertificate, fails: with_(server, "poison", poison()) },
};

/** Cases of rules on extensions, names apart. */
export const extensionCases: LintCases = {
  ...general,
  ...criticality,
  ...emptiness,
  ...keyIdentifiers,
  ...usages,
  ...purposes,
  ...policyCases,
  ...constraints,
  ...accesses,
  ...logged,
};
