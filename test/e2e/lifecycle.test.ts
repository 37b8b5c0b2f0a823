import { createServer, type AddressInfo, type Socket } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { useDemo } from "./support/demo";
import { closeAll, runOneWay } from "./support/run";
import { chooseMessage, finished, openTab, view, views } from "./support/views";
import { words } from "./support/words";

const demo = useDemo({ settings: { "tlsInspector.timeout": 20_000 } });
/** Accepts and says nothing. */
const open = new Set<Socket>();
const stalling = createServer((socket) => {
  open.add(socket);
  socket.resume(); // or it would not notice the other end's going
  socket.on("error", () => undefined);
  socket.on("close", () => open.delete(socket));
});
let stalled: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => stalling.listen(0, "127.0.0.1", resolve));
  stalled = `localhost:${String((stalling.address() as AddressInfo).port)}`;
});
beforeEach(() => closeAll(demo.workbench));
afterAll(() => {
  stalling.close();
});
const header = async (panel: Parameters<typeof finished>[0]): Promise<string> =>
  words(panel.locator("tls-header"));

test("a handshake that waits can be cancelled; the connection is closed", async () => {
  const panel = await runOneWay(demo.workbench, stalled);
  await panel.getByText("Waiting for the next message").waitFor();
  expect(open.size).toBe(1);
  await demo.workbench.screenshot("handshake-running", { width: 1400, height: 900 });
  await panel.getByRole("button", { name: "Cancel" }).click();
  await finished(panel);
  expect(await header(panel)).toContain("Cancelled");
  await expect.poll(() => open.size).toBe(0);
});

test("closing the panel cancels too", async () => {
  const panel = await runOneWay(demo.workbench, stalled);
  await panel.getByText("Waiting for the next message").waitFor();
  expect(open.size).toBe(1);
  await closeAll(demo.workbench);
  await expect.poll(() => open.size).toBe(0);
});

test("a timeout is told, with what may be the cause", async () => {
  const { workbench, servers } = demo;
  const panel = await runOneWay(workbench, `localhost:${String(servers.oneWay.port)}`);
  await finished(panel);
  await openTab(panel, "Parameters");
  await panel.getByRole("textbox", { name: "Target" }).fill(stalled);
  await panel.getByRole("textbox", { name: "Timeout in ms" }).fill("700");
  await panel.getByRole("button", { name: "Run", exact: true }).click();
  await expect.poll(() => header(panel)).toMatch(/Failed.*sent nothing within 0\.7 s/);
  await expect.poll(() => open.size).toBe(0);
});

test("a second panel stands beside the first's tab, and each keeps its own", async () => {
  const { workbench, servers } = demo;
  await workbench.openFile("ingress.yaml");
  const first = await runOneWay(workbench, `localhost:${String(servers.oneWay.port)}`);
  await finished(first);
  await chooseMessage(first, "Server Hello"); // now the panel has the focus
  await runOneWay(workbench, "127.0.0.1:1");
  const groups = workbench.page.locator(".editor-group-container");
  await expect.poll(() => groups.count()).toBe(2);
  await expect.poll(() => groups.nth(1).locator(".tab").count()).toBe(2);
  await groups
    .nth(1)
    .locator(".tab", { hasText: `localhost:${String(servers.oneWay.port)}` })
    .click();
  await expect
    .poll(async () => {
      const [shown] = await views(workbench, "panel");
      return shown ? words(shown.locator('[role=option][aria-selected="true"] .name')).catch(() => "") : "";
    })
    .toBe("Server Hello");
});

test("after the window is loaded anew no dead panel is left, and everything works", async () => {
  const { workbench, servers } = demo;
  await finished(await runOneWay(workbench, `localhost:${String(servers.oneWay.port)}`));
  await workbench.page.reload();
  await workbench.page.locator(".monaco-workbench .statusbar").waitFor({ timeout: 60_000 });
  await workbench.page.waitForTimeout(2000);
  for (const panel of await views(workbench, "panel"))
    expect(await panel.getByText("One-way TLS 1.3").count()).toBe(1);
  await closeAll(workbench);
  const panel = await runOneWay(workbench, `localhost:${String(servers.oneWay.port)}`);
  await finished(panel);
  expect(await header(panel)).toContain("Completed");
  expect(await view(workbench, "panel")).toBe(panel);
});
