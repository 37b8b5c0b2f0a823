import { EventEmitter, type Event } from "vscode";
import { SourceGraph } from "../core/bytes/source";
import { FieldTable } from "../core/fields/table";
import { joinEvidence, type Evidence } from "../core/inspect/evidence";
import type { Inspection, Origin } from "../core/inspection";
import type { WireLog } from "../core/session/wireLog";
import type { ConnectRequest, Overview } from "../protocol";
import { InspectionModel } from "./model";
import { overviewOf } from "./overview";
import { sameRow } from "./sameRow";
import type { TextLink } from "./textLink";

let subjects = 0;

/** What is known of an inspection beside itself, as it changes. */
export interface SubjectChange {
  readonly status?: Overview["status"];
  readonly inspection?: Inspection;
  readonly request?: ConnectRequest | undefined;
  /** The bytes and secrets it was made from: what exports need. */
  readonly log?: WireLog | undefined;
  /** What more can be done; kept until it is said anew. */
  readonly actions?: Overview["actions"];
  /** Makes the same inspection again, with more to judge certificates by; kept until it is said anew. */
  readonly judgeAgain?: ((evidence: Evidence) => Inspection | Promise<Inspection>) | undefined;
}

/** An inspection that is shown: it may still grow, and be made anew when it is run again. */
export class Subject {
  readonly id = `inspection-${String(Date.now())}-${String(++subjects)}`;
  readonly #changed = new EventEmitter<Overview>();
  readonly onDidChange: Event<Overview> = this.#changed.event;
  #revision = 0;
  #status: Overview["status"] = "empty";
  #request: ConnectRequest | undefined;
  #log: WireLog | undefined;
  #model: InspectionModel;
  #actions: Overview["actions"] = [];
  #judgeAgain: SubjectChange["judgeAgain"];
  #evidence: Evidence = {};
  /** The field chosen last, in the table in which it last was. */
  #chosen: { readonly fields: FieldTable; readonly row: number } | undefined;
  /** Keeps it in step with the text that it was read from. */
  link: TextLink | undefined;

  constructor(origin: Origin) {
    this.#model = new InspectionModel(emptyInspection(origin));
  }

  get model(): InspectionModel {
    return this.#model;
  }

  get revision(): number {
    return this.#revision;
  }

  get request(): ConnectRequest | undefined {
    return this.#request;
  }

  get log(): WireLog | undefined {
    return this.#log;
  }

  /** What was gathered for this inspection beside what it holds. */
  get evidence(): Evidence {
    return this.#evidence;
  }

  /** Shows the inspection judged again, by what was gathered now and before. */
  async judgeBy(more: Evidence): Promise<void> {
    this.#evidence = joinEvidence(this.#evidence, more);
    const inspection = await this.#judgeAgain?.(this.#evidence);
    if (inspection) this.update({ inspection });
  }

  /** The model, if `revision` is still the one shown; for a stale one undefined: the view is about to get the new overview. */
  at(revision: number): InspectionModel | undefined {
    return revision === this.#revision ? this.#model : undefined;
  }

  /** Takes note of the field that the user, or the editor's cursor, chose. */
  choose(row: number): void {
    this.#chosen = { fields: this.#model.inspection.fields, row };
  }

  /** The field chosen last, where it stands now; undefined for none, and for one that is gone. */
  get chosen(): number | undefined {
    const { fields } = this.#model.inspection;
    const chosen = this.#chosen;
    if (!chosen || chosen.fields === fields) return chosen?.row;
    const row = sameRow(chosen.fields, chosen.row, fields);
    if (row !== undefined) this.choose(row);
    return row;
  }

  overview(): Overview {
    const { chosen } = this;
    const state = {
      ...(chosen === undefined ? {} : { chosen }),
      id: this.id,
      revision: this.#revision,
      status: this.#status,
      request: this.#request,
      captured: this.#log !== undefined,
      actions: this.#actions,
    };
    return overviewOf(this.#model.inspection, state);
  }

  /** Shows something new. */
  update(change: SubjectChange): void {
    this.#revision++;
    if (change.status) this.#status = change.status;
    if (change.inspection) this.#model = new InspectionModel(change.inspection);
    if ("request" in change) this.#request = change.request;
    if ("log" in change) this.#log = change.log;
    if (change.actions) this.#actions = change.actions;
    if ("judgeAgain" in change) {
      this.#judgeAgain = change.judgeAgain;
      this.#evidence = {}; // it was gathered for another inspection
    }
    this.#changed.fire(this.overview());
  }

  /** Shows nothing any more. */
  clear(): void {
    this.update({ status: "empty", inspection: emptyInspection(this.#model.inspection.origin) });
  }

  /** Shows the same inspection, told of a text in which its characters stand elsewhere: nothing that a view shows changes. */
  retell(inspection: Inspection): void {
    const same = this.#chosen?.fields === this.#model.inspection.fields;
    this.#model = new InspectionModel(inspection);
    if (same && this.#chosen) this.choose(this.#chosen.row);
  }

  dispose(): void {
    this.link?.dispose();
    this.#changed.dispose();
  }
}

/** An inspection of nothing yet. */
function emptyInspection(origin: Origin): Inspection {
  const sources = new SourceGraph();
  return {
    origin,
    sources,
    fields: new FieldTable(sources),
    messages: [],
    negotiated: undefined,
    parameters: [],
    certificates: [],
    verdicts: [],
    fingerprints: {},
    checks: [],
    keySteps: [],
    keyLog: [],
    findings: [],
  };
}
