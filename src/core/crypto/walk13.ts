import { derivedSecret, earlySecret, handshakeSecret, masterSecret } from "./keySchedule13";
import type { DerivedSecretName, Schedule } from "./keySchedule13";
import type { Step } from "./step";

/** What a handshake has come to know; what is missing ends the walk where it would be needed. */
export interface Walk13Input {
  readonly psk?: { readonly key: Uint8Array; readonly kind: "external" | "resumption" } | undefined;
  /** The (EC)DHE shared secret; "none" for psk_ke, where zeros stand in its place. */
  readonly sharedSecret?: Uint8Array | "none" | undefined;
  /** Transcript hashes up to and including these messages (RFC 8446 §4.4.1). */
  readonly transcript: {
    readonly clientHello?: Uint8Array | undefined;
    readonly serverHello?: Uint8Array | undefined;
    readonly serverFinished?: Uint8Array | undefined;
    readonly clientFinished?: Uint8Array | undefined;
  };
}

/** Names of every secret that a walk can give. */
export type Secret13Name = "early_secret" | "handshake_secret" | "master_secret" | DerivedSecretName;

/** The walk: its steps in the order of RFC 8446 §7.1, and the secrets among them by name. */
export interface Walk13 {
  readonly steps: readonly Step[];
  readonly secrets: Readonly<Partial<Record<Secret13Name, Uint8Array>>>;
}

/** The TLS 1.3 key schedule (RFC 8446 §7.1) as far as `input` reaches. Pure; never throws for inputs of any length. */
export function walk13(schedule: Schedule, input: Walk13Input): Walk13 {
  const steps: Step[] = [];
  const secrets: Partial<Record<Secret13Name, Uint8Array>> = {};
  const keep = (name: Secret13Name, step: Step): Uint8Array => {
    steps.push(step);
    secrets[name] = step.output;
    return step.output;
  };
  const derive = (name: DerivedSecretName, from: Uint8Array, transcriptHash?: Uint8Array): void => {
    keep(name, derivedSecret(schedule, name, from, transcriptHash));
  };
  const { psk, sharedSecret, transcript } = input;

  const early = keep("early_secret", earlySecret(schedule, psk?.key));
  if (psk !== undefined) {
    derive(psk.kind === "external" ? "binder_key_external" : "binder_key_resumption", early);
    if (transcript.clientHello !== undefined) {
      derive("client_early_traffic_secret", early, transcript.clientHello);
      derive("early_exporter_master_secret", early, transcript.clientHello);
    }
  }
  if (sharedSecret === undefined) return { steps, secrets };

  const [earlySalt, handshakeStep] = handshakeSecret(
    schedule,
    early,
    sharedSecret === "none" ? undefined : sharedSecret,
  );
  steps.push(earlySalt);
  const handshake = keep("handshake_secret", handshakeStep);
  if (transcript.serverHello !== undefined) {
    derive("client_handshake_traffic_secret", handshake, transcript.serverHello);
    derive("server_handshake_traffic_secret", handshake, transcript.serverHello);
  }

  const [handshakeSalt, masterStep] = masterSecret(schedule, handshake);
  steps.push(handshakeSalt);
  const master = keep("master_secret", masterStep);
  if (transcript.serverFinished !== undefined) {
    derive("client_application_traffic_secret_0", master, transcript.serverFinished);
    derive("server_application_traffic_secret_0", master, transcript.serverFinished);
    derive("exporter_master_secret", master, transcript.serverFinished);
  }
  if (transcript.clientFinished !== undefined) {
    derive("resumption_master_secret", master, transcript.clientFinished);
  }
  return { steps, secrets };
}
