import type { DerKind } from "../x509";

/** How a file holds it. */
export type FileForm = "PEM" | "DER";

/** What the command is to do. */
export interface CommandOptions {
  readonly form: FileForm;
  /** The file's path, as the user's shell sees it; whatever is in it, it stays one argument. */
  readonly path: string;
  /** The shell's way of quoting; POSIX unless said otherwise. */
  readonly shell?: "posix" | "powershell";
}

const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  certificate: ["x509", "-noout", "-text"],
  certificationRequest: ["req", "-noout", "-text", "-verify"],
  certificateList: ["crl", "-noout", "-text"],
  publicKey: ["pkey", "-pubin", "-noout", "-text"],
  rsaPublicKey: ["rsa", "-RSAPublicKey_in", "-noout", "-text"],
  // What is public of a private key, and nothing else.
  rsaPrivateKey: ["pkey", "-noout", "-text_pub"],
  ecPrivateKey: ["pkey", "-noout", "-text_pub"],
  dsaPrivateKey: ["pkey", "-noout", "-text_pub"],
  privateKey: ["pkey", "-noout", "-text_pub"],
  encryptedPrivateKey: ["pkey", "-noout", "-text_pub"],
  dhParameters: ["pkeyparam", "-noout", "-text"],
  dsaParameters: ["pkeyparam", "-noout", "-text"],
  ecParameters: ["ecparam", "-noout", "-text"],
  cms: ["pkcs7", "-noout", "-print_certs", "-text"],
};

/** Commands that read DER alone, and by another argument. */
const DER_ONLY: Readonly<Record<string, (path: string) => readonly string[]>> = {
  ocspRequest: (path) => ["ocsp", "-text", "-reqin", path],
  ocspResponse: (path) => ["ocsp", "-text", "-noverify", "-respin", path],
  pkcs12: (path) => ["pkcs12", "-info", "-nokeys", "-in", path],
};

/** `pkeyparam` reads PEM alone. */
const PEM_ONLY: ReadonlySet<string> = new Set(["pkeyparam"]);

/**
 * The `openssl` command line that shows what is shown of DER of this kind, ready for a shell. No command prints a private
 * key. For what openssl has no command for, and for unknown ASN.1, it is `asn1parse`.
 */
export function opensslCommand(kind: DerKind | undefined, options: CommandOptions): string {
  const { form, path, shell = "posix" } = options;
  // A path that begins with a dash would be an option.
  const safe = path.startsWith("-") ? `./${path}` : path;
  return ["openssl", ...argumentsFor(kind, form, safe)].map((part) => quote(part, shell)).join(" ");
}

function argumentsFor(kind: DerKind | undefined, form: FileForm, path: string): readonly string[] {
  const special = kind && form === "DER" ? DER_ONLY[kind] : undefined;
  if (special) return special(path);
  const command = kind && COMMANDS[kind];
  const known =
    command && !(form === "DER" && PEM_ONLY.has(command[0] ?? "")) ? command : ["asn1parse", "-i"];
  return [...known, "-inform", form, "-in", path];
}

/** The command that prints the public key of a certificate, a request or a private key, as PEM. */
export function opensslPublicKeyCommand(kind: DerKind, options: CommandOptions): string | undefined {
  const { form, path, shell = "posix" } = options;
  const safe = path.startsWith("-") ? `./${path}` : path;
  const command =
    kind === "certificate"
      ? ["x509", "-noout", "-pubkey"]
      : kind === "certificationRequest"
        ? ["req", "-noout", "-pubkey"]
        : kind.endsWith("rivateKey")
          ? ["pkey", "-pubout"]
          : undefined;
  return (
    command &&
    ["openssl", ...command, "-inform", form, "-in", safe].map((part) => quote(part, shell)).join(" ")
  );
}

const PLAIN = /^[A-Za-z0-9_./:=@%+-]+$/;

/**
 * One argument for a shell. In POSIX shells and in PowerShell nothing in single quotes means anything but a single quote,
 * and controls that a terminal would act on are left out.
 */
export function quote(text: string, shell: "posix" | "powershell" = "posix"): string {
  if (shell === "posix" && PLAIN.test(text)) return text;
  if (shell === "powershell" && /^[A-Za-z0-9_./:\\-]+$/.test(text)) return text;
  // Line feeds would run what is behind them if a terminal takes pasted lines at once.
  const oneLine = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, "?");
  return shell === "posix"
    ? `'${oneLine.replaceAll("'", "'\\''")}'`
    : `'${oneLine.replace(/['‘’‚‛]/g, "$&$&")}'`;
}
