import type { RuleRow } from "../rule";

const key = "tbsCertificate.serialNumber";
const fix = "Draw a positive random serial number of 9 to 20 bytes";

export const serialNumberRules: readonly RuleRow[] = [
  {
    id: "rfc5280.serialNumberPositive",
    severity: "error",
    reference: "RFC 5280 §4.1.2.2",
    title: "The serial number is not negative",
    key,
    fix,
    check: ({ certificate: { serialNumber } }) =>
      serialNumber.startsWith("-")
        ? "The serial number is negative: its first bit is set, and no zero byte stands before it"
        : undefined,
  },
  {
    id: "rfc5280.serialNumberNotZero",
    severity: "error",
    reference: "RFC 5280 §4.1.2.2",
    title: "The serial number is not zero",
    key,
    fix,
    check: ({ certificate: { serialNumber } }) =>
      /^0*$/.test(serialNumber) ? "The serial number is zero" : undefined,
  },
  {
    id: "rfc5280.serialNumberLength",
    severity: "error",
    reference: "RFC 5280 §4.1.2.2",
    title: "The serial number has at most 20 bytes",
    key,
    fix,
    check: ({ parts }) => {
      const length = parts.serialNumber?.content.length ?? 0;
      return length <= 20
        ? undefined
        : `The serial number has ${String(length)} bytes, at most 20 are allowed`;
    },
  },
];
