import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { performance } from "node:perf_hooks";
import { parseKeyLog } from "../../../src/core/capture/keyLog";
import type { Side } from "../../../src/core/inspection";
import type { WireChunk, WireLog } from "../../../src/core/session/wireLog";
import { makeCertificate, OpensslFolder } from "../../support/openssl";

/** A session between openssl's s_client and s_server, recorded by a proxy between them, with the client's key log. */
export async function recordSession(clientArguments: readonly string[], sends: string): Promise<WireLog> {
  const folder = new OpensslFolder();
  const processes: ChildProcess[] = [];
  try {
    makeCertificate(folder, "server", { key: "p256", subject: "/CN=localhost" });
    const server = spawn(
      "openssl",
      [
        "s_server",
        "-accept",
        "127.0.0.1:0",
        "-cert",
        "server.pem",
        "-key",
        "server.key",
        "-naccept",
        "1",
        "-rev",
      ],
      { cwd: folder.path, stdio: ["pipe", "pipe", "ignore"] },
    );
    processes.push(server);
    const port = await acceptPort(server);
    const chunks: WireChunk[] = [];
    const proxy = await recordingProxy(port, chunks);
    const client = spawn(
      "openssl",
      [
        ...["s_client", "-connect", `127.0.0.1:${String(proxy.port)}`, "-keylogfile", "keys.log"],
        ...["-servername", "localhost", "-quiet", "-no_ign_eof", ...clientArguments],
      ],
      { cwd: folder.path, stdio: ["pipe", "pipe", "ignore"] },
    );
    processes.push(client);
    client.stdin.write(sends);
    // The server sends each line back, reversed: then the client may go.
    await once(client.stdout, "data");
    client.stdin.end();
    await once(client, "exit");
    await proxy.closed;
    const { entries, findings } = parseKeyLog(folder.readText("keys.log"));
    if (findings.length > 0) throw new Error(findings[0]?.message);
    return { chunks, keyLog: entries, end: { by: "client" } };
  } finally {
    for (const process of processes) process.kill();
    folder.remove();
  }
}

async function acceptPort(server: ChildProcess): Promise<number> {
  let printed = "";
  for (;;) {
    const port = /ACCEPT \S*:(\d+)/.exec(printed)?.[1];
    if (port !== undefined) return Number(port);
    if (!server.stdout) throw new Error("s_server has no output");
    const [data] = (await once(server.stdout, "data")) as [Buffer];
    printed += data.toString();
  }
}

async function recordingProxy(
  port: number,
  chunks: WireChunk[],
): Promise<{ port: number; closed: Promise<unknown> }> {
  const start = performance.now();
  const record = (from: Side, source: Socket, target: Socket): void => {
    source.on("data", (data: Buffer) => {
      chunks.push({ from, bytes: new Uint8Array(data), timeMs: performance.now() - start });
      target.write(data);
    });
    source.on("end", () => target.end());
    source.on("error", () => target.destroy());
  };
  const proxy = createServer((client) => {
    const server = connect(port, "127.0.0.1");
    record("client", client, server);
    record("server", server, client);
    client.on("close", () => proxy.close());
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  return { port: (proxy.address() as AddressInfo).port, closed: once(proxy, "close") };
}
