import { beforeEach, beforeAll, describe, expect, test } from "vitest";
import { DEMO_PASSPHRASE } from "../../scripts/demo/workspace";
import { useDemo } from "./support/demo";
import { pickFile } from "./support/files";
import { closeAll, runTwoWay } from "./support/run";
import { chooseMessage, finished, ladder, openTab, view } from "./support/views";
import { words } from "./support/words";

const demo = useDemo();
let target: string;
beforeAll(() => {
  target = `localhost:${String(demo.servers.twoWay.port)}`;
});
beforeEach(() => closeAll(demo.workbench));

describe("a two-way handshake test with a client certificate", () => {
  test("from PEM files: request, certificate, signature, and that the server took it", async () => {
    await runTwoWay(demo.workbench, target, "demo client");
    const panel = await view(demo.workbench, "panel");
    await finished(panel);
    expect(await words(panel.locator("tls-header"))).toMatch(/Completed Two-way TLS 1\.3.*Both sides proved/);
    expect((await ladder(panel)).slice(4, 12)).toEqual([
      "server: Certificate Request",
      "server: Certificate",
      "server: Certificate Verify",
      "server: Finished",
      "client: Change Cipher Spec",
      "client: Certificate",
      "client: Certificate Verify",
      "client: Finished",
    ]);

    await chooseMessage(panel, "Certificate Request");
    await panel.getByText("asks the client to prove who it is").waitFor();
    await panel.getByRole("treeitem", { name: "certificate_authorities" }).waitFor();
    await chooseMessage(panel, "Certificate Verify", 1);
    await panel.getByText("verifies with the key in the client's certificate").first().waitFor();
    await demo.workbench.screenshot("handshake-two-way", { width: 1400, height: 900 });

    await openTab(panel, "Certificates");
    const client = panel.getByRole("region", { name: "Client's certificates" });
    await client.getByRole("button", { name: "demo-client", exact: true }).waitFor();
    await openTab(panel, "Parameters");
    await panel.locator("dd", { hasText: "Proved" }).waitFor();
    await panel.locator("td[data-head=Asked]", { hasText: "TLS Inspector Demo Root" }).waitFor();
  });

  test("from an encrypted key: the passphrase is asked for, and again after a wrong one", async () => {
    const { workbench } = demo;
    await runTwoWay(workbench, target, "demo client, encrypted key");
    await workbench.answer("Passphrase for client-encrypted.key", "not it");
    await workbench.answer("That was not the passphrase", DEMO_PASSPHRASE);
    const panel = await view(workbench, "panel");
    await finished(panel);
    expect(await words(panel.locator("tls-header"))).toContain("Both sides proved");

    // It is remembered for the panel's next run.
    await panel.getByRole("button", { name: "Run again" }).click();
    await expect.poll(() => ladder(panel)).toContain("client: Alert");
    await finished(panel);
    expect(await workbench.quickInput.isVisible()).toBe(false);

    // … until it is to be forgotten; a person who declines gets no panel and no error.
    await closeAll(workbench);
    await workbench.runCommand("TLS: Forget Passphrases");
    await runTwoWay(workbench, target, "demo client, encrypted key");
    await workbench.page.locator(".quick-input-widget", { hasText: "Passphrase for" }).waitFor();
    await workbench.page.keyboard.press("Escape");
    await workbench.page.waitForTimeout(500);
    expect(await workbench.page.locator(".tabs-container .tab").count()).toBe(0);
    expect(await workbench.page.locator(".notification-toast").count()).toBe(0);
  });

  test("from PKCS#12", async () => {
    const { workbench } = demo;
    await runTwoWay(workbench, target, "demo client, PKCS#12");
    await workbench.answer("Passphrase for client.p12", DEMO_PASSPHRASE);
    const panel = await view(workbench, "panel");
    await finished(panel);
    expect(await words(panel.locator("tls-header"))).toContain("Both sides proved");
  });

  test("from files that are picked one by one", async () => {
    const { workbench, folder } = demo;
    await runTwoWay(workbench, target, "PEM certificate and key…");
    await pickFile(workbench, "Client certificate (PEM)", `${folder}/certificates/client.pem`);
    await pickFile(
      workbench,
      "Private key of the client certificate (PEM)",
      `${folder}/certificates/client.key`,
    );
    const panel = await view(workbench, "panel");
    await finished(panel);
    expect(await words(panel.locator("tls-header"))).toContain("Both sides proved");
  });

  test("with a key that is another certificate's: said before anything is sent", async () => {
    const { workbench, folder } = demo;
    await runTwoWay(workbench, target, "PEM certificate and key…");
    await pickFile(workbench, "Client certificate (PEM)", `${folder}/certificates/server.pem`);
    await pickFile(
      workbench,
      "Private key of the client certificate (PEM)",
      `${folder}/certificates/client.key`,
    );
    const toast = workbench.page.locator(".notification-toast");
    await toast.getByText("is not that of the certificate").waitFor();
    expect(await toast.count()).toBe(1);
    expect(await workbench.page.locator(".tabs-container .tab").count()).toBe(0);
    await workbench.runCommand("Notifications: Clear All Notifications");
  });
});
