import { Element, readElement } from "../asn1/element";
import { decodeOid } from "../asn1/oid";
import { TAG } from "../asn1/tags";

const SIGNED_DATA = "1.2.840.113549.1.7.2";

/**
 * The certificates in CMS SignedData (RFC 5652 §5.1), such as the "certs-only" messages that AIA addresses and `.p7c`
 * files hold (RFC 5280 §4.2.2.1), each as DER and in their order, and those alone that are whole; undefined for what is no SignedData. Never throws.
 */
export function certificatesInSignedData(der: Uint8Array): Uint8Array[] | undefined {
  const contentInfo = readElement(der, 0, der.length);
  if (!(contentInfo instanceof Element)) return undefined;
  const [type, content] = contentInfo.children;
  if (!type?.is(TAG.oid) || decodeOid(type.content) !== SIGNED_DATA || !content?.isContext(0))
    return undefined;
  const signedData = content.children[0];
  if (!signedData?.is(TAG.sequence)) return undefined;
  const certificates = signedData.children.find((child) => child.isContext(0));
  // Other kinds (attribute certificates) bear context tags.
  return (certificates?.children ?? [])
    .filter((child) => child.is(TAG.sequence) && !child.cut)
    .map(({ whole }) => whole);
}
