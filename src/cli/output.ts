import { toJson } from "../core/inspect/json";
import type { Inspection } from "../core/inspection";
import { painterFor } from "./colour";
import type { Values } from "./options";
import { report } from "./report";

/** Prints inspections as the command line asks. */
export function print(inspections: readonly Inspection[], values: Values, tree: boolean): void {
  const [first] = inspections;
  if (values.json) {
    const json = inspections.length === 1 && first ? toJson(first) : toJson(inspections);
    process.stdout.write(`${JSON.stringify(json, undefined, 2)}\n`);
    return;
  }
  const options = {
    tree: tree || values.tree === true || values.all === true,
    minor: values.all === true,
    width: process.stdout.columns || 160,
  };
  const paint = painterFor(process.stdout);
  for (const inspection of inspections) {
    if (inspections.length > 1) process.stdout.write(`${paint("bold", `── ${inspection.origin.label}`)}\n`);
    process.stdout.write(report(inspection, paint, options));
  }
}
