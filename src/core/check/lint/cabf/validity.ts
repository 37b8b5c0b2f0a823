import type { RuleRow } from "../rule";
import { isRoot, isServer, PROFILES_SINCE } from "./scope";

const DAY = 86_400;
const key = "tbsCertificate.validity.notAfter";

/** The most days of a server's certificate that begins on this day or later, the latest first (BR §6.3.2). */
const LIMITS: readonly (readonly [since: string, days: number])[] = [
  ["2029-03-15", 47],
  ["2027-03-15", 100],
  ["2026-03-15", 200],
  ["2020-09-01", 398],
  ["2018-03-01", 825],
];

/** The bounds of a root's validity, in days: about 8 and 25 years. */
const ROOT_LEAST = 2922;
const ROOT_MOST = 9132;

const inDays = (seconds: number): string => String(Math.ceil(seconds / DAY));

export const validityRules: readonly RuleRow[] = [
  {
    id: "cabf.br.subscriberValidity",
    severity: "error",
    reference: "BR §6.3.2",
    title:
      "A server's certificate is valid for at most 825 days if it begins on 2018-03-01 or later, 398 from 2020-09-01, 200 from 2026-03-15, 100 from 2027-03-15, 47 from 2029-03-15",
    key,
    fix: "Have it issued for a shorter time, and renew it automatically",
    since: "2018-03-01",
    applies: isServer,
    check: ({ certificate: { notBefore = "" }, validSeconds = 0 }) => {
      const [since, days] = LIMITS.find(([from]) => notBefore >= from) ?? [];
      if (since === undefined || days === undefined || validSeconds <= days * DAY) return undefined;
      return `The certificate is valid for ${inDays(validSeconds)} days, and since ${since} browsers take at most ${String(days)}`;
    },
  },
  {
    id: "cabf.br.rootValidity",
    severity: "error",
    reference: "BR §7.1.2.1.1",
    title: "A root is valid for 2922 to 9132 days, about 8 to 25 years",
    key,
    fix: "Issue the root for 8 to 25 years",
    since: PROFILES_SINCE,
    applies: isRoot,
    check: ({ validSeconds }) => {
      if (validSeconds === undefined) return undefined;
      const isBetween = validSeconds >= ROOT_LEAST * DAY && validSeconds <= ROOT_MOST * DAY;
      return isBetween
        ? undefined
        : `The root is valid for ${inDays(validSeconds)} days, which is not 2922 to 9132`;
    },
  },
];
