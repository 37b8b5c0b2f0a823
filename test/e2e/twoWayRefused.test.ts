import { createServer, type TlsOptions } from "node:tls";
import type { AddressInfo } from "node:net";
import { beforeEach, beforeAll, expect, test } from "vitest";
import { accessibilityProblems } from "../host/axe";
import { useDemo } from "./support/demo";
import { closeAll, runTwoWay } from "./support/run";
import { chooseMessage, chooseVersion, finished, ladder, openTab, view } from "./support/views";
import { words } from "./support/words";

const demo = useDemo();
let target: string;
beforeAll(() => {
  target = `localhost:${String(demo.servers.twoWay.port)}`;
});
beforeEach(() => closeAll(demo.workbench));

test("without a certificate: the empty one, and that the server refused it, with cause and fix", async () => {
  await runTwoWay(demo.workbench, target, "No client certificate");
  const panel = await view(demo.workbench, "panel");
  await finished(panel);
  const header = await words(panel.locator("tls-header"));
  expect(header).toContain("Failed");
  expect(header).toContain("certificate_required");
  const messages = await ladder(panel);
  expect(messages.slice(-3)).toEqual(["client: Certificate", "client: Finished", "server: Alert"]);
  await panel.getByRole("option", { name: "empty: no certificate" }).click();
  await panel.getByText("it must send an empty list and no Certificate Verify").waitFor();
  await openTab(panel, "Findings");
  const findings = await words(panel.locator("tls-findings"));
  expect(findings).toContain("requires a client certificate");
  expect(findings).toMatch(/Fix:.*Choose a client certificate and key/);
  await demo.workbench.screenshot("handshake-two-way-refused", { width: 1400, height: 900 });
  await demo.workbench.runCommand("View: Close Primary Side Bar");
  await demo.workbench.screenshot("handshake-two-way-refused-narrow", { width: 350, height: 900 });
  expect(await accessibilityProblems(panel)).toEqual([]);
  await demo.workbench.page.setViewportSize({ width: 1400, height: 900 });
  await openTab(panel, "Parameters");
  await panel.getByText("Refused").waitFor();

  // The same once more, with nothing but the version changed.
  await chooseVersion(panel, "Highest version", "TLS 1.2");
  await panel.getByRole("button", { name: "Run", exact: true }).click();
  await panel.getByText("Two-way TLS 1.2").waitFor();
  await finished(panel);
  expect(await words(panel.locator("tls-header"))).toMatch(/Failed.*(handshake_failure|certificate)/);
  await openTab(panel, "Handshake");
  const then = await ladder(panel);
  expect(then.slice(0, 6)).toEqual([
    "client: Client Hello",
    "server: Server Hello",
    "server: Certificate",
    "server: Server Key Exchange",
    "server: Certificate Request",
    "server: Server Hello Done",
  ]);
  expect(then).toContain("client: Certificate");
  expect(then.at(-1)).toBe("server: Alert");
  await chooseMessage(panel, "Certificate Request");
  await panel.getByRole("treeitem", { name: "Certificate types" }).waitFor();
  await demo.workbench.screenshot("handshake-two-way-tls12-refused", { width: 1400, height: 900 });
});

test("TLS 1.2 with a certificate, and an empty list of authorities explained", async () => {
  const { server, intermediate } = demo.certificates;
  const options: TlsOptions = {
    cert: server.certificatePem + intermediate.certificatePem,
    key: server.keyPem,
    maxVersion: "TLSv1.2",
    requestCert: true,
    rejectUnauthorized: false,
  };
  const peer = createServer(options);
  peer.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => peer.listen(0, "127.0.0.1", resolve));
  try {
    const { port } = peer.address() as AddressInfo;
    await runTwoWay(demo.workbench, `localhost:${String(port)}`, "demo client");
    const panel = await view(demo.workbench, "panel");
    await finished(panel);
    expect(await words(panel.locator("tls-header"))).toMatch(/Completed Two-way TLS 1\.2/);
    await chooseMessage(panel, "Certificate Request");
    await panel
      .getByText(/empty|no authorit|any certificate/i)
      .first()
      .waitFor();
    expect(await words(panel.locator("tls-message .about"))).toMatch(/list of authorities is empty/i);
    for (const n of [0, 1]) {
      await chooseMessage(panel, "Finished", n);
      await panel.locator("tls-check", { hasText: "Passed" }).first().waitFor();
    }
    await demo.workbench.screenshot("handshake-two-way-tls12", { width: 1400, height: 900 });
  } finally {
    peer.close();
  }
});
