import { REASON_FLAGS, type CertificateList, type DistributionPoint, type RevokedEntry } from "../../../x509";
import { nameOf, shortName, when } from "../describe";
import { deltaFor } from "./deltaList";
import { lookUp } from "./listEntries";
import { oddProblem, timeProblem, titleOf, unknownExtension, type Problem } from "./listProblem";
import { implicitPoint, isByIssuer, outOfScope } from "./listScope";
import { signerProblem } from "./listSigner";
import type { RevocationContext, RevocationStatus, Target } from "./types";

const RFC = "RFC 5280 §6.3.3";
const ALL_REASONS: readonly string[] = REASON_FLAGS.slice(1);
/** So many lists of one issuer, and so many distribution points of a certificate, are looked at. */
const MAX_LISTS = 64;
const MAX_POINTS = 32;

/** What the revocation lists at hand say of a certificate (RFC 5280 §6.3.3); undefined when there are none at all. */
export function statusByLists(target: Target, context: RevocationContext): RevocationStatus | undefined {
  const { crls = [] } = context.input;
  if (crls.length === 0) return undefined;
  const { certificate } = target;
  const complete = crls.filter(({ baseCrlNumber }) => baseCrlNumber === undefined);
  const left = new Set(ALL_REASONS);
  const problems: Problem[] = [];
  const used: CertificateList[] = [];
  for (const point of [...certificate.distributionPoints.slice(0, MAX_POINTS), implicitPoint(certificate)]) {
    const lists = complete.filter((list) => isByIssuer(certificate, point, list)).slice(0, MAX_LISTS);
    for (const list of lists) {
      const reasons = reasonsOf(point, list).filter((reason) => left.has(reason));
      if (reasons.length === 0) continue;
      const scope = outOfScope(certificate, point, list);
      if (scope !== undefined) {
        const fix = `Give the list that speaks of ${nameOf(certificate)}${placeOf(target)}`;
        problems.push({ rank: 1, text: `${titleOf(list)} ${scope}`, fix });
        continue;
      }
      const judged = judge(target, point, list, context);
      if ("revoked" in judged) return revoked(target, judged.revoked, judged.list, context);
      if ("problem" in judged) problems.push(judged.problem);
      else {
        for (const reason of reasons) left.delete(reason);
        used.push(list);
      }
    }
  }
  return left.size === 0 ? good(target, used) : unknown(target, used, [...left], problems);
}

type Judged =
  | { readonly good: true }
  | { readonly problem: Problem }
  | { readonly revoked: RevokedEntry; readonly list: CertificateList };

/** Whether a list in scope may be used, and what it, changed by a delta list, says. */
function judge(
  target: Target,
  point: DistributionPoint,
  list: CertificateList,
  context: RevocationContext,
): Judged {
  const problem = unknownExtension(list) ?? signerProblem(target, point, list, context);
  if (problem) return { problem };
  const { entry, problem: odd } = lookUp(target.certificate, list);
  if (odd !== undefined) return { problem: oddProblem(list, odd) };
  const delta = deltaFor(target, point, list, context);
  const late = timeProblem(list, context.input.at);
  if (delta) {
    const changed = lookUp(target.certificate, delta);
    if (changed.problem !== undefined) return { problem: oddProblem(delta, changed.problem) };
    if (changed.entry?.reasonCode === "removeFromCRL") return { good: true };
    if (changed.entry) return { revoked: changed.entry, list: delta };
    return entry ? { revoked: entry, list } : { good: true };
  }
  // A revocation is for good, so an old list can still tell of it; a hold may have ended since.
  if (entry && !(late && entry.reasonCode === "certificateHold")) return { revoked: entry, list };
  return late ? { problem: late } : { good: true };
}

/** The reasons that a distribution point and a list together speak of (RFC 5280 §6.3.3 (d)). */
function reasonsOf(point: DistributionPoint, list: CertificateList): string[] {
  const some = list.issuingDistributionPoint?.onlySomeReasons;
  return ALL_REASONS.filter(
    (reason) => (point.reasons?.includes(reason) ?? true) && (some?.includes(reason) ?? true),
  );
}

/** ", at http://…": where the certificate says that its list is. */
function placeOf({ certificate }: Target): string {
  const uri = certificate.crlDistributionPoints.find(({ kind }) => kind === "uniformResourceIdentifier");
  return uri ? `, at ${uri.value.slice(0, 200)}` : "";
}

/** "of 2026-01-01 00:00:00 UTC, which is valid until …". */
function timesOf({ thisUpdate, nextUpdate }: CertificateList): string {
  return `of ${when(thisUpdate)}${nextUpdate === undefined ? "" : `, which is valid until ${when(nextUpdate)}`}`;
}

function good({ certificate }: Target, used: readonly CertificateList[]): RevocationStatus {
  const [first] = used;
  const lists =
    used.length === 1 && first
      ? `${titleOf(first)} ${timesOf(first)}`
      : `any of ${String(used.length)} revocation lists of ${shortName(first?.issuer ?? certificate.issuer)}`;
  return { status: "good", message: `${nameOf(certificate)} is not on ${lists}`, rfc: RFC };
}

function unknown(
  target: Target,
  used: readonly CertificateList[],
  left: readonly string[],
  problems: readonly Problem[],
): RevocationStatus {
  const { certificate } = target;
  const [nearest] = [...problems].sort((a, b) => b.rank - a.rank);
  const fix =
    nearest?.fix ?? `Give the list that ${shortName(certificate.issuer)} publishes now${placeOf(target)}`;
  const why =
    nearest?.text ??
    (used.length > 0
      ? `no list at hand covers the reasons ${left.join(", ")}`
      : `no revocation list of ${shortName(certificate.issuer)} is at hand`);
  return {
    status: "unknown",
    message: `Whether ${nameOf(certificate)} was revoked is not known: ${why}`,
    fix,
    rfc: RFC,
  };
}

function revoked(
  { certificate }: Target,
  entry: RevokedEntry,
  list: CertificateList,
  { input }: RevocationContext,
): RevocationStatus {
  const reason = entry.reasonCode === undefined ? "" : ` (reason: ${entry.reasonCode})`;
  const late = timeProblem(list, input.at) ? ", which is not of this time" : "";
  const since =
    entry.invalidityDate === undefined
      ? ""
      : `; its key is not to be relied on since ${when(entry.invalidityDate)}`;
  return {
    status: "revoked",
    message: `${nameOf(certificate)} was revoked on ${when(entry.revocationDate)}${reason}, says ${titleOf(list)} of ${when(list.thisUpdate)}${late}${since}`,
    rfc: RFC,
  };
}
