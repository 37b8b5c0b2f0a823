import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** "OpenSSL 3.0.19 …", or undefined where there is no openssl; says so once, since tests are skipped then. */
export const opensslVersion: string | undefined = ((): string | undefined => {
  const { stdout, status } = spawnSync("openssl", ["version"], { encoding: "utf8" });
  if (status === 0) return stdout.trim();
  console.warn("openssl is missing: tests that compare with it are skipped");
  return undefined;
})();

/** A folder of its own for openssl's files. Give it back with `remove`. */
export class OpensslFolder {
  readonly path = mkdtempSync(join(tmpdir(), "tls-inspector-openssl-"));

  /** The path of a file in the folder. */
  file(name: string): string {
    return join(this.path, name);
  }

  write(name: string, content: string | Uint8Array): string {
    writeFileSync(this.file(name), content);
    return this.file(name);
  }

  read(name: string): Uint8Array {
    return new Uint8Array(readFileSync(this.file(name)));
  }

  readText(name: string): string {
    return readFileSync(this.file(name), "utf8");
  }

  /** Runs openssl in the folder and returns what it printed. Throws with its words when it fails. */
  run(args: readonly string[], input?: string | Uint8Array): string {
    return execFileSync("openssl", args, {
      cwd: this.path,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
      stdio: ["pipe", "pipe", "pipe"],
      ...(input === undefined ? {} : { input }),
    });
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** OpenSSL's name of a curve: X9.62's where it has one. */
export function opensslCurve(curve: string): string {
  return { secp192r1: "prime192v1", secp256r1: "prime256v1" }[curve] ?? curve;
}

/** Kinds of key that tests make certificates with. */
export type KeyKind = "rsa" | "rsa-pss" | "p256" | "p384" | "p521" | "ed25519" | "ed448";

const KEY_ARGUMENTS: Readonly<Record<KeyKind, readonly string[]>> = {
  rsa: ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
  "rsa-pss": ["-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"],
  p256: ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
  p384: ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"],
  p521: ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"],
  ed25519: ["-algorithm", "ED25519"],
  ed448: ["-algorithm", "ED448"],
};

/** Makes `NAME.key`. */
export function makeKey(folder: OpensslFolder, name: string, kind: KeyKind): void {
  folder.run(["genpkey", ...KEY_ARGUMENTS[kind], "-out", `${name}.key`]);
}

export interface CertificateOptions {
  readonly key?: KeyKind;
  /** As in `-subj`: "/CN=localhost". */
  readonly subject?: string;
  /** Lines of an extension section. */
  readonly extensions?: readonly string[];
  /** Further sections that the lines refer to. */
  readonly sections?: string;
  /** The name of a certificate made before, that signs; the certificate signs itself otherwise. */
  readonly issuer?: string;
  /** As "20200101000000Z". */
  readonly notBefore?: string;
  readonly notAfter?: string;
  /** Further arguments of `openssl ca`'s counterpart `openssl x509 -req`. */
  readonly arguments?: readonly string[];
}

/** Makes `NAME.key` (unless there is one), `NAME.csr`, `NAME.pem` and returns the certificate's DER. */
export function makeCertificate(
  folder: OpensslFolder,
  name: string,
  options: CertificateOptions = {},
): Uint8Array {
  makeKey(folder, name, options.key ?? "p256");
  const config = folder.write(
    `${name}.cnf`,
    [
      "[req]",
      "distinguished_name = dn",
      "prompt = no",
      "[dn]",
      "[ca]",
      "default_ca = own",
      "[own]",
      `database = ${name}.index`,
      `new_certs_dir = .`,
      "policy = anything",
      "default_md = default",
      "rand_serial = yes",
      "unique_subject = no",
      "copy_extensions = none",
      "email_in_dn = yes",
      "[anything]",
      ...["countryName", "stateOrProvinceName", "localityName", "organizationName"].map(optional),
      ...["organizationalUnitName", "commonName", "emailAddress", "domainComponent"].map(optional),
      "[exts]",
      ...(options.extensions ?? []),
      options.sections ?? "",
    ].join("\n"),
  );
  folder.write(`${name}.index`, "");
  folder.run([
    ..."req -new -utf8 -nodes".split(" "),
    ...["-key", `${name}.key`, "-config", config, "-subj", options.subject ?? `/CN=${name}`],
    ...["-out", `${name}.csr`],
  ]);
  folder.run([
    ..."ca -batch -notext -preserveDN -utf8".split(" "),
    ...["-config", config, "-in", `${name}.csr`, "-out", `${name}.pem`],
    ...(options.issuer === undefined
      ? ["-selfsign", "-keyfile", `${name}.key`]
      : ["-cert", `${options.issuer}.pem`, "-keyfile", `${options.issuer}.key`]),
    ...["-startdate", options.notBefore ?? "20250101000000Z"],
    ...["-enddate", options.notAfter ?? "20490101000000Z"],
    ...(options.extensions ? ["-extensions", "exts"] : []),
    ...(options.arguments ?? []),
  ]);
  folder.run(["x509", "-in", `${name}.pem`, "-outform", "DER", "-out", `${name}.der`]);
  return folder.read(`${name}.der`);
}

function optional(attribute: string): string {
  return `${attribute} = optional`;
}
