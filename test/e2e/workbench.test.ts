import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeDemoCertificates } from "../../scripts/demo/certificates";
import { startDemoServers, type DemoServers } from "../../scripts/demo/servers";
import { writeDemoWorkspace } from "../../scripts/demo/workspace";
import { Workbench } from "../host/workbench";

let folder: string;
let servers: DemoServers;
let workbench: Workbench;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tls-inspector-e2e-"));
  const certificates = await makeDemoCertificates();
  servers = await startDemoServers(certificates);
  workbench = await Workbench.open({ folder: await writeDemoWorkspace(folder, certificates, servers) });
});

afterAll(async () => {
  await workbench.close();
  await servers.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("opens a file of the example workspace in each theme", async () => {
  await workbench.openFile("ingress.yaml");
  for (const theme of ["light", "high contrast", "dark"] as const) {
    await workbench.setTheme(theme);
    await workbench.screenshot(`workbench-${theme.replace(" ", "-")}`);
  }
  expect(await workbench.page.locator(".editor-instance").innerText()).toContain("kind:");
});

test("runs a command of VS Code from the palette", async () => {
  await workbench.runCommand("Preferences: Open Settings (UI)");
  await workbench.page.locator(".settings-editor").waitFor();
});
