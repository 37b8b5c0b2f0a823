import { toHex } from "../bytes/hex";
import { CryptoError, type CryptoProvider, type VerifyKey } from "../crypto/provider";
import { legacyScheme, schemeOf } from "../crypto/signatureSchemes";
import { SignatureScheme } from "../tls/codePoints";

/** The outcome of verifying a signature, with the reason where it does not hold. */
export interface SignatureOutcome {
  readonly status: "passed" | "failed" | "not checked";
  readonly scheme: string;
  readonly reason?: string;
}

/** Verifies a TLS signature with the key of the certificate that should have made it, or says with `key` why there is none. `scheme` is absent before TLS 1.2. */
export function verifySignature(
  provider: CryptoProvider,
  version: number,
  key: VerifyKey | string,
  scheme: number | undefined,
  content: Uint8Array,
  signature: Uint8Array,
): SignatureOutcome {
  const name = scheme === undefined ? legacyName(key) : SignatureScheme.name(scheme);
  if (typeof key === "string") return { status: "not checked", scheme: name, reason: key };
  const parameters = scheme === undefined ? legacyScheme(key) : schemeOf(scheme);
  if (!parameters)
    return {
      status: "not checked",
      scheme: name,
      reason: `we cannot verify ${scheme === undefined ? "it" : SignatureScheme.display(scheme)}`,
    };
  if (parameters.keyKind !== key.kind)
    return {
      status: "failed",
      scheme: name,
      reason: `it names ${name}, but the certificate's key is of the kind ${key.kind}`,
    };
  if (version >= 0x0304 && parameters.curve && key.kind === "ecdsa" && key.curve !== parameters.curve) {
    return {
      status: "failed",
      scheme: name,
      reason: `${name} asks for a key on ${parameters.curve}, the certificate's is on ${key.curve}`,
    };
  }
  try {
    const holds = provider.verify(parameters.algorithm, key, content, signature);
    return holds
      ? { status: "passed", scheme: name }
      : {
          status: "failed",
          scheme: name,
          reason: `the signature ${toHex(signature.subarray(0, 8))}… does not fit the key and what it should cover`,
        };
  } catch (error) {
    if (error instanceof CryptoError) return { status: "failed", scheme: name, reason: error.message };
    throw error;
  }
}

/** What signs before TLS 1.2, where no scheme is named. */
function legacyName(key: VerifyKey | string): string {
  return typeof key !== "string" && key.kind === "ecdsa" ? "ECDSA with SHA-1" : "RSA with MD5 and SHA-1";
}
