import { makeCertificate, OpensslFolder, type KeyKind } from "../openssl";

/** The kinds of certificate that servers present. */
export type ServerKind = "rsa" | "ecdsa" | "ed25519";
/** The kinds of certificate that clients present. */
export type ClientKind = "rsa" | "rsa-pss" | "p256" | "p384" | "ed25519";

const SERVERS: Readonly<Record<ServerKind, KeyKind>> = { rsa: "rsa", ecdsa: "p256", ed25519: "ed25519" };
const CLIENTS: readonly ClientKind[] = ["rsa", "rsa-pss", "p256", "p384", "ed25519"];

/**
 * Makes, with the openssl that is installed, a root `ca.pem`, `server-KIND.pem` and `.key` for localhost, and
 * `client-KIND.pem` and `.key`, all valid until 2049. Give the folder back with `remove`.
 */
export function makeCertificates(): OpensslFolder {
  const folder = new OpensslFolder();
  const ca = [
    "basicConstraints=critical,CA:TRUE",
    "keyUsage=critical,keyCertSign,cRLSign",
    "subjectKeyIdentifier=hash",
  ];
  makeCertificate(folder, "ca", { subject: "/O=TLS Inspector tests/CN=Test CA", extensions: ca });
  const usage = "keyUsage=critical,digitalSignature";
  for (const [kind, key] of Object.entries(SERVERS)) {
    const usages = kind === "rsa" ? `${usage},keyEncipherment` : usage;
    makeCertificate(folder, `server-${kind}`, {
      key,
      issuer: "ca",
      subject: "/CN=localhost",
      extensions: [usages, "extendedKeyUsage=serverAuth", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
    });
  }
  for (const kind of CLIENTS) {
    makeCertificate(folder, `client-${kind}`, {
      key: kind,
      issuer: "ca",
      subject: `/CN=${kind} client`,
      extensions: [usage, "extendedKeyUsage=clientAuth"],
    });
  }
  return folder;
}
