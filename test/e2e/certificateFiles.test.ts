import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Locator } from "playwright-core";
import { findProgram } from "../../scripts/lib/paths.mjs";
import { LocalServer } from "../support/localServer";
import { OpensslFolder, opensslVersion } from "../support/openssl";
import { RevocationFolder } from "../support/revocation";
import { useDemo } from "./support/demo";
import { makeRevocationList } from "./support/pem";
import { view } from "./support/views";
import { words } from "./support/words";

const hasKeytool = findProgram("keytool") !== undefined;
const demo = useDemo({ daysValid: 12 });
const write = (name: string, content: string | Uint8Array): void => {
  writeFileSync(join(demo.folder, name), content);
};

beforeAll(async () => {
  const { server, intermediate } = demo.certificates;
  write("server.der", new X509Certificate(server.certificatePem).raw);
  write("text.crt", server.certificatePem);
  write("list.crl", await makeRevocationList(intermediate));
  if (hasKeytool)
    execFileSync("keytool", [
      ..."-genkeypair -alias own -keyalg EC -dname CN=Java -storetype JKS".split(" "),
      ..."-storepass changeit -keypass changeit -keystore".split(" "),
      join(demo.folder, "store.jks"),
    ]);
});

describe("a file with a certificate", () => {
  test("opens decoded when it is DER", async () => {
    const { workbench } = demo;
    await demo.workbench.openAny("server.der");
    const panel = await view(workbench, "panel");
    await panel.getByRole("button", { name: "localhost" }).first().waitFor();
    expect(await words(panel.locator("tls-header"))).toContain("CN=localhost");
    await panel.getByRole("treeitem", { name: "Serial Number" }).waitFor();
    await workbench.screenshot("certificate-file", { width: 1280, height: 800 });
  });

  test("is copied and converted from its card", async () => {
    const { workbench } = demo;
    const panel = await view(workbench, "panel");
    const choose = async (item: string): Promise<void> => {
      await panel.getByRole("button", { name: "Actions for localhost" }).click();
      await panel.getByRole("menuitem", { name: item }).click();
    };
    await choose("Copy…");
    await workbench.quickPick("SHA-256").click();
    const { fingerprint256 } = new X509Certificate(demo.certificates.server.certificatePem);
    await expect
      .poll(() => workbench.page.evaluate(() => navigator.clipboard.readText()))
      .toBe(fingerprint256);
    await choose("Convert…");
    await workbench.quickPick(/^PEM/).click();
    await workbench.page
      .locator(".editor-instance .view-line", { hasText: "BEGIN CERTIFICATE" })
      .first()
      .waitFor();
    await workbench.runCommand("View: Revert and Close Editor");
  });

  test("is shown again when it changes on disk", async () => {
    write("server.der", new X509Certificate(demo.certificates.root.certificatePem).raw);
    const panel = await view(demo.workbench, "panel");
    await panel.getByRole("button", { name: "TLS Inspector Demo Root" }).first().waitFor();
  });

  test("in text goes to the text and back", async () => {
    const { workbench } = demo;
    await demo.workbench.openAny("text.crt");
    await view(workbench, "panel", 0);
    await workbench.runCommand("TLS: Show as Text");
    await workbench.page.locator(".editor-instance .view-line", { hasText: "BEGIN" }).first().waitFor();
    await workbench.runCommand("TLS: Show Decoded");
    const panel = await view(workbench, "panel", 0);
    await panel.getByRole("button", { name: "localhost", exact: true }).waitFor();
    // A chosen field selects its characters where the text is open, and does not push the view aside for it.
    await panel.getByRole("treeitem", { name: "Serial Number" }).click();
    await workbench.page.waitForTimeout(500);
    expect(await panel.getByRole("treeitem", { name: "Serial Number" }).isVisible()).toBe(true);
  });

  test("may be a revocation list", async () => {
    await demo.workbench.openAny("list.crl");
    const panel = await view(demo.workbench, "panel");
    await panel.getByRole("treeitem", { name: "Revoked Certificates" }).waitFor();
  });
});

describe("a keystore", () => {
  test("waits for its passphrase, tells a wrong one, and opens with the right one", async () => {
    const { workbench } = demo;
    await demo.workbench.openAny("client.p12");
    const panel = await view(workbench, "panel");
    await panel.getByRole("button", { name: "Enter passphrase…" }).click();
    await workbench.answer("Passphrase for client.p12", "wrong");
    await workbench.answer("That was not the passphrase", "demo");
    await panel.getByText("fits the passphrase and the content").waitFor();
    await panel.getByRole("button", { name: "demo-client", exact: true }).waitFor();
    expect(await panel.getByRole("button", { name: "Enter passphrase…" }).count()).toBe(0);
    await workbench.screenshot("keystore", { width: 1280, height: 800 });
  });

  test.skipIf(!hasKeytool)("of Java lists its certificates without one", async () => {
    await demo.workbench.openAny("store.jks");
    const panel = await view(demo.workbench, "panel");
    await panel.getByRole("tab", { name: /Certificates/ }).click();
    await panel.getByRole("button", { name: "Java", exact: true }).waitFor();
    expect(await words(panel.locator("tls-certificates"))).toContain("Label own");
  });
});

describe.skipIf(opensslVersion === undefined)("over the network, when asked", () => {
  test("fetches the missing issuer, and then learns that the certificate is revoked", async () => {
    const { workbench } = demo;
    const folder = new OpensslFolder();
    const made = new RevocationFolder(folder);
    const server = await LocalServer.listen((request, response) => {
      response.end(folder.read((request.url ?? "").slice(1)));
    });
    try {
      const at = (path: string): string => `URI:${server.url(path)}`;
      made.make("root", { extensions: ["basicConstraints=critical,CA:true"] });
      made.make("between", { issuer: "root", extensions: ["basicConstraints=critical,CA:true"] });
      made.make("leaf", {
        issuer: "between",
        extensions: [
          "subjectAltName=DNS:leaf.example",
          `authorityInfoAccess=caIssuers;${at("/between.der")}`,
          `crlDistributionPoints=${at("/list.crl")}`,
        ],
      });
      made.list("list", {
        by: "between",
        entries: [{ name: "leaf", revoked: "keyCompromise" }],
        nextUpdate: "20480101000000Z",
      });
      write("certificates/ca/test-root.der", folder.read("root.der"));
      write("leaf.der", folder.read("leaf.der"));

      await demo.workbench.openAny("leaf.der");
      const panel = await view(workbench, "panel");
      const verdict = panel.locator("tls-verdict");
      await panel.getByRole("button", { name: "Fetch missing issuer" }).click();
      await verdict.getByText("vouches for").waitFor();
      await workbench.screenshot("fetched-issuer", { width: 1280, height: 900 });
      await panel.getByRole("button", { name: "Check revocation" }).click();
      await verdict
        .getByText(/revoked/)
        .first()
        .waitFor();
      expect(await words(verdict)).toContain("Not trusted");
      await workbench.screenshot("revoked", { width: 1280, height: 900 });
    } finally {
      await server.close();
      folder.remove();
    }
  });
});

describe("the certificates of the workspace", () => {
  const rows = (): Locator =>
    demo.workbench.page.locator(".pane", { hasText: "Certificates" }).getByRole("treeitem");

  test("stand in the side bar, what ends first at the top", async () => {
    const { workbench } = demo;
    await workbench.page.setViewportSize({ width: 1280, height: 1000 });
    await workbench.runCommand("View: Show TLS Inspector");
    await rows().filter({ hasText: "ingress.yaml" }).first().waitFor();
    const texts = await rows().allInnerTexts();
    const place = (part: RegExp): number => texts.findIndex((text) => part.test(text));
    expect(place(/localhost.*expires in 1[12] days/s)).toBeGreaterThan(0);
    expect(place(/shop\.example.*expired/s)).toBeGreaterThan(0);
    expect(place(/shop\.example/)).toBeLessThan(place(/localhost/));
    await workbench.screenshot("workspace-certificates", { width: 1280, height: 1000 });
  });

  test("open at their characters", async () => {
    const { workbench } = demo;
    await rows().filter({ hasText: "ingress.yaml" }).first().click();
    await workbench.page.locator('.tab.active[data-resource-name="ingress.yaml"]').waitFor();
    await workbench.page.locator(".statusbar", { hasText: /Ln 8, Col/ }).waitFor();
  });

  test("follow files that come and go", async () => {
    write("certificates/another.pem", demo.certificates.client.certificatePem);
    await rows().filter({ hasText: "another.pem" }).waitFor();
    rmSync(join(demo.folder, "certificates/another.pem"));
    await rows().filter({ hasText: "another.pem" }).waitFor({ state: "detached" });
  });
});
