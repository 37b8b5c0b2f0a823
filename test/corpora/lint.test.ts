import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { LINT_RULES, lintCertificate } from "../../src/core/check/lint";
import { findPemBlocks } from "../../src/core/text/pem";
import { readCertificate, type Certificate } from "../../src/core/x509";

const corpora = resolve(
  process.env["TLS_INSPECTOR_CORPORA"] ?? join(import.meta.dirname, "../../../shared/corpora"),
);
const has = existsSync(corpora);
if (!has) console.warn(`no corpora at ${corpora}: no certificates of others are linted`);

/** Certificates of zlint's tests that are named for what is wrong with them, and the rule that must say so. */
const BROKEN: Readonly<Record<string, string>> = {
  CNPresentButEmpty: "rfc5280.attributeNotEmpty",
  IANDNSPeriod: "rfc5280.issuerAltNameForms",
  IANEmptyName: "rfc5280.issuerAltNameForms",
  IANSpaceDNSEnd: "rfc5280.issuerAltNameForms",
  IANURIHostWrongWildcard: "rfc5280.issuerAltNameForms",
  IANURINoSchemeSpecificPart: "rfc5280.issuerAltNameForms",
  NameConstraintNotCrit: "rfc5280.nameConstraintsCritical",
  SANDNSAsterisk: "rfc9525.wildcardPosition",
  SANDNSNotIA5String: "rfc5280.dnsNameAscii",
  SANDNSTooLong: "rfc5280.dnsNameLength",
  SANIPv4AddressNotMatchingCommonName: "cabf.br.commonNameInSubjectAltName",
  SANNoEntries: "rfc5280.subjectAltNameNotEmpty",
  SANRFC822Beginning: "cabf.br.subjectAltNameKinds",
  SANRegisteredIdEnd: "cabf.br.subjectAltNameKinds",
  SANSubjectEmptyNotCritical: "rfc5280.emptySubjectAltNameCritical",
  SANURIEnd: "cabf.br.subjectAltNameKinds",
  SANURINoScheme: "rfc5280.uriAbsolute",
  SANURINotIA5: "rfc5280.uriAscii",
  SANWithInvalidEmail: "rfc5280.rfc822NameMailbox",
  SANWithSpaceDNS: "rfc5280.dnsNameCharacters",
  SANWithSpaceDNSEnd: "rfc5280.dnsNameCharacters",
  SANdnsbadsyntax: "rfc5280.dnsNameEmptyLabel",
  SANdnshyphensyntax: "rfc5280.dnsNameHyphens",
  SubjectDNSerialNumberNotPrintableString: "rfc5280.serialNumberAttributePrintable",
  aiaCaIssuersFTPOnly: "rfc5280.caIssuersUri",
  aiaOCSPWithHTTPSURL: "rfc5280.revocationUriNotHttps",
  akiMissing: "rfc5280.authorityKeyIdentifierPresent",
  akidNoKeyIdentifier: "rfc5280.authorityKeyIdentifierHasKey",
  allUIDv2: "rfc5280.uniqueIdsAbsent",
  arpa_sub1_rev41_rev60_eff1: "cabf.br.reverseZone",
  c1r0e1a1s0m0b0: "mozilla.intermediateNoAnyPurpose",
  caBasicConstNotCrit: "rfc5280.basicConstraintsCritical",
  caKeyUsageMissing: "rfc5280.keyUsageInCa",
  caKeyUsageNotCrit: "rfc5280.keyUsageCritical",
  caMaxPathNegative: "rfc5280.pathLenNotNegative",
  caOrgNameEmpty: "rfc5280.attributeNotEmpty",
  caSubjectMissing: "rfc5280.caSubjectNotEmpty",
  certVersion2WithExtension: "rfc5280.versionFitsExtensions",
  certVersion4WithExtension: "rfc5280.versionKnown",
  countryISOLowerCase: "cabf.br.countryUpperCase",
  country_not_upcase_ko3: "cabf.br.countryUpperCase",
  crlDistribCrit: "rfc5280.cRLDistributionPointsNotCritical",
  crlIncomlepteDp: "rfc5280.distributionPointComplete",
  ct3mo2DupeSCTs: "rfc6962.sctLogsDiffer",
  dNSUnderscoresLongValidity: "rfc5280.dnsNameUnderscore",
  dnsNameContainsBareIANASuffix: "cabf.br.internalName",
  dnsNameHyphenBeginningSLD: "rfc5280.dnsNameHyphens",
  dnsNameProhibitedReservedLabel: "rfc5890.reservedLabel",
  dnsNameWildcardIncorrect: "rfc9525.wildcardPosition",
  dnsNameWildcardNotOnlyInLeftLabel: "rfc9525.wildcardPosition",
  dnsNamesNotNFC: "rfc9549.aLabelValid",
  domainValWithLocalPost200: "cabf.br.domainValidatedSubject",
  domainValWithOrgPost200: "cabf.br.domainValidatedSubject",
  domainValWithPostalPost200: "cabf.br.domainValidatedSubject",
  domainValWithProvincePost200: "cabf.br.domainValidatedSubject",
  domainValWithStreetPost200: "cabf.br.domainValidatedSubject",
  dsaCert: "mozilla.keyAlgorithm",
  dupl_subj_attrs_ko_02: "cabf.br.attributesOnce",
  ecc_key_dv_with_prohibited_key_usage: "cabf.br.subscriberKeyUsage",
  ecdsaP256KUIsKeyEnciphermentAndDataEnciphermentInvalidKU: "rfc8813.ecKeyUsage",
  eeServerCertValidOver398: "cabf.br.subscriberValidity",
  empty_sct_list_ko_01: "rfc6962.sctListNotEmpty",
  empty_seq_of_cdp: "rfc5280.cRLDistributionPointsNotEmpty",
  empty_seq_of_fre: "rfc5280.freshestCRLNotEmpty",
  empty_seq_of_san: "rfc5280.subjectAltNameNotEmpty",
  evenRsaMod: "rfc8017.rsaModulusOdd",
  explicitTextUtf8NotNFC: "rfc5280.explicitTextNormalized",
  extUnknownDuplicated: "rfc5280.extensionsUnique",
  generalizedNoSeconds: "rfc5280.generalizedTimeSeconds",
  generalizedTimeBefore2050: "rfc5280.utcTimeBefore2050",
  givenNameIncorrectPolicy: "cabf.br.domainValidatedSubject",
  idnMalformedUnicode: "rfc9549.aLabelValid",
  incorrect_unused_bits_in_ku_encoding: "rfc5280.derNamedBits",
  invalid_cps_uri_ko_02: "rfc5280.cpsIsUri",
  issuerDNTrailingSpace: "rfc4518.surroundingSpace",
  keyUsageCertSignEndEntity: "rfc5280.keyCertSignOnlyInCa",
  keyUsageNotCriticalSubCert: "rfc5280.keyUsageCritical",
  localNoOrg: "cabf.br.placeNeedsOrganization",
  mpCrossCertNoEKU: "mozilla.intermediateExtKeyUsage",
  mpModulus1024: "cabf.br.rsaModulusSize",
  multExcMultPermUriConstraints: "rfc5280.subtreeUriForm",
  ncMinPres: "rfc5280.subtreeMinimum",
  ncOnRegId: "rfc5280.subtreeKind",
  newlinesInTLD: "rfc5280.dnsNameCharacters",
  noNameConstraint: "rfc5280.nameConstraintsNotEmpty",
  orgValNoCountry: "cabf.br.organizationNeedsCountry",
  orgValOnlyOrg: "cabf.br.organizationNeedsPlace",
  policyConstEmpty: "rfc5280.policyConstraintsNotEmpty",
  policyMapAnyPolNotAsserted: "rfc5280.policyMappingsNoAnyPolicy",
  policyMapIssuerNotInCertPolicy: "rfc5280.policyMappingsAsserted",
  policyQualifiersOtherThanCpsNotPermittedError: "cabf.br.policyQualifiers",
  rootCAWithCertPolicy: "cabf.br.rootNoPolicies",
  rsaAlgIDNoNULLParams: "rfc3279.rsaKeyNull",
  rsaSigAlgoNoNULLParam: "rfc4055.rsaSignatureNull",
  rsassapssWithSHA256ButIrregularSaltLength: "rfc4055.pssSaltLength",
  serialNumberLargeDueToSignedMSB: "rfc5280.serialNumberLength",
  serialNumberZero: "rfc5280.serialNumberNotZero",
  sub1_val10_iat1_cdp0_ocsp0_eff1: "cabf.br.revocationInformation",
  subCAAIAMarkedCritical: "rfc5280.authorityInfoAccessNotCritical",
  subCaNoCertSign: "rfc5280.keyCertSignInCa",
  subCertLocalityNameMustAppear: "cabf.br.organizationNeedsPlace",
  subCertNoBcWithCertSign: "rfc5280.keyCertSignOnlyInCa",
  subCertPathLenNegative: "rfc5280.pathLenNotNegative",
  subjectDNNotPrintableCharacters: "rfc4518.ignoredCharacters",
  subjectLWrongEncoding: "rfc5280.directoryStringType",
  subjectOWrongEncoding: "rfc5280.directoryStringCurrent",
  subjectOrganizationalUnitNameLong: "rfc5280.organizationalUnitNameLength",
  subjectStateNameLong: "rfc5280.stateOrProvinceNameLength",
  subject_rdn_order_ko_02: "cabf.br.attributeOrder",
  subject_rdn_order_ko_05: "cabf.br.attributeOrder",
  trustwaveP256CASuperfluousBytesOnKU: "rfc5280.derNamedBits",
  uniqueIdVersion3: "rfc5280.uniqueIdsAbsent",
  userNoticePres: "cabf.br.policyQualifiers",
  utcNoSeconds: "rfc5280.utcTimeSeconds",
  utf8ControlX88: "rfc5280.explicitTextControlCharacters",
  validityNegative: "rfc5280.validityOrder",
};

/** Their counterparts: certificates that are named for being right, and the rule that must not say otherwise. */
const SOUND: Readonly<Record<string, string>> = {
  IANNonEmptyDNS: "rfc5280.issuerAltNameForms",
  IANURIHostIP: "rfc5280.issuerAltNameForms",
  IANValidEmail: "rfc5280.issuerAltNameForms",
  NameConstraintCA: "rfc5280.nameConstraintsOnlyInCa",
  SANURIHostFQDN: "rfc5280.uriHost",
  SANURIIA5: "rfc5280.uriAscii",
  SANValidIP: "cabf.br.reservedAddress",
  aiaCaIssuersHttpOnlyNE: "rfc5280.caIssuersUri",
  aiaWithValidNames: "rfc6960.ocspUri",
  arpa_sub1_rev40_rev61_eff0: "cabf.br.reverseZone",
  caMaxPathLenMissing: "rfc5280.pathLenNotNegative",
  cdp_not_http_ok2: "cabf.br.distributionPointHttp",
  certPolicyNoDuplicate: "rfc5280.policiesUnique",
  commonNamesGood: "cabf.br.commonNameInSubjectAltName",
  crlDistribWithHTTP: "cabf.br.distributionPointHttp",
  crlIssuerMustNotBePresent_pass: "cabf.br.distributionPointForm",
  dNSNameNoUnderscores: "rfc5280.dnsNameUnderscore",
  dnsNameNoEmptyLabel: "rfc5280.dnsNameEmptyLabel",
  dnsNameNoUnderscoreInTRD: "rfc5280.dnsNameUnderscore",
  dnsNameValidTLD: "cabf.br.internalName",
  dnsNameXNLabel: "rfc5890.reservedLabel",
  validComodo: "cabf.br.domainValidatedSubject",
  domainValGoodSubject: "cabf.br.domainValidatedSubject",
  dupl_subj_attrs_ne_01: "cabf.br.attributesOnce",
  eccP384: "mozilla.keyAlgorithm",
  eeServerCertValidEqual397: "cabf.br.subscriberValidity",
  ekuAnyNoCrit: "rfc5280.anyExtendedKeyUsageNotCritical",
  ekuNoCrit: "cabf.br.extKeyUsageNotCritical",
  empty_sct_list_ok_01: "rfc6962.sctListNotEmpty",
  evValidNotTooLong825Days: "cabf.br.subscriberValidity",
  facebookOnionV3Address: "cabf.br.onionAddress",
  generalizedAfter2050: "rfc5280.utcTimeBefore2050",
  indivValGoodAllFields: "cabf.br.individualValidatedName",
  indivValGoodOrgOnly: "cabf.br.individualValidatedName",
  inhibitAnyCrit: "rfc5280.inhibitAnyPolicyCritical",
  invalid_cps_uri_ok_02: "rfc5280.cpsIsUri",
  justBeforeFirstMilestone: "cabf.br.subscriberValidity",
  mpSubCAEKUAllowed: "mozilla.intermediateNoAnyPurpose",
  orgValGoodAllFields: "cabf.br.organizationValidatedName",
  orgunit_in_ca_ok4: "cabf.br.caOrganizationalUnitAbsent",
  ouPresentBeforeSep22: "cabf.br.organizationalUnitAbsent",
  policyConstGoodOnlyInhibit: "rfc5280.policyConstraintsNotEmpty",
  publicKeyIsECCP384WithCorrectEncoding: "mozilla.keyAlgorithm",
  publicKeyIsRSAWithCorrectEncoding: "rfc3279.rsaKeyNull",
  rootCAKeyUsagePresent: "rfc5280.keyUsageInCa",
  rootCAWithKeyIdentifiers: "rfc5280.subjectKeyIdentifierInCa",
  siaNotCrit: "rfc5280.subjectInfoAccessNotCritical",
  skiNotCriticalCA: "rfc5280.subjectKeyIdentifierNotCritical",
  streetAddressCanExist: "cabf.br.placeNeedsOrganization",
  subCAWNameConstCrit: "rfc5280.nameConstraintsCritical",
  subCert825DaysOK: "cabf.br.subscriberValidity",
  subCertAIANotMarkedCritical: "rfc5280.authorityInfoAccessNotCritical",
  subCertNoSKI: "cabf.br.subscriberKeyIdentifier",
  subCrlDistNoCrit: "rfc5280.cRLDistributionPointsNotCritical",
  subExtKeyUsageServerAuth: "cabf.br.serverAuthPresent",
  subjectCNCorrectEncoding: "rfc5280.directoryStringType",
  subjectCommonNameLengthGood: "rfc5280.commonNameLength",
  subjectDCCorrectEncoding: "rfc5280.domainComponentIA5",
  subjectGoodIP: "cabf.br.reservedAddress",
  subjectOCorrectEncoding: "rfc5280.directoryStringCurrent",
  subjectOrganizationNameLengthGood: "rfc5280.organizationNameLength",
  subjectSerialNumberCorrectEncoding: "rfc5280.serialNumberAttributePrintable",
  subject_rdn_order_ok_01: "cabf.br.attributeOrder",
  subject_rdn_order_ok_04: "cabf.br.attributeOrder",
  subject_rdn_order_ok_07: "cabf.br.attributeOrder",
  userNoticeExpTextNotIA5String: "rfc6818.explicitTextNotIa5",
  yesDN: "rfc5280.issuerNotEmpty",
  yesRsaLength: "cabf.br.rsaModulusSize",
};

/** The certificates of a file: a folder's PEM, or the file as DER. */
function certificatesIn(path: string): Certificate[] {
  const bytes = new Uint8Array(readFileSync(path));
  const blocks = findPemBlocks(new TextDecoder("latin1").decode(bytes)).filter(
    ({ label }) => label === "CERTIFICATE",
  );
  const ders = path.endsWith(".pem") ? blocks.map((block) => block.bytes) : [bytes];
  return ders.flatMap((der) => readCertificate(der) ?? []);
}

const idsIn = (name: string): string[] => {
  const [certificate] = certificatesIn(join(corpora, "certificates", `${name}.pem`));
  if (!certificate) throw new Error(`${name} is not read`);
  return lintCertificate(certificate, { profile: "all" }).map(({ id }) => id);
};

/** The median of three runs: a garbage collection in one of them says nothing of the rules. */
function milliseconds(run: () => void): number {
  const times = Array.from({ length: 3 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[1] ?? 0;
}

describe.skipIf(!has)("lint of certificates that others made", () => {
  it("names rules that there are", () => {
    const known = new Set(LINT_RULES.map(({ id }) => id));
    const named = [...Object.values(BROKEN), ...Object.values(SOUND)];
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });

  it.each(Object.entries(BROKEN))("%s breaks %s", (name, id) => {
    expect(idsIn(name)).toContain(id);
  });

  it.each(Object.entries(SOUND))("%s keeps %s", (name, id) => {
    expect(idsIn(name)).not.toContain(id);
  });

  it.each(["certificates", "pkits/certs", "x509-fuzz"])(
    "of %s never throws, and takes at most 50 ms each",
    (folder) => {
      const files = readdirSync(join(corpora, folder));
      let judged = 0;
      for (const file of files) {
        for (const certificate of certificatesIn(join(corpora, folder, file))) {
          judged++;
          const time = milliseconds(() => {
            lintCertificate(certificate, { profile: "all" });
          });
          expect(time, file).toBeLessThan(50);
        }
      }
      expect(judged).toBeGreaterThan(folder === "x509-fuzz" ? 100 : files.length * 0.9);
    },
  );
});
