import { execFile } from "node:child_process";
import { chmod, stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { promisify } from "node:util";
import { extensions, workspace } from "vscode";
import type { LocalFiles } from "../localFiles";

const run = promisify(execFile);
/** git is asked for so long, in milliseconds. */
const GIT_TIMEOUT_MS = 5000;

/** What the built-in git extension exports, as far as it is used. */
interface GitExports {
  getAPI(version: 1): { readonly git: { readonly path: string } };
}

/** git as VS Code found it, else what the path has. */
function gitProgram(): string {
  try {
    const git = extensions.getExtension<GitExports>("vscode.git");
    return git?.isActive ? git.exports.getAPI(1).git.path : "git";
  } catch {
    return "git"; // the extension is there and switched off
  }
}

/** What git prints, or undefined where it fails; `code` tells its exit code. */
async function git(
  folder: string,
  ...args: readonly string[]
): Promise<{ code: number; text: string } | undefined> {
  // A repository's own configuration may name programs that git runs: not in a workspace that nobody trusts.
  if (!workspace.isTrusted) return undefined;
  const safe = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"];
  try {
    const { stdout } = await run(gitProgram(), ["-C", folder, ...safe, ...args], {
      timeout: GIT_TIMEOUT_MS,
      env: { ...process.env, GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" },
      windowsHide: true,
    });
    return { code: 0, text: stdout.trim() };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return typeof code === "number" ? { code, text: "" } : undefined;
  }
}

/** What Node can do about files. */
export const localFiles: LocalFiles = {
  async modeOf(path) {
    if (process.platform === "win32") return undefined;
    return (await stat(path)).mode & 0o777;
  },

  async restrict(path) {
    const { mode } = await stat(path);
    await chmod(path, mode & 0o700);
  },

  async isTracked(path) {
    const answer = await git(dirname(path), "ls-files", "--error-unmatch", "--", basename(path));
    // 1: not tracked; 128: no repository.
    return (
      answer && (answer.code === 0 ? true : answer.code === 1 || answer.code === 128 ? false : undefined)
    );
  },

  async repositoryOf(path) {
    const answer = await git(dirname(path), "rev-parse", "--show-toplevel");
    return answer?.code === 0 ? answer.text : undefined;
  },

  async fetchIssuer(certificate, token) {
    const { fetchIssuer, FetchError } = await import("../../net/fetch");
    const abort = new AbortController();
    const subscription = token.onCancellationRequested(() => {
      abort.abort();
    });
    try {
      const { url, issuer, others } = await fetchIssuer(certificate, { signal: abort.signal });
      return { url, certificates: [issuer, ...others] };
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      if (error.problem === "cancelled") return undefined;
      throw new Error(`${error.message}. ${error.fix}`, { cause: error });
    } finally {
      subscription.dispose();
    }
  },
};
