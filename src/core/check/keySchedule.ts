import { equalBytes } from "../bytes/concat";
import { toHex } from "../bytes/hex";
import { keySchedule, LABELS_13 } from "../session/keySchedule";
import { PRE_MASTER_SECRET, SHARED_SECRET } from "../capture/secretLabels";
import type { MessageCheck } from "./types";

const LABELS: Readonly<Record<string, string>> = { ...LABELS_13, master_secret: "CLIENT_RANDOM" };

/** Recomputes every logged secret from the shared (or premaster) secret and the transcript (RFC 8446 §7.1, RFC 5246 §8.1). */
export const keyScheduleCheck: MessageCheck = (message, { session, provider }) => {
  const tls13 = session.version === 0x0304;
  if (message.name !== (tls13 ? "server_hello" : "client_key_exchange")) return undefined;
  const origin = session.secret(tls13 ? SHARED_SECRET : PRE_MASTER_SECRET);
  if (!origin) return undefined;
  const compared = keySchedule(session, provider).flatMap((step) => {
    const label = LABELS[step.name];
    // In TLS 1.3 the master secret itself is in no key log.
    const logged =
      label === undefined || (tls13 && step.name === "master_secret") ? undefined : session.secret(label);
    return logged ? [{ step, logged, equal: equalBytes(step.output, logged) }] : [];
  });
  if (compared.length === 0) return undefined;
  const wrong = compared.filter(({ equal }) => !equal).map(({ step }) => step.name);
  const from = tls13 ? "the (EC)DHE shared secret" : "the premaster secret";
  const names = compared.map(({ step }) => step.name);
  return {
    id: "key_schedule.secrets",
    status: wrong.length === 0 ? "passed" : "failed",
    message:
      wrong.length === 0
        ? `Computed again from ${from} and the transcript, ${names.length === 1 ? `the ${names[0] ?? ""} is` : `all ${String(names.length)} secrets are`} what the session used.`
        : `Computed again from ${from} and the transcript, ${wrong.join(", ")} came out different from what the session used.`,
    messageIndex: message.index,
    formula: compared.map(({ step }) => `${step.name} = ${step.formula}`).join("\n"),
    inputs: [
      { name: from.replace(/^the /, ""), hex: toHex(origin) },
      ...compared.map(({ step, logged }) => ({ name: step.name, hex: toHex(logged) })),
    ],
  };
};
