import { EventEmitter, workspace, type Disposable, type TextDocument } from "vscode";
import type { TextFound } from "../../core/inspect/text";
import { DumpIndex } from "../../core/text/dumpIndex";
import type { Dump } from "../../core/text/hexDump";
import type { ObjectsOnDemand } from "../onDemand";
import { inSlices, type Cancellable } from "../slices";
import { Choices } from "./choices";
import { FieldReader } from "./fieldReader";
import type { FieldSource } from "./paint";
import { worthALens } from "../../core/text/hexDump/plausible";

/** The dumps of one version of a document, in its order; ranges count UTF-16 code units. */
export interface DocumentDumpReading {
  readonly version: number;
  readonly text: string;
  /** Those that are worth showing; certificates and keys, which are shown in their own way, are none. */
  readonly dumps: readonly Dump[];
  /** All that was found, also what is not worth showing. */
  readonly found: TextFound;
  /** The dump that a character stands in; undefined for none. */
  at(character: number): Dump | undefined;
  /** The dumps that have characters between `start` and `end`. */
  within(start: number, end: number): readonly Dump[];
  /** The reading that a person chose of a dump (an `OtherReading.id`), if any. */
  chosenOf(dump: Dump): string | undefined;
  /** What the bytes of a dump mean: decoded when asked for, and kept while they are unchanged. */
  fieldsOf(dump: Dump): FieldSource;
}

interface Found {
  readonly version: number;
  readonly index: DumpIndex;
  readonly objects: TextFound["objects"];
  readonly fields: FieldReader;
  /** Where a person chose how to read: such a dump is shown whatever comes of it. */
  readonly chosen: ReadonlyMap<number, string> | undefined;
}

/** Finds the hex dumps of documents once for every feature that shows them: lenses, hovers, hints, decorations. */
export class DocumentDumps implements Disposable {
  readonly #found = new WeakMap<TextDocument, Found>();
  readonly #choices = new Choices();
  readonly #changed = new EventEmitter<TextDocument>();
  /** Another reading of a dump was chosen. */
  readonly onDidChoose = this.#changed.event;
  readonly #closed = workspace.onDidCloseTextDocument((document) => {
    this.#found.delete(document);
    this.#choices.forget(document);
  });

  constructor(private readonly objects: ObjectsOnDemand) {}

  /** Found in slices of a few milliseconds. Undefined when it was cancelled or the document changed meanwhile. */
  async read(document: TextDocument, token?: Cancellable): Promise<DocumentDumpReading | undefined> {
    const { version } = document;
    const objects = (await this.objects.read(document, token))?.objects ?? [];
    if (document.version !== version || token?.isCancellationRequested) return undefined;
    const found = this.#at(document, objects);
    const whole = await inSlices(found.index, token);
    return whole && document.version === version ? new Reading(document, found) : undefined;
  }

  #at(document: TextDocument, objects: TextFound["objects"]): Found {
    const known = this.#found.get(document);
    if (known?.version === document.version) return known;
    const chosen = this.#choices.of(document);
    const index = new DumpIndex(document.getText(), known?.index, {
      taken: objects,
      ...(chosen ? { choose: chosen } : {}),
    });
    const fields = known?.fields ?? new FieldReader();
    const found = { version: document.version, index, objects, fields, chosen };
    this.#found.set(document, found);
    return found;
  }

  /** The readings that were chosen of a document's dumps, by their first characters; undefined for none. */
  choicesOf(document: TextDocument): ReadonlyMap<number, string> | undefined {
    return this.#choices.of(document);
  }

  /** From now on reads the dump that starts at a character in this way (an `OtherReading.id`); undefined takes that back. */
  choose(document: TextDocument, start: number, id: string | undefined): void {
    this.#choices.choose(document, start, id);
    this.#found.delete(document);
    this.#changed.fire(document);
  }

  dispose(): void {
    this.#closed.dispose();
    this.#choices.dispose();
    this.#changed.dispose();
  }
}

class Reading implements DocumentDumpReading {
  readonly version: number;
  readonly text: string;
  readonly dumps: readonly Dump[];
  readonly found: TextFound;
  readonly #label: string;
  readonly #fields: FieldReader;
  readonly #chosen: Found["chosen"];

  constructor(document: TextDocument, { version, index, fields, objects, chosen }: Found) {
    this.version = version;
    this.found = { objects, dumps: index.dumps };
    this.text = index.text;
    this.dumps = index.dumps.filter((dump) => worthALens(dump) || chosen?.has(dump.range.start));
    this.#label = document.uri.toString();
    this.#fields = fields;
    this.#chosen = chosen;
  }

  at(character: number): Dump | undefined {
    return this.within(character, character + 1).at(-1);
  }

  within(start: number, end: number): readonly Dump[] {
    return this.dumps.filter(({ range }) => range.start < end && start < range.end);
  }

  chosenOf({ range }: Dump): string | undefined {
    return this.#chosen?.get(range.start);
  }

  fieldsOf(dump: Dump): FieldSource {
    const { text, version } = this;
    return this.#fields.of(dump, this.found.dumps, { label: this.#label, text, version });
  }
}
