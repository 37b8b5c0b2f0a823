import type { Element } from "../../../asn1/element";
import { integerHex } from "../../../asn1/integer";
import {
  nameKey,
  readRevokedEntry,
  type Certificate,
  type CertificateList,
  type RevokedEntry,
} from "../../../x509";

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

/**
 * Looks a certificate up: by serial number, and by issuer where the list is an indirect one (RFC 5280 §5.3.3). A list can
 * have hundreds of thousands of entries: those that can change nothing are passed over unread.
 */
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
  for (const element of list.entryElements) {
    if (canSkip(element, certificate.serialNumber)) continue;
    const each = readRevokedEntry(element);
    if (!each) continue;
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

/** Whether an entry has another number, no critical extension and no certificateIssuer, as its bytes tell. */
function canSkip({ bytes, contentAt, contentEnd }: Element, serialNumber: string): boolean {
  const length = bytes[contentAt + 1] ?? 0x80;
  const end = contentAt + 2 + length;
  if (bytes[contentAt] !== 0x02 || length >= 0x80 || end > contentEnd) return false;
  // Numbers of another length than this one's are told apart without spelling them.
  const digits = serialNumber.replace("-", "").length;
  const atMost = Math.ceil(digits / 2) + 1;
  const mayBe = length <= atMost || bytes[contentAt + 2] === 0 || bytes[contentAt + 2] === 0xff;
  if (mayBe && integerHex(bytes.subarray(contentAt + 2, end)) === serialNumber) return false;
  for (let at = end; at < contentEnd - 2; at++) {
    const [first, second, third] = [bytes[at], bytes[at + 1], bytes[at + 2]];
    // BOOLEAN TRUE; the object identifier 2.5.29.29.
    if (first === 0x01 && second === 0x01 && third !== 0) return false;
    if (first === 0x55 && second === 0x1d && third === 0x1d) return false;
  }
  return true;
}
