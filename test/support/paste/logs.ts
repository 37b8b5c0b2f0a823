import { readFileSync } from "node:fs";
import { parseKeyLog } from "../../../src/core/capture/keyLog";
import type { WireLog } from "../../../src/core/session/wireLog";
import type { OpensslFolder } from "../openssl";
import { startOpenssl } from "../peers/openssl";
import type { Lab } from "./lab";
import { startRecorder } from "./recorder";

/** A client whose log of a connection people paste. */
export interface LoggingClient {
  readonly name: string;
  readonly tool: string;
  /** A command line of the shell, with PORT where the server listens; its log goes to the file LOG or is printed. */
  readonly command: (version: "1.2" | "1.3", lab: Lab) => Promise<string> | string;
  /**
   * What the log shows: every byte of the wire; handshake messages in the clear, encrypted ones too; both; or the
   * names of handshake messages without their bytes.
   */
  readonly shows: "wire" | "messages" | "both" | "names";
}

/** What a client printed of a connection, and what truly went over the wire. */
export interface RecordedLog {
  readonly text: string;
  /** Without keys where the client cannot tell them. */
  readonly wire: WireLog;
}

const openssl = (flags: string, shows: LoggingClient["shows"]): LoggingClient => ({
  name: `openssl s_client ${flags}`,
  tool: "openssl",
  shows,
  command: (version) =>
    `(sleep 0.4; echo Q) | openssl s_client -connect 127.0.0.1:PORT -servername localhost -keylogfile KEYS -tls${version.replace(".", "_")} ${flags} 2>/dev/null`,
});

/** Clients, and what of a session their logs show. */
export const LOGGING_CLIENTS: readonly LoggingClient[] = [
  openssl("-debug", "wire"),
  openssl("-msg", "messages"),
  openssl("-debug -msg", "both"),
  openssl("-trace", "names"),
  {
    name: "curl --trace",
    tool: "curl",
    shows: "messages",
    command: (version) =>
      `SSLKEYLOGFILE=KEYS curl -s -k -o /dev/null --tlsv${version} --tls-max ${version} --trace - https://127.0.0.1:PORT/`,
  },
  {
    name: "curl --trace with times",
    tool: "curl",
    shows: "messages",
    command: (version) =>
      `SSLKEYLOGFILE=KEYS curl -s -k -o /dev/null --tlsv${version} --tls-max ${version} --trace-time --trace - https://127.0.0.1:PORT/`,
  },
  {
    name: "java -Djavax.net.debug=all",
    tool: "java",
    shows: "both",
    command: async (version, lab) =>
      `java -Xshare:auto -XX:TieredStopAtLevel=1 -Djavax.net.debug=all -cp ${await lab.compiled("Client.java", "javac -d OUT FILE")} Client PORT TLSv${version} 2>&1`,
  },
  {
    name: "java -Djavax.net.debug=ssl:record:packet",
    tool: "java",
    shows: "wire",
    command: async (version, lab) =>
      `java -Xshare:auto -XX:TieredStopAtLevel=1 -Djavax.net.debug=ssl:record:packet -cp ${await lab.compiled("Client.java", "javac -d OUT FILE")} Client PORT TLSv${version} 2>&1`,
  },
  {
    name: "gnutls-cli -d 9",
    tool: "gnutls-cli",
    shows: "names",
    command: (version) =>
      `(sleep 0.4; echo) | SSLKEYLOGFILE=KEYS gnutls-cli -d 9 --insecure --priority NORMAL:-VERS-ALL:+VERS-TLS${version} -p PORT 127.0.0.1 2>&1 || true`,
  },
];

/** Runs a client against `openssl s_server` and keeps what it prints and what went over the wire. */
export async function recordLog(
  lab: Lab,
  folder: OpensslFolder,
  client: LoggingClient,
  version: "1.2" | "1.3",
): Promise<RecordedLog> {
  const server = await startOpenssl(folder, {
    certificate: "rsa",
    clientAuth: "none",
    args: ["-www", `-tls${version.replace(".", "_")}`],
  });
  const recorder = await startRecorder(server.port);
  try {
    const keys = lab.write(`keys-${String(recorder.port)}`, "");
    const command = await client.command(version, lab);
    const text = await lab.run(command.replaceAll("PORT", String(recorder.port)).replaceAll("KEYS", keys));
    const keyLog = parseKeyLog(readFileSync(keys, "utf8"));
    return { text, wire: { chunks: recorder.chunks, keyLog: keyLog.entries } };
  } finally {
    await recorder.stop();
    await server.stop();
  }
}
