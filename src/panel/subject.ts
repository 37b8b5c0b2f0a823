import { EventEmitter, type Event } from "vscode";
import { SourceGraph } from "../core/bytes/source";
import { FieldTable } from "../core/fields/table";
import type { Inspection, Origin } from "../core/inspection";
import type { WireLog } from "../core/session/wireLog";
import type { ConnectRequest, Overview } from "../protocol";
import { InspectionModel } from "./model";
import { overviewOf } from "./overview";

let subjects = 0;

/** What is known of an inspection beside itself, as it changes. */
export interface SubjectChange {
  readonly status?: Overview["status"];
  readonly inspection?: Inspection;
  readonly request?: ConnectRequest | undefined;
  /** The bytes and secrets it was made from: what exports need. */
  readonly log?: WireLog | undefined;
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

  /** The model, if `revision` is still the one shown; for a stale one undefined: the view is about to get the new overview. */
  at(revision: number): InspectionModel | undefined {
    return revision === this.#revision ? this.#model : undefined;
  }

  overview(): Overview {
    const state = { id: this.id, revision: this.#revision, status: this.#status, request: this.#request };
    return overviewOf(this.#model.inspection, state);
  }

  /** Shows something new. */
  update(change: SubjectChange): void {
    this.#revision++;
    if (change.status) this.#status = change.status;
    if (change.inspection) this.#model = new InspectionModel(change.inspection);
    if ("request" in change) this.#request = change.request;
    if ("log" in change) this.#log = change.log;
    this.#changed.fire(this.overview());
  }

  dispose(): void {
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
