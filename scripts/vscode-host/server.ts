// Starts VS Code's own server (extension host and web workbench) out of the package code-server.
import { spawn, type ChildProcess } from "node:child_process";
import { createWriteStream, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { node24, serverMain } from "../lib/paths.mjs";

/** User settings that keep the workbench quiet: no welcome page, no look-ups, no assistants. */
const QUIET_SETTINGS: Readonly<Record<string, unknown>> = {
  "workbench.startupEditor": "none",
  "chat.disableAIFeatures": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "telemetry.telemetryLevel": "off",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "remote.autoForwardPorts": false,
  "git.enabled": false,
  "workbench.colorTheme": "Dark Modern",
};

export interface ServerOptions {
  /** Holds the server's data, user settings, extensions and log; made when missing. */
  readonly dataFolder: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** For the extension host and its children. */
  readonly env?: NodeJS.ProcessEnv;
  /** Lets a page hand the extension host a suite of tests (VS Code's --enable-smoke-test-driver). */
  readonly testDriver?: boolean;
  /** 0, the default, takes a free one. */
  readonly port?: number;
}

export interface VsCodeServer {
  readonly port: number;
  readonly logFile: string;
  /** Address of the workbench with a folder open. `payload` is for the test driver. */
  url(folder: string, payload?: readonly (readonly [string, string])[]): string;
  /** Absolute path → the URI by which the browser names a file of this server. */
  fileUri(path: string): string;
  /** Resolves when the server ends by itself. */
  readonly ended: Promise<number | null>;
  /** Ends the server with its children (extension host, file watcher, terminals). */
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 60_000;

/** Starts a server on 127.0.0.1. Rejects, with the server's own words, when it does not come up. */
export async function startVsCodeServer(options: ServerOptions): Promise<VsCodeServer> {
  const { dataFolder } = options;
  writeUserSettings(dataFolder, options.settings ?? {});
  const logFile = join(dataFolder, "server.log");
  const args = ["--host", "127.0.0.1", "--port", String(options.port ?? 0), "--without-connection-token"];
  args.push("--disable-telemetry", "--disable-workspace-trust", ...dataArguments(dataFolder));
  if (options.testDriver === true) args.push("--enable-smoke-test-driver");
  const child = spawn(node(), [serverMain, ...args], {
    detached: true, // its own process group, which stop() ends whole
    env: { ...environment(), ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const port = await listeningPort(child, logFile);
  const authority = `127.0.0.1:${port}`;
  return {
    port,
    logFile,
    ended,
    url: (folder, payload) => {
      const query = new URLSearchParams({ folder });
      if (payload !== undefined) query.set("payload", JSON.stringify(payload));
      return `http://${authority}/?${query.toString()}`;
    },
    fileUri: (path) => `vscode-remote://${authority}${path}`,
    stop: () => endGroup(child),
  };
}

/** Replaces the user settings. */
function writeUserSettings(dataFolder: string, settings: Readonly<Record<string, unknown>>): void {
  const folder = join(dataFolder, "user/User");
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, "settings.json"),
    JSON.stringify({ ...QUIET_SETTINGS, ...settings }, undefined, 2),
  );
}

/** Installs a .vsix as a user would. Rejects, with the server's words, when VS Code refuses it. */
export async function installExtension(dataFolder: string, vsix: string): Promise<void> {
  mkdirSync(dataFolder, { recursive: true });
  const child = spawn(
    node(),
    [serverMain, "--install-extension", vsix, "--force", ...dataArguments(dataFolder)],
    {
      env: environment(),
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let output = "";
  child.stdout.on("data", (data: Buffer) => (output += data.toString()));
  child.stderr.on("data", (data: Buffer) => (output += data.toString()));
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once("error", reject).once("close", resolve),
  );
  if (code !== 0) throw new Error(`VS Code refused ${vsix} (${code}):\n${output}`);
}

function node(): string {
  const file = node24();
  if (file === undefined) throw new Error("Node 24 is not installed: run node scripts/bootstrap.mjs");
  return file;
}

const dataArguments = (dataFolder: string): string[] => [
  "--accept-server-license-terms",
  "--server-data-dir",
  join(dataFolder, "server"),
  "--user-data-dir",
  join(dataFolder, "user"),
  "--extensions-dir",
  join(dataFolder, "extensions"),
];

/** No marketplace is asked; a VS Code that runs these scripts in its terminal leaves no trace in the new one. */
function environment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_)/.test(name));
  return { ...Object.fromEntries(inherited), EXTENSIONS_GALLERY: '{"serviceUrl":""}' };
}

function listeningPort(child: ChildProcess, logFile: string): Promise<number> {
  const log = createWriteStream(logFile);
  return new Promise((resolve, reject) => {
    let output = "";
    const failed = (what: string): void =>
      reject(new Error(`VS Code's server ${what}\n${output.slice(-5000)}`));
    const timer = setTimeout(() => {
      failed(`did not start within ${START_TIMEOUT_MS / 1000} s`);
      void endGroup(child);
    }, START_TIMEOUT_MS);
    const read = (data: Buffer): void => {
      log.write(data);
      if (output.length < 100_000) output += data.toString();
      const port = /agent listening on (\d+)/.exec(output)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("error", reject);
    child.once("exit", (code) => {
      clearTimeout(timer);
      failed(`ended (${code})`);
    });
  });
}

/** SIGTERM to the group, and SIGKILL when some of it is still there after three seconds. */
async function endGroup({ pid }: ChildProcess): Promise<void> {
  if (pid === undefined) return;
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    for (let i = 0; i < 30; i++) {
      try {
        process.kill(-pid, i === 0 ? signal : 0);
      } catch {
        return; // nobody left
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
