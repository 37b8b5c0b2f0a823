import type { Element } from "../../../src/core/asn1/element";
import { toHex } from "../../../src/core/bytes/hex";
import { AuthorityKeyIdentifier } from "../../../src/core/x509/extensions/keyIdentifiers";

/** The key identifier of an authorityKeyIdentifier in hex; "" when it has none. */
export function readKeyIdentifier(element: Element): string {
  const { keyIdentifier } = AuthorityKeyIdentifier.parts(element);
  return keyIdentifier ? toHex(keyIdentifier.content) : "";
}
