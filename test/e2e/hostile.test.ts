import { expect, test } from "vitest";
import { useDemo } from "./support/demo";
import { hoverWords } from "./support/editor";
import { closeAll, runOneWay } from "./support/run";
import { chooseMessage, finished, openTab, view } from "./support/views";
import { words } from "./support/words";

/** O= of the server's certificate: whatever ran of it would set `pwned` on its window. */
const HOSTILE = `<img src=x onerror="top.pwned=globalThis.pwned=1"><script>globalThis.pwned=1</script> [a](command:workbench.action.quit) https://evil.example | $(x)`;

const demo = useDemo({ organization: HOSTILE });
/** Frames in which something ran or in which an element came of the text. */
async function faults(): Promise<string[]> {
  const found: string[] = [];
  for (const frame of demo.workbench.page.frames()) {
    const fault = await frame
      .evaluate(() => {
        const roots: (Document | ShadowRoot)[] = [document];
        for (const root of roots)
          for (const element of root.querySelectorAll("*"))
            if (element.shadowRoot) roots.push(element.shadowRoot);
        const images = roots.flatMap((root) => [...root.querySelectorAll('img[src="x"], a[href*="evil"]')]);
        return "pwned" in globalThis || images.length > 0;
      })
      .catch(() => false);
    if (fault) found.push(frame.url());
  }
  return found;
}

test("markup in a certificate's subject stays text in every tab of the panel", async () => {
  const { workbench, servers } = demo;
  const panel = await runOneWay(workbench, `localhost:${String(servers.oneWay.port)}`);
  await finished(panel);
  await chooseMessage(panel, "Certificate");
  expect(await faults()).toEqual([]);
  await openTab(panel, "Certificates");
  expect(await words(panel.locator("tls-certificate-card").first())).toContain("<img src=x onerror");
  await panel.getByRole("treeitem", { name: "<img src=x" }).first().waitFor();
  await workbench.screenshot("hostile-subject", { width: 1400, height: 900 });
  for (const tab of ["Parameters", "Keys", "Findings", "Certificates"]) {
    await openTab(panel, tab);
    expect(await faults()).toEqual([]);
  }
});

test("and in the hover", async () => {
  const { workbench } = demo;
  await closeAll(workbench);
  await workbench.openFile("ingress.yaml");
  const text = await hoverWords(workbench, "BEGIN CERTIFICATE");
  expect(text).toContain("<img src=x onerror");
  expect(text).toContain("[a](command:workbench.action.quit)");
  const links = await workbench.page
    .locator(".monaco-hover a")
    .evaluateAll((all) =>
      all.map((link) => link.getAttribute("data-href") ?? link.getAttribute("href") ?? ""),
    );
  expect(links).toHaveLength(4);
  for (const link of links) expect(link).toMatch(/^command:tlsInspector\./);
  expect(await faults()).toEqual([]);
  await workbench.screenshot("hostile-hover");
  await workbench.page.locator(".monaco-hover a", { hasText: "Open in TLS Inspector" }).click();
  const panel = await view(workbench, "panel");
  await panel.getByRole("treeitem", { name: "<img src=x" }).first().waitFor();
  expect(await faults()).toEqual([]);
});

test("and in the side view", async () => {
  const { workbench } = demo;
  await workbench.runCommand("View: Show TLS Inspector");
  const side = await view(workbench, "side");
  await side.getByLabel("Hex dump, PEM or base64").fill(demo.certificates.server.certificatePem);
  await side.getByRole("treeitem", { name: "<img src=x" }).first().waitFor();
  expect(await faults()).toEqual([]);
});
