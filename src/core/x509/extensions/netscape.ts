import { ia5String } from "../../asn1/types";
import { extension } from "./extension";
import { namedBits } from "./namedBits";

const CertType = namedBits([
  "SSL client",
  "SSL server",
  "S/MIME",
  "object signing",
  "reserved",
  "SSL CA",
  "S/MIME CA",
  "object signing CA",
]);

/** Netscape's extensions of the 1990s, which OpenSSL still writes on request. */
export const netscapeExtensions = [
  extension("2.16.840.1.113730.1.1", "netscapeCertType", "Netscape Certificate Type", CertType),
  extension("2.16.840.1.113730.1.2", "netscapeBaseUrl", "Netscape Base URL", ia5String),
  extension("2.16.840.1.113730.1.3", "netscapeRevocationUrl", "Netscape Revocation URL", ia5String),
  extension("2.16.840.1.113730.1.4", "netscapeCaRevocationUrl", "Netscape CA Revocation URL", ia5String),
  extension("2.16.840.1.113730.1.7", "netscapeCertRenewalUrl", "Netscape Renewal URL", ia5String),
  extension("2.16.840.1.113730.1.8", "netscapeCaPolicyUrl", "Netscape CA Policy URL", ia5String),
  extension("2.16.840.1.113730.1.12", "netscapeSslServerName", "Netscape SSL Server Name", ia5String),
  extension("2.16.840.1.113730.1.13", "netscapeComment", "Netscape Comment", ia5String),
];
