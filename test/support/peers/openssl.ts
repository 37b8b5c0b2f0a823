import { spawn } from "node:child_process";
import type { OpensslFolder } from "../openssl";
import type { ServerKind } from "./certificates";
import { startPeer, type Peer } from "./process";

/** Whether a server asks the client for a certificate: not at all, without insisting, or insisting. */
export type ClientAuth = "none" | "optional" | "required";

export interface OpensslServer {
  readonly certificate: ServerKind;
  readonly clientAuth: ClientAuth;
  /** Further arguments: "-tls1_2", "-cipher", … */
  readonly args?: readonly string[];
}

const VERIFY: Readonly<Record<ClientAuth, readonly string[]>> = {
  none: [],
  optional: ["-verify", "2", "-verify_return_error", "-CAfile", "ca.pem"],
  required: ["-Verify", "2", "-verify_return_error", "-CAfile", "ca.pem"],
};

/** Starts `openssl s_server` with the certificates of `folder`, on a port that the system chooses. */
export function startOpenssl(folder: OpensslFolder, server: OpensslServer): Promise<Peer> {
  const name = `server-${server.certificate}`;
  return startPeer({
    command: "openssl",
    args: [
      ...["s_server", "-accept", "127.0.0.1:0", "-cert", `${name}.pem`, "-key", `${name}.key`],
      ...["-cert_chain", "ca.pem", ...VERIFY[server.clientAuth], ...(server.args ?? [])],
    ],
    cwd: folder.path,
    ready: /ACCEPT .*:(\d+)/,
  });
}

/** A handshake message as `openssl s_client -trace` saw it: who sent it, and its RFC name. */
export type TracedMessage = `${"client" | "server"} ${string}`;

/** Runs `openssl s_client -trace` against a server and returns the messages that it printed, in order. */
export async function traceClient(
  folder: OpensslFolder,
  port: number,
  args: readonly string[],
): Promise<TracedMessage[]> {
  const child = spawn(
    "openssl",
    ["s_client", "-connect", `127.0.0.1:${String(port)}`, "-servername", "localhost", "-trace", ...args],
    { cwd: folder.path, stdio: ["pipe", "pipe", "ignore"] },
  );
  let output = "";
  // It may end before it reads what ends it.
  child.stdin.on("error", () => undefined);
  child.stdout.on("data", (data: Buffer) => {
    output += data.toString("latin1");
    // The first line that it reads ends it, once the handshake is over.
    if (output.includes("SSL handshake has read")) child.stdin.end("Q\n");
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await new Promise((resolve) => child.once("exit", resolve));
  clearTimeout(timer);
  return tracedMessages(output);
}

function tracedMessages(trace: string): TracedMessage[] {
  let from: "client" | "server" = "client";
  const messages: TracedMessage[] = [];
  for (const line of trace.split("\n")) {
    if (line.startsWith("Sent Record")) from = "client";
    else if (line.startsWith("Received Record")) from = "server";
    else {
      const handshake = /^ {4}([A-Z][A-Za-z]+), Length=\d+$/.exec(line);
      if (handshake?.[1]) messages.push(`${from} ${snake(handshake[1])}`);
      else if (/^ {2}Content Type = ChangeCipherSpec/.test(line)) messages.push(`${from} change_cipher_spec`);
      else if (/^ {4}Level=/.test(line)) messages.push(`${from} alert`);
    }
  }
  return messages;
}

/** "ServerHelloDone" → "server_hello_done". */
function snake(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
}
