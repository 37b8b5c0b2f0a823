import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { parseKeyLog } from "../../../src/core/capture/keyLog";
import type { Side } from "../../../src/core/inspection";
import type { WireChunk, WireLog } from "../../../src/core/session/wireLog";
import type { OpensslFolder } from "../openssl";
import { startPeer } from "./process";

/** What one `openssl s_client` does. */
export interface ClientRun {
  readonly args: readonly string[];
  /** What is typed, a line at a time: the next when the server has answered, or after a moment where `await` is false. */
  readonly types?: readonly string[];
}

export interface Recording {
  /** Arguments of `openssl s_server` after its address and certificate. */
  readonly server: readonly string[];
  readonly clients: readonly ClientRun[];
  /** The certificate's name in the folder. */
  readonly certificate: string;
  /** The server shows what it is sent; otherwise it sends each line back, reversed. */
  readonly interactive?: boolean;
  /** Changes bytes on their way to the other side. */
  readonly tamper?: (from: Side, bytes: Uint8Array) => Uint8Array;
}

const QUIET_MS = 250;
const MOST_MS = 8000;

/** Sessions between openssl's s_client and s_server, one after another, as a proxy between them saw them, with the client's key log. */
export async function record(
  folder: OpensslFolder,
  { server, clients, certificate, interactive, tamper }: Recording,
): Promise<WireLog[]> {
  const peer = await startPeer({
    command: "openssl",
    args: [
      ...["s_server", "-accept", "127.0.0.1:0", ...(interactive ? [] : ["-rev"])],
      ...["-cert", `${certificate}.pem`, "-key", `${certificate}.key`],
      ...server,
    ],
    cwd: folder.path,
    ready: /ACCEPT \S*:(\d+)/,
  });
  try {
    const logs: WireLog[] = [];
    for (const client of clients) logs.push(await one(folder, peer.port, client, tamper));
    return logs;
  } finally {
    await peer.stop();
  }
}

async function one(
  folder: OpensslFolder,
  port: number,
  { args, types = [] }: ClientRun,
  tamper: Recording["tamper"],
): Promise<WireLog> {
  const chunks: WireChunk[] = [];
  const proxy = await recordingProxy(port, chunks, tamper);
  folder.write("keys.log", "");
  const client = spawn(
    "openssl",
    [
      ...["s_client", "-connect", `127.0.0.1:${String(proxy.port)}`, "-keylogfile", "keys.log"],
      ...["-servername", "localhost", ...args],
    ],
    { cwd: folder.path, stdio: ["pipe", "pipe", "pipe"] },
  );
  client.stdin.on("error", () => undefined); // it may be gone already
  await quiet(client, chunks);
  for (const line of types) {
    client.stdin.write(line);
    await quiet(client, chunks);
  }
  client.stdin.end();
  for (const until = Date.now() + MOST_MS; client.exitCode === null && Date.now() < until;)
    await new Promise((resolve) => setTimeout(resolve, 20));
  client.kill();
  await proxy.closed;
  return { chunks, keyLog: parseKeyLog(folder.readText("keys.log")).entries };
}

/** Waits until nothing has passed the proxy for a moment, or the client is gone. */
async function quiet(client: ChildProcess, chunks: readonly WireChunk[]): Promise<void> {
  let seen = -1;
  const until = Date.now() + MOST_MS;
  while (client.exitCode === null && Date.now() < until && (seen !== chunks.length || seen <= 0)) {
    seen = chunks.length;
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  }
}

async function recordingProxy(
  port: number,
  chunks: WireChunk[],
  tamper: NonNullable<Recording["tamper"]> = (_, bytes) => bytes,
): Promise<{ port: number; closed: Promise<unknown> }> {
  const pass = (from: Side, source: Socket, target: Socket): void => {
    source.on("data", (data: Buffer) => {
      const bytes = tamper(from, new Uint8Array(data));
      chunks.push({ from, bytes });
      target.write(bytes);
    });
    source.on("end", () => target.end());
    source.on("error", () => target.destroy());
    source.on("close", () => target.destroy());
  };
  const proxy = createServer((client) => {
    const server = connect(port, "127.0.0.1");
    pass("client", client, server);
    pass("server", server, client);
    client.on("close", () => proxy.close());
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  return { port: (proxy.address() as AddressInfo).port, closed: once(proxy, "close") };
}
