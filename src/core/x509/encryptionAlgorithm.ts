import type { Element } from "../asn1/element";
import { any } from "../asn1/generic";
import { decodeSmallInteger } from "../asn1/integer";
import { decodeOid, oidName } from "../asn1/oid";
import { TAG } from "../asn1/tags";
import type { Type } from "../asn1/type";
import { choice, integer, octetString, oid, optional, part, primitive, sequence } from "../asn1/types";
import { AlgorithmIdentifier, algorithmName } from "./algorithm";

const nothing = primitive("NULL", [TAG.null]);

/** PBKDF2-params (RFC 8018 §A.2). */
const Pbkdf2Parameters = sequence(
  {
    salt: part(
      "Salt",
      choice("a salt", {
        specified: { label: "Salt", type: octetString },
        otherSource: { label: "Other Source", type: AlgorithmIdentifier },
      }),
    ),
    iterationCount: part("Iteration Count", integer),
    keyLength: optional("Key Length", integer),
    prf: optional("Pseudorandom Function", AlgorithmIdentifier),
  },
  {
    display: (element): string => {
      const { iterationCount, prf } = Pbkdf2Parameters.parts(element);
      return `${prf ? algorithmName(prf) : "hmacWithSHA1"}, ${timesText(iterationCount)}`;
    },
  },
);

/** scrypt-params (RFC 7914 §7.1). */
const ScryptParameters = sequence(
  {
    salt: part("Salt", octetString),
    costParameter: part("Cost (N)", integer),
    blockSize: part("Block Size (r)", integer),
    parallelizationParameter: part("Parallelisation (p)", integer),
    keyLength: optional("Key Length", integer),
  },
  {
    display: (element): string => {
      const { costParameter, blockSize, parallelizationParameter } = ScryptParameters.parts(element);
      const text = (number: Element | undefined): string =>
        number ? (integer.display?.(number) ?? "") : "?";
      return `N ${text(costParameter)}, r ${text(blockSize)}, p ${text(parallelizationParameter)}`;
    },
  },
);

/** PBEParameter (RFC 8018 §A.3) and pkcs-12PbeParams (RFC 7292 §C). */
const PbeParameters = sequence(
  { salt: part("Salt", octetString), iterations: part("Iterations", integer) },
  { display: (element): string => timesText(PbeParameters.parts(element).iterations) },
);

/** GCMParameters (RFC 5084 §3.2); CCM's are the same with another default length. */
const AeadParameters = sequence({
  nonce: part("Nonce", octetString),
  ICVlen: optional("Tag Length", integer),
});

/** RC2-CBC-Parameter (RFC 8018 §B.2.3). */
const Rc2Parameters = sequence({
  rc2ParameterVersion: optional("Key Bits, Encoded", integer),
  iv: part("Initialisation Vector", octetString),
});

function timesText(iterations: Element | undefined): string {
  const count = iterations && decodeSmallInteger(iterations.content);
  return count === undefined
    ? "unknown iterations"
    : `${String(count)} ${count === 1 ? "iteration" : "iterations"}`;
}

/** What an algorithm's parameters are, by its name. */
function parametersOf(name: string): Type | undefined {
  if (name === "PBES2") return Pbes2Parameters;
  if (name === "PBMAC1") return Pbmac1Parameters;
  if (name === "PBKDF2") return Pbkdf2Parameters;
  if (name === "scrypt") return ScryptParameters;
  if (name.startsWith("pbeWith")) return PbeParameters;
  if (/^(aes\d+-?(GCM|CCM))$/i.test(name)) return AeadParameters;
  return name.toLowerCase().startsWith("rc2") ? Rc2Parameters : undefined;
}

/** AlgorithmIdentifier of a key derivation, an encryption scheme or a MAC, with its parameters by their names. */
export const EncryptionAlgorithm = sequence(
  { algorithm: part("Algorithm", oid), parameters: optional("Parameters", any) },
  {
    display: (element) => encryptionText(element),
    value: (element) => algorithmName(element),
    refine: (name, { algorithm, parameters }) => {
      if (name !== "parameters" || !algorithm || !parameters) return undefined;
      const known = parametersOf(oidName(decodeOid(algorithm.content) ?? "") ?? "");
      if (known?.accepts(parameters)) return known;
      return [octetString, nothing, oid].find((type) => type.accepts(parameters));
    },
  },
);

/** "PBES2 (PBKDF2 (hmacWithSHA256, 2048 iterations), aes256-CBC)". */
export function encryptionText(element: Element): string {
  const name = algorithmName(element);
  const { parameters } = EncryptionAlgorithm.parts(element);
  const known = parametersOf(name);
  const text = parameters && known?.accepts(parameters) ? known.display?.(parameters) : undefined;
  return text === undefined || text === "" ? name : `${name} (${text})`;
}

function pairText(first: Element | undefined, second: Element | undefined): string {
  return [first, second].map((each) => (each ? encryptionText(each) : "unknown")).join(", ");
}

/** PBES2-params (RFC 8018 §A.4). */
const Pbes2Parameters = sequence(
  {
    keyDerivationFunc: part("Key Derivation Function", EncryptionAlgorithm),
    encryptionScheme: part("Encryption Scheme", EncryptionAlgorithm),
  },
  {
    display: (element): string => {
      const { keyDerivationFunc, encryptionScheme } = Pbes2Parameters.parts(element);
      return pairText(keyDerivationFunc, encryptionScheme);
    },
  },
);

/** PBMAC1-params (RFC 8018 §A.5, RFC 9579). */
const Pbmac1Parameters = sequence(
  {
    keyDerivationFunc: part("Key Derivation Function", EncryptionAlgorithm),
    messageAuthScheme: part("Message Authentication Scheme", EncryptionAlgorithm),
  },
  {
    display: (element): string => {
      const { keyDerivationFunc, messageAuthScheme } = Pbmac1Parameters.parts(element);
      return pairText(keyDerivationFunc, messageAuthScheme);
    },
  },
);
