import { window } from "vscode";
import { reveal } from "./reveal";
import { sameRow } from "./sameRow";
import type { Subject } from "./subject";

const SAID_MS = 6000;

/**
 * Selects the characters of the field that a view chose, in the text as it is now: a document that was closed is opened
 * again, and edits that are still to be read are read first. False where that cannot be, of which the status bar tells.
 */
export async function revealRow(
  subject: Subject,
  revision: number,
  row: number,
  inPlace: boolean | undefined,
): Promise<boolean> {
  const model = subject.at(revision);
  if (!model) return false;
  subject.choose(row);
  await subject.link?.settled();
  const lost = subject.link?.lost;
  if (lost !== undefined) {
    window.setStatusBarMessage(lost, SAID_MS);
    return false;
  }
  const { fields } = subject.model.inspection;
  const now =
    fields === model.inspection.fields || subject.at(revision)
      ? row
      : sameRow(model.inspection.fields, row, fields);
  if (now === undefined) return false;
  subject.choose(now);
  return reveal(subject.model, now, inPlace);
}
