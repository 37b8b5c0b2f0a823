import type { CryptoProvider } from "../crypto/provider";
import { suiteOf, type SuiteParameters } from "../crypto/suites";
import { HASH_LENGTH } from "../crypto/lengths";
import { Transcript } from "../crypto/transcript";
import type { Context, Infer, KeyExchange } from "../grammar";
import type { KeyLogEntry, Side } from "../inspection";
import { extensions } from "../tls/extensions";
import type { HandshakeMessage, MessageBody } from "../tls/handshake";
import { PresentedCertificates } from "./presented";
import { entriesOf } from "./secrets";
import type { HandshakeRound, Presented, SessionMessage } from "./types";

/** One handshake, as far as it has been read: its transcript, and what its hellos settled for reading what comes after them. */
export class State implements HandshakeRound {
  readonly transcript: Transcript;
  readonly transcriptMessages: SessionMessage[] = [];
  readonly certificates = new PresentedCertificates();
  clientHello: Infer<MessageBody<"client_hello">> | undefined;
  serverHello: Infer<MessageBody<"server_hello">> | undefined;
  encryptedExtensions: Infer<MessageBody<"encrypted_extensions">> | undefined;
  version: number | undefined;
  suite: SuiteParameters | undefined;
  /** The suite's code point, known or not. */
  suiteCode: number | undefined;
  #awaitsSecondHello = false;

  constructor(
    private readonly keyLog: readonly KeyLogEntry[],
    private readonly der: Context["der"],
    provider: CryptoProvider,
  ) {
    this.transcript = new Transcript(provider);
  }

  get presented(): Readonly<Record<Side, readonly Presented[]>> {
    return this.certificates.bySide;
  }

  /** Whether another Client Hello begins another handshake. */
  get isBegun(): boolean {
    return this.clientHello !== undefined && !this.#awaitsSecondHello;
  }

  /** Takes in what a message settles. */
  learn(message: HandshakeMessage): void {
    if (message.tag === "client_hello") {
      this.clientHello = message.value;
      this.#awaitsSecondHello = false;
    } else if (message.tag === "encrypted_extensions") this.encryptedExtensions = message.value;
    else if (message.tag === "server_hello" || message.tag === "hello_retry_request") {
      const hello = message.value;
      const selected = extensions.supported_versions.find(hello.extensions, message.tag);
      this.version = selected?.selected_version ?? hello.legacy_version;
      this.suite = suiteOf(hello.cipher_suite);
      this.suiteCode = hello.cipher_suite;
      if (message.tag === "server_hello") this.serverHello = hello;
      else this.#awaitsSecondHello = true;
    }
  }

  /** The context to read a message of `from` in. */
  context(from: Side): Context {
    const { suite, version } = this;
    return {
      version,
      from,
      keyExchange: suite && keyExchangeOf(suite),
      signed: suite && suite.authentication !== "anon" && suite.authentication !== "psk",
      hashLength: suite && HASH_LENGTH[suite.hash],
      der: this.der,
    };
  }

  secret(label: string): Uint8Array | undefined {
    const random = this.clientHello?.random;
    return random && entriesOf(this.keyLog, random).find((entry) => entry.label === label)?.secret;
  }

  has(extension: "encrypt_then_mac" | "extended_master_secret"): boolean {
    return extensions[extension].find(this.serverHello?.extensions, "server_hello") !== undefined;
  }
}

/** What the key exchange messages of a suite look like; undefined for kinds whose messages we do not know. */
function keyExchangeOf({ keyExchange }: SuiteParameters): KeyExchange | undefined {
  if (keyExchange === "dh_anon") return "dhe";
  if (keyExchange === "ecdh_anon") return "ecdhe";
  return keyExchange === "dh" || keyExchange === "ecdh" || keyExchange === "srp" ? undefined : keyExchange;
}
