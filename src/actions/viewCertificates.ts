import { readCertificate, type Certificate } from "../core/x509";

/** A certificate that a view names, and those that stand beside it there. */
export interface NamedCertificates {
  readonly certificate: Certificate;
  /** The certificate itself among them. */
  readonly beside: readonly Certificate[];
}

/**
 * The certificate in an action's argument: `{ der, beside }` of a panel, or a row of the workspace's certificates.
 * Undefined for what is neither.
 */
export function certificatesNamed(argument: unknown): NamedCertificates | undefined {
  if (!isRecord(argument)) return undefined;
  const { der, beside, entry } = argument;
  if (der instanceof Uint8Array) {
    const certificate = readCertificate(der);
    const others = Array.isArray(beside) ? beside.filter((one) => one instanceof Uint8Array) : [];
    return certificate && { certificate, beside: others.flatMap((one) => readCertificate(one) ?? []) };
  }
  const item = isRecord(entry) ? entry["item"] : undefined;
  const listed = isRecord(item) ? item["certificate"] : undefined;
  const own =
    isRecord(listed) && listed["der"] instanceof Uint8Array ? readCertificate(listed["der"]) : undefined;
  return own && { certificate: own, beside: [own] };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
