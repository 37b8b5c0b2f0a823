import { derVector } from "./der";
import { field } from "../../grammar";

/** A DER-encoded X.501 name, as CertificateRequest lists them (RFC 5246 §7.4.4, RFC 8446 §4.2.4). */
export const DistinguishedName = field("tls.handshake.dname", derVector(2, "name", 1), "Distinguished Name");
