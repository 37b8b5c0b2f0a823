import { defineField } from "../fields/schema";
import { count } from "../bytes/reader";
import { toHex } from "../bytes/hex";
import { concat } from "../bytes/concat";
import type { CryptoProvider } from "../crypto/provider";
import { suiteOf } from "../crypto/suites";
import type { FragmentPart, RecordCipher, WireRecord } from "../crypto/recordProtection";
import type { Side } from "../inspection";
import type { HandshakeMessage } from "../tls/handshake";
import { extensions } from "../tls/extensions";
import { CONTENT, type RecordHeader } from "../tls/record";
import { sessionCipher, trafficCipher, updatedSecret } from "./ciphers";
import { LABEL_MISSING, sessionKeysMissing, trafficKeysMissing } from "./missingKeys";
import type { State } from "./state";
import type { Epoch } from "./types";

const ENCRYPTED = defineField({
  key: "tls.record.encrypted",
  label: "Encrypted Data",
  display: (bytes) => count(bytes.length),
});
const NONCE = defineField({
  key: "tls.record.explicit_nonce",
  label: "Explicit Nonce or IV",
  value: toHex,
  display: (bytes) => toHex(bytes),
});
const TAG = defineField({
  key: "tls.record.tag",
  label: "Authentication Tag",
  value: toHex,
  display: (bytes) => toHex(bytes),
});

/** A part of a protected fragment, for its row: offsets from the fragment's start. */
export interface WirePart {
  readonly schema: number;
  readonly start: number;
  readonly end: number;
}

const WIRE_SCHEMAS: Partial<Record<FragmentPart["name"], number>> = {
  explicit_nonce: NONCE,
  iv: NONCE,
  tag: TAG,
};

/** What one sees on the wire of a protected fragment: a nonce, encrypted bytes, a tag. */
function wireParts(parts: readonly FragmentPart[]): WirePart[] {
  const wire: WirePart[] = [];
  for (const { name, start, end } of parts) {
    const schema = WIRE_SCHEMAS[name] ?? ENCRYPTED;
    const last = wire.at(-1);
    if (last?.schema === schema) wire[wire.length - 1] = { ...last, end };
    else wire.push({ schema, start, end });
  }
  return wire;
}

interface Attempt {
  readonly parts: readonly WirePart[];
  readonly epoch: Epoch;
  readonly sequence: number;
}

/** What came of opening a record. */
export type Opened =
  | (Attempt & {
      readonly status: "opened";
      readonly type: number;
      /** The decrypted bytes: the content and, in TLS 1.3, its type and zeros. */
      readonly inner: Uint8Array;
      readonly contentLength: number;
      /** Where in the fragment the ciphertext of `inner` begins. */
      readonly at: number;
    })
  | (Attempt & { readonly status: "no keys" | "failed"; readonly reason: string });

/** Keys of an epoch and how far they were used. */
interface Keys {
  readonly epoch: Epoch;
  /** One cipher, but for early data, which comes before the server says which suite it is in. */
  readonly ciphers: readonly RecordCipher[];
  /** Why there is no cipher. */
  readonly missing: string;
  sequence: number;
}

/** An alert is two bytes; the smallest protected one has a tag of 8 and a nonce of 8 beside them. */
const LEAST_PROTECTED_ALERT = 18;
const CLIENT_HELLO = 1;

/** How one direction's records are protected, following the handshake. */
export class Protection {
  #keys: Keys | undefined;
  /** Keys of the client's early data, which may still come until a record opens with the keys after it. */
  #early: Keys | undefined;
  #trafficSecret: Uint8Array | undefined;
  /** Change Cipher Spec came, and no hello that says what it means. */
  #blind = false;

  constructor(
    readonly side: Side,
    private readonly rounds: { readonly current: State },
    private readonly provider: CryptoProvider,
  ) {}

  /** Whose keys protect what comes next; undefined while nothing does. */
  get epoch(): Epoch | undefined {
    return this.#keys?.epoch;
  }

  /** Whether a record is protected. In TLS 1.3 all that is has the type application_data (RFC 8446 §5.2). */
  covers({ type }: RecordHeader, fragment: Uint8Array): boolean {
    if (this.#keys?.epoch === "session") return true;
    const { version } = this.rounds.current;
    if (type === CONTENT.application_data)
      return (
        this.#keys !== undefined || this.#early !== undefined || version === undefined || version >= 0x0304
      );
    if (this.#keys || (version !== undefined && version >= 0x0304)) return false;
    // Without the Server Hello (a dump of one direction, or of the middle of a connection) only the look of it tells.
    if (type === CONTENT.alert)
      return (version === undefined || this.#blind) && fragment.length >= LEAST_PROTECTED_ALERT;
    return type === CONTENT.handshake && this.#blind && fragment[0] !== CLIENT_HELLO;
  }

  /** Opens a record's fragment with the keys in force. */
  open(header: RecordHeader, fragment: Uint8Array): Opened {
    const record = { type: header.type, version: header.version, fragment };
    const early = this.#early;
    if (early) {
      const opened = attempt(early, record);
      if (opened.status === "opened") return opened;
      // The server may have refused the early data, or its end may not be seen for lack of its keys.
      const keys = this.#keys && { ...this.#keys };
      const next = keys && attempt(keys, record);
      if (next?.status !== "opened") return opened;
      this.#early = undefined;
      this.#keys = keys;
      return next;
    }
    return attempt(this.#keys ?? noKeys("handshake", this.#whyBlind()), record);
  }

  /** This direction sent Change Cipher Spec: before TLS 1.3 its next records are protected. */
  changeCipherSpec(): void {
    const { current } = this.rounds;
    if (current.version === undefined) this.#blind = true;
    else if (current.version < 0x0304) {
      const cipher = sessionCipher(current, this.side, this.provider);
      this.#enter("session", cipher ? [cipher] : [], sessionKeysMissing(current));
    }
  }

  /** Takes in a message of either side that changes the keys. */
  learn(from: Side, message: HandshakeMessage): void {
    const { side } = this;
    const state = this.rounds.current;
    const upper = side.toUpperCase();
    if (message.tag === "client_hello") {
      this.#early = side === "client" ? this.#earlyKeys(message.value) : undefined;
      return;
    }
    if (state.version !== 0x0304) return;
    const epoch = this.#keys?.epoch;
    if (message.tag === "server_hello") this.#traffic("handshake", `${upper}_HANDSHAKE_TRAFFIC_SECRET`);
    else if (from !== side) return;
    else if (message.tag === "end_of_early_data") this.#early = undefined;
    // A Finished of post-handshake authentication changes no keys (RFC 8446 §4.6.2).
    else if (message.tag === "finished" && epoch === "handshake")
      this.#traffic("application", `${upper}_TRAFFIC_SECRET_0`);
    else if (message.tag === "key_update" && epoch === "application" && this.#trafficSecret)
      this.#use("application", updatedSecret(state.suite, this.#trafficSecret, this.provider));
  }

  #earlyKeys({ extensions: list, cipher_suites }: ClientHelloValue): Keys | undefined {
    if (extensions.early_data.find(list, "client_hello") === undefined) return undefined;
    const secret = this.rounds.current.secret("CLIENT_EARLY_TRAFFIC_SECRET");
    if (!secret) return noKeys("early data", LABEL_MISSING);
    const suites = [...new Set(cipher_suites)].map(suiteOf);
    const ciphers = suites.map((suite) => trafficCipher(suite, secret, this.provider));
    return {
      ...noKeys(
        "early data",
        "none of the suites in the Client Hello fits the key log's early traffic secret",
      ),
      ciphers: ciphers.filter((cipher) => cipher !== undefined),
    };
  }

  #traffic(epoch: Epoch, label: string): void {
    this.#use(epoch, this.rounds.current.secret(label));
  }

  #use(epoch: Epoch, secret: Uint8Array | undefined): void {
    const { suite } = this.rounds.current;
    this.#trafficSecret = secret;
    const cipher = secret && trafficCipher(suite, secret, this.provider);
    this.#enter(epoch, cipher ? [cipher] : [], trafficKeysMissing(this.rounds.current, secret));
  }

  #enter(epoch: Epoch, ciphers: readonly RecordCipher[], missing: string): void {
    this.#keys = { epoch, ciphers, missing, sequence: 0 };
  }

  #whyBlind(): string {
    return this.rounds.current.version === undefined
      ? "the Server Hello, which says what protects it, is not here"
      : "its handshake is not here";
  }
}

type ClientHelloValue = NonNullable<State["clientHello"]>;

function noKeys(epoch: Epoch, missing: string): Keys {
  return { epoch, ciphers: [], missing, sequence: 0 };
}

/** Opens a record with one of these keys. Whether it opens or not, the next one has the next number. */
function attempt(keys: Keys, record: WireRecord): Opened {
  const { fragment } = record;
  const base = {
    epoch: keys.epoch,
    sequence: keys.sequence++,
    parts: [{ schema: ENCRYPTED, start: 0, end: fragment.length }],
  };
  const results = keys.ciphers.map((cipher) => cipher.open(base.sequence, record));
  const result = results.find((one) => one.ok) ?? results[0];
  if (!result) return { ...base, status: "no keys", reason: keys.missing };
  if (!result.ok) return { ...base, status: "failed", reason: result.message };
  const { type, content, contentOffset: at, padding } = result;
  // In TLS 1.3 type and padding belong to what was encrypted (RFC 8446 §5.2); before it the type stands in the header.
  const inner =
    keys.epoch === "session" ? content : concat(content, Uint8Array.of(type), new Uint8Array(padding));
  return {
    ...base,
    status: "opened",
    type,
    inner,
    contentLength: content.length,
    at,
    parts: wireParts(result.parts),
  };
}
