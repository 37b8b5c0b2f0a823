import { createServer, type AddressInfo, type Server } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { afterAll, beforeEach, expect, test } from "vitest";
import { words } from "./support/words";
import { useDemo } from "./support/demo";
import { closeAll, runOneWay } from "./support/run";
import { finished } from "./support/views";

const demo = useDemo();
const servers: Server[] = [];
beforeEach(() => closeAll(demo.workbench));
afterAll(() => {
  for (const server of servers) server.close();
});

async function listen(server: Server, host = "127.0.0.1"): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, host, resolve);
  });
  return (server.address() as AddressInfo).port;
}

const summary = async (target: string): Promise<string> => {
  const panel = await runOneWay(demo.workbench, target);
  await finished(panel);
  return words(panel.locator("tls-header"));
};

test("a URL with a path, and a name with a trailing dot", async () => {
  const { port } = demo.servers.oneWay;
  const panel = await runOneWay(demo.workbench, `https://localhost:${String(port)}/some/path?q=1`);
  await finished(panel);
  expect(await words(panel.locator("tls-header"))).toContain("Completed");
  await closeAll(demo.workbench);
  expect(await summary(`localhost.:${String(port)}`)).toContain("Completed");
});

test("an IPv6 address in brackets, without SNI", async (context) => {
  const { server, intermediate } = demo.certificates;
  let name: string | false | null = "not asked";
  const tls = createTlsServer({
    cert: server.certificatePem + intermediate.certificatePem,
    key: server.keyPem,
  });
  tls.on("secureConnection", (socket) => {
    name = socket.servername;
  });
  const port = await listen(tls, "::1").catch(() => context.skip("this machine has no IPv6"));
  const panel = await runOneWay(demo.workbench, `[::1]:${String(port)}`);
  await finished(panel);
  expect(await words(panel.locator("tls-header"))).toContain("Completed");
  expect(name).toBe(false);
  await panel.getByRole("tab", { name: "Certificates" }).click();
  await panel.getByText("Name matches").waitFor(); // ::1 is among the certificate's addresses
});

test("what cannot be a target is refused while it is typed, with the reason", async () => {
  const { workbench } = demo;
  await workbench.runCommand("TLS: Run Handshake Test…");
  for (const [typed, reason] of [
    ["localhost:99999", "a number from 1 to 65535"],
    ["::1:8443:x", "goes into brackets"],
    ["http://localhost", "begins without TLS"],
    ["not a host", "no host name"],
  ] as const) {
    await workbench.quickInput.fill(typed);
    await workbench.quickPick(reason).waitFor();
    await workbench.page.keyboard.press("Enter");
    expect(await workbench.quickInput.isVisible()).toBe(true);
  }
  await workbench.page.keyboard.press("Escape");
});

test("a name without an address", async () => {
  expect(await summary("no-such-host.invalid")).toMatch(
    /Failed.*no-such-host\.invalid.*(no address|looked up)/,
  );
});

test("a port where nothing listens", async () => {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  expect(await summary(`127.0.0.1:${String(port)}`)).toMatch(/Failed.*Nothing listens on 127\.0\.0\.1/);
});

test("a server that speaks HTTP, and one that sends garbage", async () => {
  const http = await listen(
    createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n")),
  );
  expect(await summary(`localhost:${String(http)}`)).toMatch(/Failed.*HTTP/);
  await closeAll(demo.workbench);
  const garbage = await listen(createServer((socket) => socket.end(Buffer.alloc(300, 0x5a))));
  expect(await summary(`localhost:${String(garbage)}`)).toMatch(
    /Failed.*(no TLS|not TLS|isn't TLS|does not speak TLS)/,
  );
});

test("what was tested before is suggested the next time", async () => {
  const { workbench } = demo;
  const target = `127.0.0.1:${String(demo.servers.oneWay.port)}`;
  expect(await summary(target)).toContain("Completed");
  await workbench.runCommand("TLS: Run Handshake Test…");
  await workbench.quickPick("tested before").waitFor();
  const rows = await workbench.page.locator(".quick-input-list .monaco-list-row").allInnerTexts();
  expect(rows.findIndex((row) => row.includes(target))).toBeGreaterThan(
    rows.findIndex((row) => row.includes("two-way")),
  );
  await workbench.quickPick(target).click();
  await expect.poll(() => workbench.page.locator(".tabs-container .tab").count()).toBe(2);
});
