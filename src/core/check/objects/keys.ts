import { Element, readElement } from "../../asn1/element";
import { publicKeyOf } from "../../crypto/publicKeyOf";
import { samePublicKey } from "../../crypto/samePublicKey";
import type { Certificate, PrivateKeyKind, PublicKeyInfo } from "../../x509";
import { readPublicKey } from "../../x509/publicKey";
import { isSelfIssued, nameOf } from "../trust";
import type { Judged, ObjectFinding, ObjectPair, ObjectRule, PlacedObject } from "./types";

const PRIVATE: ReadonlySet<string> = new Set<PrivateKeyKind>([
  "rsaPrivateKey",
  "ecPrivateKey",
  "dsaPrivateKey",
  "privateKey",
]);

const known = new WeakMap<Uint8Array, PublicKeyInfo | false>();

/** The public half of a private key; undefined for what is none, is encrypted, or is not known. Kept: it is dear. */
export function publicKeyOfObject(object: PlacedObject): PublicKeyInfo | undefined {
  const { kind, bytes } = object.read();
  if (kind === undefined || !PRIVATE.has(kind)) return undefined;
  const found = known.get(bytes) ?? read(bytes, kind as PrivateKeyKind) ?? false;
  known.set(bytes, found);
  return found === false ? undefined : found;
}

function read(bytes: Uint8Array, kind: PrivateKeyKind): PublicKeyInfo | undefined {
  const der = publicKeyOf(bytes, kind);
  const element = der && readElement(der, 0, der.length);
  return element instanceof Element ? readPublicKey(element) : undefined;
}

/** Whether a key belongs to a certificate; undefined where that cannot be told. */
export function keyFits(key: PublicKeyInfo, certificate: Certificate): boolean | undefined {
  return samePublicKey(key, certificate.publicKey);
}

/** Private keys that do not belong to the certificate beside them. */
export const keys: ObjectRule = (judged) => {
  const { objects } = judged;
  const certificates = objects.flatMap((object, position) => {
    const { certificate } = object.read();
    return certificate ? [{ position, certificate }] : [];
  });
  if (certificates.length === 0) return [];
  return objects.flatMap((object, position): ObjectFinding[] => {
    const key = publicKeyOfObject(object);
    if (!key) return [];
    const named = judged.pairs?.find((pair) => pair.key === position);
    const fits = (at: number | undefined): boolean | undefined => {
      const certificate = at === undefined ? undefined : objects[at]?.read().certificate;
      return certificate && keyFits(key, certificate);
    };
    // A key may be that of any certificate of the file; only one that fits none is in the wrong place.
    if (!named && certificates.some(({ certificate }) => keyFits(key, certificate) === true)) return [];
    const beside = named?.certificate ?? neighbour(position, judged);
    if (beside === undefined || fits(beside) !== false) return [];
    const certificate = objects[beside]?.read().certificate;
    if (!certificate) return [];
    return [
      {
        object: position,
        finding: {
          id: "key.mismatch",
          severity: "error",
          message: `This private key is not the key of the certificate beside it, ${nameOf(certificate)}`,
          fix: "Put the key here that the certificate was issued for, or have a certificate issued for this key",
          rfc: "RFC 5246 §7.4.2",
        },
        related: [{ object: beside, message: "The certificate that has another public key" }],
      },
    ];
  });
};

/**
 * The leaf of the certificates that stand with the key, or right before or behind it, unless another key of the file is
 * its own or a pair names it. A root by itself has its key elsewhere.
 */
function neighbour(position: number, { objects, groups, pairs }: Judged): number | undefined {
  const at = groups.findIndex((group) => group.includes(position));
  for (const group of [groups[at], groups[at - 1], groups[at + 1]]) {
    const leaf = group && leafOf(group, objects);
    if (leaf !== undefined && !hasOwnKey(leaf, objects, pairs)) return leaf;
  }
  return undefined;
}

function leafOf(group: readonly number[], objects: readonly PlacedObject[]): number | undefined {
  const certificates = group.filter((position) => objects[position]?.read().certificate);
  const isEnd = (position: number): boolean => {
    const certificate = objects[position]?.read().certificate;
    return certificate !== undefined && certificate.basicConstraints?.isCa !== true;
  };
  const first = certificates.find(isEnd) ?? certificates[0];
  const certificate = first === undefined ? undefined : objects[first]?.read().certificate;
  const isRoot = certificate && isSelfIssued(certificate) && certificate.basicConstraints?.isCa === true;
  return isRoot && group.length > 1 ? undefined : first;
}

function hasOwnKey(
  position: number,
  objects: readonly PlacedObject[],
  pairs: readonly ObjectPair[] | undefined,
): boolean {
  if (pairs?.some(({ certificate }) => certificate === position)) return true;
  const certificate = objects[position]?.read().certificate;
  return objects.some((object) => {
    const key = publicKeyOfObject(object);
    return key !== undefined && certificate !== undefined && keyFits(key, certificate) === true;
  });
}
