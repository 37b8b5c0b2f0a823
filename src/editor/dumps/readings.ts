import type { Dump } from "../../core/text/hexDump/dump";
import type { DocumentDumpReading } from "./documentDumps";

/** A way to read a dump that is not the one at hand. */
export interface Reading {
  /** As `DocumentDumps.choose` takes it; undefined for the one that was recognised. */
  readonly id: string | undefined;
  /** "as decimal bytes". */
  readonly label: string;
}

/** The other ways to read a dump; once one of them was chosen, the way back is the first. */
export function readingsOf(reading: Pick<DocumentDumpReading, "chosenOf">, dump: Dump): Reading[] {
  const chosen = reading.chosenOf(dump);
  const others = (dump.others ?? []).filter(({ id }) => id !== chosen);
  return chosen === undefined ? others : [{ id: undefined, label: "as it was recognised" }, ...others];
}
