import { makeType, type Type } from "../asn1/type";
import { oid } from "../asn1/types";
import { curveOf } from "./publicKey";
import { EcParameters } from "./keyParameters";

/** EcpkParameters (RFC 3279 §2.3.5): the name of a curve, or all its numbers. */
export const EcpkParameters: Type = makeType({
  name: "a curve's name or a SEQUENCE",
  accepts: (element) => oid.accepts(element) || EcParameters.accepts(element),
  display: (element) => curveOf(element)?.name ?? EcParameters.display?.(element) ?? "",
  value: (element) => (oid.accepts(element) ? oid.value?.(element) : undefined),
  fill: (trace, element, place) => {
    (oid.accepts(element) ? oid : EcParameters).fill(trace, element, place);
  },
});
