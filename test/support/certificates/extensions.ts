import { concat } from "../../../src/core/bytes/concat";
import { ascii } from "../hex";
import type { ExtensionSpec } from "./build";
import {
  boolean,
  context,
  contextPrimitive,
  ia5String,
  integer,
  namedBits,
  octetString,
  oid,
  sequence,
  type Der,
} from "./der";

/** Names of subjectAltName and the like. */
export const dns = (name: string): Der => contextPrimitive(2, ascii(name));
export const email = (address: string): Der => contextPrimitive(1, ascii(address));
export const uri = (address: string): Der => contextPrimitive(6, ascii(address));
export const ip = (...bytes: readonly number[]): Der => contextPrimitive(7, Uint8Array.from(bytes));
export const directory = (name: Der): Der => context(4, name);

export const subjectAltName = (...names: readonly Der[]): ExtensionSpec => ({
  oid: "2.5.29.17",
  value: sequence(...names),
});
export const issuerAltName = (...names: readonly Der[]): ExtensionSpec => ({
  oid: "2.5.29.18",
  value: sequence(...names),
});

const USAGES = [
  "digitalSignature",
  "nonRepudiation",
  "keyEncipherment",
  "dataEncipherment",
  "keyAgreement",
  "keyCertSign",
  "cRLSign",
  "encipherOnly",
  "decipherOnly",
] as const;
export type Usage = (typeof USAGES)[number];

export const keyUsage = (...usages: readonly Usage[]): ExtensionSpec => ({
  oid: "2.5.29.15",
  critical: true,
  value: namedBits(...usages.map((usage) => USAGES.indexOf(usage))),
});

export const PURPOSE = {
  serverAuth: "1.3.6.1.5.5.7.3.1",
  clientAuth: "1.3.6.1.5.5.7.3.2",
  codeSigning: "1.3.6.1.5.5.7.3.3",
  emailProtection: "1.3.6.1.5.5.7.3.4",
  timeStamping: "1.3.6.1.5.5.7.3.8",
  OCSPSigning: "1.3.6.1.5.5.7.3.9",
  any: "2.5.29.37.0",
} as const;
export type Purpose = keyof typeof PURPOSE;

export const extKeyUsage = (...purposes: readonly Purpose[]): ExtensionSpec => ({
  oid: "2.5.29.37",
  value: sequence(...purposes.map((purpose) => oid(PURPOSE[purpose]))),
});

/** With a path length where given. */
export const basicConstraints = (ca: boolean, pathLength?: number): ExtensionSpec => ({
  oid: "2.5.29.19",
  critical: true,
  value: sequence(...(ca ? [boolean(0xff)] : []), ...(pathLength === undefined ? [] : [integer(pathLength)])),
});

export const subjectKeyIdentifier = (id: Der): ExtensionSpec => ({
  oid: "2.5.29.14",
  value: octetString(id),
});
export const authorityKeyIdentifier = (id: Der | undefined, ...more: readonly Der[]): ExtensionSpec => ({
  oid: "2.5.29.35",
  value: sequence(...(id ? [contextPrimitive(0, id)] : []), ...more),
});

/** PolicyInformation; the qualifiers are whole. */
export const policy = (dotted: string, ...qualifiers: readonly Der[]): Der =>
  sequence(oid(dotted), ...(qualifiers.length > 0 ? [sequence(...qualifiers)] : []));
export const cps = (value: string | Der): Der =>
  sequence(oid("1.3.6.1.5.5.7.2.1"), typeof value === "string" ? ia5String(value) : value);
/** A user notice of these parts. */
export const userNotice = (...parts: readonly Der[]): Der =>
  sequence(oid("1.3.6.1.5.5.7.2.2"), sequence(...parts));
export const certificatePolicies = (...policies: readonly Der[]): ExtensionSpec => ({
  oid: "2.5.29.32",
  value: sequence(...policies),
});
export const policyMappings = (...pairs: readonly (readonly [string, string])[]): ExtensionSpec => ({
  oid: "2.5.29.33",
  critical: true,
  value: sequence(...pairs.map(([issuer, subject]) => sequence(oid(issuer), oid(subject)))),
});
export const policyConstraints = (...parts: readonly Der[]): ExtensionSpec => ({
  oid: "2.5.29.36",
  critical: true,
  value: sequence(...(parts.length > 0 ? parts : [contextPrimitive(0, Uint8Array.of(0))])),
});
export const inhibitAnyPolicy = (skip = 0): ExtensionSpec => ({
  oid: "2.5.29.54",
  critical: true,
  value: integer(skip),
});

/** Permitted subtrees of these bases, each with further parts. */
export const nameConstraints = (...subtrees: readonly Der[]): ExtensionSpec => ({
  oid: "2.5.29.30",
  critical: true,
  value: sequence(context(0, ...subtrees)),
});
export const subtree = (base: Der, ...more: readonly Der[]): Der => sequence(base, ...more);

/** A distribution point of full names. */
export const point = (...names: readonly Der[]): Der => sequence(context(0, context(0, ...names)));
export const crlDistributionPoints = (...points: readonly Der[]): ExtensionSpec => ({
  oid: "2.5.29.31",
  value: sequence(...points),
});
export const freshestCrl = (...points: readonly Der[]): ExtensionSpec => ({
  oid: "2.5.29.46",
  value: sequence(...points),
});

export const ocsp = (location: Der): Der => sequence(oid("1.3.6.1.5.5.7.48.1"), location);
export const caIssuers = (location: Der): Der => sequence(oid("1.3.6.1.5.5.7.48.2"), location);
export const authorityInfoAccess = (...descriptions: readonly Der[]): ExtensionSpec => ({
  oid: "1.3.6.1.5.5.7.1.1",
  value: sequence(...descriptions),
});
export const subjectInfoAccess = (...descriptions: readonly Der[]): ExtensionSpec => ({
  oid: "1.3.6.1.5.5.7.1.11",
  value: sequence(...descriptions),
});
export const subjectDirectoryAttributes = (...attributes: readonly Der[]): ExtensionSpec => ({
  oid: "2.5.29.9",
  value: sequence(...attributes),
});

const vector16 = (content: Der): Der =>
  concat(Uint8Array.of(content.length >> 8, content.length & 0xff), content);

/** A v1 timestamp of a log, whose signature is not one. */
export function sct(log: number, timestamp = 1_790_000_000_000): Der {
  const time = new Uint8Array(8);
  new DataView(time.buffer).setBigUint64(0, BigInt(timestamp));
  const signature = vector16(sequence(integer(1), integer(1)));
  return concat(
    Uint8Array.of(0),
    new Uint8Array(32).fill(log),
    time,
    vector16(new Uint8Array(0)),
    Uint8Array.of(4, 3),
    signature,
  );
}

export const sctList = (...scts: readonly Der[]): ExtensionSpec => ({
  oid: "1.3.6.1.4.1.11129.2.4.2",
  value: octetString(vector16(concat(...scts.map(vector16)))),
});
const NULL = Uint8Array.of(5, 0);
export const poison = (value: Der = NULL): ExtensionSpec => ({
  oid: "1.3.6.1.4.1.11129.2.4.3",
  critical: true,
  value,
});
export const ocspNoCheck = (value: Der = NULL): ExtensionSpec => ({ oid: "1.3.6.1.5.5.7.48.1.5", value });
export const tlsFeature = (...features: readonly number[]): ExtensionSpec => ({
  oid: "1.3.6.1.5.5.7.1.24",
  value: sequence(...features.map(integer)),
});
