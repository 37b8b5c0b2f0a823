import type { Finding } from "../core/inspection";

/** What can go wrong on the way, beside what the wire shows. */
export type FailureKind =
  | "dns"
  | "refused"
  | "unreachable"
  | "timeout"
  | "reset"
  | "eof"
  | "cancelled"
  | "limit"
  /** The server does not speak TLS: the bytes are in the log, and say so. */
  | "not-tls"
  /** The server refused with an alert: it is in the log. */
  | "alert"
  | "handshake"
  | "signing"
  | "network";

/** A failure as an inspection's finding: a sentence and what to do next. */
export function failure(kind: FailureKind, message: string, fix?: string): Finding {
  return {
    id: `connection.${kind}`,
    severity: kind === "cancelled" ? "info" : "error",
    message,
    ...(fix ? { fix } : {}),
  };
}

interface SystemError extends Error {
  readonly code?: string;
}

type Sentence = (where: string, host: string) => readonly [kind: FailureKind, message: string, fix: string];

const SENTENCES: Readonly<Record<string, Sentence>> = {
  ENOTFOUND: (_, host) => [
    "dns",
    `The name ${host} has no address.`,
    "Check its spelling, and that this machine's DNS knows it.",
  ],
  EAI_AGAIN: (_, host) => [
    "dns",
    `The name ${host} could not be looked up: DNS did not answer.`,
    "Check this machine's network and DNS, and try again.",
  ],
  EAI_NODATA: (_, host) => [
    "dns",
    `The name ${host} has no address.`,
    "Check its spelling, and that this machine's DNS knows it.",
  ],
  ECONNREFUSED: (where) => [
    "refused",
    `Nothing listens on ${where}: the connection was refused.`,
    "Check the port, and that the server runs and listens on this address.",
  ],
  EHOSTUNREACH: (where) => [
    "unreachable",
    `There is no route to ${where}.`,
    "Check the network, VPN and firewall between here and the server.",
  ],
  ENETUNREACH: (where) => [
    "unreachable",
    `The network of ${where} cannot be reached from here.`,
    "Check the network (an IPv6 address needs an IPv6 network).",
  ],
  EADDRNOTAVAIL: (where) => [
    "unreachable",
    `${where} cannot be reached from this machine's addresses.`,
    "Check the address.",
  ],
  ETIMEDOUT: (where) => [
    "timeout",
    `${where} did not answer the connection request.`,
    "A firewall may drop it: check address, port and firewall.",
  ],
  ECONNRESET: (where) => [
    "reset",
    `${where} reset the connection.`,
    "A server that stops abruptly, or a firewall or proxy on the way, does so: look at the server's log.",
  ],
  EPIPE: (where) => [
    "reset",
    `${where} closed the connection while we were sending.`,
    "Look at the server's log.",
  ],
};

/** The finding for a socket's error. */
export function socketFailure(error: Error, where: string, host: string): Finding {
  // With several addresses Node gives the errors of each attempt; they mostly agree.
  const [first] = error instanceof AggregateError ? (error.errors as readonly unknown[]) : [];
  const { code, message } = (first instanceof Error ? first : error) as SystemError;
  const sentence = code === undefined ? undefined : SENTENCES[code];
  if (sentence) return failure(...sentence(where, host));
  return failure(
    "network",
    `The connection to ${where} failed: ${message}.`,
    "Check host, port and network.",
  );
}
