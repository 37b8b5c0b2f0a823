import { decodeSmallInteger } from "../../asn1/integer";
import type { Certificate } from "../../x509";
import { nameOf } from "./describe";
import type { ChainInput } from "./input";
import type { Step } from "./steps";

/** The number of the TLS extension status_request, as tlsFeature names it. */
const STATUS_REQUEST = 5;

/** RFC 7633: a certificate can demand that its server staples an OCSP response where the client asks for one. */
export function stapleStep(
  certificate: Certificate,
  { asksForStaple, ocsp = [] }: ChainInput,
): Step | undefined {
  const feature = certificate.extensions.find(({ name }) => name === "tlsFeature")?.value;
  const demands = feature?.children.some(({ content }) => decodeSmallInteger(content) === STATUS_REQUEST);
  if (!demands || !asksForStaple) return undefined;
  const id = "trust.staple";
  const rfc = "RFC 7633";
  const own = nameOf(certificate);
  return ocsp.some(({ isStapled }) => isStapled)
    ? { id, status: "passed", message: `An OCSP response is stapled, as ${own} demands`, rfc }
    : {
        id,
        status: "failed",
        message: `${own} demands that its server staples an OCSP response, and the server stapled none`,
        fix: "Turn on OCSP stapling at the server, or use a certificate that does not demand it",
        rfc,
      };
}
