import { TAG } from "../asn1/tags";
import type { Element } from "../asn1/element";
import { dottedIn, MalformedDer, sequenceIn, tagged, wholeElement } from "./der";

const SIGNED_DATA = "1.2.840.113549.1.7.2";
const NETSCAPE_CERTIFICATE_SEQUENCE = "2.16.840.1.113730.2.5";

/** What a CMS or PKCS#7 message carries beside its content, as DER in the message's order. */
export interface CmsCertificates {
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
}

/**
 * The certificates and revocation lists of a SignedData (RFC 5652 §5.1), as in `.p7b` files, or of Netscape's certificate
 * sequence. None for other content and for what is no such structure; damage leaves what stands before it. Never throws.
 */
export function certificatesOfCms(der: Uint8Array): CmsCertificates {
  try {
    const info = wholeElement(der);
    const type = dottedIn(info, 0);
    const content = sequenceIn(tagged(info, 1, 0), 0);
    if (type === NETSCAPE_CERTIFICATE_SEQUENCE) return { certificates: sequencesIn(content), crls: [] };
    if (type !== SIGNED_DATA) return { certificates: [], crls: [] };
    // Behind version, digest algorithms and the content itself, which is a SEQUENCE and no [0].
    const set = (tag: number): Element | undefined =>
      content.children.slice(3).find((part) => part.isContext(tag));
    return { certificates: sequencesIn(set(0)), crls: sequencesIn(set(1)) };
  } catch (error) {
    if (error instanceof MalformedDer) return { certificates: [], crls: [] };
    throw error;
  }
}

/** Certificates and lists are SEQUENCEs; attribute certificates and other formats bear context tags. */
function sequencesIn(set: Element | undefined): Uint8Array[] {
  return (set?.children ?? [])
    .filter((child) => child.is(TAG.sequence) && !child.cut)
    .map(({ whole }) => whole);
}
