import { readElements } from "../asn1/element";
import { TAG } from "../asn1/tags";
import { any } from "../asn1/generic";
import { implicit, listOf, octetString, oid, optional, sequence, utf8String } from "../asn1/types";
import type { Tracer } from "../fields/tracer";
import { traceRoot } from "../x509/root";

const Purposes = listOf({ name: "keyPurposeId", label: "Key Purpose", type: oid });

/** X509_CERT_AUX, which `openssl x509 -trustout` writes: purposes by their OIDs, a name, a key's identifier. */
const CertificateTrust = sequence({
  trust: optional("Trusted For", Purposes),
  reject: optional("Rejected For", implicit(0, Purposes, true)),
  alias: optional("Alias", utf8String),
  keyid: optional("Key Identifier", octetString),
  other: optional("Other", implicit(1, any, true)),
});

/** Writes the rows of what stands behind the certificate in a TRUSTED CERTIFICATE, up to the end of `bytes`. */
export function traceCertificateTrust(tracer: Tracer, bytes: Uint8Array, start: number): void {
  traceRoot(tracer, bytes, start, bytes.length, CertificateTrust, {
    key: "certificateTrust",
    label: "OpenSSL Trust Settings",
  });
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
