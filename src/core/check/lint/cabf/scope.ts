import type { CertificateFacts } from "../facts";

/** The day on which the certificate profiles of version 2 of the requirements took effect. */
export const PROFILES_SINCE = "2023-09-15";

/** A certificate of a TLS server: what the requirements call a Subscriber Certificate. */
export const isServer = ({ role }: CertificateFacts): boolean => role === "server";

/** A CA that may issue certificates of TLS servers. */
export const isTlsCa = (facts: CertificateFacts): boolean =>
  facts.isCa &&
  (!facts.has("extKeyUsage") || facts.hasPurpose("serverAuth") || facts.hasPurpose("anyExtendedKeyUsage"));

export const isTlsIntermediate = (facts: CertificateFacts): boolean =>
  facts.role === "intermediateCa" && isTlsCa(facts);

export const isRoot = ({ role }: CertificateFacts): boolean => role === "rootCa";

/** Everything that the requirements judge: servers, and the CAs above them. */
export const isTls = (facts: CertificateFacts): boolean => isServer(facts) || isTlsCa(facts);

/** A server's certificate that is logged before its final form is issued. */
export const isPrecertificate = (facts: CertificateFacts): boolean => facts.has("precertificatePoison");

/** A certificate of a TLS server with this extension, its value of the right type. */
export const serverWith =
  (extension: string) =>
  (facts: CertificateFacts): boolean =>
    isServer(facts) && facts.value(extension) !== undefined;
