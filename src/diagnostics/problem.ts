import type { ObjectFix } from "../core/check/objects";
import type { Finding } from "../core/inspection";

/** Something that a document is told: what, at which characters, and what could be done. */
export interface Problem {
  /** UTF-16 offsets; on the line of `start` it is underlined. */
  readonly start: number;
  readonly end: number;
  readonly finding: Omit<Finding, "span">;
  readonly level: ProblemLevel;
  readonly related: readonly RelatedPlace[];
  /** What a fix needs to know; a document's own fixes count its objects. */
  readonly fix?: ObjectFix | FileFix;
}

/** As VS Code grades them. */
export type ProblemLevel = "error" | "warning" | "information" | "hint";

/** Another place, of the same document unless a URI is given. */
export interface RelatedPlace {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly uri?: string;
}

/** What is done to a file, rather than to the text that the problem stands in. `uri` is the file's. */
export type FileFix =
  | { readonly kind: "inFile"; readonly uri: string; readonly fix: ObjectFix }
  | { readonly kind: "restrict"; readonly uri: string }
  | { readonly kind: "untrack"; readonly uri: string };

export const levelOf = (severity: Finding["severity"]): ProblemLevel =>
  severity === "info" ? "information" : severity;
