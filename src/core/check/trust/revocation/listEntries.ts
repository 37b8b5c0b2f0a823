import { nameKey, type Certificate, type CertificateList, type RevokedEntry } from "../../../x509";

/** What a list says of one certificate. */
export interface Looked {
  readonly entry: RevokedEntry | undefined;
  /** Why the whole list may not be used: an entry has a critical extension that is not known (RFC 5280 §5.3). */
  readonly problem: string | undefined;
}

const KNOWN: ReadonlySet<string> = new Set([
  "cRLReasons",
  "invalidityDate",
  "certificateIssuer",
  "holdInstructionCode",
]);

const lookedUp = new WeakMap<CertificateList, Map<string, Looked>>();

/** Looks a certificate up: by serial number, and by issuer where the list is an indirect one (RFC 5280 §5.3.3). */
export function lookUp(certificate: Certificate, list: CertificateList): Looked {
  const issuer = nameKey(certificate.issuer);
  const id = `${certificate.serialNumber} ${issuer}`;
  const known = lookedUp.get(list) ?? new Map<string, Looked>();
  lookedUp.set(list, known);
  const before = known.get(id);
  if (before) return before;
  let of = nameKey(list.issuer);
  let entry: RevokedEntry | undefined;
  let problem: string | undefined;
  for (const each of list.entries()) {
    // An entry's issuer is that of the entry before it, until one says another.
    if (each.certificateIssuer) {
      const named = each.certificateIssuer.find(({ name }) => name)?.name;
      of = named ? nameKey(named) : "";
    }
    for (const { critical, name } of each.extensions) {
      if (critical && !KNOWN.has(name)) {
        problem ??= `an entry has the critical extension ${name}, which is not processed here`;
      }
    }
    if (each.serialNumber === certificate.serialNumber && of === issuer) entry = each;
  }
  const result: Looked = { entry, problem };
  known.set(id, result);
  return result;
}
