import { defineField } from "../fields/schema";
import { count } from "../bytes/reader";
import { toHex } from "../bytes/hex";
import { concat } from "../bytes/concat";
import type { CryptoProvider } from "../crypto/provider";
import { suiteOf } from "../crypto/suites";
import type { FragmentPart, RecordCipher } from "../crypto/recordProtection";
import type { Side } from "../inspection";
import type { HandshakeMessage } from "../tls/handshake";
import { extensions } from "../tls/extensions";
import { CONTENT, type RecordHeader } from "../tls/record";
import { sessionCipher, trafficCipher, updatedSecret } from "./ciphers";
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

/** How one direction's records are protected, following the handshake. */
export class Protection {
  #epoch: Epoch | undefined;
  #sequence = 0;
  /** One cipher, but for early data, which comes before the server says which suite it is in. */
  #ciphers: readonly RecordCipher[] = [];
  #trafficSecret: Uint8Array | undefined;

  constructor(
    readonly side: Side,
    private readonly state: State,
    private readonly provider: CryptoProvider,
  ) {}

  /** Whether a record with this header is protected. In TLS 1.3 all that is has the type application_data (RFC 8446 §5.2). */
  covers(header: RecordHeader): boolean {
    const tls13 = this.#epoch !== "session" && (this.#epoch !== undefined || this.state.version === 0x0304);
    if (tls13) return header.type === CONTENT.application_data;
    return this.#epoch !== undefined;
  }

  /** Opens a record's fragment with the keys in force. */
  open(header: RecordHeader, fragment: Uint8Array): Opened {
    const attempt = {
      epoch: this.#epoch ?? "handshake",
      sequence: this.#sequence++,
      parts: [{ schema: ENCRYPTED, start: 0, end: fragment.length }],
    };
    const record = { type: header.type, version: header.version, fragment };
    const results = this.#ciphers.map((cipher) => cipher.open(attempt.sequence, record));
    const result = results.find((one) => one.ok) ?? results[0];
    if (!result) return { ...attempt, status: "no keys", reason: "no keys" };
    if (!result.ok) return { ...attempt, status: "failed", reason: result.message };
    const { type, content, contentOffset: at, padding } = result;
    // In TLS 1.3 type and padding belong to what was encrypted (RFC 8446 §5.2); before it the type stands in the header.
    const inner =
      this.#epoch === "session" ? content : concat(content, Uint8Array.of(type), new Uint8Array(padding));
    return {
      ...attempt,
      status: "opened",
      type,
      inner,
      contentLength: content.length,
      at,
      parts: wireParts(result.parts),
    };
  }

  /** This direction sent Change Cipher Spec: before TLS 1.3 its next records are protected. */
  changeCipherSpec(): void {
    if (this.state.version === undefined || this.state.version >= 0x0304) return;
    this.#enter("session", [sessionCipher(this.state, this.side, this.provider)]);
  }

  /** Takes in a message of either side that changes the keys. */
  learn(from: Side, message: HandshakeMessage): void {
    const { side, state } = this;
    const upper = side.toUpperCase();
    if (message.tag === "client_hello" && side === "client") {
      const early = extensions.early_data.find(message.value.extensions, "client_hello") !== undefined;
      const secret = state.secret("CLIENT_EARLY_TRAFFIC_SECRET");
      if (early && secret) this.#traffic("early data", secret, message.value.cipher_suites.map(suiteOf));
      return;
    }
    if (state.version !== 0x0304) return;
    const refused =
      message.tag === "encrypted_extensions" &&
      extensions.early_data.find(message.value.extensions, "encrypted_extensions") === undefined;
    const toHandshake =
      (message.tag === "server_hello" && this.#epoch !== "early data") ||
      ((message.tag === "end_of_early_data" || refused) && this.#epoch === "early data");
    if (toHandshake) this.#traffic("handshake", state.secret(`${upper}_HANDSHAKE_TRAFFIC_SECRET`));
    else if (message.tag === "finished" && from === side)
      this.#traffic("application", state.secret(`${upper}_TRAFFIC_SECRET_0`));
    else if (message.tag === "key_update" && from === side && this.#trafficSecret) {
      this.#traffic("application", updatedSecret(state.suite, this.#trafficSecret, this.provider));
    }
  }

  #traffic(epoch: Epoch, secret: Uint8Array | undefined, suites = [this.state.suite]): void {
    this.#trafficSecret = secret;
    this.#enter(epoch, secret ? suites.map((suite) => trafficCipher(suite, secret, this.provider)) : []);
  }

  #enter(epoch: Epoch, ciphers: readonly (RecordCipher | undefined)[]): void {
    this.#epoch = epoch;
    this.#sequence = 0;
    this.#ciphers = ciphers.filter((cipher) => cipher !== undefined);
  }
}
