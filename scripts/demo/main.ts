// What `npm start` runs under Node 24: demo servers, the example workspace, VS Code in the browser. Ctrl+C ends all of it.
// node out/tools/demo.mjs VSIX [--port=N]
import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cache, findProgram } from "../lib/paths.mjs";
import { installExtension, startVsCodeServer } from "../vscode-host/server";
import { makeDemoCertificates } from "./certificates";
import { startDemoServers } from "./servers";
import { writeDemoWorkspace } from "./workspace";

/** The user's browser, where there is a desktop to show it; undefined over ssh or in a container. */
function browserOpener(): string | undefined {
  if (process.env["CI"]) return undefined;
  if (process.platform === "darwin") return "open";
  if (process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"]) return findProgram("xdg-open");
  return undefined;
}

/** Resolves at the first Ctrl+C, or when the terminal or a supervisor asks for the end. */
function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve());
  });
}

async function main(): Promise<void> {
  const [vsix] = process.argv.slice(2);
  if (vsix === undefined) throw new Error("usage: demo.mjs VSIX [--port=N]");
  const port = Number(/^--port=(\d+)$/.exec(process.argv[3] ?? "")?.[1] ?? 0);
  const end = askedToEnd();

  console.log("• Making certificates and starting two TLS servers …");
  const certificates = await makeDemoCertificates();
  const servers = await startDemoServers(certificates);
  const workspace = await writeDemoWorkspace(join(cache, "demo/workspace"), certificates, servers);

  console.log("• Starting VS Code with the extension …");
  const dataFolder = join(cache, "demo/vscode");
  rmSync(join(dataFolder, "extensions"), { recursive: true, force: true });
  mkdirSync(dataFolder, { recursive: true });
  await installExtension(dataFolder, vsix);
  const server = await startVsCodeServer({
    dataFolder,
    port,
    settings: { "workbench.startupEditor": "readme" },
  });
  const address = server.url(workspace);

  console.log(`
  VS Code          ${address}
  one-way server   localhost:${servers.oneWay.port}
  two-way server   localhost:${servers.twoWay.port}   (client certificate: certificates/client.pem, client.key)
  workspace        ${workspace}

Open the address in a browser, press F1 and type "TLS". Ctrl+C ends everything.`);
  const opener = browserOpener();
  if (opener !== undefined)
    spawn(opener, [address], { stdio: "ignore", detached: true })
      .on("error", () => undefined)
      .unref();

  const ended = await Promise.race([
    end.then(() => "asked"),
    server.ended.then((code) => `VS Code's server ended (${code ?? "by a signal"})`),
  ]);
  if (ended !== "asked") console.error(`${ended}; its log: ${server.logFile}`);
  await server.stop();
  await servers.stop();
  process.exitCode = ended === "asked" ? 0 : 1;
}

await main();
