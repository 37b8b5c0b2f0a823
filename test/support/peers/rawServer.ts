import { createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** A server that speaks no TLS of its own. */
export interface RawServer {
  readonly port: number;
  /** Connections that are open on its side. */
  connections(): number;
  stop(): Promise<void>;
}

/** Starts a server on loopback that does `serve` with each connection. */
export async function startRawServer(serve: (socket: Socket) => void): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
    serve(socket);
    // Without a reader it would not notice that the client is gone.
    socket.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => sockets.size,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}
