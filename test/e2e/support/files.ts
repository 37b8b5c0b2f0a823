import { basename } from "node:path";
import type { Workbench } from "../../host/workbench";

/** Chooses a file in the dialog that is open (VS Code's own, which a browser shows), told by its title. */
export async function pickFile(workbench: Workbench, title: string, path: string): Promise<void> {
  const { page } = workbench;
  const dialog = page.locator(".quick-input-widget", { has: page.getByText(title, { exact: true }) });
  await dialog.waitFor();
  await workbench.quickPick(/./).waitFor();
  await workbench.quickInput.fill(path);
  await workbench.quickPick(basename(path)).waitFor();
  await dialog.getByRole("button", { name: "OK" }).click();
  await dialog.waitFor({ state: "hidden" });
}

/** Gives a file name in the save dialog that is open, and saves. */
export async function saveAs(workbench: Workbench, title: string, path: string): Promise<void> {
  const { page } = workbench;
  const dialog = page.locator(".quick-input-widget", { has: page.getByText(title, { exact: true }) });
  await dialog.waitFor();
  await workbench.quickPick(/./).waitFor();
  await workbench.quickInput.fill(path);
  await page.waitForTimeout(300); // the dialog looks the folder up
  await dialog.getByRole("button", { name: "OK" }).click();
  await dialog.waitFor({ state: "hidden" });
}
