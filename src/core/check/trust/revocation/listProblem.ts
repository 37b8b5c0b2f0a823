import type { CertificateList } from "../../../x509";
import { shortName, when } from "../describe";

/** Why a list says nothing here. The higher its rank, the nearer the list came to being used. */
export interface Problem {
  readonly rank: number;
  readonly text: string;
  readonly fix: string;
}

const KNOWN_EXTENSIONS: ReadonlySet<string> = new Set([
  "authorityKeyIdentifier",
  "issuerAltName",
  "cRLNumber",
  "deltaCRLIndicator",
  "issuingDistributionPoint",
  "freshestCRL",
  "authorityInfoAccess",
]);

export function titleOf(list: CertificateList): string {
  return `the revocation list of ${shortName(list.issuer)}`;
}

/** RFC 5280 §5.2: a critical extension that is not known may limit what the list speaks of. */
export function unknownExtension(list: CertificateList): Problem | undefined {
  const odd = list.extensions.find(({ critical, name }) => critical && !KNOWN_EXTENSIONS.has(name));
  return odd && oddProblem(list, `it has the critical extension ${odd.name}, which is not processed here`);
}

export function oddProblem(list: CertificateList, text: string): Problem {
  return {
    rank: 4,
    text: `${titleOf(list)} may not be used: ${text}`,
    fix: "Have the list issued without that extension, or not marked critical",
  };
}

/** Whether the list is of another time than `at`. */
export function timeProblem(list: CertificateList, at: string): Problem | undefined {
  const { thisUpdate, nextUpdate } = list;
  const own = titleOf(list);
  const fix = `Give the list that ${shortName(list.issuer)} publishes now`;
  const now = Date.parse(at);
  if (thisUpdate === undefined) return { rank: 5, text: `the date of ${own} cannot be read`, fix };
  if (Date.parse(thisUpdate) > now) {
    return { rank: 5, text: `${own} is not valid until ${when(thisUpdate)}`, fix };
  }
  if (nextUpdate === undefined || Date.parse(nextUpdate) >= now) return undefined;
  return { rank: 5, text: `${own} was valid until ${when(nextUpdate)}`, fix };
}
