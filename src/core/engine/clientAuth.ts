import { schemeOf } from "../crypto/signatureSchemes";
import type { ClientIdentity } from "./types";

/** The scheme to sign with: the client's first one that the server takes too; undefined for none, or no identity. */
export function chooseScheme(
  identity: ClientIdentity | undefined,
  accepted: readonly number[],
  tls13: boolean,
): number | undefined {
  return identity?.schemes.find(
    (scheme) => accepted.includes(scheme) && !(tls13 && schemeOf(scheme)?.legacy),
  );
}

/** The chain to present: empty when the client has no certificate, or none whose key the server accepts (RFC 8446 §4.4.2, RFC 5246 §7.4.6). */
export function chainFor(identity: ClientIdentity | undefined, scheme: number | undefined): Uint8Array[] {
  return identity && scheme !== undefined ? [...identity.chain] : [];
}
