import type { FailureKind } from "../failures";

/** What can go wrong: as for a handshake's connection, and what HTTP and its content add. */
export type FetchProblem =
  | Extract<FailureKind, "dns" | "refused" | "unreachable" | "timeout" | "reset" | "cancelled" | "network">
  /** The address cannot be fetched: malformed, or of another scheme than http and https. */
  | "address"
  /** The server's certificate is not trusted (https only). */
  | "trust"
  /** The server answered with another status than 200. */
  | "status"
  | "redirects"
  /** More bytes than such an object has. */
  | "size"
  /** The bytes are not what was asked for. */
  | "content";

/** A fetch that failed: `message` is a sentence for the user without a full stop, `fix` says what to do next. */
export class FetchError extends Error {
  override readonly name = "FetchError";

  constructor(
    readonly problem: FetchProblem,
    message: string,
    readonly fix: string,
  ) {
    super(message);
  }
}
