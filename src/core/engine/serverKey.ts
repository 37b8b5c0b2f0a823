import { CryptoError, type CryptoProvider, type VerifyKey } from "../crypto/provider";
import { legacyScheme, schemeOf } from "../crypto/signatureSchemes";
import { SignatureScheme } from "../tls/codePoints";
import { readCertificate } from "../x509/certificate";
import { demand, EngineFailure } from "./failure";

/** The public key of the server's certificate. Throws EngineFailure for one that cannot be read or used. */
export function serverKey(chain: readonly Uint8Array[]): VerifyKey {
  const [leaf] = chain;
  demand(leaf !== undefined, "decode_error", "The server sent an empty Certificate message.");
  const certificate = readCertificate(leaf);
  demand(certificate !== undefined, "unsupported_certificate", "The server's certificate could not be read.");
  const { key, description } = certificate.publicKey;
  demand(
    key !== undefined,
    "unsupported_certificate",
    `The server's certificate holds a key that we cannot verify with (${description}).`,
  );
  return key;
}

/** Verifies the server's signature. Throws EngineFailure when it was made with a scheme that was not offered, or does not hold. */
export function verifyServerSignature(
  provider: CryptoProvider,
  key: VerifyKey,
  signed: { readonly algorithm: number | undefined; readonly signature: Uint8Array },
  content: Uint8Array,
  where: { readonly message: string; readonly offered: readonly number[]; readonly tls13: boolean },
): void {
  const { algorithm, signature } = signed;
  if (algorithm !== undefined && !where.offered.includes(algorithm)) {
    throw new EngineFailure(
      "illegal_parameter",
      `The server signed ${where.message} with ${SignatureScheme.display(algorithm)}, which we did not offer.`,
    );
  }
  const scheme = algorithm === undefined ? legacyScheme(key) : schemeOf(algorithm);
  const fits =
    scheme?.keyKind === key.kind &&
    !(where.tls13 && scheme.legacy) &&
    !(where.tls13 && scheme.curve && key.kind === "ecdsa" && key.curve !== scheme.curve);
  demand(
    fits,
    "illegal_parameter",
    `The server's signature in ${where.message} names an algorithm that its certificate's key cannot have made.`,
  );
  demand(
    holds(provider, scheme, key, content, signature),
    "decrypt_error",
    `The server's signature in ${where.message} does not verify with the key in its certificate.`,
  );
}

function holds(
  provider: CryptoProvider,
  scheme: NonNullable<ReturnType<typeof schemeOf>>,
  key: VerifyKey,
  content: Uint8Array,
  signature: Uint8Array,
): boolean {
  try {
    return provider.verify(scheme.algorithm, key, content, signature);
  } catch (error) {
    if (error instanceof CryptoError) return false;
    throw error;
  }
}
