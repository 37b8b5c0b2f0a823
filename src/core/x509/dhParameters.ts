import type { Element } from "../asn1/element";
import { bitLength } from "../asn1/integer";
import { bitString, integer, optional, part, sequence } from "../asn1/types";
import { makeType, type Type } from "../asn1/type";
import { Modulus } from "./keyParameters";

/** DHParameter (PKCS#3 §9; RFC 2631 is the other form). */
export const DhParameter = sequence(
  {
    prime: part("Prime", Modulus),
    base: part("Generator", Modulus),
    privateValueLength: optional("Private Value Length", integer),
  },
  { display: (element): string => bitsText(DhParameter.parts(element).prime) },
);

const ValidationParms = sequence({
  seed: part("Seed", bitString),
  pgenCounter: part("Counter", integer),
});

/** DomainParameters of X9.42 (RFC 3279 §2.3.3). */
export const DhDomainParameters = sequence(
  {
    p: part("Prime", Modulus),
    g: part("Generator", Modulus),
    q: part("Subgroup Order", Modulus),
    j: optional("Cofactor", Modulus),
    validationParms: optional("Validation Parameters", ValidationParms),
  },
  {
    display: (element): string => {
      const { p, q } = DhDomainParameters.parts(element);
      return `${bitsText(p)}, subgroup of ${q ? String(bitLength(q.content)) : "unknown"} bits`;
    },
  },
);

function bitsText(prime: Element | undefined): string {
  return prime ? `Diffie-Hellman ${String(bitLength(prime.content))} bits` : "Diffie-Hellman";
}

/** Which integers a sequence of three or more holds: PKCS#3's third is a length in bits, X9.42's the subgroup's order. */
export function isDomainParameters(element: Element): boolean {
  const third = element.children[2];
  return third !== undefined && integer.accepts(third) && bitLength(third.content) >= 128;
}

const formOf = (element: Element): Type => (isDomainParameters(element) ? DhDomainParameters : DhParameter);

/** Parameters for Diffie-Hellman, in either form. */
export const DhParametersType: Type = makeType({
  name: "a SEQUENCE",
  accepts: (element) => DhParameter.accepts(element),
  display: (element) => formOf(element).display?.(element) ?? "",
  fill: (trace, element, place) => {
    formOf(element).fill(trace, element, place);
  },
});
