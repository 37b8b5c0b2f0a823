import type { Finding, Side } from "../inspection";
import { LABEL_MISSING } from "./missingKeys";
import type { Opened } from "./protection";
import type { Epoch, SessionRecord } from "./types";

type Closed = Exclude<Opened, { status: "opened" }>;

/** A run of records of one side and epoch that did not open, and where its finding stands. */
interface Run {
  readonly at: number;
  readonly epoch: Epoch;
  readonly first: SessionRecord;
  readonly firstSequence: number;
  readonly reason: string;
}

/** What is said of protected records that stay closed: once for a reason, or for a run of records. */
export class ClosedRecords {
  readonly #said = new Set<string>();
  readonly #runs: Partial<Record<Side, Run | undefined>> = {};

  constructor(private readonly findings: Finding[]) {}

  /** A record opened: the next that does not is another matter. */
  opened(side: Side): void {
    this.#runs[side] = undefined;
  }

  closed(record: SessionRecord, { status, epoch, sequence, reason }: Closed): void {
    if (status === "no keys") this.#noKeys(record, reason);
    else this.#failed(record, epoch, sequence, reason);
  }

  #noKeys(record: SessionRecord, reason: string): void {
    if (this.#said.has(reason)) return;
    this.#said.add(reason);
    this.findings.push({
      id: "record.no_keys",
      severity: "info",
      message: `Record ${String(record.number)} from the ${record.from} and what follows is protected, and ${reason}`,
      ...(reason === LABEL_MISSING
        ? { fix: "Give the key log of this connection (SSLKEYLOGFILE) to see inside." }
        : {}),
      span: record.span,
    });
  }

  #failed(record: SessionRecord, epoch: Epoch, sequence: number, reason: string): void {
    const { from } = record;
    const known = this.#runs[from];
    const goesOn = known?.epoch === epoch;
    const run: Run = goesOn
      ? known
      : { at: this.findings.length, epoch, first: record, firstSequence: sequence, reason };
    this.#runs[from] = run;
    const { first, firstSequence } = run;
    const [records, numbers] = goesOn
      ? [`Records ${span(first.number, record.number)}`, `sequence numbers ${span(firstSequence, sequence)}`]
      : [`Record ${String(record.number)}`, `sequence number ${String(sequence)}`];
    this.findings[run.at] = {
      id: "record.authentication",
      severity: "error",
      message: `${records} from the ${from} (${epoch} keys, ${numbers}) failed authentication: ${run.reason}`,
      fix: goesOn
        ? "The keys are not this connection's, or records are missing before the first of these."
        : "The record was changed on its way, or the keys are not this connection's.",
      span: { ...first.span, end: record.span.end },
    };
  }
}

function span(first: number, last: number): string {
  return `${String(first)} to ${String(last)}`;
}
