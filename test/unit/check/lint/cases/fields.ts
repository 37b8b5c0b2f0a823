import { concat } from "../../../../../src/core/bytes/concat";
import { ATTRIBUTE, attribute, name, type AttributeName } from "../../../../support/certificates/build";
import {
  intermediate,
  mail,
  root,
  server,
  withExtensions,
  withSubject,
} from "../../../../support/certificates/base";
import {
  bitString,
  bmpString,
  boolean,
  context,
  contextPrimitive,
  generalizedTime,
  ia5String,
  integer,
  nullValue,
  oid,
  printableString,
  sequence,
  set,
  tlv,
  utcTime,
  utf8String,
  type Der,
} from "../../../../support/certificates/der";
import { dns, email, keyUsage, subjectAltName } from "../../../../support/certificates/extensions";
import { algorithm, SIGNERS } from "../../../../support/certificates/keys";
import { hex } from "../../../../support/hex";
import type { LintCase, LintCases } from "./case";

const bare = { ...server, version: undefined, extensions: {} };
const uniqueId = contextPrimitive(1, Uint8Array.of(0, 1));

/** The version, the serial number and the unique identifiers. */
const head: LintCases = {
  "rfc5280.versionKnown": {
    passes: server,
    fails: { ...server, version: integer(3) },
    also: ["rfc5280.versionFitsExtensions"],
  },
  "rfc5280.versionFitsExtensions": { passes: server, fails: { ...server, version: integer(1) } },
  "rfc5280.versionNotDefault": {
    passes: server,
    fails: { ...server, version: integer(0) },
    also: ["rfc5280.versionFitsExtensions"],
  },
  "rfc5280.versionFitsUniqueIds": {
    passes: { ...server, uniqueIds: [uniqueId] },
    fails: { ...bare, uniqueIds: [uniqueId] },
    also: ["rfc5280.uniqueIdsAbsent"],
  },
  "rfc5280.uniqueIdsAbsent": { passes: server, fails: { ...server, uniqueIds: [uniqueId] } },
  "rfc5280.serialNumberPositive": { passes: server, fails: { ...server, serialNumber: integer(-7) } },
  "rfc5280.serialNumberNotZero": { passes: server, fails: { ...server, serialNumber: integer(0) } },
  "rfc5280.serialNumberLength": {
    passes: { ...server, serialNumber: integer(1n << 158n) },
    fails: { ...server, serialNumber: integer(1n << 160n) },
  },
};

const RSA_SHA256 = "1.2.840.113549.1.1.11";
const SHA256 = algorithm("2.16.840.1.101.3.4.2.1", nullValue);
const SHA384 = algorithm("2.16.840.1.101.3.4.2.2", nullValue);
const pss = (hash: Der, mask: Der, salt: number, ...more: readonly Der[]): Der =>
  algorithm(
    "1.2.840.113549.1.1.10",
    sequence(
      context(0, hash),
      context(1, algorithm("1.2.840.113549.1.1.8", mask)),
      context(2, integer(salt)),
      ...more,
    ),
  );
const rsaSigned = { ...server, signer: SIGNERS.rsa };
const pssSigned = { ...rsaSigned, algorithm: pss(SHA256, SHA256, 32) };
const edSigned = { ...server, signer: SIGNERS.ed25519 };
const mlDsaSigned = { ...server, algorithm: algorithm("2.16.840.1.101.3.4.3.17") };

const signatures: LintCases = {
  "rfc5280.signatureAlgorithmsEqual": {
    passes: server,
    fails: { ...server, outerAlgorithm: algorithm("1.2.840.10045.4.3.3") },
  },
  "rfc4055.rsaSignatureNull": {
    passes: rsaSigned,
    fails: { ...rsaSigned, algorithm: algorithm(RSA_SHA256) },
  },
  "rfc5758.ecdsaSignatureNoParameters": {
    passes: server,
    fails: { ...server, algorithm: algorithm("1.2.840.10045.4.3.2", nullValue) },
  },
  "rfc8410.edDsaSignatureNoParameters": {
    passes: edSigned,
    fails: { ...edSigned, algorithm: algorithm("1.3.101.112", nullValue) },
  },
  "rfc9881.mlDsaSignatureNoParameters": {
    passes: mlDsaSigned,
    fails: { ...mlDsaSigned, algorithm: algorithm("2.16.840.1.101.3.4.3.17", nullValue) },
  },
  "rfc4055.pssParametersPresent": {
    passes: pssSigned,
    fails: { ...rsaSigned, algorithm: algorithm("1.2.840.113549.1.1.10") },
  },
  "rfc4055.pssMaskHash": { passes: pssSigned, fails: { ...rsaSigned, algorithm: pss(SHA256, SHA384, 32) } },
  "rfc4055.pssSaltLength": { passes: pssSigned, fails: { ...rsaSigned, algorithm: pss(SHA256, SHA256, 20) } },
  "rfc4055.pssTrailerField": {
    passes: pssSigned,
    fails: { ...rsaSigned, algorithm: pss(SHA256, SHA256, 32, context(3, integer(2))) },
  },
  "rfc5280.signatureWholeBytes": {
    passes: rsaSigned,
    fails: { ...rsaSigned, signature: bitString(new Uint8Array(256), 4) },
  },
  "rfc3279.ecdsaSignatureForm": {
    passes: server,
    fails: { ...server, signature: bitString(new Uint8Array(64).fill(7)) },
  },
  "rfc5280.selfSignatureFitsKey": { passes: root, fails: { ...root, publicKey: SIGNERS.rsa().publicKey } },
};

const times = (notBefore: Der, notAfter: Der) => ({ ...server, notBefore, notAfter });
const until = utcTime("261229235959Z");
const far = generalizedTime("20510101000000Z");

const validity: LintCases = {
  "rfc5280.validityOrder": {
    passes: server,
    fails: times(utcTime("261001000000Z"), utcTime("260930000000Z")),
  },
  "rfc5280.utcTimeSeconds": { passes: server, fails: times(utcTime("2610010000Z"), until) },
  "rfc5280.utcTimeZulu": { passes: server, fails: times(utcTime("261001000000+0000"), until) },
  "rfc5280.generalizedTimeSeconds": {
    passes: times(utcTime("261001000000Z"), far),
    fails: times(utcTime("261001000000Z"), generalizedTime("205101010000Z")),
  },
  "rfc5280.generalizedTimeZulu": {
    passes: times(utcTime("261001000000Z"), far),
    fails: times(utcTime("261001000000Z"), generalizedTime("20510101000000-0100")),
  },
  "rfc5280.generalizedTimeFraction": {
    passes: times(utcTime("261001000000Z"), far),
    fails: times(utcTime("261001000000Z"), generalizedTime("20510101000000.5Z")),
  },
  "rfc5280.utcTimeBefore2050": {
    passes: times(utcTime("261001000000Z"), far),
    fails: times(utcTime("261001000000Z"), generalizedTime("20270101000000Z")),
  },
};

const subject = (...attributes: readonly (readonly [AttributeName, string | Der])[]) =>
  withSubject(server, name(...attributes));
const letters = (count: number): string => "x".repeat(count);
const byLength = (type: AttributeName, most: number): LintCase => ({
  passes: subject([type, letters(most)]),
  fails: subject([type, letters(most + 1)]),
});

const names: LintCases = {
  "rfc5280.issuerNotEmpty": { passes: server, fails: { ...server, issuer: name() } },
  "rfc5280.caSubjectNotEmpty": {
    passes: intermediate,
    fails: withSubject(intermediate, name()),
    also: ["rfc5280.emptySubjectHasName"],
  },
  "rfc5280.rdnNotEmpty": {
    passes: server,
    fails: withSubject(server, sequence(set(attribute("commonName", utf8String("a"))), set())),
  },
  "rfc5280.commonNameLength": byLength("commonName", 64),
  "rfc5280.organizationNameLength": byLength("organizationName", 64),
  "rfc5280.organizationalUnitNameLength": byLength("organizationalUnitName", 64),
  "rfc5280.localityNameLength": byLength("localityName", 128),
  "rfc5280.stateOrProvinceNameLength": byLength("stateOrProvinceName", 128),
  "rfc5280.serialNumberAttributeLength": byLength("serialNumber", 64),
  "rfc5280.titleLength": byLength("title", 64),
  "rfc5280.pseudonymLength": byLength("pseudonym", 128),
  "rfc5280.emailAddressLength": {
    passes: withExtensions(subject(["emailAddress", ia5String("a@example.com")]), {
      subjectAltName: subjectAltName(email("a@example.com")),
    }),
    fails: withExtensions(subject(["emailAddress", ia5String(`${letters(250)}@a.com`)]), {
      subjectAltName: subjectAltName(email(`${letters(250)}@a.com`)),
    }),
  },
  "rfc5280.countryNameTwoLetters": { passes: root, fails: subject(["countryName", "NOR"]) },
  "rfc5280.countryNamePrintable": { passes: root, fails: subject(["countryName", utf8String("NO")]) },
  "rfc5280.serialNumberAttributePrintable": {
    passes: subject(["serialNumber", "7"]),
    fails: subject(["serialNumber", utf8String("7")]),
  },
  "rfc5280.dnQualifierPrintable": {
    passes: subject(["dnQualifier", "7"]),
    fails: subject(["dnQualifier", utf8String("7")]),
  },
  "rfc5280.domainComponentIA5": {
    passes: subject(["domainComponent", ia5String("example")]),
    fails: subject(["domainComponent", utf8String("example")]),
  },
  "rfc5280.emailAddressIA5": {
    passes: withExtensions(subject(["emailAddress", ia5String("a@example.com")]), {
      subjectAltName: subjectAltName(email("a@example.com")),
    }),
    fails: withExtensions(subject(["emailAddress", utf8String("a@example.com")]), {
      subjectAltName: subjectAltName(email("a@example.com")),
    }),
  },
  "rfc5280.emailAddressInSubjectAltName": {
    passes: withSubject(mail, name(["emailAddress", ia5String("someone@example.com")])),
    fails: withSubject(mail, name(["emailAddress", ia5String("other@example.com")])),
  },
  "rfc5280.directoryStringType": { passes: server, fails: subject(["commonName", ia5String("a")]) },
  "rfc5280.directoryStringCurrent": { passes: server, fails: subject(["commonName", bmpString("a")]) },
  "rfc5280.printableStringCharacters": {
    passes: subject(["commonName", printableString("A (b) +,-./:=?'")]),
    fails: subject(["commonName", printableString("a*b@c")]),
  },
  "rfc5280.ia5StringCharacters": {
    passes: subject(["domainComponent", ia5String("example")]),
    fails: subject(["domainComponent", ia5String("ex\u00e4mple")]),
  },
  "rfc5280.utf8StringValid": {
    passes: subject(["commonName", "Müller"]),
    fails: subject(["commonName", tlv(0x0c, hex("4d fc 6c 6c 65 72"))]),
  },
  "rfc5280.attributeNotEmpty": { passes: server, fails: subject(["commonName", ""]) },
  "rfc4518.surroundingSpace": { passes: server, fails: subject(["commonName", "a "]) },
  "rfc4518.ignoredCharacters": { passes: server, fails: subject(["commonName", "a\u202eb"]) },
};

/** The name "a" in a SET with more. */
const pair = (first: Der, second: Der): Der => sequence(set(first, second));
const A = attribute("commonName", utf8String("a"));
const B = attribute("organizationName", utf8String("b"));
const keyUsageBits = (content: Der) =>
  withExtensions(server, { keyUsage: { ...keyUsage(), value: tlv(0x03, content) } });

const encodings: LintCases = {
  "rfc5280.derDefiniteLength": {
    passes: server,
    fails: withSubject(server, concat(Uint8Array.of(0x30, 0x80), set(A), Uint8Array.of(0, 0))),
  },
  "rfc5280.derMinimalLength": {
    passes: server,
    fails: withSubject(server, sequence(set(sequence(oid(ATTRIBUTE.commonName), hex("0c 81 01 61"))))),
  },
  "rfc5280.derMinimalInteger": {
    passes: server,
    fails: { ...server, serialNumber: integer(hex("00 00 01 02 03 04 05 06 07 08")) },
  },
  "rfc5280.derMinimalOid": {
    passes: server,
    fails: withSubject(server, sequence(set(sequence(tlv(0x06, hex("2a 80 03")), utf8String("a"))))),
  },
  "rfc5280.derBoolean": {
    passes: intermediate,
    fails: withExtensions(server, { keyUsage: { ...keyUsage("digitalSignature"), critical: boolean(1) } }),
  },
  "rfc5280.derUnusedBits": { passes: server, fails: keyUsageBits(hex("05 82")) },
  "rfc5280.derPrimitiveStrings": {
    passes: server,
    fails: withSubject(
      server,
      sequence(set(sequence(oid(ATTRIBUTE.commonName), tlv(0x2c, utf8String("a"))))),
    ),
  },
  "rfc5280.derSetOrder": { passes: withSubject(server, pair(A, B)), fails: withSubject(server, pair(B, A)) },
  "rfc5280.derNamedBits": { passes: server, fails: keyUsageBits(hex("00 80")) },
  "rfc5280.criticalNotDefault": {
    passes: server,
    fails: withExtensions(server, {
      subjectAltName: { ...subjectAltName(dns("www.example.com")), critical: boolean(0) },
    }),
  },
  "rfc5280.caNotDefault": {
    passes: root,
    fails: withExtensions(server, {
      basicConstraints: { oid: "2.5.29.19", critical: true, value: sequence(boolean(0)) },
    }),
  },
};

/** Cases of rules on fields outside the extensions, and on encodings. */
export const fieldCases: LintCases = { ...head, ...signatures, ...validity, ...names, ...encodings };
