import { oneLine } from "../words/visible";
import type { Certificate } from "../x509";
import { toBase64 } from "./base64";

/** A PEM block (RFC 7468 §3): lines of 64 characters, each with a line feed. */
export function pemOf(label: string, der: Uint8Array): string {
  const body = toBase64(der).replace(/.{1,64}/g, "$&\n");
  return `-----BEGIN ${label}-----\n${body}-----END ${label}-----\n`;
}

/**
 * Certificates as PEM, one block after another. With `explained`, lines with subject and issuer stand before each, as
 * RFC 7468 §5.2 allows; nothing in a name can end such a line or begin a block.
 */
export function certificatesPem(
  certificates: readonly Certificate[],
  { explained = false }: { readonly explained?: boolean } = {},
): string {
  return certificates
    .map((certificate) => {
      const { der, subject, issuer } = certificate;
      const words = explained ? `subject: ${inWords(subject.text)}\nissuer: ${inWords(issuer.text)}\n` : "";
      return words + pemOf("CERTIFICATE", der);
    })
    .join("");
}

/** A row of dashes would look like a block's border to some readers. */
function inWords(name: string): string {
  return oneLine(name).replace(/-{5,}/g, "----");
}
