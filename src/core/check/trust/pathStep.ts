import { nameOf, shortName } from "./describe";
import type { ChainInput } from "./input";
import type { Path } from "./path";
import type { Step } from "./steps";

/** Whether the path leads to a root of the store, and what is missing if not. */
export function pathStep(path: Path, { roots, storeName, chain, from, others = [] }: ChainInput): Step {
  const id = "trust.path";
  const rfc = "RFC 5280 §6.1.1 (d)";
  const last = path.certificates.at(-1);
  if (path.anchor) {
    const names = [...path.certificates, path.anchor].map(nameOf);
    const unique = names.filter((name, i) => name !== names[i - 1]);
    return {
      id,
      status: "passed",
      rfc,
      message: `The path is ${unique.join(" ← ")}, in the store: ${storeName}`,
    };
  }
  if (!roots) {
    return {
      id,
      status: "not checked",
      rfc,
      message: "No store of trusted roots is at hand, so trust was not checked",
    };
  }
  const own = last ? nameOf(last) : "the certificate";
  const failed = (message: string, fix: string): Step => ({ id, status: "failed", message, fix, rfc });
  if (path.end === "self-signed") {
    return failed(
      `${own} is signed by itself, and is not in the store: ${storeName}`,
      "If this certificate is the one you expect, add it to the trusted certificates; else use one that a CA issued",
    );
  }
  if (path.end === "root not in store") {
    return failed(
      `The chain leads to ${own}, which is not in the store: ${storeName}`,
      `If you trust ${own}, add it to the trusted certificates`,
    );
  }
  const issuer = last ? shortName(last.issuer) : "the issuer";
  const where = last?.authorityInfoAccess.find(({ method }) => method === "caIssuers")?.location.value;
  const got =
    chain.length === 1
      ? "only the leaf was presented"
      : `${String(chain.length)} certificates were presented`;
  const presented = from === "text" ? "here" : `among those presented (${got})`;
  const elsewhere = others.length === 0 ? "" : ", among the others at hand";
  return failed(
    `${own} was issued by ${issuer}, whose certificate is neither ${presented}${elsewhere} nor in the store: ${storeName}`,
    `Configure the missing intermediate certificate ${issuer} behind ${own}${where === undefined ? "" : `; its CA offers it at ${where.slice(0, 200)}`}`,
  );
}
