import type { Run } from "../bytes/source";
import { javaForm } from "../keystore/jks";
import { shiftRuns, type LocatedObject } from "../text/forms";
import type { PemBlock, PemProblem } from "../text/pem";
import { identifyDer, pemKind, readCertificate, type Certificate, type DerKind } from "../x509";
import { isSecret } from "./draft";
import { certificateLength } from "./trustedCertificate";

/** Java's own key stores, which are no DER. */
export type KeyStoreKind = (typeof KEY_STORES)[keyof typeof KEY_STORES];

/** What a text object holds. */
export interface ObjectReading {
  /** Undefined for what is nothing that is known here, and for what is encrypted as a whole. */
  readonly kind: DerKind | undefined;
  /** For Java's key stores, which have no `kind`. */
  readonly keyStore: KeyStoreKind | undefined;
  /** The DER (or key store) as far as it could be read. */
  readonly bytes: Uint8Array;
  /** The same, and behind a TRUSTED CERTIFICATE what OpenSSL says of its trust (X509_CERT_AUX). */
  readonly all: Uint8Array;
  /** Which characters of the text carry which bytes of `all`. */
  readonly runs: readonly Run[];
  /** Holds a private key or the like: the bytes are for no view. */
  readonly secret: boolean;
  readonly problems: readonly PemProblem[];
  /** Of kind "certificate", when it can be read. Read when first asked for. */
  readonly certificate: Certificate | undefined;
  /** The PEM block, for a form that ends in one: its positions are those of the text. */
  readonly block: PemBlock | undefined;
}

/** Reads an object where it stands. Never throws. */
export function readingOf(located: LocatedObject): ObjectReading {
  const { bytes, runs, problems, block, secret: besides } = located.read();
  const label = block?.label;
  const keyStore = label === undefined ? keyStoreOf(bytes) : undefined;
  const kind =
    label === undefined ? identifyDer(bytes) : block?.encrypted ? undefined : pemKind(label, bytes).kind;
  const secret =
    besides === true || keyStore !== undefined || isSecret(kind) || label?.includes("PRIVATE KEY") === true;
  const der = label === "TRUSTED CERTIFICATE" ? bytes.subarray(0, certificateLength(bytes)) : bytes;
  return new Reading(kind, keyStore, der, bytes, runs, secret, problems, block);
}

const KEY_STORES = { JKS: "jks", JCEKS: "jceks" } as const;

function keyStoreOf(bytes: Uint8Array): KeyStoreKind | undefined {
  const form = javaForm(bytes);
  return form && KEY_STORES[form];
}

/** The reading of the same characters `by` places further on. */
export function shiftReading(reading: ObjectReading, by: number): ObjectReading {
  if (by === 0) return reading;
  const { kind, keyStore, bytes, all, secret, block } = reading;
  const runs = shiftRuns(reading.runs, by);
  const problems = reading.problems.map((one) => ({ ...one, start: one.start + by, end: one.end + by }));
  const moved = block && { ...block, start: block.start + by, end: block.end + by, runs, problems };
  return new Reading(kind, keyStore, bytes, all, runs, secret, problems, moved, () => reading.certificate);
}

class Reading implements ObjectReading {
  #certificate: { readonly value: Certificate | undefined } | undefined;
  readonly #decode: () => Certificate | undefined;

  constructor(
    readonly kind: DerKind | undefined,
    readonly keyStore: KeyStoreKind | undefined,
    readonly bytes: Uint8Array,
    readonly all: Uint8Array,
    readonly runs: readonly Run[],
    readonly secret: boolean,
    readonly problems: readonly PemProblem[],
    readonly block: PemBlock | undefined,
    decode = (): Certificate | undefined => readCertificate(bytes),
  ) {
    this.#decode = decode;
  }

  get certificate(): Certificate | undefined {
    if (this.kind !== "certificate") return undefined;
    return (this.#certificate ??= { value: this.#decode() }).value;
  }
}
