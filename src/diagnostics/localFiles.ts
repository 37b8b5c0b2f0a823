import type { CancellationToken } from "vscode";

/**
 * What only Node can do: absent in the browser. URIs are of the scheme "file"; what cannot be told is undefined.
 */
export interface LocalFiles {
  /** The permission bits of a file (0o777 at most); undefined where the system has none. */
  modeOf(path: string): Promise<number | undefined>;
  /** Takes every permission of others and of the group away. */
  restrict(path: string): Promise<void>;
  /** Whether git tracks the file. */
  isTracked(path: string): Promise<boolean | undefined>;
  /** The top folder of the git repository that the file is in. */
  repositoryOf(path: string): Promise<string | undefined>;
  /** Fetches what stands at an address that a certificate names, up to a limit of bytes. Rejects with words for a person. */
  fetch?(url: string, token: CancellationToken): Promise<Uint8Array>;
}
