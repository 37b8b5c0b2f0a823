import type { Certificate } from "../../core/x509";

/** The http: and https: addresses that a certificate names for its issuer's certificate (RFC 5280 §4.2.2.1), in their order. */
export function issuerAddresses(certificate: Certificate): string[] {
  return addressesOf(certificate, "caIssuers");
}

/** The http: and https: addresses of the certificate's OCSP responders. */
export function ocspAddresses(certificate: Certificate): string[] {
  return addressesOf(certificate, "ocsp");
}

/** The http: and https: addresses of revocation lists that the certificate may stand in (RFC 5280 §4.2.1.13). */
export function crlAddresses(certificate: Certificate): string[] {
  return certificate.crlDistributionPoints
    .filter(({ kind, value }) => kind === "uniformResourceIdentifier" && isHttp(value))
    .map(({ value }) => value);
}

function addressesOf({ authorityInfoAccess }: Certificate, method: string): string[] {
  return authorityInfoAccess
    .filter((access) => access.method === method && access.location.kind === "uniformResourceIdentifier")
    .map(({ location }) => location.value)
    .filter(isHttp);
}

function isHttp(address: string): boolean {
  return /^https?:/i.test(address);
}
