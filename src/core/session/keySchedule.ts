import { toHex } from "../bytes/hex";
import { extendedMasterSecret, masterSecret12 } from "../crypto/keySchedule12";
import { trafficKeys, type Schedule } from "../crypto/keySchedule13";
import type { CryptoProvider } from "../crypto/provider";
import type { Step } from "../crypto/step";
import { prfHash } from "../crypto/suites";
import { walk13 } from "../crypto/walk13";
import type { KeyStep } from "../inspection";
import { extensions } from "../tls/extensions";
import { sessionKeyBlock } from "./ciphers";
import { PRE_MASTER_SECRET, SHARED_SECRET } from "../capture/secretLabels";
import type { Session, SessionMessage } from "./types";

/** RFC 9850's labels, by the names that RFC 8446 §7.1 has for the secrets. */
export const LABELS_13 = {
  client_early_traffic_secret: "CLIENT_EARLY_TRAFFIC_SECRET",
  client_handshake_traffic_secret: "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
  server_handshake_traffic_secret: "SERVER_HANDSHAKE_TRAFFIC_SECRET",
  client_application_traffic_secret_0: "CLIENT_TRAFFIC_SECRET_0",
  server_application_traffic_secret_0: "SERVER_TRAFFIC_SECRET_0",
  exporter_master_secret: "EXPORTER_SECRET",
} as const;

/** Every step of the session's key schedule that its key log lets us take, in order. */
export function keySchedule(session: Session, provider: CryptoProvider): Step[] {
  const { version, suite } = session;
  if (!suite || version === undefined) return [];
  return version >= 0x0304
    ? steps13(session, { crypto: provider, hash: suite.hash })
    : steps12(session, provider);
}

function steps13(session: Session, schedule: Schedule): Step[] {
  const { suite } = session;
  const resumed =
    extensions.pre_shared_key.find(session.serverHello?.extensions, "server_hello") !== undefined;
  const shared = session.secret(SHARED_SECRET);
  const hashAfter = (name: string, from: string): Uint8Array | undefined => {
    const message = session.messages.find(
      (one) => one.name === name && one.from === from && one.transcriptIndex !== undefined,
    );
    return message && session.transcript.digestAt((message.transcriptIndex ?? 0) + 1, schedule.hash);
  };
  // A resumed session's schedule begins with a PSK that no key log holds.
  const walked =
    shared && !resumed
      ? walk13(schedule, {
          sharedSecret: shared,
          transcript: {
            serverHello: hashAfter("server_hello", "server"),
            serverFinished: hashAfter("finished", "server"),
            clientFinished: hashAfter("finished", "client"),
          },
        }).steps
      : [];
  const keys = Object.entries(LABELS_13).flatMap(([name, label]) => {
    const secret = session.secret(label);
    if (!secret || !suite || label === "EXPORTER_SECRET") return [];
    const { key, iv } = trafficKeys(
      schedule,
      secret,
      { key: suite.keyLength, iv: suite.fixedIvLength },
      name,
    );
    return [key, iv];
  });
  return [...walked, ...keys];
}

function steps12(session: Session, provider: CryptoProvider): Step[] {
  const master = masterStep(session, provider);
  const block = sessionKeyBlock(session, provider);
  return [...(master ? [master] : []), ...(block?.steps ?? [])];
}

/** How the master secret came out of the premaster secret (RFC 5246 §8.1, RFC 7627 §4), when the latter is known. */
function masterStep(session: Session, provider: CryptoProvider): Step | undefined {
  const { version, suite, clientHello, serverHello, transcript } = session;
  const preMaster = session.secret(PRE_MASTER_SECRET);
  if (!preMaster || !suite || version === undefined || !clientHello || !serverHello) return undefined;
  const hash = prfHash(suite, version);
  const extended =
    extensions.extended_master_secret.find(serverHello.extensions, "server_hello") !== undefined;
  if (!extended)
    return masterSecret12(provider, hash, preMaster, {
      client: clientHello.random,
      server: serverHello.random,
    });
  const exchange = session.messages.find((message: SessionMessage) => message.name === "client_key_exchange");
  return exchange?.transcriptIndex === undefined
    ? undefined
    : extendedMasterSecret(
        provider,
        hash,
        preMaster,
        transcript.digestAt(exchange.transcriptIndex + 1, hash),
      );
}

/** A step with its values in hex, for views and exports. */
export function keyStepView({ name, formula, section, inputs, output }: Step): KeyStep {
  return {
    name,
    formula,
    inputs: inputs.map((input) => ({ name: input.name, hex: toHex(input.bytes) })),
    output: toHex(output),
    rfc: section,
  };
}
