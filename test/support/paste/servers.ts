import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { connect, createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { INPUTS, type Lab } from "./lab";
import type { Sample } from "./sample";

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Sends bytes to a port and waits until the other side ends. False when nobody listens. */
function send(port: number, bytes: Uint8Array): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    socket.on("error", () => {
      resolve(false);
    });
    socket.on("close", () => {
      resolve(true);
    });
    socket.resume();
  });
}

/** Starts nginx without TLS, says hello to it as if it had, and gives its access log. */
async function nginxLog(lab: Lab): Promise<string> {
  const folder = join(lab.path, "nginx");
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  lab.write(
    "nginx.conf",
    [
      "daemon off; master_process off; pid nginx.pid; error_log stderr;",
      "events {}",
      "http { access_log access.log; client_body_temp_path b; proxy_temp_path p; fastcgi_temp_path f;",
      `uwsgi_temp_path u; scgi_temp_path s; server { listen 127.0.0.1:${String(port)}; } }`,
    ].join("\n"),
  );
  const file = join(folder, "access.log");
  const env = { ...process.env, PATH: `${process.env["PATH"] ?? ""}:/usr/sbin` };
  const child = spawn("nginx", ["-p", folder, "-c", join(lab.path, "nginx.conf")], { stdio: "ignore", env });
  try {
    const until = Date.now() + 10_000;
    const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
    while (!(await send(port, INPUTS.hello)) && Date.now() < until) await wait();
    while (!(existsSync(file) && readFileSync(file, "latin1") !== "") && Date.now() < until) await wait();
    return readFileSync(file, "latin1");
  } finally {
    child.kill("SIGKILL");
  }
}

/** nginx takes a newline for the end of the request line. */
const SHOWN = INPUTS.hello.indexOf(10);

/** A web server's log of a hello that it took for a request line; it ends where a line would. */
export const SERVERS: readonly Sample[] = [
  {
    name: "nginx access log",
    tool: "nginx",
    carry: "escape",
    shown: SHOWN,
    missing: [{ at: SHOWN, count: INPUTS.hello.length - SHOWN }],
    print: nginxLog,
  },
];
