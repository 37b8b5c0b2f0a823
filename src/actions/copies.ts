import { fingerprint, opensslCommand, pemOf, publicKeyPem, rfc4514, spkiPin } from "../core/convert";
import { colons, visible } from "../core/words/visible";
import { provider, type Material } from "./material";

/** Something that can be copied of an object. A new one is a row in `COPIES`. */
export interface Copy {
  readonly label: string;
  /** Undefined where the object has no such thing. */
  readonly text: (material: Material) => string | undefined;
}

export const COPIES: readonly Copy[] = [
  { label: "SHA-256 fingerprint", text: ({ der }) => der && fingerprint({ der }, "sha256", provider) },
  { label: "SHA-1 fingerprint", text: ({ der }) => der && fingerprint({ der }, "sha1", provider) },
  {
    label: "Public key pin (SHA-256 of the SPKI, base64)",
    text: ({ publicKey }) => publicKey && spkiPin(publicKey, provider),
  },
  { label: "Public key (PEM)", text: ({ publicKey }) => publicKey && publicKeyPem(publicKey) },
  { label: "Subject (RFC 4514)", text: ({ certificate }) => certificate && rfc4514(certificate.subject) },
  { label: "Issuer (RFC 4514)", text: ({ certificate }) => certificate && rfc4514(certificate.issuer) },
  { label: "Serial number", text: ({ certificate }) => certificate && colons(certificate.serialNumber) },
  {
    label: "Names",
    text: ({ certificate }) => certificate?.subjectAltName?.map(({ value }) => visible(value)).join("\n"),
  },
  { label: "PEM", text: ({ der, pemLabel }) => der && pemLabel && pemOf(pemLabel, der) },
  { label: "openssl command that shows the same", text: commandOf },
];

/** From the file where `openssl` finds the object in it; else, for what is public, from the shell's input. */
function commandOf({ kind, der, pemLabel, place: { path, shell } }: Material): string | undefined {
  if (path !== undefined) return opensslCommand(kind, { form: "PEM", path, shell });
  if (!der || !pemLabel || shell === "powershell") return undefined;
  const command = opensslCommand(kind, { form: "PEM", path: "/dev/stdin" });
  return `${command} <<'EOF'\n${pemOf(pemLabel, der)}EOF\n`;
}
