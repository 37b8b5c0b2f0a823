// The README's pictures: VS Code with the packaged extension, the example workspace and the demo servers.
// node out/tools/screenshots.mjs [NAME…]
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Frame, Locator } from "playwright-core";
import { openDemoWorkbench, type DemoWorkbench } from "../../test/host/demo";
import { root } from "../lib/paths.mjs";

const WIDTH = 1280;
const folder = join(root, "media/screenshots");

interface Scene {
  /** Pixels. */
  readonly height: number;
  readonly show: (demo: DemoWorkbench) => Promise<void>;
}

/** Each picture and what leads to it. */
const SCENES: Readonly<Record<string, Scene>> = {
  "one-way": {
    height: 720,
    show: async (demo) => {
      const panel = await oneWay(demo, demo.servers.oneWay.port);
      await choose(panel, "Certificate Verify");
      await panel.getByText("verifies with the key in the server's certificate").waitFor();
    },
  },
  "two-way": {
    height: 780,
    show: async (demo) => {
      const { workbench, servers } = demo;
      await workbench.runCommand("TLS: Run Two-Way (Mutual) Handshake Test…");
      await workbench.quickPick(`localhost:${String(servers.twoWay.port)}`).click();
      await workbench.quickPick(/demo client(?!,)/).click();
      const panel = await handshakePanel(demo);
      await panel.getByText("Both sides proved who they are").waitFor();
      await choose(panel, "Certificate Request");
      await panel.getByText("makes the handshake two-way").first().waitFor();
      await panel.getByRole("treeitem", { name: "Extension: certificate_authorities" }).click();
      await workbench.page.keyboard.press("ArrowRight");
    },
  },
  failure: {
    height: 640,
    show: async (demo) => {
      const panel = await oneWay(demo, demo.servers.twoWay.port);
      await panel.getByText("requires a client certificate").first().waitFor();
      await choose(panel, "Alert");
    },
  },
  hover: {
    height: 560,
    show: async ({ workbench }) => {
      await workbench.openFile("ingress.yaml");
      const hover = await workbench.hover("BEGIN CERTIFICATE");
      await hover.getByText("Open in TLS Inspector").waitFor();
    },
  },
  certificates: {
    height: 800,
    show: async (demo) => {
      const { workbench } = demo;
      await workbench.openFile("certificates/server.pem");
      await workbench.runCommand("TLS: Show Decoded");
      const panel = await view(workbench, "panel");
      await panel.getByText("vouches for").first().waitFor();
      await panel.getByRole("treeitem", { name: "Extensions" }).click();
      await workbench.page.keyboard.press("ArrowRight");
      await panel.getByRole("treeitem", { name: "Subject Alternative Name" }).click();
    },
  },
  problems: {
    height: 620,
    show: async ({ workbench }) => {
      const { page } = workbench;
      await workbench.openFile("problems/chain.pem");
      await page.locator(".editor-instance .codelens-decoration", { hasText: "expires" }).first().waitFor();
      await page.locator(".editor-instance .squiggly-warning").first().waitFor();
      await workbench.runCommand("Go to Next Problem in Files");
      await page.locator(".editor-instance .zone-widget").first().waitFor();
    },
  },
  workspace: {
    height: 620,
    show: async ({ workbench }) => {
      const { page } = workbench;
      await workbench.openFile("problems/secret.yaml");
      await workbench.runCommand("View: Show TLS Inspector");
      await page
        .getByRole("treeitem", { name: /shop.example/ })
        .first()
        .waitFor();
      await page.locator(".editor-instance .codelens-decoration").first().waitFor();
    },
  },
  annotated: {
    height: 620,
    show: async ({ workbench }) => {
      const { page } = workbench;
      await workbench.openFile("client-hello.txt");
      await page.locator(".editor-instance .codelens-decoration", { hasText: "Annotate" }).first().waitFor();
      await workbench.runCommand("TLS: Annotate Hex Dump");
      await page.locator(".editor-instance .view-line", { hasText: "Random" }).first().waitFor();
      const row = page.locator(".editor-instance .view-line", { hasText: "000000d0" });
      await row.hover({ position: { x: 140, y: 8 } });
      await page.locator(".monaco-hover:not(.hidden)", { hasText: "ALPN" }).first().waitFor();
    },
  },
  "side-panel": {
    height: 820,
    show: async ({ workbench }) => {
      const { page } = workbench;
      await workbench.openFile("client-hello.txt");
      await workbench.runCommand("View: Show TLS Inspector");
      const side = await view(workbench, "side");
      await page.locator(".editor-instance .view-line", { hasText: "00000000" }).click();
      await page.keyboard.press("Home");
      await page.keyboard.press("ControlOrMeta+Shift+End");
      await side.getByRole("option", { name: "Client Hello" }).waitFor();
      const row = side.getByRole("treeitem", { name: "Random" }).first();
      await row.scrollIntoViewIfNeeded();
      await row.click();
      await page.locator(".editor-instance .selected-text").nth(1).waitFor();
    },
  },
};

/** Runs a one-way handshake test from the palette; its panel, once it is over. */
async function oneWay(demo: DemoWorkbench, port: number): Promise<Frame> {
  const { workbench } = demo;
  await workbench.runCommand("TLS: Run Handshake Test…");
  await workbench.quickPick(`localhost:${String(port)}`).click();
  return handshakePanel(demo);
}

async function handshakePanel({ workbench }: DemoWorkbench): Promise<Frame> {
  const panel = await view(workbench, "panel");
  await panel.getByRole("button", { name: "Run again" }).waitFor();
  return panel;
}

/** Chooses a message of the ladder. */
async function choose(panel: Frame, name: string): Promise<void> {
  await panel.getByRole("option", { name }).first().click();
}

/** The content of our panel or side view; waits up to 20 s for it. */
async function view({ page }: DemoWorkbench["workbench"], kind: "panel" | "side"): Promise<Frame> {
  for (let attempt = 0; attempt < 100; attempt++) {
    for (const frame of page.frames()) {
      const body: Locator = frame.locator(`body[data-view=${kind}] tls-inspector-app`);
      if ((await body.count().catch(() => 0)) > 0) return frame;
    }
    await page.waitForTimeout(200);
  }
  throw new Error(`no ${kind} has come`);
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => SCENES[name] === undefined);
  if (unknown.length > 0) throw new Error(`no picture ${unknown.join(", ")}`);
  mkdirSync(folder, { recursive: true });
  const demo = await openDemoWorkbench({ settings: QUIET });
  const { page } = demo.workbench;
  try {
    await demo.workbench.runCommand("View: Close Primary Side Bar");
    for (const [name, { height, show }] of Object.entries(SCENES)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      await page.setViewportSize({ width: WIDTH, height });
      await show(demo);
      if (name !== "hover" && name !== "annotated") await page.mouse.move(WIDTH / 2, 6); // the title bar: nothing there answers to it
      await page.waitForTimeout(600); // toolbars fade, the layout settles
      const path = join(folder, `${name}.png`);
      await page.screenshot({ path });
      console.log(`media/screenshots/${name}.png  ${String(Math.ceil(statSync(path).size / 1024))} KB`);
      await page.keyboard.press("Escape");
      await demo.workbench.runCommand("View: Close All Editors");
    }
  } finally {
    await demo.close();
  }
}

/** Without what would draw the eye away from the extension. */
const QUIET = {
  "workbench.colorTheme": "Default Dark Modern",
  "workbench.startupEditor": "none",
  "workbench.layoutControl.enabled": false,
  "window.commandCenter": false,
  "editor.minimap.enabled": false,
  "editor.bracketPairColorization.enabled": false,
  "editor.hover.delay": 50,
  "editor.hover.above": false,
  "editor.renderWhitespace": "none",
};

await main();
