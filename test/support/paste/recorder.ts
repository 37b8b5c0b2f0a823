import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import type { WireChunk } from "../../../src/core/session/wireLog";

/** A proxy on loopback that hands bytes on as they are and keeps them. */
export interface Recorder {
  readonly port: number;
  /** What went through it, in its order. */
  readonly chunks: readonly WireChunk[];
  stop(): Promise<void>;
}

/** Starts a recorder in front of `target`. */
export async function startRecorder(target: number): Promise<Recorder> {
  const chunks: WireChunk[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target, "127.0.0.1");
    for (const [socket, other, from] of [
      [client, upstream, "client"],
      [upstream, client, "server"],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        sockets.delete(socket);
        other.end();
      });
      socket.on("data", (data: Buffer) => {
        chunks.push({ from, bytes: new Uint8Array(data) });
        other.write(data);
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    chunks,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}
