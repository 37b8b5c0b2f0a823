import { env, window } from "vscode";
import { short } from "../core/words/visible";
import { COPIES } from "./copies";
import type { Target } from "./target";

/** Asks what to copy of an object, and copies it. */
export async function copyFrom(target: Target): Promise<void> {
  const material = target.material();
  const rows = COPIES.flatMap(({ label, text }) => {
    const content = text(material);
    if (content === undefined || content === "") return [];
    return [{ label, detail: short(content.replace(/\s+/g, " "), 100).replace(/\$\(/g, "\\$("), content }];
  });
  if (rows.length === 0) throw new Error("Nothing of this object can be copied: it is encrypted or unknown");
  const row = await window.showQuickPick(rows, { title: "Copy what?", matchOnDetail: true });
  if (!row) return;
  await env.clipboard.writeText(row.content);
  window.setStatusBarMessage(`$(check) Copied: ${row.label}`, 3000);
}
