import { equalBytes } from "../../../bytes/concat";
import type { HashName } from "../../../crypto/provider";
import type { OcspSingleResponse } from "../../../x509";
import { nameOf, when } from "../describe";
import type { GivenOcspResponse } from "../input";
import { responderProblem } from "./responder";
import { SKEW, type RevocationContext, type RevocationStatus, type Target } from "./types";

const RFC = "RFC 6960 §3.2";
/** So many responses, and so many answers within one, are looked at. */
const MAX_RESPONSES = 64;
const MAX_ANSWERS = 4096;

const HASHES: Readonly<Record<string, HashName>> = {
  sha1: "sha1",
  sha224: "sha224",
  sha256: "sha256",
  sha384: "sha384",
  sha512: "sha512",
};

const KNOWN_EXTENSIONS: ReadonlySet<string> = new Set(["ocspNonce"]);

/** What the OCSP responses at hand say of a certificate (RFC 6960 §3.2); undefined when none is about it. */
export function statusByOcsp(target: Target, context: RevocationContext): RevocationStatus | undefined {
  const statuses = (context.input.ocsp ?? [])
    .slice(0, MAX_RESPONSES)
    .map((given) => statusBy(target, given, context))
    .filter((status) => status !== undefined);
  return (
    statuses.find(({ status }) => status === "revoked") ??
    statuses.find(({ status }) => status === "good") ??
    statuses[0]
  );
}

function statusBy(
  target: Target,
  { response, where }: GivenOcspResponse,
  context: RevocationContext,
): RevocationStatus | undefined {
  const { input } = context;
  const own = nameOf(target.certificate);
  const title = `the OCSP response (${where})`;
  const unknown = (why: string, fix: string): RevocationStatus => ({
    status: "unknown",
    message: `Whether ${own} was revoked is not known: ${title} ${why}`,
    fix,
    rfc: RFC,
  });
  const { basic } = response;
  if (!basic) {
    // Such a response names no certificate; it is taken to be about the leaf.
    if (target.certificate !== input.chain[input.leaf ?? 0]) return undefined;
    return response.status === "successful"
      ? unknown("cannot be read", "Ask the responder again")
      : unknown(`holds no answer: ${response.status}`, "Ask the responder again later");
  }
  const single = basic.responses.slice(0, MAX_ANSWERS).find((each) => isAbout(each, target, context));
  if (!single) return undefined;
  const odd = [...basic.extensions, ...single.extensions].find(
    ({ critical, name }) => critical && !KNOWN_EXTENSIONS.has(name),
  );
  const problem =
    responderProblem(basic, target, context) ??
    (odd && `has the critical extension ${odd.name}, which is not processed here`);
  if (problem !== undefined) {
    return unknown(problem, `Ask the responder of ${nameOf(target.issuer.certificate)} again`);
  }
  const { thisUpdate, nextUpdate } = single;
  const now = Date.parse(input.at);
  if (single.status === "revoked") {
    const reason = single.revocationReason === undefined ? "" : ` (reason: ${single.revocationReason})`;
    return {
      status: "revoked",
      message: `${own} was revoked on ${when(single.revocationTime)}${reason}, says ${title} of ${when(thisUpdate)}`,
      rfc: RFC,
    };
  }
  if (thisUpdate === undefined || Date.parse(thisUpdate) > now + SKEW) {
    const fix = "Check the clocks of this machine and of the responder";
    return unknown(`is not valid until ${when(thisUpdate)}`, fix);
  }
  if (nextUpdate !== undefined && Date.parse(nextUpdate) < now) {
    return unknown(`was valid until ${when(nextUpdate)}`, "Get a fresh response from the responder");
  }
  if (single.status === "unknown") {
    const fix = `Ask ${nameOf(target.issuer.certificate)} whether it issued the certificate`;
    return unknown("says that its responder does not know the certificate", fix);
  }
  const until = nextUpdate === undefined ? "" : `, which is valid until ${when(nextUpdate)}`;
  return {
    status: "good",
    message: `${own} is not revoked, says ${title} of ${when(thisUpdate)}${until}`,
    rfc: RFC,
  };
}

/** Whether the hashes and the number are those of the certificate and its issuer (RFC 6960 §4.1.1). */
function isAbout(
  { certId }: OcspSingleResponse,
  { certificate, issuer }: Target,
  { input }: RevocationContext,
): boolean {
  const hash = HASHES[certId.hashName];
  if (hash === undefined || certId.serialNumber !== certificate.serialNumber) return false;
  return (
    equalBytes(certId.issuerNameHash, input.provider.hash(hash, certificate.issuer.der)) &&
    equalBytes(certId.issuerKeyHash, input.provider.hash(hash, issuer.certificate.publicKey.keyBytes))
  );
}
