import { findPemBlocks } from "../../core/text/pem";
import { pemKind, readCertificate, sameName, type Certificate } from "../../core/x509";
import { certificatesInSignedData } from "../../core/x509/certsOnly";
import { issuerAddresses } from "./addresses";
import { content } from "./content";
import { FetchError } from "./fetchError";
import { httpFetch, words, type FetchOptions } from "./httpClient";

/** A certificate's issuer, as its Authority Information Access names it. */
export interface FetchedIssuer {
  /** Where it came from, after redirects. */
  readonly url: string;
  /** Its subject is the certificate's issuer; the signature is still to be checked. */
  readonly issuer: Certificate;
  /** What else stood there: further certificates of the chain. */
  readonly others: readonly Certificate[];
}

/** Larger than any certificate, and than any chain that stands at such an address. */
const MAX_BYTES = 64 * 1024;
/** More addresses than any issuer names in earnest. */
const MAX_ADDRESSES = 4;
const ACCEPT = "application/pkix-cert, application/pkcs7-mime, application/x-x509-ca-cert, */*;q=0.1";

/**
 * Fetches the certificate of a certificate's issuer from the addresses in its Authority Information Access, one after the
 * other until one gives it: DER, PEM, or CMS that holds certificates only (RFC 5280 §4.2.2.1). Throws FetchError, that of
 * the first address when none does.
 */
export async function fetchIssuer(
  certificate: Certificate,
  options: FetchOptions = {},
): Promise<FetchedIssuer> {
  const addresses = issuerAddresses(certificate).slice(0, MAX_ADDRESSES);
  let first: FetchError | undefined;
  for (const address of addresses) {
    try {
      return await issuerAt(address, certificate, options);
    } catch (error) {
      if (!(error instanceof FetchError) || error.problem === "cancelled") throw error;
      first ??= error;
    }
  }
  throw (
    first ??
    new FetchError(
      "address",
      "The certificate does not say where its issuer's certificate is found",
      "Ask whoever issued it for the intermediate certificate, and add it to the file.",
    )
  );
}

async function issuerAt(
  address: string,
  certificate: Certificate,
  options: FetchOptions,
): Promise<FetchedIssuer> {
  const { url, bytes } = await httpFetch(address, { ...options, accept: ACCEPT, maxBytes: MAX_BYTES });
  const found = certificatesIn(bytes);
  if (found.length === 0) throw content(url, bytes, "a certificate");
  const issuer = found.find(({ subject }) => sameName(subject, certificate.issuer));
  if (issuer) return { url, issuer, others: found.filter((one) => one !== issuer) };
  throw new FetchError(
    "content",
    `${words(url)} gives the certificate of ${words(found[0]?.subject.text ?? "")}, and the issuer is ${words(certificate.issuer.text)}`,
    "Ask whoever issued the certificate for the right one.",
  );
}

function certificatesIn(bytes: Uint8Array): Certificate[] {
  const whole = fromDer(bytes);
  if (whole.length > 0) return whole;
  const text = new TextDecoder("latin1").decode(bytes);
  return findPemBlocks(text)
    .filter((block) => ["certificate", "cms"].includes(pemKind(block.label, block.bytes).kind ?? ""))
    .flatMap((block) => fromDer(block.bytes));
}

function fromDer(der: Uint8Array): Certificate[] {
  const certificate = readCertificate(der);
  if (certificate) return [certificate];
  return (certificatesInSignedData(der) ?? []).flatMap((one) => readCertificate(one) ?? []);
}
