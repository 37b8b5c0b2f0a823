import type { CryptoProvider } from "../crypto/provider";
import type { Finding, Inspection, KeyLogEntry } from "../inspection";
import type { Dump } from "../text/hexDump/dump";
import { addDump, dumpFindings } from "../text/readText";
import { Draft } from "./draft";
import { inspectDumps } from "./text";
import type { TrustOptions } from "./trust";

/** The text in which a dump stands. */
export interface DumpPlace {
  /** The document's URI. */
  readonly label: string;
  readonly text: string;
  /** The document's version. */
  readonly version?: number;
}

/** How one dump of a text is inspected. */
export interface DumpOptions extends DumpPlace {
  readonly provider: CryptoProvider;
  readonly trust: TrustOptions;
  readonly keyLog?: readonly KeyLogEntry[];
}

/** The text is an inspection's first source. */
const TEXT = 0;

/**
 * The inspection of one dump alone: its records, handshake messages, DER or packet. Its fields and findings lead to the
 * characters of the whole text. Never throws.
 */
export function inspectDump(dump: Dump, options: DumpOptions): Inspection {
  const { label, text, version, provider, trust } = options;
  const draft = new Draft({ kind: "text", label }, provider, trust);
  draft.sources.addText(label, text, version);
  const one = addDump(draft.sources, TEXT, dump);
  draft.findings.push(...dumpFindings(dump, TEXT));
  return draft.finish(inspectDumps(draft, text, [one], options));
}

/**
 * Inspections of dumps, each of it alone, kept for as long as the dump's array of bytes lives. A dump that an edit moved
 * is not decoded again: its fields are told of the new text.
 */
export class DumpInspections {
  readonly #kept = new WeakMap<Uint8Array, Kept>();

  constructor(
    private readonly provider: CryptoProvider,
    /** Asked for when a dump is decoded. */
    private readonly trust: () => TrustOptions,
  ) {}

  /** The inspection of a dump where it stands now. The same object for as long as nothing in the text moved. */
  inspect(dump: Dump, place: DumpPlace): Inspection {
    const known = this.#kept.get(dump.bytes);
    if (known && isSame(known, dump, place)) return known.inspection;
    const kept =
      known && isAlike(known.dump, dump) && known.place.label === place.label
        ? retell(known, dump, place)
        : { dump, place, inspection: this.#read(dump, place) };
    this.#kept.set(dump.bytes, kept);
    return kept.inspection;
  }

  #read(dump: Dump, place: DumpPlace): Inspection {
    return inspectDump(dump, { ...place, provider: this.provider, trust: this.trust() });
  }
}

interface Kept {
  readonly dump: Dump;
  readonly place: DumpPlace;
  readonly inspection: Inspection;
}

function isSame({ dump, place }: Kept, now: Dump, there: DumpPlace): boolean {
  return (
    isAlike(dump, now) &&
    dump.range.start === now.range.start &&
    place.label === there.label &&
    place.version === there.version &&
    place.text === there.text
  );
}

/** Whether nothing that an inspection tells of a dump has changed but its place. */
function isAlike(before: Dump, now: Dump): boolean {
  return (
    before.format === now.format &&
    before.title === now.title &&
    before.direction === now.direction &&
    before.layer === now.layer &&
    before.runs.length === now.runs.length &&
    before.findings.length === now.findings.length
  );
}

function retell({ dump, inspection }: Kept, now: Dump, place: DumpPlace): Kept {
  const by = now.range.start - dump.range.start;
  const sources = inspection.sources.retold(TEXT, place.text, by, place.version);
  const moved = (finding: Finding): Finding => {
    const { span } = finding;
    return span?.source === TEXT
      ? { ...finding, span: { ...span, start: span.start + by, end: span.end + by } }
      : finding;
  };
  const findings = by === 0 ? inspection.findings : inspection.findings.map(moved);
  return {
    dump: now,
    place,
    inspection: { ...inspection, sources, fields: inspection.fields.over(sources), findings },
  };
}
