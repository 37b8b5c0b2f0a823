import type { Element } from "../../asn1/element";
import { any } from "../../asn1/generic";
import { decodeSmallInteger } from "../../asn1/integer";
import { decodeOid, displayOid, oidName } from "../../asn1/oid";
import { TAG } from "../../asn1/tags";
import type { Type } from "../../asn1/type";
import {
  choice,
  ia5String,
  integer,
  listOf,
  octetString,
  oid,
  optional,
  part,
  primitive,
  sequence,
  utf8String,
} from "../../asn1/types";
import { AlgorithmIdentifier } from "../algorithm";
import { GeneralNames } from "../generalName";
import { listText } from "../labels";
import { extension } from "./extension";
import { readOids } from "./usage";

const printableString = primitive("a PrintableString", [TAG.printableString]);
const text = (type: Type, element: Element | undefined): string =>
  element ? (type.display?.(element) ?? "") : "";

/** MonetaryValue (ETSI EN 319 412-5 §4.3.2): amount × 10^exponent. */
const MonetaryValue = sequence(
  {
    currency: part(
      "Currency",
      choice("a currency", {
        alphabetic: { label: "Currency", type: printableString },
        numeric: { label: "Currency", type: integer },
      }),
    ),
    amount: part("Amount", integer),
    exponent: part("Exponent", integer),
  },
  {
    display: (element): string => {
      const { currency, amount, exponent } = MonetaryValue.parts(element);
      const factor = exponent && decodeSmallInteger(exponent.content);
      const number = amount && decodeSmallInteger(amount.content);
      const unit = currency?.is(TAG.integer) ? text(integer, currency) : text(printableString, currency);
      if (number === undefined || factor === undefined || Math.abs(factor) > 18) return unit;
      return `${String(Number(`${String(number)}e${String(factor)}`))} ${unit}`;
    },
  },
);

const Years = primitive("an INTEGER", [TAG.integer], {
  display: ({ content }) => {
    const years = decodeSmallInteger(content);
    return years === undefined ? "not a number" : `${String(years)} ${years === 1 ? "year" : "years"}`;
  },
});

/** PdsLocation (ETSI EN 319 412-5 §4.3.4). */
const PdsLocation = sequence(
  { url: part("URL", ia5String), language: part("Language", printableString) },
  {
    display: (element): string => {
      const { url, language } = PdsLocation.parts(element);
      return `${text(ia5String, url)} (${text(printableString, language)})`;
    },
  },
);

const listDisplay = (type: Type) => (element: Element) =>
  listText(element.children.slice(0, 13).map((child) => (type.accepts(child) ? text(type, child) : "")));

const PdsLocations = listOf(
  { name: "pdsLocation", label: "Disclosure Statement", type: PdsLocation },
  { display: listDisplay(PdsLocation) },
);
const Countries = listOf(
  { name: "country", label: "Country", type: printableString },
  { display: listDisplay(printableString) },
);
const QcTypes = listOf(
  { name: "qcType", label: "Type", type: oid },
  { display: (element) => listText(readOids(element).map((dotted) => oidName(dotted) ?? dotted)) },
);

/** SemanticsInformation (RFC 3739 §3.2.6.1). */
const SemanticsInformation = sequence(
  {
    semanticsIdentifier: optional("Semantics", oid),
    nameRegistrationAuthorities: optional("Name Registration Authorities", GeneralNames),
  },
  {
    display: (element): string => {
      const { semanticsIdentifier, nameRegistrationAuthorities } = SemanticsInformation.parts(element);
      return semanticsIdentifier
        ? text(oid, semanticsIdentifier)
        : text(GeneralNames, nameRegistrationAuthorities);
    },
  },
);

/** RoleOfPSP and PSD2QcType (ETSI TS 119 495 §5.1): what a payment service may do, and who supervises it. */
const RoleOfPsp = sequence(
  { roleOfPspOid: part("Role", oid), roleOfPspName: part("Name", utf8String) },
  { display: (element): string => text(utf8String, RoleOfPsp.parts(element).roleOfPspName) },
);
const Roles = listOf(
  { name: "roleOfPSP", label: "Role", type: RoleOfPsp },
  { display: listDisplay(RoleOfPsp) },
);
const Psd2 = sequence(
  {
    rolesOfPSP: part("Roles", Roles),
    nCAName: part("Competent Authority", utf8String),
    nCAId: part("Competent Authority's ID", utf8String),
  },
  {
    display: (element): string => {
      const { rolesOfPSP, nCAName, nCAId } = Psd2.parts(element);
      return `${text(Roles, rolesOfPSP)}, supervised by ${text(utf8String, nCAName)} (${text(utf8String, nCAId)})`;
    },
  },
);

/** What a statement's information is, by the statement's name; statements that are not here have none. */
const INFORMATION: ReadonlyMap<string, Type> = new Map<string, Type>([
  ["etsiQcsLimitValue", MonetaryValue],
  ["etsiQcsRetentionPeriod", Years],
  ["etsiQcsQcPDS", PdsLocations],
  ["etsiQcsQcType", QcTypes],
  ["etsiQcsQcCClegislation", Countries],
  ["etsiPsd2QcStatement", Psd2],
  ["qcSyntax-v1", SemanticsInformation],
  ["qcSyntax-v2", SemanticsInformation],
]);

const QcStatement = sequence(
  { statementId: part("Statement", oid), statementInfo: optional("Information", any) },
  {
    display: (element) => statementText(element),
    refine: (name, { statementId, statementInfo }) => {
      if (name !== "statementInfo" || !statementId || !statementInfo) return undefined;
      const known = INFORMATION.get(oidName(decodeOid(statementId.content) ?? "") ?? "");
      return known?.accepts(statementInfo) ? known : undefined;
    },
  },
);

function statementText(element: Element): string {
  const { statementId, statementInfo } = QcStatement.parts(element);
  const dotted = (statementId && decodeOid(statementId.content)) ?? "unknown";
  const known = INFORMATION.get(oidName(dotted) ?? "");
  const information = statementInfo && known?.accepts(statementInfo) ? text(known, statementInfo) : "";
  return information === "" ? displayOid(dotted) : `${oidName(dotted) ?? dotted}: ${information}`;
}

/** BiometricData (RFC 3739 §3.2.5). */
const BiometricData = sequence({
  typeOfBiometricData: part(
    "Type",
    choice("a type of biometric data", {
      predefinedBiometricType: { label: "Type", type: integer },
      biometricDataOid: { label: "Type", type: oid },
    }),
  ),
  hashAlgorithm: part("Hash Algorithm", AlgorithmIdentifier),
  biometricDataHash: part("Hash", octetString),
  sourceDataUri: optional("Source", ia5String),
});

/** Extensions of qualified certificates (RFC 3739, ETSI EN 319 412-5). */
export const qualifiedExtensions = [
  extension(
    "1.3.6.1.5.5.7.1.3",
    "qcStatements",
    "Qualified Certificate Statements",
    listOf(
      { name: "qcStatement", label: "Statement", type: QcStatement },
      { display: (element) => listText(element.children.slice(0, 13).map(statementText)) },
    ),
  ),
  extension(
    "1.3.6.1.5.5.7.1.2",
    "biometricInfo",
    "Biometric Information",
    listOf({ name: "biometricData", label: "Biometric Data", type: BiometricData }),
  ),
];
