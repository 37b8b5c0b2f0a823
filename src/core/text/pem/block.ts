import type { Run } from "../../bytes/source";
import type { SourceId } from "../../bytes/span";
import { sentence } from "../../fields/sentence";
import type { Finding } from "../../inspection";

/** Something wrong with a PEM block, at characters `start` to `end` of the text. */
export interface PemProblem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** How many bytes had been decoded by then. */
  readonly byte: number;
}

/** A header line as of RFC 1421, which old encrypted keys have: "Proc-Type: 4,ENCRYPTED". */
export interface PemHeader {
  readonly name: string;
  readonly value: string;
}

/** A PEM block (RFC 7468) in a text. Positions are UTF-16 offsets in that text. */
export interface PemBlock {
  /** "CERTIFICATE", "RSA PRIVATE KEY". */
  readonly label: string;
  /** The first dash of the BEGIN line. */
  readonly start: number;
  /** Behind the last dash of the END line, or where the block breaks off. */
  readonly end: number;
  /** Whether an END line closes it. */
  readonly complete: boolean;
  readonly headers: readonly PemHeader[];
  /** Whether the headers say that the bytes are ciphertext (RFC 1421 §4.6.1.1): they are no DER then. */
  readonly encrypted: boolean;
  /** What the base64 holds, as far as it could be read. */
  readonly bytes: Uint8Array;
  /** Which characters carry which bytes. */
  readonly runs: readonly Run[];
  readonly problems: readonly PemProblem[];
}

/** Problems as findings, each at the last byte that was read before it. */
export function problemFindings(problems: readonly PemProblem[], source: SourceId): Finding[] {
  return problems.map(({ message, byte }) => ({
    id: "pem.malformed",
    severity: "error",
    message: sentence(message),
    span: { source, start: Math.max(0, byte - 1), end: byte },
    rfc: "RFC 7468 §3",
  }));
}
