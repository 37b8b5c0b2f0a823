import type { ChainInput } from "../check/trust";
import type { TrustOptions } from "./trust";

/** What certificates are judged by beside the chain and the roots: certificates at hand, revocation lists, OCSP responses. */
export type Evidence = Pick<ChainInput, "others" | "crls" | "ocsp">;

/** Both together. */
export function joinEvidence(a: Evidence, b: Evidence): Evidence {
  return {
    others: [...(a.others ?? []), ...(b.others ?? [])],
    crls: [...(a.crls ?? []), ...(b.crls ?? [])],
    ocsp: [...(a.ocsp ?? []), ...(b.ocsp ?? [])],
  };
}

/** What trust is judged by, with more evidence than there was. */
export function withEvidence(trust: TrustOptions, more: Evidence): TrustOptions {
  return { ...trust, ...joinEvidence(trust, more) };
}
