import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createServer as reservePort, type AddressInfo } from "node:net";
import { join } from "node:path";
import { createServer, type TLSSocket } from "node:tls";
import type { OpensslFolder } from "../openssl";
import type { ServerKind } from "./certificates";
import type { ClientAuth } from "./openssl";
import { hasProgram, startPeer, type Peer } from "./process";

export interface OtherServer {
  readonly version: "1.2" | "1.3";
  readonly clientAuth: ClientAuth;
  readonly certificate: ServerKind;
}

/** A TLS implementation that is not OpenSSL's s_server, with what starts it. */
export interface OtherPeer {
  readonly name: string;
  readonly available: boolean;
  start(folder: OpensslFolder, server: OtherServer): Promise<Peer>;
}

const TOOL_TIMEOUT_MS = 30_000;
const PROGRAMS = join(import.meta.dirname, "programs");

/** A port that was free a moment ago, for servers that do not say which one they got. */
async function freePort(): Promise<number> {
  const server = reservePort();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const gnutls: OtherPeer = {
  name: "GnuTLS",
  available: hasProgram("gnutls-serv", ["--version"]),
  async start(folder, { version, clientAuth, certificate }) {
    const port = await freePort();
    const auth = {
      none: ["--disable-client-cert"],
      optional: ["--verify-client-cert"],
      required: ["--require-client-cert", "--verify-client-cert"],
    };
    return startPeer({
      command: "gnutls-serv",
      args: [
        ...["--port", String(port), "--echo", "--nodb", "--x509cafile", "ca.pem"],
        ...["--x509certfile", `server-${certificate}.pem`, "--x509keyfile", `server-${certificate}.key`],
        ...["--priority", `NORMAL:-VERS-ALL:+VERS-TLS${version}`, ...auth[clientAuth]],
      ],
      cwd: folder.path,
      ready: /listening on IPv4.*done/,
      port,
    });
  },
};

/** NSS keeps certificates in a database, which is made once for a folder. */
function nssDatabase(folder: OpensslFolder, certificate: ServerKind): void {
  const database = folder.file(`nss-${certificate}`);
  // certutil asks without end whether to replace one that is there.
  if (existsSync(database)) return;
  mkdirSync(database, { recursive: true });
  const inside = (command: string, ...args: string[]): void => {
    execFileSync(command, args, { cwd: folder.path, stdio: "ignore", timeout: TOOL_TIMEOUT_MS });
  };
  inside("certutil", "-N", "-d", database, "--empty-password");
  inside("certutil", "-A", "-d", database, "-n", "ca", "-t", "CT,C,C", "-i", "ca.pem");
  folder.run([
    ...["pkcs12", "-export", "-inkey", `server-${certificate}.key`, "-in", `server-${certificate}.pem`],
    ...["-name", "server", "-passout", "pass:changeit", "-out", `server-${certificate}.p12`],
  ]);
  inside("pk12util", "-i", `server-${certificate}.p12`, "-d", database, "-W", "changeit", "-K", "");
}

const nss: OtherPeer = {
  name: "NSS",
  available: hasProgram("selfserv", ["-Y"]) && hasProgram("pk12util", ["-H"]),
  async start(folder, { version, clientAuth, certificate }) {
    nssDatabase(folder, certificate);
    const port = await freePort();
    const auth = { none: [], optional: ["-r"], required: ["-r", "-r"] };
    return startPeer({
      command: "selfserv",
      args: [
        ...["-d", folder.file(`nss-${certificate}`), "-p", String(port), "-v", "-D", "-G"],
        ...[
          certificate === "rsa" ? "-n" : "-e",
          "server",
          "-V",
          `tls${version}:tls${version}`,
          ...auth[clientAuth],
        ],
      ],
      cwd: folder.path,
      ready: /About to call accept/,
      port,
    });
  },
};

/** Compiles a program beside the certificates, once for a folder. */
function goBinary(folder: OpensslFolder): string {
  const binary = folder.file("server-go");
  if (existsSync(binary)) return binary;
  execFileSync("go", ["build", "-o", binary, join(PROGRAMS, "server.go")], {
    cwd: folder.path,
    stdio: "pipe",
    timeout: 2 * TOOL_TIMEOUT_MS,
    env: {
      ...process.env,
      GO111MODULE: "off",
      GOFLAGS: "",
      GOCACHE: process.env["GOCACHE"] ?? folder.file("go-cache"),
    },
  });
  return binary;
}

const go: OtherPeer = {
  name: "Go",
  available: hasProgram("go", ["version"]),
  start(folder, { version, clientAuth, certificate }) {
    return startPeer({
      command: goBinary(folder),
      args: [`server-${certificate}.pem`, `server-${certificate}.key`, "ca.pem", clientAuth, version],
      cwd: folder.path,
      ready: /listening on .*:(\d+)/,
    });
  },
};

/** Java trusts what stands in a store of its own, which is made once for a folder. */
function javaTrust(folder: OpensslFolder): void {
  execFileSync(
    "keytool",
    [
      ...["-importcert", "-noprompt", "-alias", "ca", "-file", "ca.pem"],
      ...["-keystore", "java-trust.p12", "-storetype", "PKCS12", "-storepass", "changeit"],
    ],
    { cwd: folder.path, stdio: "pipe", timeout: TOOL_TIMEOUT_MS },
  );
}

const java: OtherPeer = {
  name: "Java",
  available: hasProgram("java", ["-version"]) && hasProgram("keytool", ["-help"]),
  start(folder, { version, clientAuth, certificate }) {
    folder.run([
      ...["pkcs12", "-export", "-inkey", `server-${certificate}.key`, "-in", `server-${certificate}.pem`],
      ...["-certfile", "ca.pem", "-name", "server", "-passout", "pass:changeit", "-out", "java-keys.p12"],
    ]);
    if (!existsSync(folder.file("java-trust.p12"))) javaTrust(folder);
    return startPeer({
      command: "java",
      // Run from its source, as Java does since 11.
      args: [join(PROGRAMS, "Server.java"), "java-keys.p12", "java-trust.p12", clientAuth, version],
      cwd: folder.path,
      ready: /listening on .*:(\d+)/,
    });
  },
};

const node: OtherPeer = {
  name: "Node",
  available: true,
  async start(folder, { version, clientAuth, certificate }) {
    const sockets = new Set<TLSSocket>();
    const server = createServer({
      cert: readFileSync(folder.file(`server-${certificate}.pem`)),
      key: readFileSync(folder.file(`server-${certificate}.key`)),
      ca: readFileSync(folder.file("ca.pem")),
      minVersion: `TLSv${version}`,
      maxVersion: `TLSv${version}`,
      requestCert: clientAuth !== "none",
      rejectUnauthorized: clientAuth === "required",
    });
    server.on("secureConnection", (socket) => {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => sockets.delete(socket));
      socket.resume();
    });
    server.on("tlsClientError", () => undefined);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return {
      port: (server.address() as AddressInfo).port,
      output: () => "",
      stop: () =>
        new Promise((resolve) => {
          for (const socket of sockets) socket.destroy();
          server.close(() => {
            resolve();
          });
        }),
    };
  },
};

export const OTHER_PEERS: readonly OtherPeer[] = [gnutls, nss, go, java, node];
