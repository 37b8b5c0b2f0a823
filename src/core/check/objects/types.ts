import type { CryptoProvider } from "../../crypto/provider";
import type { Finding } from "../../inspection";
import type { Certificate } from "../../x509";

/** An object of a text as judgements need it; a `TextObject` is one. Positions are UTF-16 offsets. */
export interface PlacedObject {
  /** How it is written: "PEM", … */
  readonly form: string;
  readonly label: string;
  readonly start: number;
  readonly end: number;
  read(): {
    readonly kind: string | undefined;
    readonly bytes: Uint8Array;
    readonly secret: boolean;
    readonly certificate: Certificate | undefined;
  };
}

/** What could be done about a finding; numbers are positions in the list of objects. */
export type ObjectFix =
  /** Put the certificates at `places` (ascending) into this order: `order` holds the same numbers. */
  | { readonly kind: "reorder"; readonly places: readonly number[]; readonly order: readonly number[] }
  | { readonly kind: "remove"; readonly object: number }
  /** Put the issuer of object `of` behind it: from one of these addresses (authorityInfoAccess), or a file. */
  | { readonly kind: "addIssuer"; readonly of: number; readonly urls: readonly string[] };

/** Another place that a finding speaks of. */
export interface RelatedObject {
  readonly object: number;
  readonly message: string;
}

/** A finding about an object among others of its text. */
export interface ObjectFinding {
  readonly finding: Omit<Finding, "span">;
  /** Position in the list of objects. */
  readonly object: number;
  /** The field that it is about ("tbsCertificate.issuer"); else the object as a whole. */
  readonly field?: string;
  readonly related: readonly RelatedObject[];
  readonly fix?: ObjectFix;
}

/** Positions of a certificate and of the key that is said to be its own, as a configuration pairs them. */
export interface ObjectPair {
  readonly certificate: number;
  readonly key: number;
}

export interface JudgeOptions {
  readonly text: string;
  readonly provider: CryptoProvider;
  /** What the file itself says belongs together; what it does not name is paired by standing side by side. */
  readonly pairs?: readonly ObjectPair[];
  /** Whether a certificate is issued by a root that verifiers have anyway; absent where no store is at hand. */
  readonly isIssuedByRoot?: (certificate: Certificate) => boolean;
}

/** What a rule is handed. */
export interface Judged extends JudgeOptions {
  readonly objects: readonly PlacedObject[];
  /** Positions that stand together, as a chain in one file or value does. */
  readonly groups: readonly (readonly number[])[];
}

export type ObjectRule = (judged: Judged) => ObjectFinding[];
