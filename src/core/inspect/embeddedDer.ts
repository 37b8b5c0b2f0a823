import type { Context } from "../grammar";
import { traceCertificate } from "../x509/certificate";

/** Writes the rows of DER that stands in a handshake message. */
export const embeddedDer: NonNullable<Context["der"]> = (kind, tracer, bytes, start, end) => {
  if (kind === "certificate") traceCertificate(tracer, bytes, start, end);
};
