import type { ReadExtensions } from "../../x509";

/** What a certificate is for, as far as it says so itself. */
export type Role =
  | "rootCa"
  | "intermediateCa"
  | "server"
  | "client"
  | "email"
  | "ocspSigner"
  | "codeSigning"
  | "timeStamping"
  | "other";

/** Key purposes in the order in which they decide: a certificate for servers and clients is a server's. */
const BY_PURPOSE: readonly (readonly [purpose: string, role: Role])[] = [
  ["serverAuth", "server"],
  ["OCSPSigning", "ocspSigner"],
  ["timeStamping", "timeStamping"],
  ["codeSigning", "codeSigning"],
  ["emailProtection", "email"],
  ["clientAuth", "client"],
];

/**
 * The role by basicConstraints, then by extKeyUsage. Without key purposes, or for any purpose, a certificate that names
 * hosts is a server's.
 */
export function roleOf(
  extensions: Pick<ReadExtensions, "basicConstraints" | "extKeyUsage" | "subjectAltName">,
  isSelfIssued: boolean,
): Role {
  if (extensions.basicConstraints?.isCa) return isSelfIssued ? "rootCa" : "intermediateCa";
  const purposes = extensions.extKeyUsage ?? [];
  const known = BY_PURPOSE.find(([purpose]) => purposes.includes(purpose));
  if (known) return known[1];
  if (purposes.length > 0 && !purposes.includes("anyExtendedKeyUsage")) return "other";
  const namesHosts = extensions.subjectAltName?.some(
    ({ kind }) => kind === "dNSName" || kind === "iPAddress",
  );
  return namesHosts === true ? "server" : "other";
}
