import type { Certificate } from "../../x509";
import type { Purpose } from "./input";

/**
 * What a certificate that nobody presented is meant for, by its extKeyUsage (RFC 5280 §4.2.1.12): a server where it says
 * so or says nothing, else a client; undefined where it is for neither, as one that signs mail or code.
 */
export function purposeOf({ extKeyUsage }: Certificate): Purpose | undefined {
  if (!extKeyUsage || extKeyUsage.includes("anyExtendedKeyUsage")) return "serverAuth";
  return (["serverAuth", "clientAuth"] as const).find((purpose) => extKeyUsage.includes(purpose));
}
