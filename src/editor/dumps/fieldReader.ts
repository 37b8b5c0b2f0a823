import { pureProvider } from "../../core/crypto/pure";
import { DumpInspections, type DumpPlace } from "../../core/inspect/dumpInspections";
import { inspectText } from "../../core/inspect/text";
import type { TrustOptions } from "../../core/inspect/trust";
import type { Inspection } from "../../core/inspection";
import type { Dump } from "../../core/text/hexDump/dump";
import { ByteFields } from "./byteFields";
import type { FieldSource } from "./paint";

/** A log of more characters is decoded dump by dump: its messages are not put together for a hover. */
const LONGEST_LOG = 512 << 10;

/** The first source that was made of the text is its one dump. */
const DUMP = 1;

/** Decodes dumps of a document, each of it alone, or all of a log's together: a message may stand in several dumps. */
export class FieldReader {
  readonly #alone = new DumpInspections(pureProvider, untrusting);
  readonly #fields = new WeakMap<Inspection, ByteFields>();
  #session: { readonly dumps: readonly Dump[]; readonly inspection: Inspection } | undefined;

  /** The fields of one of the dumps of a text. Never throws. */
  of(dump: Dump, dumps: readonly Dump[], place: DumpPlace): FieldSource {
    return (
      (isLog(dumps) && place.text.length <= LONGEST_LOG
        ? this.#inSession(dump, dumps, place)
        : undefined) ?? {
        fields: this.#map(this.#alone.inspect(dump, place)),
        source: DUMP,
      }
    );
  }

  #inSession(dump: Dump, dumps: readonly Dump[], place: DumpPlace): FieldSource | undefined {
    if (this.#session?.dumps !== dumps) {
      const found = { objects: [], dumps };
      const options = { label: place.label, found, provider: pureProvider, trust: untrusting() };
      this.#session = { dumps, inspection: inspectText(place.text, options) };
    }
    const { inspection } = this.#session;
    const source = inspection.found?.find(({ range }) => range.start === dump.range.start)?.source;
    const fields = this.#map(inspection);
    return source === undefined || fields.rowOf(source, 0) === undefined ? undefined : { fields, source };
  }

  #map(inspection: Inspection): ByteFields {
    const known = this.#fields.get(inspection);
    if (known) return known;
    const fields = new ByteFields(inspection);
    this.#fields.set(inspection, fields);
    return fields;
  }
}

/** Whether a tool wrote the dumps of one conversation one after another. */
export function isLog(dumps: readonly Dump[]): boolean {
  return dumps.length > 1 && dumps.some(({ direction }) => direction !== undefined);
}

function untrusting(): TrustOptions {
  return { roots: undefined, storeName: "none", at: new Date().toISOString() };
}
