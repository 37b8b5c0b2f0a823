import type { Element } from "../../../asn1/element";
import { decodeOid, oidName } from "../../../asn1/oid";
import { TAG } from "../../../asn1/tags";

/** An AlgorithmIdentifier as it stands in the bytes. */
export interface AlgorithmFacts {
  /** Its name, or the dotted number. */
  readonly name: string;
  readonly parameters: Element | undefined;
}

/** Reads an AlgorithmIdentifier; undefined where its OID cannot be read. */
export function readAlgorithm(element: Element | undefined): AlgorithmFacts | undefined {
  const [algorithm, parameters] = element?.children ?? [];
  const dotted = algorithm?.is(TAG.oid) ? decodeOid(algorithm.content) : undefined;
  return dotted === undefined ? undefined : { name: oidName(dotted) ?? dotted, parameters };
}

const RSA_PKCS1 = /^(md[245]|sha-?\d+(-\d+)?)WithRSA(Encryption|Signature)?$/i;

/** What family a signature algorithm or a key belongs to, and so what its parameters may be. */
export type Family = "rsa" | "rsaPss" | "ecdsa" | "edDsa" | "xDh" | "mlDsa" | "slhDsa" | "mlKem" | "dsa";

/** The family of a signature algorithm's or key's name. */
export function familyOf(name: string | undefined): Family | undefined {
  if (name === undefined) return undefined;
  if (name === "rsassaPss") return "rsaPss";
  if (name === "rsaEncryption" || RSA_PKCS1.test(name)) return "rsa";
  if (name === "ecPublicKey" || name.startsWith("ecdsa-with-")) return "ecdsa";
  if (name === "Ed25519" || name === "Ed448") return "edDsa";
  if (name === "X25519" || name === "X448") return "xDh";
  if (name.startsWith("ML-DSA-")) return "mlDsa";
  if (name.startsWith("SLH-DSA-")) return "slhDsa";
  if (name.startsWith("ML-KEM-")) return "mlKem";
  return name === "dsa" || name.startsWith("dsa-with-") ? "dsa" : undefined;
}

/** RSASSA-PSS-params as they are written: a part that is left out has its default (RFC 4055 §3.1). */
export interface PssFacts {
  /** "sha256"; "sha1" by default. */
  readonly hash: string;
  /** The hash of MGF1. */
  readonly mask: string;
  readonly salt: Element | undefined;
  readonly trailer: Element | undefined;
}

export function readPssParameters(parameters: Element): PssFacts {
  const at = (tag: number): Element | undefined =>
    parameters.children.find((part) => part.isContext(tag))?.children[0];
  const [hash, mask] = [at(0), at(1)];
  return {
    hash: hash ? (readAlgorithm(hash)?.name ?? "unknown") : "sha1",
    mask: mask ? (readAlgorithm(readAlgorithm(mask)?.parameters)?.name ?? "unknown") : "sha1",
    salt: at(2),
    trailer: at(3),
  };
}

/** Bytes of a hash's output. */
export const HASH_BYTES: Readonly<Record<string, number>> = {
  sha1: 20,
  sha224: 28,
  sha256: 32,
  sha384: 48,
  sha512: 64,
};
