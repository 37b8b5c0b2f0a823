import { beforeAll, describe, expect, test } from "vitest";
import type { Frame } from "playwright-core";
import { accessibilityProblems } from "../host/axe";
import type { Theme } from "../host/workbench";
import { useDemo } from "./support/demo";
import { runTwoWay } from "./support/run";
import { chooseMessage, finished, openTab, view } from "./support/views";

/** What VS Code has beside the panel once its side bar is closed, in pixels. */
const BESIDE = 48;
const WIDTHS = [300, 800, 1400];
const TABS = ["Handshake", "Certificates", "Parameters", "Keys", "Findings"];

const demo = useDemo();
let panel: Frame;
beforeAll(async () => {
  const { workbench, servers } = demo;
  await runTwoWay(workbench, `localhost:${String(servers.twoWay.port)}`, "demo client");
  panel = await view(workbench, "panel");
  await finished(panel);
  await workbench.runCommand("View: Close Primary Side Bar");
});

describe.each<Theme>(["dark", "light", "high contrast"])("the panel in a %s theme", (theme) => {
  beforeAll(async () => {
    await demo.workbench.page.setViewportSize({ width: 1400, height: 900 });
    await demo.workbench.setTheme(theme);
  });

  test.each(TABS)("%s: nothing that axe finds fault with, nothing cut off at any width", async (tab) => {
    const { workbench } = demo;
    await openTab(panel, tab);
    if (tab === "Handshake") await chooseMessage(panel, "Certificate Request");
    for (const width of WIDTHS) {
      await workbench.page.setViewportSize({ width: width + BESIDE, height: 900 });
      await workbench.page.waitForTimeout(250);
      await workbench.screenshot(`panel-${tab.toLowerCase()}-${theme.replace(" ", "-")}-${String(width)}`);
      const overflow = await panel.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }
    expect(await accessibilityProblems(panel)).toEqual([]);
  });
});
