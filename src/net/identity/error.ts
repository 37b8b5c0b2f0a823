/** What kept an identity from being loaded, for whoever wants to ask again or point at a file. */
export type IdentityProblem =
  /** The file is not there or may not be read. */
  | "unreadable"
  /** The file holds neither what was looked for nor a sign that it was meant to. */
  | "no certificate"
  | "no key"
  /** It begins as what it should be, and breaks off or contradicts itself. */
  | "damaged"
  | "wrong passphrase"
  | "key does not match"
  /** A kind of key or of encryption that we cannot do. */
  | "unsupported";

/** A client identity that cannot be used; `message` is a sentence for the user. It never holds anything secret. */
export class IdentityError extends Error {
  override readonly name = "IdentityError";
  constructor(
    readonly problem: IdentityProblem,
    message: string,
  ) {
    super(message);
  }
}
