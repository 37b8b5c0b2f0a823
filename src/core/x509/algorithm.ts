import type { HashName, SignatureAlgorithm } from "../crypto/provider";
import type { Element } from "../asn1/element";
import { any } from "../asn1/generic";
import { decodeSmallInteger } from "../asn1/integer";
import { decodeOid, displayOid, oidName } from "../asn1/oid";
import { explicit, integer, oid, optional, part, primitive, sequence, unwrap } from "../asn1/types";
import { TAG } from "../asn1/tags";

const NullType = primitive("NULL", [TAG.null]);

/** AlgorithmIdentifier whose parameters are of no special interest. */
const HashAlgorithm = sequence(
  { algorithm: part("Algorithm", oid), parameters: optional("Parameters", any) },
  { display: (element) => algorithmName(element), value: (element) => algorithmOid(element) },
);

/** MGF1's parameter is the hash it is made with. */
const MaskGenAlgorithm = sequence(
  { algorithm: part("Algorithm", oid), parameters: optional("Hash", HashAlgorithm) },
  { display: (element) => algorithmName(element) },
);

/** RSASSA-PSS-params (RFC 4055 §3.1). */
const PssParameters = sequence(
  {
    hashAlgorithm: optional("Hash Algorithm", explicit(0, HashAlgorithm)),
    maskGenAlgorithm: optional("Mask Generation", explicit(1, MaskGenAlgorithm)),
    saltLength: optional("Salt Length", explicit(2, integer)),
    trailerField: optional("Trailer Field", explicit(3, integer)),
  },
  {
    display: (element) => {
      const { hash, mask, saltLength } = readPss(element);
      return `${hash ?? "unknown hash"}, MGF1 with ${mask ?? "unknown hash"}, salt of ${String(saltLength ?? "unknown")} bytes`;
    },
  },
);

/** AlgorithmIdentifier (RFC 5280 §4.1.1.2). */
export const AlgorithmIdentifier = sequence(
  { algorithm: part("Algorithm", oid), parameters: optional("Parameters", any) },
  {
    value: (element) => algorithmOid(element),
    display: (element) => describeAlgorithm(element),
    refine: (name, { algorithm, parameters }) => {
      if (name !== "parameters" || !algorithm || !parameters) return undefined;
      const known = oidName(decodeOid(algorithm.content) ?? "");
      if (known === "rsassaPss" && PssParameters.accepts(parameters)) return PssParameters;
      if (oid.accepts(parameters)) return oid;
      return NullType.accepts(parameters) ? NullType : undefined;
    },
  },
);

/** The dotted number of an AlgorithmIdentifier. */
export function algorithmOid(element: Element): string | undefined {
  const { algorithm } = HashAlgorithm.parts(element);
  return algorithm && decodeOid(algorithm.content);
}

/** "sha256WithRSAEncryption", or the dotted number. */
export function algorithmName(element: Element): string {
  const dotted = algorithmOid(element);
  return dotted === undefined ? "unknown" : (oidName(dotted) ?? dotted);
}

function describeAlgorithm(element: Element): string {
  const { parameters } = AlgorithmIdentifier.parts(element);
  const name = algorithmName(element);
  if (!parameters) return name;
  if (name === "rsassaPss") return `${name} (${PssParameters.display?.(parameters) ?? ""})`;
  if (!oid.accepts(parameters)) return name;
  const dotted = decodeOid(parameters.content);
  return dotted === undefined ? name : `${name}, ${oidName(dotted) ?? displayOid(dotted)}`;
}

const HASHES: Readonly<Record<string, HashName>> = {
  md5: "md5",
  sha1: "sha1",
  sha224: "sha224",
  sha256: "sha256",
  sha384: "sha384",
  sha512: "sha512",
};

interface Pss {
  readonly hash: HashName | undefined;
  readonly mask: HashName | undefined;
  readonly saltLength: number | undefined;
}

/** Absent parameters have SHA-1 and 20 bytes as their defaults. */
function readPss(element: Element): Pss {
  const { hashAlgorithm, maskGenAlgorithm, saltLength } = PssParameters.parts(element);
  const hashOf = (identifier: Element | undefined): HashName | undefined =>
    identifier && HASHES[algorithmName(identifier)];
  const mask = maskGenAlgorithm && unwrap(maskGenAlgorithm);
  const salt = saltLength && unwrap(saltLength);
  return {
    hash: hashAlgorithm ? hashOf(unwrap(hashAlgorithm)) : "sha1",
    mask: maskGenAlgorithm ? hashOf(mask && MaskGenAlgorithm.parts(mask).parameters) : "sha1",
    saltLength: saltLength ? salt && decodeSmallInteger(salt.content) : 20,
  };
}

const SIGNATURES: Readonly<Record<string, SignatureAlgorithm>> = {
  md5WithRSAEncryption: { kind: "rsa-pkcs1", hash: "md5" },
  sha1WithRSAEncryption: { kind: "rsa-pkcs1", hash: "sha1" },
  "sha-1WithRSAEncryption": { kind: "rsa-pkcs1", hash: "sha1" },
  sha224WithRSAEncryption: { kind: "rsa-pkcs1", hash: "sha224" },
  sha256WithRSAEncryption: { kind: "rsa-pkcs1", hash: "sha256" },
  sha384WithRSAEncryption: { kind: "rsa-pkcs1", hash: "sha384" },
  sha512WithRSAEncryption: { kind: "rsa-pkcs1", hash: "sha512" },
  "ecdsa-with-SHA1": { kind: "ecdsa", hash: "sha1" },
  "ecdsa-with-SHA224": { kind: "ecdsa", hash: "sha224" },
  "ecdsa-with-SHA256": { kind: "ecdsa", hash: "sha256" },
  "ecdsa-with-SHA384": { kind: "ecdsa", hash: "sha384" },
  "ecdsa-with-SHA512": { kind: "ecdsa", hash: "sha512" },
  Ed25519: { kind: "eddsa" },
  Ed448: { kind: "eddsa" },
};

/** A signature algorithm out of an AlgorithmIdentifier. */
export interface SignatureAlgorithmInfo {
  /** Dotted. */
  readonly oid: string;
  /** "sha256WithRSAEncryption", or the dotted number. */
  readonly name: string;
  /** The name with what its parameters say. */
  readonly text: string;
  /** What a crypto provider verifies it as; undefined for one that none of them knows. */
  readonly algorithm: SignatureAlgorithm | undefined;
  /** The whole AlgorithmIdentifier: it stands twice in a certificate, and both must be the same (RFC 5280 §4.1.1.2). */
  readonly der: Uint8Array;
}

/** Reads the AlgorithmIdentifier of a signature. */
export function readSignatureAlgorithm(element: Element): SignatureAlgorithmInfo {
  const name = algorithmName(element);
  return {
    oid: algorithmOid(element) ?? "",
    name,
    text: describeAlgorithm(element),
    algorithm: name === "rsassaPss" ? pssAlgorithm(element) : SIGNATURES[name],
    der: element.whole,
  };
}

function pssAlgorithm(element: Element): SignatureAlgorithm | undefined {
  const { parameters } = AlgorithmIdentifier.parts(element);
  if (!parameters || !PssParameters.accepts(parameters)) return undefined;
  const { hash, mask, saltLength } = readPss(parameters);
  // MGF1 over another hash than the message's is legal and used by nobody; providers do not offer it.
  if (hash === undefined || hash !== mask || saltLength === undefined || saltLength < 0) return undefined;
  return { kind: "rsa-pss", hash, saltLength };
}
