import type { TextTarget } from "../inspect/textTarget";

/** What keeps a subject in step with the text that it was read from. */
export interface TextLink {
  /** What of which document it shows. */
  readonly target: TextTarget;
  /** Why its fields lead to no characters any more, as a sentence; undefined while they do. */
  readonly lost: string | undefined;
  /** Resolves when the subject shows the document as it is now, which is opened again where it was closed. */
  settled(): Promise<void>;
  dispose(): void;
}
