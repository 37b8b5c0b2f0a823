import type { Element } from "../asn1/element";
import { any } from "../asn1/generic";
import { decodeSmallInteger } from "../asn1/integer";
import { decodeOid, oidName } from "../asn1/oid";
import { TAG } from "../asn1/tags";
import type { Type } from "../asn1/type";
import { integer, octetString, oid, optional, part, primitive, sequence } from "../asn1/types";

/** How a password encrypts a private key (RFC 8018, RFC 7292 appendix C): the parameters' types, and their words. */

const named = (element: Element | undefined): string => {
  const dotted = element?.is(TAG.oid) ? decodeOid(element.content) : undefined;
  return dotted === undefined ? "unknown" : (oidName(dotted) ?? dotted);
};
const nameIn = (algorithm: Element | undefined): string => named(algorithm?.children[0]);
const algorithmIdentifier = (refine: (name: string) => Type | undefined): ReturnType<typeof sequence> =>
  sequence(
    { algorithm: part("Algorithm", oid), parameters: optional("Parameters", any) },
    {
      display: nameIn,
      refine: (name, { algorithm, parameters }) => {
        const type = name === "parameters" ? refine(named(algorithm)) : undefined;
        return type && parameters && type.accepts(parameters) ? type : undefined;
      },
    },
  );

const NullType = primitive("NULL", [TAG.null]);
const Prf = algorithmIdentifier(() => NullType);

/** PBKDF2-params (RFC 8018 §A.2). */
const Pbkdf2Params = sequence({
  salt: part("Salt", octetString),
  iterationCount: part("Iterations", integer),
  keyLength: optional("Key Length", integer),
  prf: optional("Pseudorandom Function", Prf),
});

/** scrypt-params (RFC 7914 §7.1). */
const ScryptParams = sequence({
  salt: part("Salt", octetString),
  costParameter: part("Cost", integer),
  blockSize: part("Block Size", integer),
  parallelizationParameter: part("Parallelization", integer),
  keyLength: optional("Key Length", integer),
});

const KeyDerivation = algorithmIdentifier((name) =>
  name === "PBKDF2" ? Pbkdf2Params : name === "scrypt" ? ScryptParams : undefined,
);

/** Most ciphers have their initial vector as the only parameter. */
const EncryptionScheme = algorithmIdentifier(() => octetString);

/** PBES2-params (RFC 8018 §A.4). */
const Pbes2Params = sequence(
  {
    keyDerivationFunc: part("Key Derivation", KeyDerivation),
    encryptionScheme: part("Encryption Scheme", EncryptionScheme),
  },
  { display: (element) => describePbes2(element) },
);

/** PBEParameter (RFC 8018 §A.3) and pkcs-12PbeParams (RFC 7292 appendix C). */
const PbeParams = sequence(
  { salt: part("Salt", octetString), iterationCount: part("Iterations", integer) },
  { display: (element) => iterationsOf(element.children[1]) },
);

/** The type of the parameters of a password-based scheme with this name; undefined for any other algorithm. */
export function passwordParameters(name: string, parameters: Element): Type | undefined {
  const type = name === "PBES2" ? Pbes2Params : /^pbeWith/i.test(name) ? PbeParams : undefined;
  return type?.accepts(parameters) ? type : undefined;
}

const CIPHERS: Readonly<Record<string, string>> = {
  "aes128-CBC": "AES-128-CBC",
  "aes192-CBC": "AES-192-CBC",
  "aes256-CBC": "AES-256-CBC",
  "des-ede3-cbc": "Triple DES",
  desCBC: "DES",
  rc2CBC: "RC2",
};

function describePbes2(parameters: Element): string {
  const { keyDerivationFunc: derivation, encryptionScheme } = Pbes2Params.parts(parameters);
  const cipher = nameIn(encryptionScheme);
  return [CIPHERS[cipher] ?? cipher, ...describeDerivation(derivation)].join(", ");
}

function describeDerivation(derivation: Element | undefined): string[] {
  const name = nameIn(derivation);
  const parameters = derivation?.children[1];
  if (name === "PBKDF2" && parameters && Pbkdf2Params.accepts(parameters)) {
    const { iterationCount, prf } = Pbkdf2Params.parts(parameters);
    const mac = prf ? nameIn(prf) : "hmacWithSHA1";
    return [`${name} with ${mac.replace(/^hmacWithSHA/, "HMAC-SHA-")}`, iterationsOf(iterationCount)];
  }
  if (name === "scrypt" && parameters && ScryptParams.accepts(parameters)) {
    const { costParameter, blockSize, parallelizationParameter } = ScryptParams.parts(parameters);
    const [n, r, p] = [costParameter, blockSize, parallelizationParameter].map(number);
    return [`${name} with N=${n ?? "?"}, r=${r ?? "?"}, p=${p ?? "?"}`];
  }
  return [name];
}

function number(element: Element | undefined): string {
  const value = element && decodeSmallInteger(element.content);
  return value === undefined ? "?" : String(value);
}

function iterationsOf(element: Element | undefined): string {
  const count = number(element);
  return `${count} ${count === "1" ? "iteration" : "iterations"}`;
}

/** "PBES2 (AES-256-CBC, PBKDF2 with HMAC-SHA-256, 2048 iterations)", "pbeWithSHAAnd3-KeyTripleDES-CBC (2048 iterations)". */
export function describeEncryption(name: string, parameters: Element | undefined): string {
  const words = parameters && passwordParameters(name, parameters)?.display?.(parameters);
  return words ? `${name} (${words})` : name;
}
