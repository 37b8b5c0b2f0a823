import type { HashName, PssLimits, SignatureAlgorithm } from "../crypto/provider";
import type { Element } from "../asn1/element";
import { any } from "../asn1/generic";
import { decodeSmallInteger } from "../asn1/integer";
import { decodeOid, displayOid, oidName } from "../asn1/oid";
import { explicit, integer, oid, optional, part, primitive, sequence, unwrap } from "../asn1/types";
import { TAG } from "../asn1/tags";
import { HASH_TITLES, OTHER_ALGORITHM_NAMES, SIGNATURE_ALGORITHMS } from "./signatureAlgorithms";
import { DssParms, EcParameters } from "./keyParameters";

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
      if (known === "dsa" && DssParms.accepts(parameters)) return DssParms;
      if (known === "ecPublicKey" && EcParameters.accepts(parameters)) return EcParameters;
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
  return dotted === undefined ? "unknown" : algorithmNameOf(dotted);
}

/** The name of an algorithm's dotted number, or the number. */
export function algorithmNameOf(dotted: string): string {
  return oidName(dotted) ?? OTHER_ALGORITHM_NAMES[dotted] ?? dotted;
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

/** Names of hash functions in object identifiers are those of `HashName`. */
function isHashName(name: string): name is HashName {
  return Object.hasOwn(HASH_TITLES, name);
}

interface Pss {
  readonly hash: HashName | undefined;
  readonly mask: HashName | undefined;
  readonly saltLength: number | undefined;
}

/** Absent parameters have SHA-1, MGF1 with SHA-1 and 20 bytes as their defaults. */
function readPss(element: Element): Pss {
  const { hashAlgorithm, maskGenAlgorithm, saltLength } = PssParameters.parts(element);
  const hashOf = (identifier: Element | undefined): HashName | undefined => {
    const name = identifier ? algorithmName(identifier) : "";
    return isHashName(name) ? name : undefined;
  };
  const mask = maskGenAlgorithm && unwrap(maskGenAlgorithm);
  const isMgf1 = mask && algorithmName(mask) === "mgf1";
  const salt = saltLength && unwrap(saltLength);
  return {
    hash: hashAlgorithm ? hashOf(unwrap(hashAlgorithm)) : "sha1",
    mask: maskGenAlgorithm ? hashOf(isMgf1 ? MaskGenAlgorithm.parts(mask).parameters : undefined) : "sha1",
    saltLength: saltLength ? salt && decodeSmallInteger(salt.content) : 20,
  };
}

/** RSASSA-PSS-params (RFC 4055 §3.1), of a key or a signature; undefined for what no provider could compute with. */
export function readPssParameters(element: Element): PssLimits | undefined {
  if (!PssParameters.accepts(element) || !PssParameters.fits(element)) return undefined;
  const { hash, mask, saltLength } = readPss(element);
  const { trailerField } = PssParameters.parts(element);
  const trailer = trailerField && unwrap(trailerField);
  // 0xBC, the number 1, is the only trailer there is.
  const usual = !trailerField || (trailer && decodeSmallInteger(trailer.content) === 1);
  if (!usual || hash === undefined || mask === undefined || saltLength === undefined || saltLength < 0) {
    return undefined;
  }
  return { hash, mgfHash: mask, saltLength };
}

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
  const dotted = algorithmOid(element) ?? "";
  return {
    oid: dotted,
    name,
    text: describeAlgorithm(element),
    algorithm: name === "rsassaPss" ? pssAlgorithm(element) : SIGNATURE_ALGORITHMS[dotted],
    der: element.whole,
  };
}

function pssAlgorithm(element: Element): SignatureAlgorithm | undefined {
  const { parameters } = AlgorithmIdentifier.parts(element);
  const read = parameters && readPssParameters(parameters);
  if (!read) return undefined;
  const { hash, mgfHash, saltLength } = read;
  return { kind: "rsa-pss", hash, saltLength, ...(mgfHash !== hash && { mgfHash }) };
}
