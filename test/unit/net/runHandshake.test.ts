import { afterEach, describe, expect, it } from "vitest";
import { createServer as createHttpServer } from "node:http";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { startRawServer, type RawServer } from "../../support/peers/rawServer";
import { run, type Run, type RunOptions } from "../../support/peers/run";

const FAST: RunOptions = { timeoutMs: 400, settleMs: 50 };

let server: RawServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

/** Runs against a server that does `serve`, and makes sure that nothing of it is left. */
async function against(serve: (socket: Socket) => void, options: RunOptions = {}): Promise<Run> {
  server = await startRawServer(serve);
  const result = await run(server.port, { ...FAST, ...options });
  const deadline = Date.now() + 2000;
  while (server.connections() + sockets() > 0 && Date.now() < deadline) await pause(10);
  expect([server.connections(), sockets()]).toEqual([0, 0]);
  return result;
}

/** Sockets that are open in this process. */
function sockets(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === "TCPSocketWrap").length;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** What the user gets to read: the failure, and what the inspection finds. */
function words({ inspection }: Run): string {
  return inspection.findings.map(({ id, message, fix }) => `${id}: ${message} ${fix ?? ""}`).join("\n");
}

describe("a handshake that comes to nothing", () => {
  it.each([
    [
      "HTTP",
      "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n",
      /speaks HTTP without TLS: it sent "HTTP\/1\.1 400 Bad Request"/,
    ],
    ["SSH", "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", /speaks SSH/],
    ["SMTP", "220 mail.example.org ESMTP Postfix\r\n", /speaks SMTP, which begins in plain text.*STARTTLS/],
    ["FTP", "220 (vsFTPd 3.0.3)\r\n", /FTP or SMTP/],
    ["IMAP", "* OK [CAPABILITY IMAP4rev1] Dovecot ready.\r\n", /speaks IMAP/],
    ["POP3", "+OK Dovecot ready.\r\n", /speaks POP3/],
    [
      "garbage",
      Uint8Array.from({ length: 64 }, (_, i) => (i * 73 + 129) & 0xff),
      /does not speak TLS.*81 ca 13 5c/,
    ],
    ["a short greeting without an end", "HTTP/1.0", /speaks HTTP/],
  ])("is named when the server speaks %s", async (_, greeting, sentence) => {
    for (const slice of [1 << 20, 1]) {
      const result = await against((socket) => {
        for (let at = 0; at < greeting.length; at += slice) socket.write(greeting.slice(at, at + slice));
        socket.end();
      });
      expect(result.established).toBe(false);
      expect(result.failure).toMatchObject({ id: "connection.not-tls", severity: "error" });
      expect(result.failure?.message).toMatch(sentence);
      expect(words(result)).toMatch(sentence);
      expect(result.inspection.findings.filter(({ severity }) => severity === "error")).toHaveLength(1);
    }
  });

  it("is named when a real HTTP server answers", async () => {
    const http = createHttpServer(() => undefined);
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    const result = await run((http.address() as AddressInfo).port, FAST);
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
    expect(result.failure?.message).toMatch(/speaks HTTP without TLS.*https/);
  });

  it("ends at once when the server sends a megabyte and no record", async () => {
    const result = await against((socket) => socket.write(Buffer.alloc(1 << 20)));
    expect(result.failure?.message).toMatch(/does not speak TLS/);
    const received = result.log.chunks.filter(({ from }) => from === "server");
    expect(received.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThan(1 << 18);
  });

  it("stops reading at its limit when the server sends records without end", async () => {
    const record = Buffer.from("140303000101", "hex");
    const result = await against((socket) => socket.write(Buffer.concat(Array<Buffer>(3000).fill(record))), {
      maxBytes: 5000,
    });
    expect(result.failure).toMatchObject({ id: "connection.limit" });
    expect(words(result)).toContain("more than 5000 bytes");
    expect(result.log.end?.by).toBe("limit");
  });

  it("times out when the server accepts and says nothing", async () => {
    const result = await against(() => undefined);
    expect(result.failure).toMatchObject({ id: "connection.timeout" });
    expect(words(result)).toMatch(/sent nothing within 0.4 s.*another protocol/);
    expect(result.log.end).toMatchObject({ by: "timeout" });
  });

  it("times out when the server stops in the middle of a record", async () => {
    const result = await against((socket) => socket.write(Buffer.from("160303007a0200007603", "hex")));
    expect(words(result)).toMatch(/stopped in the middle of the handshake/);
    expect(words(result)).toMatch(
      /The last record from the server is cut: it says 122 bytes, 5 bytes of it came/,
    );
  });

  it("says when the server closes without a word", async () => {
    const result = await against((socket) => socket.end());
    expect(result.failure).toMatchObject({ id: "connection.eof" });
    expect(words(result)).toMatch(/closed the connection while we waited for Server Hello/);
  });

  it("says when the server resets the connection", async () => {
    const result = await against((socket) => socket.once("data", () => socket.resetAndDestroy()));
    expect(result.failure).toMatchObject({ id: "connection.reset" });
    expect(result.log.end?.by).toBe("reset");
  });

  it("tells an alert of the server", async () => {
    const result = await against((socket) => socket.end(Buffer.from("15030300020228", "hex")));
    expect(result.failure).toMatchObject({ id: "connection.alert" });
    expect(result.failure?.message).toContain("handshake_failure (40)");
    expect(words(result)).toMatch(/alert\.handshake_failure/);
  });

  it("passes over warnings before the Server Hello", async () => {
    const result = await against((socket) =>
      socket.end(Buffer.from("15030300020170" + "15030300020246", "hex")),
    );
    expect(result.failure?.message).toContain("protocol_version (70)");
  });

  it("says that nothing listens there", async () => {
    const reserved = createServer();
    await new Promise<void>((resolve) => reserved.listen(0, "127.0.0.1", resolve));
    const { port } = reserved.address() as AddressInfo;
    await new Promise((resolve) => reserved.close(resolve));
    const result = await run(port, FAST);
    expect(result.failure).toMatchObject({ id: "connection.refused" });
    expect(result.failure?.message).toContain(`Nothing listens on 127.0.0.1:${String(port)}`);
    expect(result.inspection.messages).toEqual([]);
    const both = await run(port, { ...FAST, host: "localhost" });
    expect(both.failure).toMatchObject({ id: "connection.refused" });
  });

  it("says that a name has no address, and never waits longer than its time", async () => {
    const started = Date.now();
    const result = await run(443, { ...FAST, timeoutMs: 2000, host: "no-such-host.invalid" });
    // Where there is no DNS at all, nobody answers that the name does not exist.
    expect(result.failure?.id).toMatch(/^connection\.(dns|timeout)$/);
    expect(result.failure?.message).toContain("no-such-host.invalid");
    expect(Date.now() - started).toBeLessThan(4000);
  });

  it("can be cancelled, before and while it runs", async () => {
    const cancelled = await against(() => undefined, { signal: AbortSignal.abort() });
    expect(cancelled.failure).toMatchObject({ id: "connection.cancelled", severity: "info" });
    expect(cancelled.log.chunks).toEqual([]);
    const controller = new AbortController();
    const result = await against((socket) => socket.once("data", () => controller.abort()), {
      signal: controller.signal,
      timeoutMs: 5000,
    });
    expect(result.log.end).toMatchObject({ by: "cancelled" });
    expect(result.log.chunks).toHaveLength(1);
  });
});
