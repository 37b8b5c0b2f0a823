import { toJson } from "../core/inspect/json";
import type { Inspection } from "../core/inspection";
import { painterFor } from "./colour";
import type { Values } from "./options";
import { report } from "./report";

/** Prints an inspection as the command line asks. */
export function print(inspection: Inspection, values: Values, tree: boolean): void {
  if (values.json) {
    process.stdout.write(`${JSON.stringify(toJson(inspection), undefined, 2)}\n`);
    return;
  }
  const width = process.stdout.columns || 160;
  process.stdout.write(
    report(inspection, painterFor(process.stdout), {
      tree: tree || values.tree === true || values.all === true,
      minor: values.all === true,
      width,
    }),
  );
}
