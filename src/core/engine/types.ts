import type { CryptoProvider } from "../crypto/provider";
import type { KeyLogEntry } from "../inspection";

/** The client's identity, as far as the engine may know it: certificates and what the key can do, never the key. */
export interface ClientIdentity {
  /** DER certificates, the leaf first. */
  readonly chain: readonly Uint8Array[];
  /** SignatureScheme code points that the key can sign with, in order of preference. */
  readonly schemes: readonly number[];
}

/** What the client offers. Code points are IANA's, in order of preference. */
export interface EngineOptions {
  /** Name for SNI; absent for IP literals and when none is to be sent. ASCII (A-labels). */
  readonly serverName?: string;
  /** Versions on the wire, newest first: 0x0304, 0x0303. */
  readonly versions: readonly number[];
  readonly cipherSuites: readonly number[];
  readonly groups: readonly number[];
  /** Groups to send a key share for in the first Client Hello; the rest may be asked for by Hello Retry Request. */
  readonly keyShares: readonly number[];
  readonly signatureSchemes: readonly number[];
  readonly alpn: readonly string[];
  readonly identity?: ClientIdentity;
  readonly provider: CryptoProvider;
  /** Supplies randomness: the run replays byte for byte when it gives the same bytes again. */
  readonly random: (length: number) => Uint8Array;
}

/** What the engine asks of its surroundings, in order. */
export type Effect =
  /** Send these bytes to the server. */
  | { readonly type: "send"; readonly bytes: Uint8Array }
  /** A secret came to be (RFC 9850's labels); it decrypts what follows and must be logged before. */
  | { readonly type: "secret"; readonly entry: KeyLogEntry }
  /** Sign `content` (not its digest) with the client's key, then call `supplySignature`. */
  | { readonly type: "needSignature"; readonly scheme: number; readonly content: Uint8Array }
  /** Both Finished messages were sent and verified (TLS 1.3: ours was sent; the server's word on a client certificate may still follow). */
  | { readonly type: "established" }
  /** Application data arrived. */
  | { readonly type: "data"; readonly bytes: Uint8Array }
  /** The handshake cannot go on, and why; an alert may have been sent before. */
  | {
      readonly type: "failed";
      readonly reason: string;
      readonly alert?: { readonly from: "client" | "server"; readonly description: number };
      /** What the server sent is no TLS at all. */
      readonly notTls?: true;
    }
  /** The server sent close_notify. */
  | { readonly type: "closed" };

/** The client without I/O: bytes in, effects out. No method throws for anything that a server may send. */
export interface Engine {
  /** Begins: the first effect sends the Client Hello. */
  start(): Effect[];
  /** Bytes from the server, in any slicing. */
  receive(bytes: Uint8Array): Effect[];
  /** The signature that `needSignature` asked for. */
  supplySignature(signature: Uint8Array): Effect[];
  /** The signer could not sign: the handshake fails, since the certificate is on its way already. */
  refuseSignature(reason: string): Effect[];
  /** Application data to send; allowed once established. */
  sendData(bytes: Uint8Array): Effect[];
  /** The server closed the connection without close_notify. */
  end(): Effect[];
  /** Ends the connection with close_notify. */
  close(): Effect[];
}
