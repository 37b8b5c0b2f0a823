import type { Inspection } from "../core/inspection";

/** Signs of a private key or of session secrets that no decoder need have understood. */
const SECRET_WORDS =
  /PRIVATE KEY|Master-Key\s*:|master secret|^\W*(?:CLIENT_RANDOM|RSA|[A-Z_]*SECRET[A-Z_0-9]*)\s+[0-9a-f]{16}/im;

/** Whether a text may be stored with the window's state: one with a private key or session secrets may not. */
export function mayKeep(text: string, { sources }: Inspection): boolean {
  const secret = sources.all.some((source) => source.kind === "bytes" && source.secret);
  return !secret && !SECRET_WORDS.test(text);
}
