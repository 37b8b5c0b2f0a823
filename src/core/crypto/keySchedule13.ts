import { deriveSecret, hkdfExpandLabel, hkdfExtract } from "./hkdf";
import { HASH_LENGTH } from "./lengths";
import type { CryptoProvider, HashName } from "./provider";
import type { Step } from "./step";

/** The provider and the cipher suite's hash: what every step of the TLS 1.3 key schedule needs. */
export interface Schedule {
  readonly crypto: Pick<CryptoProvider, "hmac" | "hash">;
  readonly hash: HashName;
}

const SECTION = "RFC 8446 §7.1";
const EMPTY = new Uint8Array(0);

/** Hash-length zeros, which stand where a PSK or a shared secret is missing. */
function zeros({ hash }: Schedule): Uint8Array {
  return new Uint8Array(HASH_LENGTH[hash]);
}

/** Early Secret = HKDF-Extract(0, PSK); without a PSK zeros stand in its place. */
export function earlySecret(schedule: Schedule, psk?: Uint8Array): Step {
  const ikm = psk ?? zeros(schedule);
  return {
    name: "early_secret",
    formula: `HKDF-Extract(0, ${psk === undefined ? "0" : "PSK"})`,
    section: SECTION,
    inputs: [{ name: psk === undefined ? "0 (no PSK)" : "PSK", bytes: ikm }],
    output: hkdfExtract(schedule.crypto, schedule.hash, EMPTY, ikm),
  };
}

/** The salt of the next HKDF-Extract: Derive-Secret(secret, "derived", ""). */
function derived(schedule: Schedule, from: "early_secret" | "handshake_secret", secret: Uint8Array): Step {
  const empty = schedule.crypto.hash(schedule.hash, EMPTY);
  return {
    name: from === "early_secret" ? "derived_early_secret" : "derived_handshake_secret",
    formula: `Derive-Secret(${from}, "derived", "")`,
    section: SECTION,
    inputs: [
      { name: from, bytes: secret },
      { name: "Transcript-Hash of no messages", bytes: empty },
    ],
    output: deriveSecret(schedule.crypto, schedule.hash, secret, "derived", empty),
  };
}

/** Handshake Secret = HKDF-Extract(Derive-Secret(Early Secret, "derived", ""), (EC)DHE); two steps, the secret last. Without a key exchange (psk_ke) zeros stand in its place. */
export function handshakeSecret(
  schedule: Schedule,
  early: Uint8Array,
  sharedSecret?: Uint8Array,
): readonly [Step, Step] {
  const salt = derived(schedule, "early_secret", early);
  const ikm = sharedSecret ?? zeros(schedule);
  const name = sharedSecret === undefined ? "0" : "(EC)DHE";
  return [
    salt,
    {
      name: "handshake_secret",
      formula: `HKDF-Extract(derived_early_secret, ${name})`,
      section: SECTION,
      inputs: [
        { name: salt.name, bytes: salt.output },
        { name: sharedSecret === undefined ? "0 (no key exchange)" : "(EC)DHE shared secret", bytes: ikm },
      ],
      output: hkdfExtract(schedule.crypto, schedule.hash, salt.output, ikm),
    },
  ];
}

/** Master Secret = HKDF-Extract(Derive-Secret(Handshake Secret, "derived", ""), 0); two steps, the secret last. */
export function masterSecret(schedule: Schedule, handshake: Uint8Array): readonly [Step, Step] {
  const salt = derived(schedule, "handshake_secret", handshake);
  const ikm = zeros(schedule);
  return [
    salt,
    {
      name: "master_secret",
      formula: "HKDF-Extract(derived_handshake_secret, 0)",
      section: SECTION,
      inputs: [
        { name: salt.name, bytes: salt.output },
        { name: "0", bytes: ikm },
      ],
      output: hkdfExtract(schedule.crypto, schedule.hash, salt.output, ikm),
    },
  ];
}

/** Every Derive-Secret of the schedule: its label, the secret it comes from, the messages it covers. */
const DERIVED = {
  binder_key_external: { label: "ext binder", from: "early_secret", covers: "" },
  binder_key_resumption: { label: "res binder", from: "early_secret", covers: "" },
  client_early_traffic_secret: { label: "c e traffic", from: "early_secret", covers: "ClientHello" },
  early_exporter_master_secret: { label: "e exp master", from: "early_secret", covers: "ClientHello" },
  client_handshake_traffic_secret: {
    label: "c hs traffic",
    from: "handshake_secret",
    covers: "ClientHello...ServerHello",
  },
  server_handshake_traffic_secret: {
    label: "s hs traffic",
    from: "handshake_secret",
    covers: "ClientHello...ServerHello",
  },
  client_application_traffic_secret_0: {
    label: "c ap traffic",
    from: "master_secret",
    covers: "ClientHello...server Finished",
  },
  server_application_traffic_secret_0: {
    label: "s ap traffic",
    from: "master_secret",
    covers: "ClientHello...server Finished",
  },
  exporter_master_secret: {
    label: "exp master",
    from: "master_secret",
    covers: "ClientHello...server Finished",
  },
  resumption_master_secret: {
    label: "res master",
    from: "master_secret",
    covers: "ClientHello...client Finished",
  },
} as const;

/** The secrets that Derive-Secret gives, by the names of RFC 8446 §7.1; the binder keys' formulas cover no messages. */
export type DerivedSecretName = keyof typeof DERIVED;

/**
 * The secret `name` out of the early, handshake or master secret that it comes from. `transcriptHash` is over
 * the messages that the secret covers; for the binder keys it is that of no messages and may be left out.
 */
export function derivedSecret(
  schedule: Schedule,
  name: DerivedSecretName,
  secret: Uint8Array,
  transcriptHash: Uint8Array = schedule.crypto.hash(schedule.hash, EMPTY),
): Step {
  const { label, from, covers } = DERIVED[name];
  return {
    name,
    formula: `Derive-Secret(${from}, "${label}", ${covers === "" ? '""' : covers})`,
    section: SECTION,
    inputs: [
      { name: from, bytes: secret },
      {
        name: covers === "" ? "Transcript-Hash of no messages" : `Transcript-Hash(${covers})`,
        bytes: transcriptHash,
      },
    ],
    output: deriveSecret(schedule.crypto, schedule.hash, secret, label, transcriptHash),
  };
}

/** An HKDF-Expand-Label step without context unless one is given. */
function expandStep(
  schedule: Schedule,
  step: { name: string; label: string; section: string; secretName: string },
  secret: Uint8Array,
  length: number,
  context?: { name: string; bytes: Uint8Array },
): Step {
  const contextName = context === undefined ? '""' : context.name;
  const inputs = [{ name: step.secretName, bytes: secret }];
  return {
    name: step.name,
    formula: `HKDF-Expand-Label(${step.secretName}, "${step.label}", ${contextName}, ${length})`,
    section: step.section,
    inputs: context === undefined ? inputs : [...inputs, context],
    output: hkdfExpandLabel(
      schedule.crypto,
      schedule.hash,
      secret,
      step.label,
      context?.bytes ?? EMPTY,
      length,
    ),
  };
}

/** The record protection key and IV of one traffic secret (RFC 8446 §7.3). `secretName` is what formulas call the secret. */
export function trafficKeys(
  schedule: Schedule,
  trafficSecret: Uint8Array,
  lengths: { key: number; iv: number },
  secretName = "traffic_secret",
): { readonly key: Step; readonly iv: Step } {
  const section = "RFC 8446 §7.3";
  return {
    key: expandStep(
      schedule,
      { name: "write_key", label: "key", section, secretName },
      trafficSecret,
      lengths.key,
    ),
    iv: expandStep(
      schedule,
      { name: "write_iv", label: "iv", section, secretName },
      trafficSecret,
      lengths.iv,
    ),
  };
}

/** The key of a Finished or of a PSK binder (RFC 8446 §4.4.4). `baseKey` is a handshake traffic secret, a binder key, or an application traffic secret. */
export function finishedKey(schedule: Schedule, baseKey: Uint8Array, baseKeyName = "BaseKey"): Step {
  return expandStep(
    schedule,
    { name: "finished_key", label: "finished", section: "RFC 8446 §4.4.4", secretName: baseKeyName },
    baseKey,
    HASH_LENGTH[schedule.hash],
  );
}

/** verify_data of a Finished, or a PSK binder: HMAC(finished_key, Transcript-Hash) (RFC 8446 §4.4.4). Two steps, verify_data last. */
export function finishedVerifyData(
  schedule: Schedule,
  baseKey: Uint8Array,
  transcriptHash: Uint8Array,
  baseKeyName = "BaseKey",
): readonly [Step, Step] {
  const key = finishedKey(schedule, baseKey, baseKeyName);
  return [
    key,
    {
      name: "verify_data",
      formula: "HMAC(finished_key, Transcript-Hash(Handshake Context, Certificate*, CertificateVerify*))",
      section: "RFC 8446 §4.4.4",
      inputs: [
        { name: "finished_key", bytes: key.output },
        { name: "Transcript-Hash", bytes: transcriptHash },
      ],
      output: schedule.crypto.hmac(schedule.hash, key.output, transcriptHash),
    },
  ];
}

/** application_traffic_secret_N+1 after a KeyUpdate (RFC 8446 §7.2). `generation` is N. */
export function nextTrafficSecret(schedule: Schedule, trafficSecret: Uint8Array, generation = 0): Step {
  return expandStep(
    schedule,
    {
      name: `application_traffic_secret_${generation + 1}`,
      label: "traffic upd",
      section: "RFC 8446 §7.2",
      secretName: `application_traffic_secret_${generation}`,
    },
    trafficSecret,
    HASH_LENGTH[schedule.hash],
  );
}

/** The PSK that belongs to a NewSessionTicket (RFC 8446 §4.6.1). */
export function resumptionPsk(
  schedule: Schedule,
  resumptionMasterSecret: Uint8Array,
  nonce: Uint8Array,
): Step {
  return expandStep(
    schedule,
    {
      name: "PSK",
      label: "resumption",
      section: "RFC 8446 §4.6.1",
      secretName: "resumption_master_secret",
    },
    resumptionMasterSecret,
    HASH_LENGTH[schedule.hash],
    { name: "ticket_nonce", bytes: nonce },
  );
}

/** TLS-Exporter(label, context, length) out of an exporter master secret (RFC 8446 §7.5). */
export function exporter(
  schedule: Schedule,
  exporterMasterSecret: Uint8Array,
  label: string,
  context: Uint8Array,
  length: number,
): readonly [Step, Step] {
  const { crypto, hash } = schedule;
  const empty = crypto.hash(hash, EMPTY);
  const secret: Step = {
    name: "derived_exporter_secret",
    formula: `Derive-Secret(exporter_master_secret, "${label}", "")`,
    section: "RFC 8446 §7.5",
    inputs: [
      { name: "exporter_master_secret", bytes: exporterMasterSecret },
      { name: "Transcript-Hash of no messages", bytes: empty },
    ],
    output: deriveSecret(crypto, hash, exporterMasterSecret, label, empty),
  };
  const contextHash = { name: "Hash(context_value)", bytes: crypto.hash(hash, context) };
  return [
    secret,
    expandStep(
      schedule,
      { name: "exporter_value", label: "exporter", section: "RFC 8446 §7.5", secretName: secret.name },
      secret.output,
      length,
      contextHash,
    ),
  ];
}
