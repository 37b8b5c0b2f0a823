import type { Side } from "../inspection";
import { exchangeKind } from "./keyExchange";
import type { MessageSituation } from "./types";

/** A step of the handshake as it is taught that is not there, and why. */
export interface Absence {
  /** RFC name of the message that is missing. */
  readonly name: string;
  /** Who would have sent it. */
  readonly from: Side;
  /** One or two sentences. */
  readonly reason: string;
  /** "RFC 8446 §4.2.8". */
  readonly rfc: string;
}

/** A completed handshake: its situation, and the names of the messages that were seen, in either direction. */
export type CompletedHandshake = MessageSituation & { readonly seen: readonly string[] };

/**
 * For a completed handshake: the steps that are not there, in the order in which they would have come, and the
 * reason for each. Without a version nothing can be said. `empty` means that the client's Certificate was empty.
 */
export function explainAbsence(handshake: CompletedHandshake): Absence[] {
  if (handshake.version === "TLS 1.2") return absences12(handshake);
  return handshake.version === "TLS 1.3" ? absences13(handshake) : [];
}

function seenIn({ seen }: CompletedHandshake): (name: string) => boolean {
  const names = new Set(seen);
  if (names.has("compressed_certificate")) names.add("certificate");
  return (name) => names.has(name);
}

function absences12(handshake: CompletedHandshake): Absence[] {
  const saw = seenIn(handshake);
  const kind = exchangeKind(handshake.keyExchange);
  // Only an abbreviated handshake does without Client Key Exchange (RFC 5246 §7.3).
  if (!saw("client_key_exchange")) return resumed12(saw);
  const absences: Absence[] = [];
  const add = (name: string, from: Side, rfc: string, reason: string): void => {
    if (!saw(name)) absences.push({ name, from, reason, rfc });
  };
  add(
    "certificate",
    "server",
    "RFC 5246 §7.4.2",
    kind === "psk" || kind === "dhe_psk" || kind === "ecdhe_psk"
      ? "With a pre-shared key both sides know each other by that key, so the server shows no certificate."
      : "The cipher suite is anonymous: nobody proves who the server is.",
  );
  if (kind === "psk" || kind === "rsa_psk")
    add(
      "server_key_exchange",
      "server",
      "RFC 4279 §2",
      "The server has no hint to give about which pre-shared key it means, so it leaves the message out.",
    );
  else
    add(
      "server_key_exchange",
      "server",
      "RFC 5246 §7.4.3",
      kind === "rsa"
        ? "With RSA key exchange the server's certificate already holds the key that the client encrypts its secret with, so the server has nothing to add."
        : "This key exchange needs nothing from the server beyond what its certificate holds.",
    );
  if (!saw("certificate_request")) {
    const oneWay =
      "This handshake is one-way: the server did not ask the client for a certificate, so only the server proved who it is.";
    add("certificate_request", "server", "RFC 5246 §7.4.4", oneWay);
    absences.push({
      name: "certificate",
      from: "client",
      rfc: "RFC 5246 §7.4.6",
      reason: "A client sends its certificate only when the server asks with Certificate Request.",
    });
    add(
      "certificate_verify",
      "client",
      "RFC 5246 §7.4.8",
      "The client sent no certificate, so it has no private key to prove.",
    );
  } else
    add(
      "certificate_verify",
      "client",
      "RFC 5246 §7.4.8",
      handshake.empty
        ? "The client's Certificate was empty, so there is no private key to prove."
        : "It follows only a certificate whose key can sign.",
    );
  return absences;
}

function resumed12(saw: (name: string) => boolean): Absence[] {
  const why = "The session was resumed, so both sides took the master secret of an earlier handshake";
  const rows: readonly (readonly [string, Side, string])[] = [
    ["certificate", "server", `${why}; that the server still knows it proves that it is the same one.`],
    ["server_key_exchange", "server", `${why} and need no new key exchange.`],
    ["certificate_request", "server", `${why}, and with it what was known of the client then.`],
    [
      "server_hello_done",
      "server",
      `${why}; the server goes straight on to Change Cipher Spec and Finished.`,
    ],
    ["client_key_exchange", "client", `${why} and need no new key exchange.`],
  ];
  return rows
    .filter(([name]) => !saw(name))
    .map(([name, from, reason]) => ({ name, from, reason, rfc: "RFC 5246 §7.3" }));
}

function absences13(handshake: CompletedHandshake): Absence[] {
  const saw = seenIn(handshake);
  const absences: Absence[] = [];
  const add = (name: string, from: Side, rfc: string, reason: string): void => {
    if (!saw(name)) absences.push({ name, from, reason, rfc });
  };
  const resumed = !saw("certificate");
  if (resumed)
    add(
      "certificate",
      "server",
      "RFC 8446 §2.2",
      "Both sides used a pre-shared key, most often from a session before (resumption): knowing it is the proof, so no certificate is shown.",
    );
  add(
    "server_key_exchange",
    "server",
    "RFC 8446 §4.2.8",
    "In TLS 1.3 the server's public key stands in key_share in Server Hello, and its signature in Certificate Verify.",
  );
  add(
    "certificate_request",
    "server",
    "RFC 8446 §4.3.2",
    resumed
      ? "A server that proves itself with a pre-shared key must not ask for a certificate during the handshake."
      : "This handshake is one-way: the server did not ask the client for a certificate, so only the server proved who it is.",
  );
  add(
    "server_hello_done",
    "server",
    "RFC 8446 §2",
    "In TLS 1.3 the server's turn ends with its Finished, so no other mark is needed.",
  );
  if (!saw("certificate_request"))
    absences.push({
      name: "certificate",
      from: "client",
      rfc: "RFC 8446 §4.4.2",
      reason:
        "A client sends Certificate and Certificate Verify only when the server asks with Certificate Request.",
    });
  add(
    "client_key_exchange",
    "client",
    "RFC 8446 §4.2.8",
    "In TLS 1.3 the client's public key stands in key_share in Client Hello, one round trip earlier.",
  );
  if (handshake.empty && saw("certificate_request"))
    absences.push({
      name: "certificate_verify",
      from: "client",
      rfc: "RFC 8446 §4.4.3",
      reason: "The client's Certificate was empty, so there is no private key to prove.",
    });
  add(
    "change_cipher_spec",
    "client",
    "RFC 8446 §D.4",
    "In TLS 1.3 keys change at fixed points of the handshake without an announcement, and no side sent the meaningless one that helps old devices on the way.",
  );
  return absences;
}
