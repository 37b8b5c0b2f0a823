import { beforeAll, describe, expect, test } from "vitest";
import type { Frame } from "playwright-core";
import { words } from "./support/words";
import { useDemo } from "./support/demo";
import { chosenBytes, chooseMessage, finished, ladder, openTab, view } from "./support/views";

const demo = useDemo();
let panel: Frame;
beforeAll(async () => {
  const { workbench, servers } = demo;
  await workbench.runCommand("TLS: Run Handshake Test…");
  await workbench.quickPick(`localhost:${String(servers.oneWay.port)}`).click();
  panel = await view(workbench, "panel");
  await finished(panel);
});

describe("a one-way handshake test from the palette, against the suggested server", () => {
  test("shows the ladder, TLS 1.3's encrypted messages too", async () => {
    expect(await panel.getByText("One-way TLS 1.3").count()).toBe(1);
    const messages = await ladder(panel);
    expect(messages.slice(0, 9)).toEqual([
      "client: Client Hello",
      "server: Server Hello",
      "server: Change Cipher Spec",
      "server: Encrypted Extensions",
      "server: Certificate",
      "server: Certificate Verify",
      "server: Finished",
      "client: Change Cipher Spec",
      "client: Finished",
    ]);
    expect(messages.at(-1)).toBe("client: Alert");
  });

  test("a message has its explanation, and what was recomputed over which bytes", async () => {
    await chooseMessage(panel, "Certificate Verify");
    await panel.getByText("signs a hash of all handshake messages").waitFor();
    await panel.getByRole("button", { name: "RFC 8446 §4.4.3" }).first().waitFor();
    await panel.getByText("verifies with the key in the server's certificate").click();
    await panel.getByRole("button", { name: "messages 1–2, 4–5" }).waitFor();
    for (const [n, words] of ["finished", "finished"].entries()) {
      await chooseMessage(panel, "Finished", n);
      await panel.locator("tls-check", { hasText: "Passed" }).filter({ hasText: words }).first().waitFor();
    }
  });

  test("tree and bytes are linked, both ways", async () => {
    await chooseMessage(panel, "Server Hello");
    const suite = panel.getByRole("treeitem", { name: "Cipher Suite:" });
    await suite.click();
    await expect.poll(() => chosenBytes(panel)).toBe("13 02");
    await panel.locator("tls-hex #byte-9").click(); // behind the headers of record and message
    await expect
      .poll(() => words(panel.locator('[role=treeitem][aria-selected="true"]')))
      .toContain("Version");
  });

  test("certificates: the chain, and that the example's ca folder makes it trusted", async () => {
    await openTab(panel, "Certificates");
    const verdict = panel.locator("tls-verdict");
    await verdict.getByText("Trusted", { exact: true }).waitFor();
    await verdict.getByText("Name matches").waitFor();
    expect(await words(verdict)).toContain("certificates/ca");
    const cards = panel.locator("tls-certificate-card");
    expect(await cards.count()).toBe(2);
    expect(await words(cards.first())).toMatch(/expires in 89 days/);
    expect(await words(cards.first())).toContain("localhost, 127.0.0.1");
    await cards.nth(1).getByRole("button", { name: "TLS Inspector Demo Intermediate", exact: true }).click();
    await panel.getByRole("treeitem", { name: "CN=TLS Inspector Demo Intermediate" }).first().waitFor();
  });

  test("parameters: what was offered and what was chosen, and nothing asked of the client", async () => {
    await openTab(panel, "Parameters");
    const row = (name: string) =>
      panel.locator("tr", { has: panel.getByRole("rowheader", { name, exact: true }) });
    expect(await words(row("Cipher suite").locator("td").nth(0))).toContain("TLS_AES_128_GCM_SHA256");
    expect(await words(row("Cipher suite").locator("td").nth(1))).toContain("TLS_AES_256_GCM_SHA384");
    expect(await words(row("Group").locator("td").nth(1))).toContain("x25519");
    await panel.getByText("One-way: no client certificate asked for").waitFor();
  });

  test("keys: the key schedule step by step", async () => {
    await openTab(panel, "Keys");
    for (const name of [
      "early_secret",
      "handshake_secret",
      "client_handshake_traffic_secret",
      "master_secret",
    ])
      await panel.getByRole("heading", { name }).first().waitFor();
  });

  test("the panel runs the same again", async () => {
    await panel.getByRole("button", { name: "Run again" }).click();
    await openTab(panel, "Handshake");
    await expect.poll(() => ladder(panel)).toContain("client: Alert");
    await finished(panel);
    expect(await demo.workbench.page.locator(".tabs-container .tab").count()).toBe(1);
  });

  test("a picture", async () => {
    await chooseMessage(panel, "Certificate Verify");
    await demo.workbench.screenshot("handshake-one-way", { width: 1400, height: 900 });
  });
});
