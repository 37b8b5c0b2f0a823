import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import { pem, type Identity } from "../../../scripts/demo/certificates";

/** A certificate signing request for an identity's name and key. */
export async function makeRequest({ certificate, keys }: Identity): Promise<string> {
  const request = new pkijs.CertificationRequest();
  request.subject = certificate.subject;
  await request.subjectPublicKeyInfo.importKey(keys.publicKey);
  await request.sign(keys.privateKey, "SHA-256");
  return pem("CERTIFICATE REQUEST", request.toSchema(true).toBER());
}

/** An authority's list with one revoked certificate, due for renewal in a week. */
export async function makeRevocationList({ certificate, keys }: Identity): Promise<string> {
  const list = new pkijs.CertificateRevocationList();
  list.version = 1; // v2
  list.issuer = certificate.subject;
  list.thisUpdate = new pkijs.Time({ type: pkijs.TimeType.UTCTime, value: new Date() });
  list.nextUpdate = new pkijs.Time({
    type: pkijs.TimeType.UTCTime,
    value: new Date(Date.now() + 7 * 86_400_000),
  });
  list.revokedCertificates = [
    new pkijs.RevokedCertificate({
      userCertificate: new asn1js.Integer({ value: 4711 }),
      revocationDate: new pkijs.Time({ type: pkijs.TimeType.UTCTime, value: new Date() }),
    }),
  ];
  await list.sign(keys.privateKey, "SHA-256");
  return pem("X509 CRL", (list.toSchema(true) as asn1js.Sequence).toBER());
}
