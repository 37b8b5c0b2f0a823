import { connect as connectTcp, createServer, type AddressInfo } from "node:net";
import { connect } from "node:tls";

/** What both sides of a session sent, and its keys. */
export interface RecordedSession {
  readonly bytes: { readonly client: Buffer; readonly server: Buffer };
  /** As SSLKEYLOGFILE has it. */
  readonly keyLog: string;
}

/** Lets Node's own client shake hands with a server on this machine, and listens in between. */
export async function recordSession(port: number): Promise<RecordedSession> {
  const sent = { client: [] as Buffer[], server: [] as Buffer[] };
  const between = createServer((near) => {
    const far = connectTcp(port, "127.0.0.1");
    near.on("data", (data: Buffer) => sent.client.push(data)).pipe(far);
    far.on("data", (data: Buffer) => sent.server.push(data)).pipe(near);
    for (const socket of [near, far]) socket.on("error", () => socket.destroy());
  });
  await new Promise<void>((resolve) => between.listen(0, "127.0.0.1", resolve));
  let keyLog = "";
  await new Promise<void>((resolve, reject) => {
    const socket = connect({
      port: (between.address() as AddressInfo).port,
      servername: "localhost",
      rejectUnauthorized: false,
    });
    socket.on("keylog", (line) => (keyLog += line.toString("utf8")));
    socket.on("secureConnect", () => socket.end());
    socket.on("close", () => {
      resolve();
    });
    socket.on("error", reject);
    socket.resume();
  });
  between.close();
  return { bytes: { client: Buffer.concat(sent.client), server: Buffer.concat(sent.server) }, keyLog };
}
