import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toHex } from "../../src/core/bytes/hex";
import { writePcapng } from "../../src/core/capture/pcapng";
import { BYTE_FORMATS } from "../../src/core/convert/byteFormats";
import { opensslVersion, type OpensslFolder } from "../support/openssl";
import { makeCertificates } from "../support/peers/certificates";

const root = resolve(import.meta.dirname, "../..");
const cli = join(root, "dist/cli.js");
const hello = readFileSync(join(root, "test/unit/text/samples/client-hello.bin"));
const shell = (
  command: string,
  folder: string,
): { status: number | null; stdout: Buffer; stderr: string } => {
  const { status, stdout, stderr } = spawnSync("bash", ["-o", "pipefail", "-c", command], {
    cwd: folder,
    env: { ...process.env, NODE: process.execPath, CLI: cli, NO_COLOR: "1", FORCE_COLOR: undefined },
  });
  return { status, stdout, stderr: stderr.toString() };
};
const has = (program: string): boolean => spawnSync("which", [program]).status === 0;

describe.skipIf(opensslVersion === undefined || !existsSync(cli))(
  "tls-inspector at the end of a pipe",
  () => {
    let folder: OpensslFolder;
    let temporary: string;
    const run = (command: string): ReturnType<typeof shell> =>
      shell(command.replaceAll("tls-inspector", '"$NODE" "$CLI"'), temporary);
    const write = (name: string, content: string | Uint8Array): void => {
      writeFileSync(join(temporary, name), content);
    };
    const derOf = (certificate: string): string => {
      folder.run(["x509", "-in", certificate, "-outform", "DER", "-out", "certificate.der"]);
      return toHex(readFileSync(folder.file("certificate.der")));
    };
    beforeAll(() => {
      folder = makeCertificates();
      temporary = mkdtempSync(join(tmpdir(), "tls-inspector-extract-"));
      write("hello.bin", hello);
    }, 60_000);
    afterAll(() => {
      folder.remove();
      rmSync(temporary, { recursive: true, force: true });
    });

    it.each([
      "xxd hello.bin",
      "xxd -p hello.bin",
      "xxd -i hello.bin",
      "hexdump -C hello.bin",
      "od -A x -t x1z -v hello.bin",
      "base64 hello.bin",
      "openssl base64 -in hello.bin",
    ])("writes the bytes that %s shows", (command) => {
      if (!has(command.split(" ")[0] ?? "")) return;
      const { status, stdout, stderr } = run(`${command} | tls-inspector extract -`);
      expect([status, stderr, toHex(stdout)]).toEqual([0, "", toHex(hello)]);
    });

    it("inspects what comes through a pipe: a dump, UTF-16 with its mark, a capture", () => {
      const dump = execFileSync("od", ["-A", "x", "-t", "x1", "-v", join(temporary, "hello.bin")]).toString();
      write("utf16le.txt", Buffer.from(`\ufeff${dump}`, "utf16le"));
      write("utf16be.txt", Buffer.from(`\ufeff${dump}`, "utf16le").swap16());
      write("dump.txt", `\ufeff${dump.replaceAll("\n", "\r\n")}`);
      write(
        "session.pcapng",
        writePcapng({ chunks: [{ from: "client", bytes: new Uint8Array(hello) }], keyLog: [] }),
      );
      for (const file of ["utf16le.txt", "utf16be.txt", "dump.txt", "session.pcapng", "hello.bin"]) {
        const { status, stdout } = run(`cat ${file} | tls-inspector inspect - --json`);
        const { messages } = JSON.parse(stdout.toString()) as { messages: { name: string }[] };
        expect([file, status, messages.map(({ name }) => name)]).toEqual([file, 0, ["client_hello"]]);
      }
      expect(toHex(run("cat utf16be.txt | tls-inspector extract -").stdout)).toBe(toHex(hello));
    });

    it("lists each dump: its form, length, direction, place and content", () => {
      const rows = "0000 - 16 03 03 00 04 0e 00 00-00                         .........";
      const log = `Some words.\nwrite to 0x1 [0x2] (9 bytes => 9 (0x9))\n${rows}\n\n  b = ${toHex(hello)}\n`;
      write("log.txt", log);
      write("with-certificate.txt", `${log}${folder.readText("client-rsa.pem")}`);
      const { status, stdout } = run("tls-inspector extract log.txt --list");
      expect(status).toBe(0);
      const [first, second, ...more] = stdout.toString().split("\n");
      expect(first).toMatch(
        /^1 {2}openssl -debug +9 bytes +sent +3:1 to 3:\d+ +TLS record: Server Hello Done$/,
      );
      expect(second).toMatch(
        new RegExp(
          `^2 {2}plain hex +${String(hello.length)} bytes +5:7 to 5:${String(7 + 2 * hello.length)} +TLS record: Client Hello$`,
        ),
      );
      expect(more).toEqual([""]);
      const json = run("tls-inspector extract with-certificate.txt --list --json --only 3");
      expect(JSON.parse(json.stdout.toString())).toEqual([
        expect.objectContaining({
          number: 3,
          format: "PEM",
          start: { line: 6, column: 1 },
          holds: "Certificate",
        }),
      ]);
      expect(toHex(run("tls-inspector extract log.txt --only 2").stdout)).toBe(toHex(hello));
      expect(run("tls-inspector extract log.txt").stdout).toHaveLength(9 + hello.length);
      const beyond = run("tls-inspector extract log.txt --only 7");
      expect([beyond.status, beyond.stderr]).toEqual([2, expect.stringContaining("There is no number 7")]);
    });

    it("gives the DER of a certificate as openssl does, also out of base64 of PEM", () => {
      const wanted = derOf("client-rsa.pem");
      write("certificate.pem", folder.readText("client-rsa.pem"));
      write(
        "secret.yaml",
        `data:\n  tls.crt: ${Buffer.from(folder.readText("client-rsa.pem")).toString("base64")}\n`,
      );
      expect(toHex(run("tls-inspector extract certificate.pem").stdout)).toBe(wanted);
      expect(toHex(run("cat secret.yaml | tls-inspector extract -").stdout)).toBe(wanted);
    });

    it("leaves a private key out until it is picked", () => {
      write("pair.pem", folder.readText("client-rsa.pem") + folder.readText("client-rsa.key"));
      const certificate = run("tls-inspector extract pair.pem --only 1").stdout;
      const all = run("tls-inspector extract pair.pem");
      expect(toHex(all.stdout)).toBe(toHex(certificate));
      expect(all.stderr).toContain("Number 2 is a private key or a keystore, which is left out");
      const key = run("tls-inspector extract pair.pem --only 2");
      expect(key.stdout.length).toBeGreaterThan(1000);
      const list = run("tls-inspector extract pair.pem --list").stdout.toString();
      expect(list).not.toContain(toHex(key.stdout).slice(60, 80));
      write("key.pem", folder.readText("client-rsa.key"));
      const alone = run("tls-inspector extract key.pem");
      expect([alone.status, alone.stdout.length]).toEqual([1, 0]);
    });

    it.each(BYTE_FORMATS.filter(({ copied }) => copied).map(({ id }) => id))(
      "writes %s, and reads it again",
      (id) => {
        const again = run(`xxd hello.bin | tls-inspector extract --as ${id} - | tls-inspector extract -`);
        expect([again.status, toHex(again.stdout)]).toEqual([0, toHex(hello)]);
      },
    );

    it("names the forms that it can write", () => {
      const unknown = run("xxd hello.bin | tls-inspector extract - --as cobol");
      expect([unknown.status, unknown.stderr]).toEqual([2, expect.stringContaining("--as takes hex, ")]);
    });

    it("says so when there is nothing, and warns of what is odd", () => {
      const nothing = run("echo Just words, and the number 42. | tls-inspector extract -");
      expect([nothing.status, nothing.stdout.length]).toEqual([1, 0]);
      expect(nothing.stderr).toContain("No bytes were recognised in standard input");
      const odd = run(`echo ${toHex(hello)}a | tls-inspector extract -`);
      expect([odd.status, toHex(odd.stdout)]).toEqual([0, toHex(hello)]);
      expect(odd.stderr).toContain("an odd number of hexadecimal digits");
    });

    it.skipIf(!has("script"))("keeps bytes from a terminal, where a form or force lets them through", () => {
      const terminal = (options: string): string =>
        run(
          `script -qec '"$NODE" "$CLI" extract log.txt --only 1 ${options}' /dev/null < /dev/null`,
        ).stdout.toString("latin1");
      write("log.txt", "16 03 03 00 04 0e 00 00 00\n");
      expect(terminal("")).toContain("9 bytes would go to the terminal");
      expect(terminal("--as hex")).toContain("16030300040e000000");
      expect(terminal("--force")).toContain("\u0016\u0003\u0003");
    });

    it("ends quietly when its reader has seen enough", () => {
      write("long.txt", Buffer.alloc(600_000, 7).toString("hex"));
      const { stdout, stderr } = run("tls-inspector extract long.txt | head -c 10");
      expect([stdout.length, stderr]).toEqual([10, ""]);
    });
  },
);
