import { Element, readElement } from "../asn1/element";
import { TAG } from "../asn1/tags";
import { Reader } from "../bytes/reader";
import { javaForm } from "./jks";
import { isPkcs12 } from "./pkcs12";

/** Kinds of keystore that are told apart. The last two are Bouncy Castle's, and only named. */
export type KeystoreKind = "pkcs12" | "java" | "bcfks" | "bks";

/** What kind of keystore bytes are, by how they begin; undefined for none. Never throws. */
export function keystoreKind(bytes: Uint8Array): KeystoreKind | undefined {
  if (javaForm(bytes) !== undefined) return "java";
  if (isBks(bytes)) return "bks";
  if (isBcfks(bytes)) return "bcfks";
  return isPkcs12(bytes) ? "pkcs12" : undefined;
}

/** BKS and UBER: version 1 or 2, and a salt of 20 bytes. */
function isBks(bytes: Uint8Array): boolean {
  if (bytes.length < 32) return false;
  const reader = new Reader(bytes);
  const version = reader.uint(4, "version");
  return (version === 1 || version === 2) && reader.uint(4, "salt") === 20;
}

/** BCFKS: an encrypted store, and beside it a MAC with its two algorithms. */
function isBcfks(bytes: Uint8Array): boolean {
  const store = readElement(bytes, 0, bytes.length);
  if (!(store instanceof Element) || !store.is(TAG.sequence) || store.children.length !== 2) return false;
  const [data, integrity] = store.children;
  const isAlgorithm = (element: Element | undefined): boolean => element?.children[0]?.is(TAG.oid) === true;
  const [mac, derivation, value] = integrity?.children ?? [];
  return (
    isAlgorithm(data?.children[0]) &&
    data?.children[1]?.is(TAG.octetString) === true &&
    isAlgorithm(mac) &&
    isAlgorithm(derivation) &&
    value?.is(TAG.octetString) === true
  );
}
