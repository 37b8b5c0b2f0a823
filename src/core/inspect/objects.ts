import type { SourceId } from "../bytes/span";
import { RAW } from "../fields/schema";
import type { Inspection } from "../inspection";
import type { CryptoProvider } from "../crypto/provider";
import { locateObjects, namesOf, type LocatedObject, type ObjectForm } from "../text/forms";
import { keystoreKind } from "../keystore/identify";
import { problemFindings } from "../text/pem";
import { derLabel } from "../x509";
import { Draft } from "./draft";
import { FORMS } from "./forms";
import { drawKeystoreInText } from "./keystore";
import { isKnownObject } from "./knownObject";
import { readingOf, shiftReading, type ObjectReading } from "./objectReading";
import type { TrustOptions } from "./trust";

export type { ObjectForm } from "../text/forms";
export type { KeyStoreKind, ObjectReading } from "./objectReading";

/** A certificate, key, request, list … that stands in a text. Positions are UTF-16 offsets in that text. */
export interface TextObject {
  readonly form: ObjectForm;
  /** What it is called where it stands: a PEM block's label ("CERTIFICATE"), or the name of the value that holds it ("tls.crt"). */
  readonly label: string;
  /** The YAML or JSON key, XML element, variable that holds it, in any form; undefined where nothing names it. */
  readonly name: string | undefined;
  readonly start: number;
  readonly end: number;
  /** Objects with the same key hold the same, wherever they stand: what an editor may keep a reading by. */
  readonly key: string;
  /** Decodes it, the first time that it is asked for. Never throws. */
  read(): ObjectReading;
}

/**
 * Every object of a text, in its order, in whatever form it is written. Linear in the text's length; what each holds is
 * decoded when it is asked for. With the objects of an earlier state of the text, what was read of those that are
 * unchanged is taken over, wherever they stand now.
 */
export function findTextObjects(text: string, earlier: readonly TextObject[] = []): TextObject[] {
  const located = locateObjects(text, FORMS, isKnownObject);
  let names: readonly (string | undefined)[] | undefined;
  const known = new Map<string, FoundObject>();
  for (const object of earlier)
    if (object instanceof FoundObject && object.wasRead) known.set(object.key, object);
  return located.map(
    (one, index) => new FoundObject(text, one, () => (names ??= namesOf(text, located))[index], known),
  );
}

class FoundObject implements TextObject {
  #reading: ObjectReading | undefined;
  #known: ReadonlyMap<string, FoundObject> | undefined;

  constructor(
    private readonly text: string,
    private readonly located: LocatedObject,
    private readonly nameOf: () => string | undefined,
    known: ReadonlyMap<string, FoundObject>,
  ) {
    this.#known = known;
  }

  get form(): ObjectForm {
    return this.located.form;
  }

  get start(): number {
    return this.located.start;
  }

  get end(): number {
    return this.located.end;
  }

  get name(): string | undefined {
    return this.nameOf();
  }

  get label(): string {
    const { form, pemLabel } = this.located;
    return (form === "PEM" ? pemLabel : this.name) ?? pemLabel ?? form;
  }

  get key(): string {
    const { form, context, start, end } = this.located;
    return `${form}\n${context}\n${this.text.slice(start, end)}`;
  }

  get wasRead(): boolean {
    return this.#reading !== undefined;
  }

  read(): ObjectReading {
    if (this.#reading) return this.#reading;
    const known = this.#known && this.#known.size > 0 ? this.#known.get(this.key) : undefined;
    // What was known earlier is of no more use, and holds on to the earlier text.
    this.#known = undefined;
    this.#reading = known ? shiftReading(known.read(), this.start - known.start) : readingOf(this.located);
    return this.#reading;
  }
}

/** How one object of a text is inspected. */
export interface ObjectOptions {
  /** The document's URI. */
  readonly label: string;
  readonly text: string;
  readonly version?: number;
  readonly provider: CryptoProvider;
  readonly trust: TrustOptions;
}

/** The inspection of one object alone; its fields and findings lead to the characters of the whole text. Never throws. */
export function inspectObject(object: TextObject, options: ObjectOptions): Inspection {
  const { label, text, version, provider, trust } = options;
  const draft = new Draft({ kind: "text", label }, provider, trust);
  draftObject(draft, draft.sources.addText(label, text, version), object);
  return draft.finish();
}

/** Writes the rows of one object of the text `text` into a draft, with what is wrong with it. */
export function draftObject(draft: Draft, text: SourceId, object: TextObject): void {
  const { kind, secret, problems, all, runs } = object.read();
  const source = draft.sources.addBytes(sourceLabel(object), all, { text, runs, secret });
  draft.findings.push(...problemFindings(problems, source));
  if (keystoreKind(all) !== undefined) drawKeystoreInText(all, draft, source);
  else if (kind === undefined || !draft.der(source, kind, object.read().bytes.length))
    draft.fields.leaf(RAW, source, 0, all.length);
}

/** "CERTIFICATE", "tls.crt: CERTIFICATE", "x5c: Certificate". */
function sourceLabel(object: TextObject): string {
  const { block, kind } = object.read();
  const what = block?.label ?? (kind === undefined ? object.form : derLabel(kind));
  return object.form === "PEM" || object.name === undefined ? what : `${object.name}: ${what}`;
}
