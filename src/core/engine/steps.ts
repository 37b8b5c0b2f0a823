import type { HandshakeMessage } from "../tls/handshake";

/** A handshake message that the server sent, whole, with its bytes. */
export interface Received {
  readonly kind: "message";
  readonly message: HandshakeMessage;
  readonly bytes: Uint8Array;
}

/** What a handshake can wait for. */
export type Wait =
  | { readonly kind: "message"; readonly expected: readonly string[] }
  | { readonly kind: "signature"; readonly scheme: number; readonly content: Uint8Array };

/** What comes in while it waits. */
export type Arrival =
  | Received
  | { readonly kind: "change_cipher_spec" }
  | { readonly kind: "signature"; readonly signature: Uint8Array };

/**
 * A part of the handshake, written as the RFC tells it: it runs until it needs something, and goes on when that has
 * arrived. The suspended generator is the state machine.
 */
export type Steps<T> = Generator<Wait, T, Arrival>;
