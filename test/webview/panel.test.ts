import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { active, posted, useBrowser, words } from "./browser";

const { open } = useBrowser();
const text = (page: Page, selector: string): Promise<string> => words(page.locator(selector));

describe("the header", () => {
  test("says the outcome in a word and what happened, and offers what can be done", async () => {
    const page = await open();
    await expect.poll(() => text(page, "tls-header h1")).toContain("Completed");
    expect(await text(page, "tls-header h1")).toContain(
      "Two-way TLS 1.2 · ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 · x25519 · 14 ms",
    );
    expect(await text(page, "tls-header .summary")).toBe(
      "Both sides proved who they are. 13 messages, 2 round trips.",
    );
    await page.getByRole("button", { name: "Run again" }).click();
    expect(await posted(page, "run")).toMatchObject([
      { request: { target: "localhost:8443", mutual: true } },
    ]);
  });

  test("the export menu works by keyboard", async () => {
    const page = await open();
    await page.getByRole("button", { name: "Export" }).focus();
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => page.getByRole("menuitem").allInnerTexts()).toHaveLength(4);
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    expect(await posted(page, "export")).toEqual([{ kind: "keylog" }]);
    expect(await page.getByRole("menu").count()).toBe(0);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    expect(await page.getByRole("menu").count()).toBe(0);
  });

  test("a running handshake can be cancelled and shows what comes in", async () => {
    const page = await open({ fixture: "running" });
    expect(await page.getByRole("option").count()).toBe(3);
    await page.getByRole("button", { name: "Cancel" }).click();
    expect(await posted(page, "cancel")).toEqual([{}]);
    await page.evaluate(() => {
      window.harness.show("mutual12");
    });
    await expect.poll(() => page.getByRole("option").count()).toBe(13);
    expect(await page.getByRole("button", { name: "Cancel" }).count()).toBe(0);
  });

  test("an empty panel offers both commands", async () => {
    const page = await open({ fixture: "empty" });
    await page.getByRole("button", { name: "Run Handshake Test…" }).click();
    await page.getByRole("button", { name: "Run Two-Way Handshake Test…" }).click();
    expect(await posted(page, "command")).toEqual([
      { command: "tlsInspector.runHandshakeTest" },
      { command: "tlsInspector.runMutualHandshakeTest" },
    ]);
  });

  test("a refused request is told to the user, once, until dismissed", async () => {
    const page = await open();
    await page.evaluate(() => {
      window.harness.failing.set("export", "The disk is full.");
    });
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem", { name: "JSON" }).click();
    await expect.poll(() => page.getByRole("alert").allInnerTexts()).toHaveLength(1);
    expect(await page.getByRole("alert").innerText()).toContain("The disk is full.");
    await page.getByRole("button", { name: "Dismiss" }).click();
    expect(await page.getByRole("alert").count()).toBe(0);
  });
});

describe("the ladder", () => {
  test("names direction, encryption and check of each message", async () => {
    const page = await open();
    const options = page.getByRole("option");
    await expect.poll(() => options.count()).toBe(13);
    const names = await Promise.all((await options.all()).map(words));
    expect(names[0]).toContain("client to server: Client Hello");
    expect(names[3]).toContain("server to client: Server Key Exchange check: Passed");
    expect(names[10]).toContain("client to server: Finished encrypted");
    expect(names[10]).toContain("check: Passed");
    expect(names[6]).toContain("5.5 ms later");
  });

  test("TLS 1.3's encrypted messages are there, decrypted", async () => {
    const page = await open({ fixture: "oneway13" });
    await page.getByRole("option", { name: "Encrypted Extensions" }).click();
    await expect.poll(() => active(page, "tree")).toContain("Encrypted Extensions");
  });

  test("moves by keyboard, with one tab stop", async () => {
    const page = await open();
    const list = page.getByRole("listbox", { name: "Messages" });
    await list.focus();
    await page.keyboard.press("End");
    await expect.poll(() => active(page, "listbox")).toContain("Finished");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => active(page, "listbox")).toContain("Server Hello");
    await expect.poll(() => text(page, "tls-message h2")).toBe("Server Hello");
    await page.keyboard.press("Tab");
    expect(await list.evaluate((element) => element.matches(":focus"))).toBe(false);
  });

  test("after a failure the message that says so is chosen", async () => {
    const page = await open({ fixture: "failed" });
    await expect.poll(() => active(page, "listbox")).toContain("Alert");
    expect(await text(page, "tls-header h1")).toContain("Failed");
    await expect.poll(() => text(page, "tls-field-info")).toContain("it requires a client certificate");
  });
});

describe("a message", () => {
  test("shows what was checked, how, and over which messages", async () => {
    const page = await open();
    await page.getByRole("option", { name: "Certificate Verify" }).click();
    const check = page.locator("tls-check");
    await expect.poll(() => words(check)).toContain("Passed: The signature over messages 1–8 holds");
    await check.locator("summary").click();
    expect(await words(check)).toContain("ecdsa_verify(certificate key, SHA-256(messages), signature)");
    expect(await check.getByRole("button", { name: "messages 1–8" }).count()).toBe(1);
  });

  test("opens RFC links through the host", async () => {
    const page = await open();
    await page.getByRole("button", { name: "RFC 5246 §7.4.1.2" }).first().click();
    expect(await posted(page, "openRfc")).toEqual([
      { url: "https://www.rfc-editor.org/rfc/rfc5246#section-7.4.1.2" },
    ]);
  });
});

describe("certificates", () => {
  test("draws every path to a root, and says why the other one fails", async () => {
    const page = await open();
    await page.getByRole("tab", { name: "Certificates" }).click();
    const graph = page.locator("tls-chain-graph").first();
    await expect.poll(() => graph.locator(".node").count()).toBe(4);
    expect(await words(graph)).toContain("Old Root trusted root · Mozilla's, as in Node 24.21");
    expect(await graph.locator("line").count()).toBe(3);
    await graph.getByRole("button", { name: "Path 2: Not trusted" }).click();
    await expect.poll(() => text(page, "tls-verdict details")).toContain("“Old Root” expired");
    expect(await graph.locator(".node.lit").count()).toBe(3);
    await graph.getByRole("button", { name: /Example Root CA/ }).click();
    await expect.poll(() => text(page, "tls-certificate-card .chosen .choose")).toBe("Example Root CA");
  });

  test("offers what can be asked over the network, and what can be done with one certificate", async () => {
    const page = await open();
    await page.getByRole("tab", { name: "Certificates" }).click();
    await page.getByRole("button", { name: "Check revocation" }).click();
    expect(await posted(page, "act")).toEqual([{ action: "checkRevocation" }]);
    expect(await page.getByRole("button", { name: "Fetch missing issuer" }).count()).toBe(0);
    await page.getByRole("button", { name: "Actions for Example Root CA" }).click();
    await page.getByRole("menuitem", { name: "Convert…" }).click();
    expect(await posted(page, "certificate")).toMatchObject([{ index: 1, action: "convert" }]);
  });

  test("shows both chains, the verdict with its failing step, and the chosen one's fields", async () => {
    const page = await open();
    await page.getByRole("tab", { name: "Certificates" }).click();
    const panel = page.locator("tls-certificates");
    await expect.poll(() => words(panel)).toContain("expires in 12 days");
    const all = await words(panel);
    for (const word of [
      "Server's certificates",
      "Client's certificates",
      "Not trusted",
      "Name matches",
      "Mozilla's, as in Node 24.21",
      "is not among the store's 146 roots",
    ])
      expect(all).toContain(word);
    await page.getByRole("button", { name: "Copy SHA-256 fingerprint" }).first().click();
    expect(await posted(page, "copy")).toEqual([
      { text: "1da68417072e4c05455b384ae342255b54e8591ff09b8ca3f4ce5f2c1d83133c" },
    ]);
    const before = await page.getByRole("treeitem").first().getAttribute("id");
    await page.getByRole("button", { name: "<img src=x onerror=alert(1)>", exact: true }).click();
    await expect.poll(() => words(page.getByRole("tree"))).toContain("SEQUENCE");
    expect(before).toBe("row-0");
    expect((await posted(page, "rows")).length).toBeGreaterThan(1);
  });

  test("a pasted certificate opens on its certificates", async () => {
    const page = await open({ fixture: "pem" });
    await expect
      .poll(() => page.getByRole("tab", { name: "Certificates" }).getAttribute("aria-selected"))
      .toBe("true");
    expect(await page.getByRole("tab", { name: "Fields" }).count()).toBe(1);
    await page.getByRole("tab", { name: "Fields" }).click();
    await expect.poll(() => active(page, "tree")).toContain("SEQUENCE");
    // Both certificates stand in one tree, and choosing a field of the second shows its bytes.
    await expect.poll(() => page.locator("[role=treeitem][aria-level='1']").count()).toBe(2);
    await page.locator("[role=treeitem][aria-level='1']").nth(1).click();
    await expect.poll(() => words(page.locator("tls-fields .hex-part .bar"))).toContain("certificate 2");
  });
});

describe("parameters", () => {
  test("leads from a value to its field", async () => {
    const page = await open();
    await page.getByRole("tab", { name: "Parameters" }).click();
    const row = page.getByRole("row", { name: "Cipher suite" });
    expect(await row.getByRole("cell").nth(1).innerText()).toContain(
      "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    );
    await row.getByRole("cell").nth(0).getByRole("button", { name: "TLS_ECDHE_RSA_WITH_CHACHA20" }).click();
    await expect
      .poll(() => active(page, "tree"))
      .toBe("Cipher Suite: TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256 (0xcca8)");
    expect(await active(page, "listbox")).toContain("Client Hello");
  });

  test("runs the request with one thing changed", async () => {
    const page = await open();
    await page.getByRole("tab", { name: "Parameters" }).click();
    await page.getByRole("textbox", { name: "Target" }).fill("localhost:9443");
    await page.getByRole("textbox", { name: "Groups" }).fill("secp384r1");
    await page.getByRole("button", { name: "Run", exact: true }).click();
    expect(await posted(page, "run")).toEqual([
      {
        request: {
          target: "localhost:9443",
          mutual: true,
          minVersion: "TLS 1.2",
          maxVersion: "TLS 1.2",
          groups: ["secp384r1"],
          clientCertificate: "certs/client.pem",
          clientKey: "certs/client.key",
          timeoutMs: 10_000,
        },
      },
    ]);
    await page.getByRole("textbox", { name: "Target" }).fill("");
    await expect
      .poll(() => page.locator("tls-request-form").getByRole("alert").innerText())
      .toContain("localhost:8443");
    await expect.poll(() => page.getByRole("button", { name: "Run", exact: true }).isDisabled()).toBe(true);
  });
});

test("keys: warns that secrets are shown, and copies one", async () => {
  const page = await open();
  await page.getByRole("tab", { name: "Keys" }).click();
  await expect.poll(() => text(page, "tls-keys .notice")).toContain("Session secrets");
  await page.getByRole("button", { name: "Copy Client write key" }).click();
  expect((await posted(page, "copy"))[0]?.text).toMatch(/^[0-9a-f]{32}$/);
});

test("findings: worst first, and lead to the field", async () => {
  const page = await open({ fixture: "failed" });
  await page.getByRole("tab", { name: "Findings" }).click();
  await expect.poll(() => page.locator("tls-findings li").count()).toBe(3);
  const list = await page.locator("tls-findings li").allInnerTexts();
  expect(list.map((word) => /Error|Warning|Note/.exec(word)?.[0])).toEqual(["Error", "Warning", "Note"]);
  await page.getByRole("button", { name: "Go to the field" }).first().click();
  await expect.poll(() => active(page, "tree")).toContain("Level: fatal");
  expect(await active(page, "listbox")).toContain("Alert");
});

test("remembers tab and choice of an inspection across a reload", async () => {
  const page = await open();
  await page.getByRole("option", { name: "Server Key Exchange" }).click();
  await page.getByRole("treeitem", { name: "Named Curve" }).click();
  await page.reload();
  await expect.poll(() => active(page, "tree")).toContain("Named Curve: x25519");
  expect(await posted(page, "ready")).toEqual([{ savedId: "mutual12" }]);
  await page.getByRole("tab", { name: "Keys" }).click();
  await page.reload();
  await expect.poll(() => page.getByRole("tab", { name: "Keys" }).getAttribute("aria-selected")).toBe("true");
});
