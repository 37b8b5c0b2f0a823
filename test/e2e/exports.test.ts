import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { Frame } from "playwright-core";
import { findProgram } from "../../scripts/lib/paths.mjs";
import { useDemo } from "./support/demo";
import { saveAs } from "./support/files";
import { runOneWay } from "./support/run";
import { finished } from "./support/views";

const demo = useDemo();
let panel: Frame;
beforeAll(async () => {
  panel = await runOneWay(demo.workbench, `localhost:${String(demo.servers.oneWay.port)}`);
  await finished(panel);
});

/** Exports through the panel's menu and VS Code's save dialog; gives the file's path once it is there. */
async function exported(item: string, title: string, name: string): Promise<string> {
  const path = join(demo.folder, name);
  await panel.getByRole("button", { name: "Export" }).click();
  await panel.getByRole("menuitem", { name: item }).click();
  await saveAs(demo.workbench, title, path);
  await expect.poll(() => existsSync(path) && statSync(path).size > 0).toBe(true);
  return path;
}

test("the session as JSON", async () => {
  const path = await exported("JSON", "Export JSON", "session.json");
  const session = JSON.parse(readFileSync(path, "utf8")) as {
    format: string;
    messages: { name: string }[];
    negotiated: { version: string };
  };
  expect(session.format).toBe("tls-inspector/0");
  expect(session.negotiated.version).toBe("TLS 1.3");
  expect(session.messages[0]?.name).toBe("client_hello");
});

test("its key log, with a word of warning", async () => {
  const path = await exported("Key log", "Export Key log (SSLKEYLOGFILE)", "session.keylog");
  expect(readFileSync(path, "utf8")).toMatch(/^SERVER_HANDSHAKE_TRAFFIC_SECRET [0-9a-f]{64} [0-9a-f]{96}$/m);
  await demo.workbench.page
    .locator(".notification-toast", { hasText: "session.keylog" })
    .getByText("holds this session's secrets")
    .waitFor();
});

test("a capture with its keys, which Wireshark decrypts", async (context) => {
  const path = await exported("Capture (pcapng)", "Export Capture with its keys (pcapng)", "session.pcapng");
  const tshark = findProgram("tshark");
  if (tshark === undefined) return context.skip("tshark is not installed");
  const out = execFileSync(
    tshark,
    ["-r", path, "-Y", "tls.handshake.type == 20", "-T", "fields", "-e", "tls.handshake.type"],
    {
      encoding: "utf8",
    },
  );
  expect(out.match(/\b20\b/g)).toHaveLength(2); // both Finished, which are encrypted
});

test("declining the dialog saves nothing and says nothing", async () => {
  const { page } = demo.workbench;
  await demo.workbench.runCommand("Notifications: Clear All Notifications");
  await panel.getByRole("button", { name: "Export" }).click();
  await panel.getByRole("menuitem", { name: "JSON" }).click();
  await page.locator(".quick-input-widget", { hasText: "Export JSON" }).waitFor();
  await page.keyboard.press("Escape");
  await page.waitForTimeout(300);
  expect(await page.locator(".notification-toast").count()).toBe(0);
  expect(await panel.locator("[role=alert]").count()).toBe(0);
});
