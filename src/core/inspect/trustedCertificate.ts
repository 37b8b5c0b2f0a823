import { readElements } from "../asn1/element";
import { TAG } from "../asn1/tags";
import type { Tracer } from "../fields/tracer";
import { traceRoot } from "../x509/root";
import { CertificateAuxType, CERTIFICATE_AUX } from "../x509/trustedCertificate";

/** Writes the rows of what stands behind the certificate in a TRUSTED CERTIFICATE, up to the end of `bytes`. */
export function traceCertificateTrust(tracer: Tracer, bytes: Uint8Array, start: number): void {
  traceRoot(tracer, bytes, start, bytes.length, CertificateAuxType, CERTIFICATE_AUX);
}

/**
 * How many bytes of a "TRUSTED CERTIFICATE" are the certificate: OpenSSL writes a second SEQUENCE behind it, which says
 * what the certificate is trusted for (X509_CERT_AUX). All of them where there is none.
 */
export function certificateLength(bytes: Uint8Array): number {
  const { items, fault } = readElements(bytes, 0, bytes.length);
  const [first, second] = items;
  const isPair = items.length === 2 && fault === undefined && second?.is(TAG.sequence) === true;
  return first && isPair ? first.end : bytes.length;
}
