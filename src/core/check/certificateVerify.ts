import { toHex } from "../bytes/hex";
import type { Side } from "../inspection";
import { certificateVerifyContent } from "../session/certificateVerifyContent";
import type { Session } from "../session/types";
import { leafKey } from "./leafKey";
import { verifySignature } from "./signature";
import { transcriptInput } from "./transcriptInput";
import type { MessageCheck } from "./types";

/** Verifies that whoever presented the certificate holds its key (RFC 8446 §4.4.3, RFC 5246 §7.4.8). */
export const certificateVerify: MessageCheck = (message, { session, provider }) => {
  if (message.handshake?.tag !== "certificate_verify") return undefined;
  const { from } = message;
  const index = message.transcriptIndex ?? 0;
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
        reason: "the cipher suite's hash is not known",
      };
  const words = {
    passed: `The signature (${outcome.scheme}) over ${transcript.name} verifies with the key in the ${from}'s certificate: the ${from} holds the private key.`,
    failed: `The signature over ${transcript.name} does not verify with the key in the ${from}'s certificate: ${outcome.reason ?? ""}.`,
    "not checked": `The signature over ${transcript.name} was not checked: ${outcome.reason ?? ""}.`,
  };
  return {
    id: `certificate_verify.${from}`,
    status: outcome.status,
    message: words[outcome.status],
    messageIndex: message.index,
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
  if (!suite) return undefined;
  if (version === 0x0304) {
    const bytes = certificateVerifyContent(from, transcript.digestAt(index, suite.hash));
    return {
      bytes,
      formula: `verify(64 spaces || "TLS 1.3, ${from} CertificateVerify" || 0 || Transcript-Hash)`,
    };
  }
  // Before TLS 1.3 the messages themselves are signed; no Hello Retry Request can be among them.
  return { bytes: transcript.bytesAt(index, suite.hash), formula: "verify(all handshake messages so far)" };
}
