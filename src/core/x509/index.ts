export { readCertificate, traceCertificate, type Certificate, type ReadExtensions } from "./certificate";
export { readCertificateList, readRevokedEntry, type CertificateList, type RevokedEntry } from "./crl";
export { extensionProblem, type Extension } from "./extensions";
export { type AccessDescription } from "./extensions/access";
export {
  readDistributionPoints,
  readIssuingDistributionPoint,
  REASON_FLAGS,
  type DistributionPoint,
  type DistributionPointName,
  type IssuingDistributionPoint,
} from "./extensions/distributionPoints";
export { CRL_REASONS } from "./extensions/crl";
export { type BasicConstraintsInfo } from "./extensions/usage";
export { type NameConstraintsInfo } from "./extensions/names";
export { generalNameText, type GeneralName, type GeneralNameKind } from "./generalName";
export { identifyDer, type DerKind } from "./identify";
export {
  readBasicOcspResponse,
  readOcspResponse,
  type BasicOcspResponse,
  type OcspCertId,
  type OcspResponderId,
  type OcspResponse,
  type OcspSingleResponse,
} from "./ocsp";
export { pemKind, type PemKind } from "./pemKind";
export { isBelow, nameKey, nameText, sameName, type Attribute, type Name } from "./name";
export { readPrivateKeySummary, type PrivateKeyKind, type PrivateKeySummary } from "./privateKey";
export { type PublicKeyInfo } from "./publicKey";
export { readCertificationRequest, type CertificationRequest } from "./request";
export { type SignatureAlgorithmInfo } from "./algorithm";
export { summarizeCertificate, summarizeDer, type DerObjectSummary, type SummaryContext } from "./summary";
export { derLabel, traceDer, traceEmbeddedDer } from "./traceDer";
