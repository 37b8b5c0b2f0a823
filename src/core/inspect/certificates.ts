import type { CryptoProvider } from "../crypto/provider";
import type { CertificateSummary, Side } from "../inspection";
import type { Session } from "../session/types";
import { readCertificate } from "../x509/certificate";
import { summarizeCertificate } from "../x509/summary";

/** What both sides presented, the server's chain first. A certificate that cannot be read is left out; its rows say why. */
export function presentedCertificates(session: Session, provider: CryptoProvider): CertificateSummary[] {
  return (["server", "client"] as const satisfies Side[]).flatMap((from) =>
    session.presented[from].flatMap(({ der, span, field }, position) => {
      const certificate = readCertificate(der);
      return certificate
        ? [
            summarizeCertificate(certificate, {
              from,
              position,
              span,
              field,
              hash: (name, data) => provider.hash(name, data),
            }),
          ]
        : [];
    }),
  );
}
