import type { TextObject } from "../core/inspect/objects";
import { headOf } from "./collect";
import type { LocalFiles } from "./localFiles";
import type { Problem } from "./problem";

/** Files of programs: others are meant to read them, and a key in them is as a rule one for tests. */
const PROGRAM =
  /\.(?:[cm]?[jt]sx?|go|py|rb|rs|c|cc|cpp|h|hpp|cs|java|kt|kts|scala|swift|php|pl|lua|dart|ex|exs|erl|hs|ml|vue|svelte|md|markdown|rst|adoc|html?)$/i;

/** What is wrong with the file that private keys stand in. `path` is a path of the file system. */
export async function keyFileProblems(
  path: string,
  uri: string,
  text: string,
  objects: readonly TextObject[],
  local: LocalFiles,
): Promise<Problem[]> {
  const key = objects.find(isOpenKey);
  if (!key) return [];
  const isProgram = PROGRAM.test(path);
  const [mode, tracked] = await Promise.all([
    isProgram ? undefined : local.modeOf(path).catch(() => undefined),
    local.isTracked(path).catch(() => undefined),
  ]);
  const place = { ...headOf(key, text), related: [] };
  const problems: Problem[] = [];
  if (mode !== undefined && (mode & 0o077) !== 0)
    problems.push({
      ...place,
      level: "warning",
      finding: {
        id: "key.readableByOthers",
        severity: "warning",
        message: `Others on this machine can read this private key: the file's mode is ${mode.toString(8).padStart(4, "0")}`,
        fix: "Take their permissions away: chmod 600",
      },
      fix: { kind: "restrict", uri },
    });
  if (tracked === true)
    problems.push({
      ...place,
      level: isProgram ? "information" : "warning",
      finding: {
        id: "key.tracked",
        severity: isProgram ? "info" : "warning",
        message:
          "git tracks this private key: everyone who has the repository has the key, also from its history",
        fix: "Take it out of git and have another key made; what was pushed once is no secret any more",
      },
      fix: { kind: "untrack", uri },
    });
  return problems;
}

/** A private key that no passphrase protects. */
export function isOpenKey(object: TextObject): boolean {
  const { kind } = object.read();
  return (
    kind === "privateKey" || kind === "rsaPrivateKey" || kind === "ecPrivateKey" || kind === "dsaPrivateKey"
  );
}
