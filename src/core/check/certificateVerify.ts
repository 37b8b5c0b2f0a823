import { toHex } from "../bytes/hex";
import type { Side } from "../inspection";
import { certificateVerifyContent } from "../session/certificateVerifyContent";
import type { Session } from "../session/types";
import { leafKey } from "./leafKey";
import { verifySignature } from "./signature";
import { afterHandshake, transcriptInput } from "./transcriptInput";
import type { MessageCheck } from "./types";

/** Verifies that whoever presented the certificate holds its key (RFC 8446 §4.4.3, RFC 5246 §7.4.8). */
export const certificateVerify: MessageCheck = (message, { session, provider }) => {
  if (message.handshake?.tag !== "certificate_verify") return undefined;
  const { from } = message;
  const base = { id: `certificate_verify.${from}`, messageIndex: message.index };
  const index = message.transcriptIndex;
  if (index === undefined) return { ...base, ...afterHandshake(`The ${from}'s Certificate Verify`) };
  const { algorithm, signature } = message.handshake.value.signed;
  const transcript = transcriptInput(session, index);
  const signed = content(session, from, index);
  const outcome = signed
    ? verifySignature(
        provider,
        session.version ?? 0x0303,
        leafKey(session, from),
        algorithm,
        signed.bytes,
        signature,
      )
    : {
        status: "not checked" as const,
        scheme: "the signature",
        reason: "we do not know how what it signs is computed in this version or cipher suite",
      };
  const words = {
    passed: `The signature (${outcome.scheme}) over ${transcript.name} verifies with the key in the ${from}'s certificate: the ${from} holds the private key.`,
    failed: `The signature over ${transcript.name} does not verify with the key in the ${from}'s certificate: ${outcome.reason ?? ""}.`,
    "not checked": `The signature over ${transcript.name} was not checked: ${outcome.reason ?? ""}.`,
  };
  return {
    ...base,
    status: outcome.status,
    message: words[outcome.status],
    ...(signed ? { formula: signed.formula } : {}),
    inputs: [
      transcript,
      ...(signed ? [{ name: "signed content", hex: toHex(signed.bytes) }] : []),
      { name: "signature", hex: toHex(signature) },
    ],
  };
};

function content(
  session: Session,
  from: Side,
  index: number,
): { bytes: Uint8Array; formula: string } | undefined {
  const { suite, version, transcript } = session;
  if (version === 0x0304) {
    if (!suite) return undefined;
    const bytes = certificateVerifyContent(from, transcript.digestAt(index, suite.hash));
    return {
      bytes,
      formula: `verify(64 spaces || "TLS 1.3, ${from} CertificateVerify" || 0 || Transcript-Hash)`,
    };
  }
  // SSL 3.0 signs in a way of its own, later versions not yet.
  if (version === undefined || version < 0x0301 || version > 0x0304) return undefined;
  // Before TLS 1.3 the messages themselves are signed; no Hello Retry Request can be among them, so the hash does not matter.
  return { bytes: transcript.bytesAt(index, "sha256"), formula: "verify(all handshake messages so far)" };
}
