import type { VerdictStep } from "../../inspection";
import { isSelfIssued } from "./describe";
import type { Path } from "./path";
import type { Pool } from "./pool";

/** TLS 1.2 wants each certificate right before its issuer's (RFC 5246 §7.4.2); TLS 1.3 only the leaf first. */
export function orderStep(path: Path, pool: Pool): VerdictStep[] {
  const { chain, from } = pool.input;
  const are = from === "text" ? "stand" : "are presented";
  if (chain.length < 2) return [];
  const positions = path.certificates.map((certificate) => pool.find(certificate)?.position ?? -1);
  const own = positions.filter((position) => position >= 0);
  const wrong = own.find((position, i) => position !== i);
  const id = "trust.order";
  const rfc = "RFC 5246 §7.4.2";
  if (wrong !== undefined) {
    const order = own.map((position) => String(position + 1));
    return [
      {
        id,
        status: "failed",
        message: `The certificates ${are} out of order: their path goes ${order.join(", ")}`,
        fix: "Put the leaf first, then each certificate's issuer; some clients refuse another order",
        rfc,
        position: wrong,
      },
    ];
  }
  const extra = chain.length - own.length;
  const top = chain.at(-1);
  const note =
    extra === 0 || (extra === 1 && top && isSelfIssued(top))
      ? ""
      : `; ${String(extra)} of them are not needed`;
  return [{ id, status: "passed", message: `The certificates ${are} in order${note}`, rfc }];
}
