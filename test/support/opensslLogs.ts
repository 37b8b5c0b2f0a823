import { spawn } from "node:child_process";
import { makeCertificate, OpensslFolder } from "./openssl";
import { startPeer } from "./peers/process";

/** What both ends of one connection printed. */
export interface OpensslLogs {
  readonly client: string;
  readonly server: string;
}

/** Makes `server.pem` and `client.pem`, which sign themselves. */
export function folderForLogs(): OpensslFolder {
  const folder = new OpensslFolder();
  makeCertificate(folder, "server", { key: "p256", subject: "/CN=localhost" });
  makeCertificate(folder, "client", { key: "p256", subject: "/CN=client" });
  return folder;
}

/** Runs `openssl s_client` against `openssl s_server`, both with `flags` ("-msg"), and returns what they print. */
export async function opensslLogs(
  folder: OpensslFolder,
  flags: readonly string[],
  client: readonly string[],
  server: readonly string[] = [],
): Promise<OpensslLogs> {
  const peer = await startPeer({
    // What it says of certificates on standard error would break rows in two.
    command: "sh",
    args: [
      ...[
        "-c",
        'exec openssl "$@" 2>/dev/null',
        "openssl",
        "s_server",
        "-accept",
        "127.0.0.1:0",
        "-cert",
        "server.pem",
        "-key",
        "server.key",
      ],
      ...[...flags, ...server],
    ],
    cwd: folder.path,
    ready: /ACCEPT .*:(\d+)/,
  });
  try {
    const log = await runClient(folder, peer.port, [...flags, ...client]);
    // The server has its last words after the client is gone.
    for (let tries = 0; tries < 100 && !/^DONE$/m.test(peer.output()); tries++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    return { client: log, server: peer.output() };
  } finally {
    await peer.stop();
  }
}

async function runClient(folder: OpensslFolder, port: number, args: readonly string[]): Promise<string> {
  const child = spawn(
    "openssl",
    ["s_client", "-connect", `127.0.0.1:${String(port)}`, "-servername", "localhost", ...args],
    { cwd: folder.path, stdio: ["pipe", "pipe", "ignore"] },
  );
  let output = "";
  const read = (data: Buffer): void => {
    output += data.toString("latin1");
    // The first line that it reads ends it, once the handshake is over.
    if (output.includes("SSL handshake has read")) child.stdin.end("Q\n");
  };
  // It may end before it reads what ends it.
  child.stdin.on("error", () => undefined);
  child.stdout.on("data", read);
  const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await new Promise((resolve) => child.once("close", resolve));
  clearTimeout(timer);
  return output;
}
