import { generateKeyPairSync } from "node:crypto";
import {
  attribute,
  name,
  type AttributeName,
  type CertificateSpec,
} from "../../../../support/certificates/build";
import {
  CA_KEY_ID,
  DV_POLICY,
  intermediate,
  ocspSigner,
  organizationServer,
  OV_POLICY,
  OWN_KEY_ID,
  root,
  rsaServer,
  server,
  withExtensions,
  withSubject,
} from "../../../../support/certificates/base";
import {
  context,
  contextPrimitive,
  integer,
  nullValue,
  oid,
  sequence,
  set,
  utcTime,
  utf8String,
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
  email,
  extKeyUsage,
  ip,
  keyUsage,
  ocsp,
  point,
  policy,
  sct,
  sctList,
  subjectAltName,
  subjectKeyIdentifier,
  uri,
  userNotice,
  type Purpose,
  type Usage,
} from "../../../../support/certificates/extensions";
import { algorithm, PUBLIC_KEYS, RSA_SHA1, rsaKey, SIGNERS } from "../../../../support/certificates/keys";
import {
  closePrimesModulus,
  rocaModulus,
  smallFactorModulus,
} from "../../../../support/certificates/weakKeys";
import type { LintCase, LintCases } from "./case";

type Attributes = readonly (readonly [AttributeName, string | Der])[];

const EV = "2.23.140.1.1";
const with_ = withExtensions;
/** A server by its address alone, with a subject that need not repeat a name. */
const subject = (...attributes: Attributes): CertificateSpec => withSubject(server, name(...attributes));
const named = (...names: readonly Der[]): CertificateSpec =>
  with_(subject(), { subjectAltName: { ...subjectAltName(...names), critical: true } });
const policies = (base: CertificateSpec, ...of: readonly Der[]): CertificateSpec =>
  with_(base, { certificatePolicies: certificatePolicies(...of) });
const under = (dotted: string, ...attributes: Attributes): CertificateSpec =>
  policies(subject(...attributes), policy(dotted));

const V6 = [0x26, 0x06, 0x47, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x11, 0x11];
const ONION = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid";

const names: LintCases = {
  "cabf.br.subscriberValidity": { passes: server, fails: { ...server, notAfter: utcTime("270419235959Z") } },
  "cabf.br.rootValidity": { passes: root, fails: { ...root, notAfter: utcTime("300331235959Z") } },
  "cabf.br.subjectAltNamePresent": {
    passes: server,
    fails: with_(subject(["countryName", "NO"]), { subjectAltName: undefined }),
  },
  "cabf.br.subjectAltNameKinds": {
    passes: named(dns("www.example.com"), ip(...V6)),
    fails: named(dns("www.example.com"), email("a@example.com")),
  },
  "cabf.br.internalName": { passes: server, fails: named(dns("example.com"), dns("printer.local")) },
  "cabf.br.reservedAddress": { passes: named(ip(1, 1, 1, 1), ip(...V6)), fails: named(ip(10, 0, 0, 1)) },
  "cabf.br.wildcardBelowSuffix": { passes: named(dns("*.example.com")), fails: named(dns("*.com")) },
  "cabf.br.reverseZone": { passes: server, fails: named(dns("1.1.1.1.in-addr.arpa")) },
  "cabf.br.onionAddress": {
    passes: named(dns(`www.${ONION}.onion`)),
    fails: named(dns("expyuzz4wqqyqhjn.onion")),
  },
  "cabf.br.commonNameInSubjectAltName": {
    passes: server,
    fails: subject(["commonName", "mail.example.com"]),
  },
};

const OV: Attributes = [
  ["countryName", "NO"],
  ["localityName", "Oslo"],
  ["organizationName", "Example AS"],
];
const organization = (...more: Attributes): CertificateSpec => under(OV_POLICY, ...OV, ...more);
const caNamed = (...attributes: Attributes): CertificateSpec =>
  withSubject(intermediate, name(...attributes));

const subjects: LintCases = {
  "cabf.br.organizationalUnitAbsent": {
    passes: organizationServer,
    fails: organization(["organizationalUnitName", "Sales"]),
  },
  "cabf.br.caOrganizationalUnitAbsent": {
    passes: intermediate,
    fails: caNamed(
      ["countryName", "NO"],
      ["organizationName", "Example Trust"],
      ["organizationalUnitName", "TLS"],
      ["commonName", "CA"],
    ),
  },
  "cabf.br.attributeOrder": {
    passes: organizationServer,
    fails: under(
      OV_POLICY,
      ["organizationName", "Example AS"],
      ["localityName", "Oslo"],
      ["countryName", "NO"],
    ),
  },
  "cabf.br.attributesOnce": {
    passes: organization(),
    fails: under(OV_POLICY, ["countryName", "NO"], ...OV),
  },
  "cabf.br.oneAttributeEach": {
    passes: organization(),
    fails: policies(
      withSubject(
        server,
        sequence(
          set(attribute("countryName", sequence()), attribute("organizationName", utf8String("Example AS"))),
          set(attribute("localityName", utf8String("Oslo"))),
        ),
      ),
      policy(OV_POLICY),
    ),
    also: ["cabf.br.attributeOrder"],
  },
  "cabf.br.metadataOnly": {
    passes: organization(),
    fails: under(OV_POLICY, ["countryName", "NO"], ["localityName", "-"], ["organizationName", "Example AS"]),
  },
  "cabf.br.countryUpperCase": {
    passes: organization(),
    fails: under(
      OV_POLICY,
      ["countryName", "no"],
      ["localityName", "Oslo"],
      ["organizationName", "Example AS"],
    ),
  },
  "cabf.br.postalCodeLength": {
    passes: under(
      OV_POLICY,
      ["countryName", "NO"],
      ["localityName", "Oslo"],
      ["postalCode", "0150"],
      ["organizationName", "A"],
    ),
    fails: under(
      OV_POLICY,
      ["countryName", "NO"],
      ["localityName", "Oslo"],
      ["postalCode", "0".repeat(41)],
      ["organizationName", "A"],
    ),
  },
  "cabf.br.streetAddressLength": {
    passes: under(
      OV_POLICY,
      ["countryName", "NO"],
      ["localityName", "Oslo"],
      ["streetAddress", "Gate 1"],
      ["organizationName", "A"],
    ),
    fails: under(
      OV_POLICY,
      ["countryName", "NO"],
      ["localityName", "Oslo"],
      ["streetAddress", "x".repeat(129)],
      ["organizationName", "A"],
    ),
  },
  "cabf.br.domainValidatedSubject": { passes: server, fails: under(DV_POLICY, ...OV) },
  "cabf.br.organizationValidatedName": {
    passes: organization(),
    fails: under(OV_POLICY, ["countryName", "NO"]),
  },
  "cabf.br.individualValidatedName": {
    passes: under(
      "2.23.140.1.2.3",
      ["countryName", "NO"],
      ["localityName", "Oslo"],
      ["surname", "Moe"],
      ["givenName", "Kari"],
    ),
    fails: under("2.23.140.1.2.3", ["countryName", "NO"]),
  },
  "cabf.br.organizationNeedsCountry": {
    passes: organization(),
    fails: under(OV_POLICY, ["localityName", "Oslo"], ["organizationName", "Example AS"]),
  },
  "cabf.br.organizationNeedsPlace": {
    passes: organization(),
    fails: under(OV_POLICY, ["countryName", "NO"], ["organizationName", "Example AS"]),
  },
  "cabf.br.placeNeedsOrganization": {
    passes: organization(),
    fails: under("2.23.140.1.2.9", ["countryName", "NO"], ["localityName", "Oslo"]),
  },
  "cabf.br.caCountryName": {
    passes: intermediate,
    fails: caNamed(["organizationName", "Example Trust"], ["commonName", "CA"]),
  },
  "cabf.br.caOrganizationName": {
    passes: intermediate,
    fails: caNamed(["countryName", "NO"], ["commonName", "CA"]),
  },
  "cabf.br.caCommonName": {
    passes: intermediate,
    fails: caNamed(["countryName", "NO"], ["organizationName", "Example Trust"]),
  },
};

/** What extended validation wants, without one attribute. */
function extended(without?: AttributeName): CertificateSpec {
  const all: Attributes = [
    ["countryName", "NO"],
    ["localityName", "Oslo"],
    ["organizationName", "Example AS"],
    ["jurisdictionCountryName", "NO"],
    ["businessCategory", "Private Organization"],
    ["serialNumber", "912345678"],
  ];
  return under(EV, ...all.filter(([type]) => type !== without));
}

const extendedValidation: LintCases = {
  "cabf.ev.subjectOrganization": {
    passes: extended(),
    fails: extended("organizationName"),
    also: ["cabf.br.placeNeedsOrganization"],
  },
  "cabf.ev.subjectBusinessCategory": { passes: extended(), fails: extended("businessCategory") },
  "cabf.ev.subjectRegistrationNumber": { passes: extended(), fails: extended("serialNumber") },
  "cabf.ev.subjectJurisdictionCountry": { passes: extended(), fails: extended("jurisdictionCountryName") },
  "cabf.ev.noWildcard": {
    passes: extended(),
    fails: with_(extended(), { subjectAltName: subjectAltName(dns("*.example.com")) }),
  },
};

const keyed = (publicKey: Der): CertificateSpec => ({ ...server, publicKey });
const ofBits = (bits: number): Der =>
  new Uint8Array(
    generateKeyPairSync("rsa", { modulusLength: bits }).publicKey.export({ type: "spki", format: "der" }),
  );
const rsa = (fails: Der, ...also: readonly string[]): LintCase => ({
  passes: rsaServer,
  fails: keyed(fails),
  also,
});
const rsaExponent3 = (): Der =>
  new Uint8Array(
    generateKeyPairSync("rsa", { modulusLength: 2048, publicExponent: 3 }).publicKey.export({
      type: "spki",
      format: "der",
    }),
  );

const keys: LintCases = {
  "cabf.br.keyAlgorithm": { passes: keyed(PUBLIC_KEYS.p521()), fails: keyed(PUBLIC_KEYS.secp256k1()) },
  "cabf.br.rsaModulusSize": rsa(ofBits(1024)),
  "cabf.br.rsaModulusWholeBytes": rsa(ofBits(2052)),
  "cabf.br.rsaExponentRange": rsa(rsaExponent3()),
  "cabf.br.rsaSmallFactor": rsa(rsaKey(smallFactorModulus())),
  "cabf.br.rocaKey": rsa(rsaKey(rocaModulus())),
  "cabf.br.closePrimesKey": rsa(rsaKey(closePrimesModulus())),
  "cabf.br.signatureHash": {
    passes: server,
    fails: { ...server, signer: SIGNERS.rsa, algorithm: RSA_SHA1 },
  },
  "cabf.br.signatureAlgorithm": {
    passes: { ...server, signer: SIGNERS.rsa },
    fails: { ...server, signer: SIGNERS.rsa, algorithm: algorithm("1.2.840.113549.1.1.14", nullValue) },
  },
  "cabf.br.serialNumberEntropy": {
    passes: server,
    fails: { ...server, serialNumber: integer(0x7fffffffffff) },
  },
};

const purposes = (base: CertificateSpec, ...of: readonly Purpose[]): CertificateSpec =>
  with_(base, { extKeyUsage: extKeyUsage(...of) });
const usage = (base: CertificateSpec, ...of: readonly Usage[]): CertificateSpec =>
  with_(base, { keyUsage: keyUsage(...of) });
const described = (...of: readonly Der[]): CertificateSpec =>
  with_(server, { authorityInfoAccess: authorityInfoAccess(...of) });
const points = (...of: readonly Der[]): CertificateSpec =>
  with_(server, { crlDistributionPoints: crlDistributionPoints(...of) });
const list = uri("http://ca.example/a.crl");
const cer = caIssuers(uri("http://ca.example/a.cer"));

const extensions: LintCases = {
  "cabf.br.version3": { passes: server, fails: { ...server, version: integer(1) } },
  "cabf.br.extKeyUsagePresent": { passes: server, fails: with_(server, { extKeyUsage: undefined }) },
  "cabf.br.serverAuthPresent": {
    passes: server,
    fails: with_(server, { extKeyUsage: { oid: "2.5.29.37", value: sequence() } }),
  },
  "cabf.br.forbiddenPurposes": {
    passes: purposes(server, "serverAuth", "clientAuth"),
    fails: purposes(server, "serverAuth", "codeSigning"),
  },
  "cabf.br.extKeyUsageNotCritical": {
    passes: server,
    fails: with_(server, { extKeyUsage: { ...extKeyUsage("serverAuth"), critical: true } }),
  },
  "cabf.br.subscriberKeyUsage": {
    passes: server,
    fails: usage(server, "digitalSignature", "nonRepudiation"),
  },
  "cabf.br.ecDigitalSignature": {
    passes: server,
    fails: usage(server, "keyAgreement"),
    also: ["cabf.br.keyUsageNotRecommended"],
  },
  "cabf.br.keyUsageNotRecommended": {
    passes: usage(rsaServer, "digitalSignature", "keyEncipherment"),
    fails: usage(rsaServer, "digitalSignature", "dataEncipherment"),
  },
  "cabf.br.reservedPolicyPresent": { passes: server, fails: policies(server, policy("1.3.6.1.4.1.55555.2")) },
  "cabf.br.reservedPolicyOnce": {
    passes: organization(),
    fails: policies(organization(), policy(OV_POLICY), policy("2.23.140.1.2.3")),
  },
  "cabf.br.subscriberNoAnyPolicy": {
    passes: server,
    fails: policies(server, policy(DV_POLICY), policy("2.5.29.32.0")),
  },
  "cabf.br.policiesNotCritical": {
    passes: server,
    fails: with_(server, {
      certificatePolicies: { ...certificatePolicies(policy(DV_POLICY)), critical: true },
    }),
  },
  "cabf.br.policyQualifiers": {
    passes: policies(server, policy(DV_POLICY, cps("https://ca.example/cps"))),
    fails: policies(server, policy(DV_POLICY, userNotice(utf8String("a")))),
  },
  "cabf.br.cpsHttp": {
    passes: policies(server, policy(DV_POLICY, cps("https://ca.example/cps"))),
    fails: policies(server, policy(DV_POLICY, cps("ftp://ca.example/cps"))),
  },
  "cabf.br.authorityInfoAccessPresent": {
    passes: server,
    fails: with_(server, { authorityInfoAccess: undefined }),
  },
  "cabf.br.authorityInfoAccessMethods": {
    passes: server,
    fails: described(cer, sequence(oid("1.3.6.1.5.5.7.48.3"), uri("http://ca.example/"))),
  },
  "cabf.br.authorityInfoAccessHttp": {
    passes: described(ocsp(uri("http://ocsp.ca.example"))),
    fails: described(cer, caIssuers(uri("ldap://ca.example/"))),
  },
  "cabf.br.authorityInfoAccessUnique": { passes: described(cer), fails: described(cer, cer) },
  "cabf.br.revocationInformation": {
    passes: { ...with_(server, { crlDistributionPoints: undefined }), notAfter: utcTime("261007235959Z") },
    fails: with_(server, { crlDistributionPoints: undefined }),
  },
  "cabf.br.distributionPointHttp": {
    passes: server,
    fails: points(point(directory(name(["commonName", "a"])))),
  },
  "cabf.br.distributionPointForm": {
    passes: server,
    fails: points(sequence(context(0, context(0, list)), context(2, directory(name(["commonName", "a"]))))),
  },
  "cabf.br.authorityKeyOnly": {
    passes: server,
    fails: with_(server, {
      authorityKeyIdentifier: authorityKeyIdentifier(
        CA_KEY_ID,
        context(1, directory(name(["commonName", "a"]))),
        contextPrimitive(2, Uint8Array.of(7)),
      ),
    }),
  },
  "cabf.br.subscriberBasicConstraintsCritical": {
    passes: with_(server, { basicConstraints: basicConstraints(false) }),
    fails: with_(server, { basicConstraints: { ...basicConstraints(false), critical: false } }),
  },
  "cabf.br.subscriberKeyIdentifier": {
    passes: server,
    fails: with_(server, { subjectKeyIdentifier: subjectKeyIdentifier(OWN_KEY_ID) }),
  },
  "cabf.br.sctListNotCritical": {
    passes: server,
    fails: with_(server, { sctList: { ...sctList(sct(1), sct(2)), critical: true } }),
  },
};

const authorities: LintCases = {
  "cabf.br.caCrlSign": { passes: intermediate, fails: usage(intermediate, "keyCertSign") },
  "cabf.br.caKeyUsage": {
    passes: intermediate,
    fails: usage(intermediate, "keyCertSign", "cRLSign", "nonRepudiation"),
  },
  "cabf.br.rootNoExtKeyUsage": { passes: root, fails: purposes(root, "serverAuth") },
  "cabf.br.rootNoPathLength": {
    passes: root,
    fails: with_(root, { basicConstraints: basicConstraints(true, 1) }),
  },
  "cabf.br.rootNoPolicies": { passes: root, fails: policies(root, policy("2.5.29.32.0")) },
  "cabf.br.intermediatePolicies": {
    passes: intermediate,
    fails: with_(intermediate, { certificatePolicies: undefined }),
  },
  "cabf.br.intermediateDistributionPoints": {
    passes: intermediate,
    fails: with_(intermediate, { crlDistributionPoints: undefined }),
  },
  "cabf.br.intermediateAuthorityInfoAccess": {
    passes: intermediate,
    fails: with_(intermediate, { authorityInfoAccess: undefined }),
  },
  "cabf.br.intermediatePurposes": {
    passes: intermediate,
    fails: purposes(intermediate, "serverAuth", "emailProtection"),
  },
  "cabf.br.responderNoCheck": { passes: ocspSigner, fails: with_(ocspSigner, { ocspNoCheck: undefined }) },
  "cabf.br.responderPurpose": {
    passes: ocspSigner,
    fails: purposes(ocspSigner, "OCSPSigning", "clientAuth"),
  },
  "cabf.br.responderKeyUsage": {
    passes: ocspSigner,
    fails: usage(ocspSigner, "digitalSignature", "nonRepudiation"),
  },
};

/** Cases of the CA/Browser Forum's rules. */
export const forumCases: LintCases = {
  ...names,
  ...subjects,
  ...extendedValidation,
  ...keys,
  ...extensions,
  ...authorities,
};
