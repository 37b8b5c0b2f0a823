import axe from "axe-core";
import type { Frame } from "playwright-core";

/** Runs axe-core inside a webview and gives what it found, one line an element; empty when it found nothing. */
export async function accessibilityProblems(frame: Frame): Promise<string[]> {
  await frame.evaluate(axe.source);
  const { violations } = await frame.evaluate(async () => {
    const inPage = (globalThis as unknown as { axe: typeof axe }).axe;
    return inPage.run({ include: ["body"] }, { resultTypes: ["violations"] });
  });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}: ${node.failureSummary ?? ""}`),
  );
}
