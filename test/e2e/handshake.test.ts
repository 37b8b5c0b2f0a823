import { afterAll, beforeAll, test } from "vitest";
import { openDemoWorkbench, type DemoWorkbench } from "../host/demo";

let demo: DemoWorkbench;
beforeAll(async () => {
  demo = await openDemoWorkbench();
});
afterAll(() => demo.close());

test("a one-way handshake test from the palette shows the ladder, its explanations and its checks", async () => {
  const { workbench, servers } = demo;
  await workbench.runCommand("TLS: Run Handshake Test…");
  await workbench.quickPick(`localhost:${String(servers.oneWay.port)}`).click();
  const panel = workbench.webview();
  await panel.getByText("One-way TLS 1.3").first().waitFor();
  for (const name of [
    "Client Hello",
    "Server Hello",
    "Encrypted Extensions",
    "Certificate Verify",
    "Finished",
  ]) {
    await panel.getByRole("option", { name }).first().waitFor();
  }
  await panel.getByRole("option", { name: "Certificate Verify" }).first().click();
  await panel.getByText("verifies with the key in the server's certificate").first().waitFor();
  await panel.getByText("RFC 8446 §4.4.3").first().waitFor();
  await panel.getByRole("treeitem", { name: "Signature Algorithm" }).first().waitFor();
  await workbench.screenshot("handshake-one-way", { width: 1400, height: 900 });
});
