/** Why something that a passphrase protects could not be opened. */
export type KeystoreTrouble =
  /** It is locked, and no passphrase was given. */
  | "needs passphrase"
  /** The structure is sound, and the passphrase does not fit it. */
  | "wrong passphrase"
  /** It begins as what it should be, and breaks off or contradicts itself. */
  | "damaged"
  /** A kind of encryption, or of file, that is not done here, or that would take too long. */
  | "unsupported";

/**
 * What keeps a keystore or an encrypted key shut; `message` is a sentence without a full stop, and holds nothing secret.
 * Thrown inside this folder, and by those of its functions whose comment says so.
 */
export class KeystoreError extends Error {
  override readonly name = "KeystoreError";
  constructor(
    readonly trouble: KeystoreTrouble,
    message: string,
  ) {
    super(message);
  }
}

/** For a scheme that is named, and not done here. */
export function unsupported(message: string): KeystoreError {
  return new KeystoreError("unsupported", message);
}
