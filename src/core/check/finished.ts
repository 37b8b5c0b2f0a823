import { equalBytes } from "../bytes/concat";
import { toHex } from "../bytes/hex";
import { verifyData12 } from "../crypto/keySchedule12";
import { finishedVerifyData } from "../crypto/keySchedule13";
import type { Step } from "../crypto/step";
import { prfHash } from "../crypto/suites";
import type { Check } from "../inspection";
import { afterHandshake, transcriptInput } from "./transcriptInput";
import type { CheckContext, MessageCheck } from "./types";

/** Recomputes a Finished's verify_data (RFC 8446 §4.4.4, RFC 5246 §7.4.9). */
export const finished: MessageCheck = (message, context) => {
  if (message.handshake?.tag !== "finished") return undefined;
  const { from } = message;
  const base = { id: `finished.${from}`, messageIndex: message.index };
  const index = message.transcriptIndex;
  if (index === undefined) return { ...base, ...afterHandshake(`The ${from}'s Finished`) };
  const transcript = transcriptInput(context.session, index);
  const steps = expected(context, from, index);
  if (typeof steps === "string") {
    return {
      ...base,
      status: "not checked",
      message: `The ${from}'s Finished was not checked: ${steps}.`,
      inputs: [transcript],
    };
  }
  const last = steps.at(-1);
  const received = message.handshake.value.verify_data;
  const holds = last !== undefined && equalBytes(last.output, received);
  const check: Check = {
    ...base,
    status: holds ? "passed" : "failed",
    message: holds
      ? `The ${from}'s verify_data is what we compute from the secret and ${transcript.name}: both sides saw the same handshake.`
      : `The ${from}'s verify_data is not what we compute from the secret and ${transcript.name}: the two sides did not see the same handshake, or the secret is another one's.`,
    formula: steps.map((step) => `${step.name} = ${step.formula}`).join("\n"),
    inputs: [
      transcript,
      ...steps.flatMap((step) => step.inputs.map(({ name, bytes }) => ({ name, hex: toHex(bytes) }))),
      { name: "computed verify_data", hex: last ? toHex(last.output) : "" },
      { name: "received verify_data", hex: toHex(received) },
    ],
  };
  return check;
};

const NO_SECRET = "the secret it is made with is not in the key log";

/** The steps to the verify_data that `from` must send after `index` messages, or why we cannot take them. */
function expected(
  { session, provider }: CheckContext,
  from: "client" | "server",
  index: number,
): readonly Step[] | string {
  const { suite, version, transcript } = session;
  if (version === undefined) return "the Server Hello, which says how it is made, is not here";
  if (!suite) return "the cipher suite is not one that we can compute with";
  if (version >= 0x0304) {
    const secret = session.secret(`${from.toUpperCase()}_HANDSHAKE_TRAFFIC_SECRET`);
    const schedule = { crypto: provider, hash: suite.hash };
    if (!secret) return NO_SECRET;
    const digest = transcript.digestAt(index, suite.hash);
    return finishedVerifyData(schedule, secret, digest, `${from}_handshake_traffic_secret`);
  }
  // SSL 3.0 computes it in another way.
  if (version < 0x0301) return "SSL 3.0 makes it in a way of its own, which is not computed here";
  const master = session.secret("CLIENT_RANDOM");
  const hash = prfHash(suite, version);
  return master ? [verifyData12(provider, hash, master, from, transcript.digestAt(index, hash))] : NO_SECRET;
}
