import { equalBytes } from "../bytes/concat";
import { suiteOf, type SuiteParameters } from "../crypto/suites";
import { HASH_LENGTH } from "../crypto/lengths";
import type { Context, Infer, KeyExchange } from "../grammar";
import type { KeyLogEntry, Side } from "../inspection";
import { extensions } from "../tls/extensions";
import type { HandshakeMessage, MessageBody } from "../tls/handshake";

/** What the hellos settled, for reading what comes after them. */
export class State {
  clientHello: Infer<MessageBody<"client_hello">> | undefined;
  serverHello: Infer<MessageBody<"server_hello">> | undefined;
  encryptedExtensions: Infer<MessageBody<"encrypted_extensions">> | undefined;
  version: number | undefined;
  suite: SuiteParameters | undefined;

  constructor(
    private readonly keyLog: readonly KeyLogEntry[],
    private readonly der: Context["der"],
  ) {}

  /** Takes in what a message settles. */
  learn(message: HandshakeMessage): void {
    if (message.tag === "client_hello") this.clientHello = message.value;
    else if (message.tag === "encrypted_extensions") this.encryptedExtensions = message.value;
    else if (message.tag === "server_hello" || message.tag === "hello_retry_request") {
      const hello = message.value;
      const selected = extensions.supported_versions.find(hello.extensions, message.tag);
      this.version = selected?.selected_version ?? hello.legacy_version;
      this.suite = suiteOf(hello.cipher_suite);
      if (message.tag === "server_hello") this.serverHello = hello;
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

  /** The secret with this label for this session. */
  secret(label: string): Uint8Array | undefined {
    const random = this.clientHello?.random;
    if (!random) return undefined;
    return this.keyLog.find((entry) => entry.label === label && equalBytes(entry.clientRandom, random))
      ?.secret;
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
