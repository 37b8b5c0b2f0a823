import type { Workbench } from "../../host/workbench";
import { words } from "./words";

/** All that the hover says which comes over a text. */
export async function hoverWords(workbench: Workbench, over: string): Promise<string> {
  await workbench.hover(over);
  const text = await words(workbench.page.locator(".monaco-hover:not(.hidden)").first());
  return text;
}

/** Gives the active editor the keyboard without touching its selection. */
export async function focusEditor({ page }: Workbench): Promise<void> {
  await page
    .locator(".editor-instance .native-edit-context, .editor-instance textarea.inputarea")
    .first()
    .focus();
}

/** What is selected in the active editor, as copying it gives it; several selections are lines of their own. */
export async function selectedText(workbench: Workbench): Promise<string> {
  const { page } = workbench;
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await focusEditor(workbench);
  await page.keyboard.press("ControlOrMeta+C");
  return page.evaluate(() => navigator.clipboard.readText());
}
