import { equalBytes } from "../../../bytes/concat";
import { sameName, type CertificateList, type DistributionPoint } from "../../../x509";
import { timeProblem, unknownExtension } from "./listProblem";
import { signerProblem } from "./listSigner";
import type { RevocationContext, Target } from "./types";

const MAX_LISTS = 64;

/** §6.3.3 (c): the newest delta list that fits a complete one and may be used. */
export function deltaFor(
  target: Target,
  point: DistributionPoint,
  list: CertificateList,
  context: RevocationContext,
): CertificateList | undefined {
  const { crls = [], at } = context.input;
  const number = numberOf(list.crlNumber);
  if (number === undefined) return undefined;
  const fits = (delta: CertificateList): boolean => {
    const base = numberOf(delta.baseCrlNumber);
    const own = numberOf(delta.crlNumber);
    return (
      base !== undefined &&
      own !== undefined &&
      number >= base &&
      number < own &&
      sameName(delta.issuer, list.issuer) &&
      sameExtension(delta, list, "issuingDistributionPoint") &&
      sameExtension(delta, list, "authorityKeyIdentifier") &&
      !timeProblem(delta, at) &&
      !unknownExtension(delta) &&
      !signerProblem(target, point, delta, context)
    );
  };
  const newer = (a: CertificateList, b: CertificateList): CertificateList =>
    (numberOf(b.crlNumber) ?? 0n) > (numberOf(a.crlNumber) ?? 0n) ? b : a;
  const deltas = crls.filter(({ baseCrlNumber }) => baseCrlNumber !== undefined).slice(0, MAX_LISTS);
  const [first, ...more] = deltas.filter(fits);
  return first && more.reduce(newer, first);
}

function sameExtension(a: CertificateList, b: CertificateList, name: string): boolean {
  const of = (list: CertificateList): Uint8Array =>
    list.extensions.find((extension) => extension.name === name)?.der ?? new Uint8Array(0);
  return equalBytes(of(a), of(b));
}

function numberOf(hex: string | undefined): bigint | undefined {
  return hex !== undefined && /^[0-9a-f]{1,64}$/.test(hex) ? BigInt(`0x${hex}`) : undefined;
}
