import { findPemBlocks } from "../../core/text/pem";
import { readCertificateList, type CertificateList } from "../../core/x509";
import { content } from "./content";
import { httpFetch, type FetchOptions } from "./httpClient";

/** Larger than the largest lists of public authorities. */
const MAX_BYTES = 10 * 1024 * 1024;

export interface FetchedCrl {
  /** Where it came from, after redirects. */
  readonly url: string;
  /** The list (RFC 5280 §5.1); its signature is still to be checked. */
  readonly list: CertificateList;
}

/** Fetches a certificate revocation list in DER, or in PEM as some servers give it. Throws FetchError. */
export async function fetchCrl(address: string, options: FetchOptions = {}): Promise<FetchedCrl> {
  const { url, bytes } = await httpFetch(address, {
    ...options,
    accept: "application/pkix-crl, */*;q=0.1",
    maxBytes: MAX_BYTES,
  });
  const list = readCertificateList(bytes) ?? fromPem(bytes);
  if (!list) throw content(url, bytes, "a revocation list");
  return { url, list };
}

function fromPem(bytes: Uint8Array): CertificateList | undefined {
  // "-----BEGIN" stands early: a list is not searched for in megabytes of something else.
  const text = new TextDecoder("latin1").decode(bytes);
  if (!text.slice(0, 4096).includes("-----BEGIN")) return undefined;
  const block = findPemBlocks(text).find(({ label }) => label === "X509 CRL");
  return block && readCertificateList(block.bytes);
}
