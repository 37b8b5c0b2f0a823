import type { Element } from "../asn1/element";
import { TAG } from "../asn1/tags";
import { choice, implicit, octetStringOf, part, secret, sequence } from "../asn1/types";
import type { Type } from "../asn1/type";

/** What the OCTET STRING of a PKCS#8 private key holds, by kind of key, where it is neither RSA nor EC. */

const octets = secret("an OCTET STRING", TAG.octetString);
const seed = implicit(0, octets, false);

/** Both forms, which must belong together (RFC 9881 §6, RFC 9935 §6). */
export const SeedAndExpandedKey = sequence({
  seed: part("Seed", octets),
  expandedKey: part("Expanded Key", octets),
});

/** ML-DSA-…-PrivateKey (RFC 9881 §6) and ML-KEM-…-PrivateKey (RFC 9935 §6). */
export const ModuleLatticePrivateKey = choice("a seed, an expanded key or both", {
  seed: { label: "Seed", type: seed },
  expandedKey: { label: "Expanded Key", type: octets },
  both: { label: "Seed and Expanded Key", type: SeedAndExpandedKey },
});

/** CurvePrivateKey (RFC 8410 §7): Ed25519, Ed448, X25519, X448. */
const CurvePrivateKey = octets;

/** The private value x of DSA and DH; OpenSSL's way, no RFC has it. */
const PrivateValue = secret("an INTEGER", TAG.integer);

export type ContentKind = "curve" | "private value" | "module lattice" | "raw";

/** How the key of this algorithm's name is written; undefined for RSA, EC and what is not known. */
export function contentKind(name: string): ContentKind | undefined {
  if (/^(Ed25519|Ed448|X25519|X448)$/.test(name)) return "curve";
  if (name === "dsa" || name === "dhpublicnumber" || name === "dhKeyAgreement") return "private value";
  if (/^ML-(DSA|KEM)-\d+$/.test(name)) return "module lattice";
  // RFC 9909 §6: the key's own bytes, not wrapped again.
  return name.startsWith("SLH-DSA-") ? "raw" : undefined;
}

const TYPES: Readonly<Record<Exclude<ContentKind, "raw">, Type>> = {
  curve: CurvePrivateKey,
  "private value": PrivateValue,
  "module lattice": ModuleLatticePrivateKey,
};

const WRAPPED = {
  curve: octetStringOf(CurvePrivateKey),
  "private value": octetStringOf(PrivateValue),
  "module lattice": octetStringOf(ModuleLatticePrivateKey),
} satisfies typeof TYPES;

/** The type of the OCTET STRING around a key of this kind, if `inner` is such a key to its last byte; nothing secret is shown. */
export function contentType(name: string, inner: Element | undefined): Type | undefined {
  const kind = contentKind(name);
  if (kind === undefined || kind === "raw" || !inner || inner.cut || !TYPES[kind].accepts(inner))
    return undefined;
  const sound = !SeedAndExpandedKey.accepts(inner) || SeedAndExpandedKey.fits(inner);
  return sound ? WRAPPED[kind] : undefined;
}

/** The parts of an ML-DSA or ML-KEM private key that are there; undefined for what is none. */
export function moduleLatticeParts(
  inner: Element,
): { readonly seed?: Uint8Array; readonly expandedKey?: Uint8Array } | undefined {
  if (inner.cut) return undefined;
  switch (ModuleLatticePrivateKey.pick(inner)) {
    case "seed":
      return { seed: inner.content };
    case "expandedKey":
      return { expandedKey: inner.content };
    case "both": {
      if (!SeedAndExpandedKey.fits(inner)) return undefined;
      const parts = SeedAndExpandedKey.parts(inner);
      return parts.seed && parts.expandedKey
        ? { seed: parts.seed.content, expandedKey: parts.expandedKey.content }
        : undefined;
    }
    default:
      return undefined;
  }
}
