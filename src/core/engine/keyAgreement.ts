import { CryptoError } from "../crypto/provider";
import { NamedGroup } from "../tls/codePoints";
import { EngineFailure } from "./failure";
import { groupOfCode } from "./groups";
import type { KeyShare } from "./hello";
import type { EngineOptions } from "./types";

/** The shared secret of our share with the server's. Throws EngineFailure for a public key that is none of its group. */
export function agree({ provider }: EngineOptions, share: KeyShare, peer: Uint8Array): Uint8Array {
  const group = groupOfCode(share.group);
  try {
    if (group) return provider.sharedSecret(group.name, share.privateKey, peer);
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    throw new EngineFailure(
      "illegal_parameter",
      `The server's public key for ${NamedGroup.name(share.group)} cannot be used: ${error.message}.`,
    );
  }
  throw new EngineFailure("internal_error", `No key exchange in ${NamedGroup.display(share.group)}.`);
}
