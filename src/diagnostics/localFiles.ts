import type { CancellationToken } from "vscode";
import type { Certificate } from "../core/x509";

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
  /**
   * Fetches the certificates at the addresses that a certificate names for its issuer's; undefined when it was cancelled.
   * Rejects with words for a person.
   */
  fetchIssuer(
    certificate: Certificate,
    token: CancellationToken,
  ): Promise<{ readonly url: string; readonly certificates: readonly Certificate[] } | undefined>;
}
