import { expect, test } from "vitest";
import { useDemo } from "./support/demo";

const demo = useDemo({});

test("a dump is painted and its fields are named, legibly in every theme", async () => {
  const { workbench } = demo;
  const { page } = workbench;
  await workbench.openFile("client-hello.txt");
  await page.locator(".codelens-decoration a", { hasText: "Annotate" }).click();
  const names = page.locator(".editor-instance .view-line", { hasText: "Client Hello" }).first();
  await names.waitFor();
  for (const theme of ["dark", "light", "high contrast"] as const) {
    await workbench.setTheme(theme);
    await page.waitForTimeout(700); // the decorations are made anew for another kind of theme
    const painted = await page
      .locator(".editor-instance .view-overlays [class*=ced-]")
      .evaluateAll((elements) =>
        elements.map((element) => {
          const { backgroundColor, borderTopWidth } = getComputedStyle(element);
          return { filled: !/, 0\)$|transparent/.test(backgroundColor), bordered: borderTopWidth !== "0px" };
        }),
      );
    expect(painted.length).toBeGreaterThan(20);
    const contrast = theme === "high contrast";
    expect(painted.every(({ filled, bordered }) => bordered === contrast && filled !== contrast)).toBe(true);
    await workbench.screenshot(`annotations-${theme.replace(" ", "-")}`, { width: 1280, height: 640 });
  }
  await workbench.setTheme("dark");
});
