import { createServer, Socket, type AddressInfo } from "node:net";

/** What a proxy does to one record; `record` counts each side's records from 1. */
export interface Tampering {
  readonly from: "client" | "server";
  readonly record: number;
  /** Flip a bit in the middle of its fragment; forward nothing from it on; forward half of it and end; reset instead. */
  readonly action: "flip" | "stall" | "truncate" | "reset";
}

export interface Proxy {
  readonly port: number;
  /** How many records each side has sent through it. */
  readonly records: Readonly<Record<"client" | "server", number>>;
  stop(): Promise<void>;
}

const HEADER = 5;

/** Starts a proxy on loopback that hands records on to `target`, but for the one that it tampers with. */
export async function startProxy(target: number, tampering?: Tampering): Promise<Proxy> {
  const records = { client: 0, server: 0 };
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = new Socket();
    upstream.connect(target, "127.0.0.1");
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
      let pending = Buffer.alloc(0);
      let stopped = false;
      socket.on("data", (data: Buffer) => {
        pending = Buffer.concat([pending, data]);
        while (pending.length >= HEADER && pending.length >= HEADER + pending.readUInt16BE(3)) {
          const length = HEADER + pending.readUInt16BE(3);
          const record = Buffer.from(pending.subarray(0, length));
          pending = pending.subarray(length);
          records[from]++;
          if (stopped) continue;
          const meant = tampering?.from === from && tampering.record === records[from];
          if (!meant) other.write(record);
          else stopped = tamper(tampering.action, record, other);
        }
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    records,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}

/** Does it; true when nothing more is to be handed on. */
function tamper(action: Tampering["action"], record: Buffer, to: Socket): boolean {
  switch (action) {
    case "flip": {
      const at = HEADER + Math.floor((record.length - HEADER) / 2);
      record[at] = (record[at] ?? 0) ^ 0x01;
      to.write(record);
      return false;
    }
    case "stall":
      return true;
    case "truncate":
      to.end(record.subarray(0, HEADER + Math.floor((record.length - HEADER) / 2)));
      return true;
    case "reset":
      to.resetAndDestroy();
      return true;
  }
}
