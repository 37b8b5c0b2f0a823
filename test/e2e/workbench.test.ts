import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemoWorkbench, type DemoWorkbench } from "../host/demo";

let demo: DemoWorkbench;
beforeAll(async () => {
  demo = await openDemoWorkbench();
});
afterAll(() => demo.close());

test("opens a file of the example workspace in each theme", async () => {
  const { workbench } = demo;
  await workbench.openFile("ingress.yaml");
  for (const theme of ["light", "high contrast", "dark"] as const) {
    await workbench.setTheme(theme);
    await workbench.screenshot(`workbench-${theme.replace(" ", "-")}`);
  }
  expect(await workbench.page.locator(".editor-instance").innerText()).toContain("kind:");
});

test("has the extension's commands in the palette", async () => {
  const { workbench } = demo;
  await workbench.page.keyboard.press("F1");
  await workbench.quickInput.fill(">TLS:");
  await workbench.quickPick("TLS: Run Handshake Test…").waitFor();
  await workbench.quickPick("TLS: Run Two-Way (Mutual) Handshake Test…").waitFor();
  await workbench.page.keyboard.press("Escape");
});
