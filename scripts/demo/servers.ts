import type { AddressInfo } from "node:net";
import { createServer, type Server, type TlsOptions, type TLSSocket } from "node:tls";
import type { DemoCertificates } from "./certificates";

export interface DemoServer {
  readonly port: number;
  /** What it asks of a client, in a few words. */
  readonly label: string;
}

export interface DemoServers {
  readonly oneWay: DemoServer;
  readonly twoWay: DemoServer;
  /** Closes both and every connection to them. */
  stop(): Promise<void>;
}

/** TLS 1.2 and 1.3 on free ports of 127.0.0.1: one that asks no certificate of its client and one that requires it. */
export async function startDemoServers(certificates: DemoCertificates): Promise<DemoServers> {
  const { server, intermediate, root } = certificates;
  const common: TlsOptions = {
    cert: server.certificatePem + intermediate.certificatePem,
    key: server.keyPem,
    minVersion: "TLSv1.2",
    maxVersion: "TLSv1.3",
    ALPNProtocols: ["http/1.1"],
    handshakeTimeout: 10_000,
  };
  const oneWay = await listen(common);
  const twoWay = await listen({
    ...common,
    requestCert: true,
    rejectUnauthorized: true,
    ca: [root.certificatePem, intermediate.certificatePem],
  });
  return {
    oneWay: { port: oneWay.port, label: "one-way" },
    twoWay: { port: twoWay.port, label: "two-way: asks for a client certificate" },
    stop: async () => {
      await Promise.all([oneWay.stop(), twoWay.stop()]);
    },
  };
}

async function listen(options: TlsOptions): Promise<{ port: number; stop(): Promise<void> }> {
  const open = new Set<TLSSocket>();
  const server: Server = createServer(options, (socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
    socket.on("error", () => socket.destroy()); // a client that goes away is no news
    socket.once("data", () => {
      socket.end(
        "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\nconnection: close\r\n\r\nTLS Inspector demo\n",
      );
    });
  });
  server.on("tlsClientError", (_error, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
