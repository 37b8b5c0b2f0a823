import type { Certificate } from "../../../x509";
import type { ChainInput } from "../input";
import type { Pool } from "../pool";
import type { Signer } from "../signature";

/** What is known of a certificate's revocation, with a sentence for it. */
export type RevocationStatus =
  | { readonly status: "good"; readonly message: string; readonly rfc: string }
  | { readonly status: "revoked"; readonly message: string; readonly rfc: string }
  | { readonly status: "unknown"; readonly message: string; readonly fix: string; readonly rfc: string };

/** The certificate whose status is asked for, and the path that it stands in. */
export interface Target {
  readonly certificate: Certificate;
  readonly issuer: Signer;
  /** Everything above it, the issuer first, the anchor last where there is one. */
  readonly above: readonly Signer[];
  readonly anchor: Certificate | undefined;
}

export interface RevocationContext {
  readonly input: ChainInput;
  readonly pool: Pool;
  /** Why the path of a certificate that signed a list does not hold (it must lead to `anchor`); undefined when it does. */
  readonly signerProblem: (signer: Certificate, anchor: Certificate | undefined) => string | undefined;
}

/** Responders' clocks may run so many milliseconds before ours. */
export const SKEW = 300_000;
