import { nameOf } from "../describe";
import type { Step } from "../steps";
import { statusByLists } from "./lists";
import { statusByOcsp } from "./ocsp";
import type { RevocationContext, RevocationStatus, Target } from "./types";

const ID = "trust.revocation";

/** Whether a certificate was revoked, as the lists and responses at hand tell (RFC 5280 §6.1.3 (a)(3)). */
export function revocationStep(target: Target, context: RevocationContext): Step {
  const own = nameOf(target.certificate);
  const status = combine(statusByOcsp(target, context), statusByLists(target, context)) ?? {
    status: "unknown",
    message: `Whether ${own} was revoked is not known: no revocation list or OCSP response at hand is about it`,
    fix: "Give the issuer's revocation list or an OCSP response",
    rfc: "RFC 5280 §6.3",
  };
  const { message, rfc } = status;
  switch (status.status) {
    case "good":
      return { id: ID, status: "passed", message, rfc };
    case "revoked": {
      const fix = `Stop using ${own}: make a new key, and have a new certificate issued for it`;
      return { id: ID, status: "failed", message, fix, rfc };
    }
    case "unknown": {
      const isRequired = context.input.revocation === "require";
      return { id: ID, status: isRequired ? "failed" : "not checked", message, fix: status.fix, rfc };
    }
  }
}

/** The step of a chain for which nothing about revocation is at hand. */
export function notLookedUp(): Step {
  return {
    id: ID,
    status: "not checked",
    message: "Whether a certificate was revoked is not looked up",
    rfc: "RFC 5280 §6.3",
  };
}

/** Whoever says "revoked" is believed; else whoever knows. */
function combine(
  ocsp: RevocationStatus | undefined,
  lists: RevocationStatus | undefined,
): RevocationStatus | undefined {
  const both = [ocsp, lists].filter((status) => status !== undefined);
  return (
    both.find(({ status }) => status === "revoked") ?? both.find(({ status }) => status === "good") ?? both[0]
  );
}
