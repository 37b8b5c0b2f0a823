import type { Run } from "../../bytes/source";
import type { Stretch } from "../gaps";
import type { PemBlock, PemProblem } from "../pem";

/** How an object is written where it stands. */
export type ObjectForm =
  "PEM" | "PEM in base64" | "DER in base64" | "key store in base64" | "DER in hex" | "JWK";

/** What an object's characters carry. */
export interface Carried {
  readonly bytes: Uint8Array;
  /** Which characters of the text carry which bytes. */
  readonly runs: readonly Run[];
  readonly problems: readonly PemProblem[];
  /** The characters hold a private key besides what `bytes` are. */
  readonly secret?: boolean;
  /** The PEM block, with positions in the text, for a form that ends in one. */
  readonly block?: PemBlock;
}

/** Where an object stands, before it is read. */
export interface LocatedObject extends Stretch {
  readonly form: ObjectForm;
  /** "CERTIFICATE", for PEM. */
  readonly pemLabel?: string;
  /** Where the value begins in which the object is one of several or stands behind other words; absent where that is `start`. */
  readonly valueStart?: number;
  /** What beside the characters from `start` to `end` decides what is read. */
  readonly context: string;
  /** Decodes it. Not kept: ask once. */
  read(): Carried;
}

/** What forms are told by who knows ASN.1. */
export interface FormContext {
  /** Whether bytes, of which there may be more, are a certificate, a key, a list or the like. */
  readonly isObject: (bytes: Uint8Array) => boolean;
  /** Every object of a text that stands encoded in another one. */
  readonly locate: (text: string) => LocatedObject[];
  /** How many texts this one stands in. */
  readonly depth: number;
}

/** A way of writing objects: a row of the table of forms. */
export interface TextForm {
  /** Objects within `free`, in its order. Linear in the length of all that is free. Never throws. */
  locate(text: string, free: readonly Stretch[], context: FormContext): LocatedObject[];
}
