import type { Frame } from "playwright-core";
import type { Workbench } from "../../host/workbench";
import { view } from "./views";

/** Runs a one-way handshake test from the palette against a target that is typed, and gives its panel. */
export async function runOneWay(workbench: Workbench, target: string): Promise<Frame> {
  await workbench.runCommand("TLS: Run Handshake Test…");
  await typeTarget(workbench, target);
  return view(workbench, "panel");
}

/** Runs a two-way one; `identity` is a row of the list of client certificates. */
export async function runTwoWay(workbench: Workbench, target: string, identity: string): Promise<void> {
  await workbench.runCommand("TLS: Run Two-Way (Mutual) Handshake Test…");
  await typeTarget(workbench, target);
  await workbench.page.locator(".quick-input-widget", { hasText: "Client certificate" }).waitFor();
  await workbench.page
    .locator(".quick-input-list .monaco-list-row .label-name", { hasText: new RegExp(`${identity}$`) })
    .click();
}

async function typeTarget(workbench: Workbench, target: string): Promise<void> {
  await workbench.page.locator(".quick-input-widget", { hasText: "andshake test" }).waitFor();
  await workbench.quickInput.fill(target);
  await workbench.quickPick(target).waitFor();
  await workbench.page.keyboard.press("Enter");
}

/** Closes every editor and panel. */
export async function closeAll(workbench: Workbench): Promise<void> {
  await workbench.runCommand("View: Close All Editors");
  await workbench.page.locator(".tabs-container .tab").waitFor({ state: "detached" });
}
