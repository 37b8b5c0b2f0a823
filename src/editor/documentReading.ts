import type { TextDocument } from "vscode";
import { pureProvider } from "../core/crypto/pure";
import { inspectObject, type TextObject } from "../core/inspect/objects";
import type { TrustOptions } from "../core/inspect/trust";
import type { Inspection } from "../core/inspection";
import { chunksOf, type Chunk } from "./chunks";
import { factsOf, type ObjectFacts } from "./objectFacts";
import { placed } from "./placedObject";

/** The most characters of a document that are looked at. */
const MOST_CHARACTERS = 16 << 20;

/** The certificates, keys and the like of one version of a document. */
export interface DocumentReading {
  readonly version: number;
  readonly text: string;
  readonly objects: readonly TextObject[];
  /** What there is to say of one object, without a verdict on whom it is trusted by: built when asked for, and kept. */
  inspection(object: TextObject): Inspection;
  /** The same, held against roots, and not kept. */
  inspect(object: TextObject, trust: TrustOptions): Inspection;
  /** The same in a few words, which cost far less; kept also for later versions of the document. */
  facts(object: TextObject): ObjectFacts;
  /** The object that stands at a character (the second of two that meet there); undefined for none. */
  at(offset: number): TextObject | undefined;
  /** Stands for an object in this version and in later ones in which it is unchanged, wherever it has moved to. */
  identity(object: TextObject): object;
}

/** Finds the objects of a document's text, one chunk a step, and keeps what was read of them. */
export class Reader implements DocumentReading, Iterator<unknown> {
  readonly version: number;
  readonly text: string;
  readonly objects: TextObject[] = [];
  readonly #label: string;
  readonly #found: Chunk[] = [];
  readonly #steps: Iterator<Chunk>;
  #length = 0;
  readonly #identities = new WeakMap<TextObject, TextObject>();
  readonly #inspections = new WeakMap<TextObject, Inspection>();
  readonly #facts: WeakMap<TextObject, ObjectFacts>;

  constructor(document: TextDocument, earlier: Reader | undefined) {
    this.version = document.version;
    this.text = document.getText().slice(0, MOST_CHARACTERS);
    this.#label = document.uri.toString();
    this.#facts = earlier ? earlier.#facts : new WeakMap<TextObject, ObjectFacts>();
    this.#steps = chunksOf(this.text, earlier ? earlier.#found : []);
  }

  next(): IteratorResult<unknown> {
    const step = this.#steps.next();
    if (step.done) return step;
    this.#found.push(step.value);
    for (const own of step.value.objects) {
      const object = placed(own, this.#length);
      this.#identities.set(object, own);
      this.objects.push(object);
    }
    this.#length += step.value.text.length;
    return step;
  }

  identity(object: TextObject): TextObject {
    return this.#identities.get(object) ?? object;
  }

  facts(object: TextObject): ObjectFacts {
    const own = this.identity(object);
    const known = this.#facts.get(own);
    if (known) return known;
    const facts = factsOf(own);
    this.#facts.set(own, facts);
    return facts;
  }

  inspection(object: TextObject): Inspection {
    const known = this.#inspections.get(object);
    if (known) return known;
    const at = new Date().toISOString();
    const inspection = this.inspect(object, { roots: undefined, storeName: "none", at });
    this.#inspections.set(object, inspection);
    return inspection;
  }

  inspect(object: TextObject, trust: TrustOptions): Inspection {
    const { text, version } = this;
    return inspectObject(object, { label: this.#label, text, version, provider: pureProvider, trust });
  }

  at(offset: number): TextObject | undefined {
    let [low, high] = [0, this.objects.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.objects[middle]?.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const found = this.objects[low - 1];
    return found && offset <= found.end ? found : undefined;
  }
}
