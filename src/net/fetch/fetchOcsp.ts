import { readOcspResponse, type OcspResponse } from "../../core/x509/ocsp";
import { content } from "./content";
import { FetchError } from "./fetchError";
import { httpFetch, words, type FetchOptions } from "./httpClient";

/** Room for a response with the responder's whole chain. */
const MAX_BYTES = 64 * 1024;

export interface FetchedOcsp {
  /** Where it came from, after redirects. */
  readonly url: string;
  /** A successful response (RFC 6960 §4.2.1); its signature, times and nonce are still to be checked. */
  readonly response: OcspResponse;
}

const REASONS: Readonly<Record<string, string>> = {
  malformedRequest: "says that the request is malformed",
  internalError: "has a problem of its own",
  tryLater: "asks to try again later",
  sigRequired: "answers signed requests only",
  unauthorized: "does not answer for this certificate",
};

/**
 * Sends an OCSP request (`writeOcspRequest`) by POST (RFC 6960 §A.1) and gives the response. Throws FetchError, also for
 * a response that is not successful, with what the responder says.
 */
export async function fetchOcsp(
  address: string,
  request: Uint8Array,
  options: FetchOptions = {},
): Promise<FetchedOcsp> {
  const { url, bytes } = await httpFetch(address, {
    ...options,
    body: { type: "application/ocsp-request", bytes: request },
    accept: "application/ocsp-response",
    maxBytes: MAX_BYTES,
  });
  const response = readOcspResponse(bytes);
  if (!response) throw content(url, bytes, "an OCSP response");
  if (response.status !== "successful") {
    throw new FetchError(
      "status",
      `The OCSP responder at ${words(url)} ${REASONS[response.status] ?? `answers with the status ${String(response.statusCode)}`}`,
      response.status === "unauthorized"
        ? "It may not know the certificate yet, or answer for another issuer: check the address and the issuer."
        : "Try again later, or use the issuer's revocation list.",
    );
  }
  if (!response.basic) throw content(url, bytes, "a basic OCSP response");
  return { url, response };
}
