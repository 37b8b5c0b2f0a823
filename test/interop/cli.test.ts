import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { opensslVersion, type OpensslFolder } from "../support/openssl";
import { makeCertificates } from "../support/peers/certificates";
import { startOpenssl } from "../support/peers/openssl";

const cli = resolve(import.meta.dirname, "../../dist/cli.js");

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built terminal tool as a person would. */
function tool(
  args: readonly string[],
  { input = "", env = {} }: { input?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Ended> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [cli, ...args], {
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, ...env },
    });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (data) => (stdout += String(data)));
    child.stderr.on("data", (data) => (stderr += String(data)));
    child.on("close", (status) => {
      done({ status, stdout, stderr });
    });
    child.stdin.end(input);
  });
}

describe.skipIf(opensslVersion === undefined || !existsSync(cli))("tls-inspector in a terminal", () => {
  let folder: OpensslFolder;
  let temporary: string;
  beforeAll(() => {
    folder = makeCertificates();
    temporary = mkdtempSync(join(tmpdir(), "tls-inspector-cli-"));
  }, 60_000);
  afterAll(() => {
    folder.remove();
    rmSync(temporary, { recursive: true, force: true });
  });

  it("runs a two-way handshake, exports it, and reads its own export", async () => {
    const server = await startOpenssl(folder, {
      certificate: "rsa",
      clientAuth: "required",
      args: ["-tls1_3"],
    });
    const pcapng = join(temporary, "session.pcapng");
    const keylog = join(temporary, "session.keylog");
    try {
      const files = [
        "--client-cert",
        folder.file("client-p256.pem"),
        "--client-key",
        folder.file("client-p256.key"),
      ];
      const { status, stdout } = await tool([
        "connect",
        `localhost:${String(server.port)}`,
        ...files,
        "--export-pcapng",
        pcapng,
        "--export-keylog",
        keylog,
      ]);
      expect(stdout).toContain("Two-way TLS 1.3");
      expect(stdout).toContain("The client proved who it is, and the server accepted it.");
      expect(status).toBe(0);
    } finally {
      await server.stop();
    }
    const { status, stdout } = await tool(["inspect", pcapng, "--json"]);
    const inspection = JSON.parse(stdout) as {
      format: string;
      messages: { name: string }[];
      checks: { status: string }[];
    };
    expect(inspection.format).toBe("tls-inspector/0");
    expect(inspection.messages.map(({ name }) => name)).toContain("certificate_verify");
    expect(inspection.checks.map((check) => check.status)).not.toContain("failed");
    expect(status).toBe(0);
  });

  it("says why a server refused, and exits with 1", async () => {
    const server = await startOpenssl(folder, {
      certificate: "rsa",
      clientAuth: "required",
      args: ["-tls1_2"],
    });
    try {
      const { status, stdout } = await tool(["connect", `127.0.0.1:${String(server.port)}`]);
      expect(stdout).toContain("handshake_failure");
      expect(stdout).toContain("Choose a client certificate");
      expect(status).toBe(1);
    } finally {
      await server.stop();
    }
  });

  it("tells a missing file, an unknown command and a port that refuses, each in a sentence", async () => {
    const missing = await tool(["connect", "localhost:1", "--client-cert", folder.file("missing.pem")]);
    expect([missing.status, missing.stderr]).toEqual([2, expect.stringContaining("missing.pem")]);
    const command = await tool(["conect", "localhost"]);
    expect([command.status, command.stderr]).toEqual([
      2,
      expect.stringContaining('There is no command "conect".'),
    ]);
    const refused = await tool(["connect", "127.0.0.1:1"]);
    expect([refused.status, refused.stdout]).toEqual([
      1,
      expect.stringContaining("Nothing listens on 127.0.0.1:1"),
    ]);
  });

  it("reads a dump from standard input, in colour where it is asked for", async () => {
    const dump = "16 03 03 00 04 0e 00 00 00";
    const plain = await tool(["inspect", "-"], { input: dump });
    expect(plain.stdout).toContain("Server Hello Done");
    expect(plain.stdout).not.toContain("\u001b[");
    const coloured = await tool(["inspect", "-"], {
      input: dump,
      env: { NO_COLOR: undefined, FORCE_COLOR: "1" },
    });
    expect(coloured.stdout).toContain("\u001b[");
  });

  it("opens a keystore with the passphrase of the environment", async () => {
    folder.run([
      ..."pkcs12 -export -passout pass:geheim -name web -out web.p12".split(" "),
      ..."-in client-rsa.pem -inkey client-rsa.key".split(" "),
    ]);
    const inspect = async (passphrase: string | undefined): Promise<[string, number | null, number]> => {
      const env = { TLS_INSPECTOR_PASSPHRASE: passphrase };
      const { status, stdout } = await tool(["inspect", folder.file("web.p12"), "--json"], { env });
      const { certificates, findings } = JSON.parse(stdout) as {
        certificates: unknown[];
        findings: { id: string; message: string }[];
      };
      const said = findings.find(({ id }) => id === "keystore.passphrase")?.message ?? "";
      expect(stdout).not.toContain("geheim");
      return [said, status, certificates.length];
    };
    expect(await inspect("geheim")).toEqual(["", 0, 1]);
    expect(await inspect("falsch")).toEqual(["The passphrase is wrong", 1, 0]);
    expect(await inspect(undefined)).toEqual(["The file needs a passphrase", 0, 0]);
  });

  it("shows nothing of a private key but its kind and size", async () => {
    const file = join(temporary, "hostile.txt");
    writeFileSync(file, "\u001b[2J nothing here");
    expect((await tool(["inspect", file])).stdout).not.toContain("\u001b[2J");
    const { stdout } = await tool(["inspect", folder.file("client-rsa.key"), "--all"]);
    expect(stdout).toContain("RSA");
    expect(stdout).not.toMatch(/[0-9a-f]{64}/i);
  });
});
