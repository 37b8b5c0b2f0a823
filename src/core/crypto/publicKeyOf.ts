import { decodeBitString } from "../asn1/bitString";
import { Element, readElement } from "../asn1/element";
import { unsigned } from "../asn1/integer";
import { TAG } from "../asn1/tags";
import { integer, unwrap } from "../asn1/types";
import { DER_NULL, writeBitString, writeOid, writeSequence, writeUnsigned } from "../asn1/write";
import { AlgorithmIdentifier, algorithmName } from "../x509/algorithm";
import { readDssParms } from "../x509/keyParameters";
import { contentKind } from "../x509/privateKeyContent";
import {
  DsaPrivateKey,
  EcPrivateKey,
  PrivateKeyInfo,
  RsaPrivateKey,
  type PrivateKeyKind,
} from "../x509/privateKey";
import { curveOf, readPublicKey, type PublicKeyInfo } from "../x509/publicKey";
import { dsaPublicValue } from "./pure/dsa";
import { derivePublicKey, pointOf } from "./pure/publicKeys";
import { samePublicKey } from "./samePublicKey";
import { uintBytes } from "./octets";

const RSA_ENCRYPTION = "1.2.840.113549.1.1.1";
const EC_PUBLIC_KEY = "1.2.840.10045.2.1";
const DSA = "1.2.840.10040.4.1";

/**
 * The SubjectPublicKeyInfo, in DER, that belongs to an unencrypted private key: RSA from its modulus and exponent; EC,
 * Ed25519/448, X25519/448, DSA, ML-DSA and ML-KEM computed from the secret (a seed before an expanded key); SLH-DSA out of
 * its second half. A public key that the file holds beside the secret is used only for kinds and curves that cannot be
 * computed here, for it is a mere claim. Parameters stand as the private key has them.
 *
 * Undefined for an encrypted, damaged or unknown key. Never throws. The result is public; nothing else leaves.
 * Takes 1 to 20 ms for kinds that are computed, up to some 100 ms for DSA of unusual size.
 */
export function publicKeyOf(privateKey: Uint8Array, kind: PrivateKeyKind): Uint8Array | undefined {
  try {
    return publicKeyDer(privateKey, kind);
  } catch {
    return undefined; // numbers that are no key: a scalar of zero, a domain that is none
  }
}

/**
 * Whether a private key is the other half of a public key, however both are written (a compressed point, parameters
 * written out, the OID of RSA or of RSA-PSS); undefined where `publicKeyOf` cannot tell. Never throws.
 */
export function belongsTo(
  privateKey: Uint8Array,
  kind: PrivateKeyKind,
  publicKey: PublicKeyInfo,
): boolean | undefined {
  const der = publicKeyOf(privateKey, kind);
  const element = der && readElement(der, 0, der.length);
  const own = element instanceof Element ? readPublicKey(element) : undefined;
  return own && samePublicKey(own, publicKey);
}

function publicKeyDer(privateKey: Uint8Array, kind: PrivateKeyKind): Uint8Array | undefined {
  const element = readElement(privateKey, 0, privateKey.length);
  if (!(element instanceof Element) || element.cut) return undefined;
  switch (kind) {
    case "rsaPrivateKey":
      return fromRsa(element, writeSequence(writeOid(RSA_ENCRYPTION), DER_NULL));
    case "ecPrivateKey":
      return fromEc(element, undefined);
    case "dsaPrivateKey":
      return fromDsa(element);
    case "privateKey":
      return fromPkcs8(element);
    case "encryptedPrivateKey":
      return undefined;
  }
}

function spki(algorithm: Uint8Array, key: Uint8Array): Uint8Array {
  return writeSequence(algorithm, writeBitString(key));
}

function fromRsa(element: Element, algorithm: Uint8Array): Uint8Array | undefined {
  if (!RsaPrivateKey.accepts(element) || !RsaPrivateKey.fits(element)) return undefined;
  const { modulus, publicExponent } = RsaPrivateKey.parts(element);
  if (!modulus || !publicExponent) return undefined;
  const numbers = [modulus, publicExponent].map(({ content }) => writeUnsigned(content));
  return spki(algorithm, writeSequence(...numbers));
}

/** `outer` are the parameters of PKCS#8, which the key inside need not repeat. */
function fromEc(element: Element, outer: Element | undefined): Uint8Array | undefined {
  if (!EcPrivateKey.accepts(element)) return undefined;
  const { privateKey, parameters: own, publicKey } = EcPrivateKey.parts(element);
  const parameters = outer ?? (own && unwrap(own));
  if (!privateKey || !parameters) return undefined;
  const { curve } = curveOf(parameters) ?? {};
  const claimed = publicKey && unwrap(publicKey);
  const point = curve
    ? pointOf(curve, privateKey.content)
    : claimed && decodeBitString(claimed.content)?.bytes;
  return point && spki(writeSequence(writeOid(EC_PUBLIC_KEY), parameters.whole), point);
}

function fromDsa(element: Element): Uint8Array | undefined {
  if (!DsaPrivateKey.accepts(element) || !DsaPrivateKey.fits(element)) return undefined;
  const { p, q, g, x } = DsaPrivateKey.parts(element);
  if (!p || !q || !g || !x) return undefined;
  const domain = writeSequence(...[p, q, g].map(({ content }) => writeUnsigned(content)));
  const parameters = { p: unsigned(p.content), q: unsigned(q.content), g: unsigned(g.content) };
  const y = dsaPublicValue(parameters, unsigned(x.content));
  return y === undefined ? undefined : dsaSpki(writeSequence(writeOid(DSA), domain), y, parameters.p.length);
}

function dsaSpki(algorithm: Uint8Array, y: bigint, length: number): Uint8Array {
  return spki(algorithm, writeUnsigned(uintBytes(y, length)));
}

function fromPkcs8(element: Element): Uint8Array | undefined {
  if (!PrivateKeyInfo.accepts(element)) return undefined;
  const { privateKeyAlgorithm: algorithm, privateKey, publicKey } = PrivateKeyInfo.parts(element);
  if (!algorithm || !privateKey || privateKey.cut) return undefined;
  const name = algorithmName(algorithm);
  const { parameters } = AlgorithmIdentifier.parts(algorithm);
  const inner = unwrap(privateKey);
  if (name === "rsaEncryption" || name === "rsassaPss") return inner && fromRsa(inner, algorithm.whole);
  if (name === "ecPublicKey") return inner && fromEc(inner, parameters);
  if (name === "dsa") return fromDsaInfo(algorithm, parameters, inner);
  const key =
    contentKind(name) === undefined || contentKind(name) === "private value"
      ? publicKey && decodeBitString(publicKey.content)?.bytes
      : derivePublicKey(name, privateKey.content, inner);
  return key && spki(algorithm.whole, key);
}

function fromDsaInfo(
  algorithm: Element,
  parameters: Element | undefined,
  inner: Element | undefined,
): Uint8Array | undefined {
  const domain = parameters && readDssParms(parameters);
  if (!domain || !inner?.is(TAG.integer) || !integer.accepts(inner)) return undefined;
  const y = dsaPublicValue(domain, unsigned(inner.content));
  return y === undefined ? undefined : dsaSpki(algorithm.whole, y, domain.p.length);
}
