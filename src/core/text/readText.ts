import type { SourceGraph } from "../bytes/source";
import type { SourceId } from "../bytes/span";
import { sentence } from "../fields/sentence";
import type { Finding } from "../inspection";
import type { Dump, FindOptions } from "./hexDump/dump";
import { findDumps } from "./hexDump/findDumps";

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
  const dumps = findDumps(text, options).map((dump, index, all): TextDump => {
    for (const { id: finding, severity, message, start, end } of dump.findings)
      findings.push({ id: finding, severity, message: sentence(message), span: { source: id, start, end } });
    const name = dump.title ?? dump.format;
    const number = all.length > 1 ? ` ${String(index + 1)}` : "";
    return {
      ...dump,
      source: sources.addBytes(`${name}${number}`, dump.bytes, { text: id, runs: dump.runs }),
    };
  });
  return { text: id, dumps, findings };
}
