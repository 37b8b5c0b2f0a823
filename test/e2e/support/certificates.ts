import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { Workbench } from "../../host/workbench";
import type { Demo } from "./demo";
import { words } from "./words";

const base64 = (text: string): string => Buffer.from(text).toString("base64");

/** The same certificates and key in the files in which people keep them; gives each file's name. */
export function writeCertificateFiles({ folder, certificates }: Demo): void {
  const { server, intermediate, root } = certificates;
  const write = (name: string, content: string): void => {
    writeFileSync(join(folder, name), content);
  };
  const chain = server.certificatePem + intermediate.certificatePem;
  write("chain.pem", `# The chain of localhost\n${chain}${root.certificatePem}`);
  write(
    "secret.yaml",
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: demo-tls\ntype: kubernetes.io/tls\ndata:\n` +
      `  tls.crt: ${base64(chain)}\n  tls.key: ${base64(server.keyPem)}\n`,
  );
  write(
    "config.json",
    `${JSON.stringify({ name: "demo", certificate: server.certificatePem, port: 8443 }, undefined, 2)}\n`,
  );
  write(
    "nginx.conf",
    `server {\n  listen 8443 ssl;\n  server_name localhost;\n  # pinned:\n` +
      `${server.certificatePem.trimEnd().replace(/^/gm, "  # ")}\n}\n`,
  );
  write("server_test.go", `package server\n\nconst certificate = \`${server.certificatePem}\`\n`);
}

/** The words of the lenses that are in sight, one a lens; waits until there are some that match. */
export async function lensTexts(page: Page, expected: RegExp): Promise<string[]> {
  const lenses = page.locator(".editor-instance .codelens-decoration");
  await lenses.filter({ hasText: expected }).first().waitFor({ timeout: 20_000 });
  return (await lenses.allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());
}

/** Opens a file, again when VS Code has not yet seen it. */
export async function openNewFile(workbench: Workbench, name: string): Promise<void> {
  await workbench.openFile(name).catch(async () => {
    await workbench.page.keyboard.press("Escape");
    await workbench.openFile(name);
  });
}

/** What our hover says over the first text in sight that holds `text`, `x` pixels from where its token starts. */
export async function objectHover({ page }: Workbench, text: string, x = 30): Promise<string> {
  const token = page.locator(".editor-instance .view-line span span", { hasText: text }).first();
  const hover = page.locator(".monaco-hover:not(.hidden)", { hasText: "Open in TLS Inspector" }).first();
  for (let attempt = 0; attempt < 12; attempt++) {
    await token.hover({ position: { x: x + attempt, y: 6 } });
    try {
      await hover.waitFor({ timeout: 1500 });
      return await words(hover);
    } catch {
      await page.mouse.move(2, 400); // it may still be on its way: leave and come again
    }
  }
  throw new Error(`no hover of ours over: ${text}`);
}
