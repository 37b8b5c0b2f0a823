import type { Element } from "../asn1/element";
import { any } from "../asn1/generic";
import { bitLength, integerHex, unsigned } from "../asn1/integer";
import { decodeOid } from "../asn1/oid";
import { TAG } from "../asn1/tags";
import { bitString, integer, octetString, oid, optional, part, primitive, sequence } from "../asn1/types";
import { shortHex } from "../asn1/trace";
import { toHex } from "../bytes/hex";
import type { DsaParameters, EcdsaCurve } from "../crypto/provider";
import { coordinateLength, curveNames, NAMED_CURVES } from "./curves";

/** A long unsigned number, shown with its size. */
export const Modulus = primitive("an INTEGER", [TAG.integer], {
  display: ({ content }) => `${String(bitLength(content))} bits: ${shortHex(unsigned(content))}`,
  value: ({ content }) => integerHex(content),
});

/** Dss-Parms (RFC 3279 §2.3.2): the domain of a DSA key. */
export const DssParms = sequence({
  p: part("Prime", Modulus),
  q: part("Subgroup Order", Modulus),
  g: part("Generator", Modulus),
});

/** p, q and g out of Dss-Parms; undefined where one is missing. */
export function readDssParms(element: Element): DsaParameters | undefined {
  if (!DssParms.accepts(element)) return undefined;
  const { p, q, g } = DssParms.parts(element);
  if (!p || !q || !g) return undefined;
  return { p: unsigned(p.content), q: unsigned(q.content), g: unsigned(g.content) };
}

const FieldId = sequence({ fieldType: part("Field Type", oid), parameters: optional("Prime", any) });

const CurveEquation = sequence({
  a: part("a", octetString),
  b: part("b", octetString),
  seed: optional("Seed", bitString),
});

/** ECParameters with the curve written out (SEC 1 §C.2, RFC 3279 §2.3.5); RFC 5480 §2.1.1 allows names only. */
export const EcParameters = sequence(
  {
    version: part("Version", integer),
    fieldID: part("Field", FieldId),
    curve: part("Curve", CurveEquation),
    base: part("Base Point", octetString),
    order: part("Order", Modulus),
    cofactor: optional("Cofactor", integer),
  },
  {
    display: (element) => {
      const curve = curveWrittenOut(element);
      return curve ? `${NAMED_CURVES[curve].name}, written out` : "a curve of its own";
    },
  },
);

const PRIME_FIELD = "1.2.840.10045.1.1";

/** Bits of the prime field that ECParameters are over; undefined for another field. */
export function fieldBits(parameters: Element): number | undefined {
  const prime = primeOf(parameters);
  return prime && bitLength(prime.content);
}

function primeOf(parameters: Element): Element | undefined {
  const { fieldID } = EcParameters.parts(parameters);
  const { fieldType, parameters: prime } = fieldID ? FieldId.parts(fieldID) : {};
  if (!fieldType || decodeOid(fieldType.content) !== PRIME_FIELD) return undefined;
  return prime && integer.accepts(prime) ? prime : undefined;
}

/** The named curve whose every number ECParameters repeat; undefined for another one. The base point may be compressed. */
export function curveWrittenOut(parameters: Element): EcdsaCurve | undefined {
  if (!EcParameters.fits(parameters)) return undefined;
  const { curve, base, order, cofactor } = EcParameters.parts(parameters);
  const { a, b } = curve ? CurveEquation.parts(curve) : {};
  const prime = primeOf(parameters);
  if (!a || !b || !prime || !base || !order) return undefined;
  const number = (element: Element): string => toHex(unsigned(element.content));
  const [p, wantedA, wantedB, n] = [prime, a, b, order].map(number);
  return curveNames().find((name) => {
    const known = NAMED_CURVES[name];
    const same = (hex: string, wanted: string | undefined): boolean =>
      wanted !== undefined && shortest(hex) === shortest(wanted);
    return (
      same(known.p, p) &&
      same(known.a, wantedA) &&
      same(known.b, wantedB) &&
      same(known.n, n) &&
      (!cofactor || number(cofactor) === known.h.toString(16).padStart(2, "0")) &&
      isBase(name, toHex(base.content))
    );
  });
}

function shortest(hex: string): string {
  return hex.replace(/^0+/, "");
}

/** A point in any of SEC 1's forms (§2.3.3): the sign of a compressed one is the lowest bit of y. */
function isBase(curve: EcdsaCurve, point: string): boolean {
  const { gx, gy } = NAMED_CURVES[curve];
  const sign = Number.parseInt(gy.slice(-1), 16) & 1;
  const length = 2 * (1 + 2 * coordinateLength(curve));
  if (point.length === length) return [`04${gx}${gy}`, `0${String(6 + sign)}${gx}${gy}`].includes(point);
  return point === `0${String(2 + sign)}${gx}`;
}
