import type { Frame } from "playwright-core";
import type { Workbench } from "../../host/workbench";

/** The content of our nth panel or of our side view, as a frame; waits up to 20 s for it. */
export async function view(workbench: Workbench, kind: "panel" | "side", n = 0): Promise<Frame> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const found = await views(workbench, kind);
    const frame = found[n];
    if (frame) return frame;
    await workbench.page.waitForTimeout(200);
  }
  throw new Error(`no ${kind} ${n} has come`);
}

/** Our webviews of a kind that are alive now. */
export async function views(workbench: Workbench, kind: "panel" | "side"): Promise<Frame[]> {
  const found: Frame[] = [];
  for (const frame of workbench.page.frames()) {
    const its = await frame
      .evaluate(() =>
        document.querySelector("tls-inspector-app")?.shadowRoot ? document.body.dataset["view"] : undefined,
      )
      .catch(() => undefined); // a frame that goes away meanwhile
    if (its === kind) found.push(frame);
  }
  return found;
}

/** Chooses a tab of the panel. */
export async function openTab(panel: Frame, name: string | RegExp): Promise<void> {
  await panel.getByRole("tab", { name }).click();
}

/** Chooses a message of the ladder. */
export async function chooseMessage(panel: Frame, name: string | RegExp, n = 0): Promise<void> {
  await panel.getByRole("option", { name }).nth(n).click();
}

/** What the ladder shows: "client to server: Client Hello", … */
export async function ladder(panel: Frame): Promise<string[]> {
  return panel.getByRole("option").evaluateAll((options) =>
    options.map((option) => {
      const from = option.classList.contains("client") ? "client" : "server";
      return `${from}: ${option.querySelector(".name")?.textContent.trim() ?? ""}`;
    }),
  );
}

/** Waits until a handshake is over, whichever way it went. */
export async function finished(panel: Frame): Promise<void> {
  await panel.getByRole("button", { name: "Run again" }).waitFor();
}

/** Bytes that are highlighted in the hex view: "13 02". */
export async function chosenBytes(panel: Frame): Promise<string> {
  return (await panel.locator("tls-hex .byte.on").allInnerTexts()).join(" ");
}

/** Chooses a version in the form that runs again. */
export async function chooseVersion(panel: Frame, label: string, version: string): Promise<void> {
  const list = panel.getByRole("combobox", { name: label });
  await list.scrollIntoViewIfNeeded();
  await list.click();
  await list.getByRole("option", { name: version }).click();
}
