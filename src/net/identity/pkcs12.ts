import { createHmac } from "node:crypto";
import type { Element } from "../../core/asn1/element";
import { TAG } from "../../core/asn1/tags";
import { equalBytes } from "../../core/bytes/concat";
import {
  child,
  magnitudeIn,
  MalformedDer,
  octets,
  oidIn,
  sequenceIn,
  smallIn,
  tagged,
  wholeElement,
} from "./der";
import { IdentityError } from "./error";
import { bounded, decryptWithPassphrase, pbmac1 } from "./passwordEncryption";
import { pkcs12Key } from "./pkcs12Kdf";

/** What a PKCS#12 file holds for a client: private keys as PKCS#8 and certificates, in the file's order. */
export interface Pkcs12Content {
  readonly keys: readonly Uint8Array[];
  readonly certificates: readonly Uint8Array[];
}

const X509_CERTIFICATE = "1.2.840.113549.1.9.22.1";
const MAX_NESTING = 8;
/** Bytes of the longest MAC there is, HMAC-SHA-512. */
const MAX_MAC = 64;

/**
 * Opens a PKCS#12 file (RFC 7292): MAC first, so that a wrong passphrase is told apart from damage. Throws
 * IdentityError with the problem "wrong passphrase" or "unsupported", and MalformedDer for a damaged file.
 */
export function openPkcs12(bytes: Uint8Array, passphrase: string): Pkcs12Content {
  const pfx = wholeElement(bytes);
  const authSafe = sequenceIn(pfx, 1);
  const kind = oidIn(authSafe, 0);
  if (kind !== "data")
    throw new IdentityError(
      "unsupported",
      `It is protected with a public key (${kind}) instead of a passphrase.`,
    );
  const content = octets(child(tagged(authSafe, 1, 0), 0, TAG.octetString));
  const macData = pfx.children[2];
  if (macData && !macHolds(macData, content, passphrase)) throw wrongPassphrase();
  const keys: Uint8Array[] = [];
  const certificates: Uint8Array[] = [];
  const take = (safe: Uint8Array, depth: number): void => {
    if (depth > MAX_NESTING) throw new MalformedDer("bags nested too deep");
    for (const bag of wholeElement(safe).children) {
      const value = tagged(bag, 1, 0);
      const type = oidIn(bag, 0);
      if (type === "pkcs-12-keyBag") keys.push(sequenceIn(value, 0).whole);
      else if (type === "pkcs-12-pkcs-8ShroudedKeyBag") keys.push(unshroud(sequenceIn(value, 0), passphrase));
      else if (type === "pkcs-12-certBag") certificates.push(...certificateIn(sequenceIn(value, 0)));
      else if (type === "pkcs-12-safeContentsBag") take(sequenceIn(value, 0).whole, depth + 1);
    }
  };
  for (const part of wholeElement(content).children) take(safeContents(part, passphrase), 0);
  return { keys, certificates };
}

/** The SafeContents in one ContentInfo of the AuthenticatedSafe (RFC 7292 §4.1). */
function safeContents(part: Element, passphrase: string): Uint8Array {
  const type = oidIn(part, 0);
  const content = tagged(part, 1, 0);
  if (type === "data") return octets(child(content, 0, TAG.octetString));
  if (type !== "encryptedData")
    throw new IdentityError("unsupported", `A part of it is of the type ${type}, which we cannot do.`);
  const encrypted = sequenceIn(sequenceIn(content, 0), 1);
  const data = octets(tagged(encrypted, 2, 0));
  const plain = decryptWithPassphrase(sequenceIn(encrypted, 1), data, passphrase);
  if (plain === undefined) throw wrongPassphrase();
  return plain;
}

function unshroud(bag: Element, passphrase: string): Uint8Array {
  const plain = decryptWithPassphrase(sequenceIn(bag, 0), octets(child(bag, 1, TAG.octetString)), passphrase);
  if (plain === undefined) throw wrongPassphrase();
  return plain;
}

function certificateIn(bag: Element): Uint8Array[] {
  return oidIn(bag, 0) === X509_CERTIFICATE ? [octets(child(tagged(bag, 1, 0), 0, TAG.octetString))] : [];
}

/** MacData (RFC 7292 §4, RFC 9579). Some files take an empty passphrase for none at all. */
function macHolds(macData: Element, content: Uint8Array, passphrase: string): boolean {
  const digestInfo = sequenceIn(macData, 0);
  const algorithm = sequenceIn(digestInfo, 0);
  const expected = octets(child(digestInfo, 1, TAG.octetString));
  const hash = oidIn(algorithm, 0);
  if (hash === "PBMAC1") return equalBytes(pbmac1(algorithm, content, passphrase), expected);
  if (!HASHES.has(hash))
    throw new IdentityError("unsupported", `Its MAC is made with ${hash}, which we cannot do.`);
  if (expected.length > MAX_MAC) throw new MalformedDer("a MAC longer than any");
  const salt = octets(child(macData, 1, TAG.octetString));
  const iterations = macData.children.length > 2 ? bounded(smallIn(macData, 2)) : 1;
  const candidates = passphrase === "" ? ["", undefined] : [passphrase];
  return candidates.some((candidate) => {
    const key = pkcs12Key(hash, "mac", candidate, salt, iterations, expected.length);
    return equalBytes(createHmac(hash, key).update(content).digest(), expected);
  });
}

const HASHES = new Set(["sha1", "sha224", "sha256", "sha384", "sha512"]);

function wrongPassphrase(): IdentityError {
  return new IdentityError("wrong passphrase", "The passphrase does not open it.");
}

/** Whether DER is a PFX by its outer shape: version 3 and a ContentInfo. */
export function looksLikePkcs12(bytes: Uint8Array): boolean {
  try {
    const pfx = wholeElement(bytes);
    return magnitudeIn(pfx, 0)[0] === 3 && child(sequenceIn(pfx, 1), 0, TAG.oid).content.length > 0;
  } catch (error) {
    if (error instanceof MalformedDer) return false;
    throw error;
  }
}
