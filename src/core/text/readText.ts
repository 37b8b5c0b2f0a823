import type { SourceGraph } from "../bytes/source";
import type { SourceId } from "../bytes/span";
import { sentence } from "../fields/sentence";
import type { Finding } from "../inspection";
import type { Dump, DumpFinding, FindOptions } from "./hexDump/dump";
import { findDumps } from "./hexDump/findDumps";
import { refusedText } from "./hexDump/refused";

/** A dump and the source that holds its bytes. */
export interface TextDump extends Dump {
  readonly source: SourceId;
}

/** What a text holds. */
export interface TextReading {
  /** The text's source. */
  readonly text: SourceId;
  readonly dumps: readonly TextDump[];
  /** Their spans count characters of `text`. */
  readonly findings: readonly Finding[];
}

/** How a text is to be read. */
export interface ReadTextOptions extends FindOptions {
  /** The document's version. */
  readonly version?: number;
  /** The text's dumps, where they are known. */
  readonly dumps?: readonly Dump[];
}

/**
 * Adds a text to `sources`, and one byte source for each dump in it, every byte traced to the characters that carry
 * it. Never throws; what could not be read is a finding.
 */
export function readText(
  sources: SourceGraph,
  label: string,
  text: string,
  options: ReadTextOptions = {},
): TextReading {
  const id = sources.addText(label, text, options.version);
  const findings: Finding[] = [];
  const dumps = (options.dumps ?? findDumps(text, options)).map((dump, index, all): TextDump => {
    findings.push(...dumpFindings(dump, id));
    return addDump(sources, id, dump, all.length > 1 ? ` ${String(index + 1)}` : "");
  });
  const lossy = refusedText(text).filter(
    ({ start, end }) => !dumps.some(({ range }) => range.start < end && start < range.end),
  );
  findings.push(...textFindings(lossy.slice(0, MOST_REFUSED), id));
  return { text: id, dumps, findings };
}

/** A log may hold the same lossy line a thousand times. */
const MOST_REFUSED = 20;

/** Adds the bytes of a dump of the text `text` as a source that is called by the dump's title or format, and `suffix`. */
export function addDump(sources: SourceGraph, text: SourceId, dump: Dump, suffix = ""): TextDump {
  const { bytes, runs, title, format } = dump;
  return { ...dump, source: sources.addBytes(`${title ?? format}${suffix}`, bytes, { text, runs }) };
}

/** What is remarkable about a dump of the text `text`, at its characters. */
export function dumpFindings(dump: Dump, text: SourceId): Finding[] {
  return textFindings(dump.findings, text);
}

function textFindings(findings: readonly DumpFinding[], text: SourceId): Finding[] {
  return findings.map(({ id, severity, message, start, end }) => ({
    id,
    severity,
    message: sentence(message),
    span: { source: text, start, end },
  }));
}
