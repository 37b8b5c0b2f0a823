import type { Context } from "../grammar";
import { traceDer } from "../x509";

const KINDS = { certificate: "certificate", name: "name", ocsp_response: "ocspResponse" } as const;

/** Writes the rows of DER that stands in a handshake message. */
export const embeddedDer: NonNullable<Context["der"]> = (kind, tracer, bytes, start, end) => {
  traceDer(KINDS[kind], tracer, bytes, start, end);
};
