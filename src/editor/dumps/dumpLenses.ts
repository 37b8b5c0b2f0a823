import { CodeLens, workspace, type Command, type Range, type TextDocument } from "vscode";
import type { Dump } from "../../core/text/hexDump/dump";
import { RECORD_HEADER } from "../../core/tls/record";
import { plural } from "../../core/words/visible";
import { rangeOf } from "../places";
import { dumpWords } from "./contents";
import type { DocumentDumpReading } from "./documentDumps";
import { isLog } from "./fieldReader";
import { readingsOf, type Reading } from "./readings";

/** Of more dumps not each has a lens. */
const FEW = 6;

/** The dumps that have lenses: of a log the first, which stands for all where they are many; of many those that are known. */
function shownOf(dumps: readonly Dump[], log: boolean): readonly Dump[] {
  const isShown = (dump: Dump): boolean =>
    log ? dumps.length <= FEW && !isHeader(dump) : dumps.length <= FEW || dump.content !== "unknown";
  return dumps.filter((dump, index) => index === 0 || isShown(dump));
}

/** A record's header by itself, as some tools print it before its content. */
function isHeader({ content, bytes }: Dump): boolean {
  return content === "tls record" && bytes.length <= RECORD_HEADER;
}

/** A lens whose words are found once it comes into sight. */
class DumpLens extends CodeLens {
  constructor(
    range: Range,
    readonly words: () => Command,
  ) {
    super(range);
  }
}

/**
 * Lenses above the dumps of a document, up to the setting's limit: what each holds; a click opens it. Above the first one
 * of a log stand those for all of it.
 */
export function dumpLensesOf(
  document: TextDocument,
  reading: DocumentDumpReading,
  isAnnotated: boolean,
): CodeLens[] {
  const settings = workspace.getConfiguration("tlsInspector", document);
  const { dumps } = reading;
  const [first] = dumps;
  if (!first || !settings.get<boolean>("codeLens", true)) return [];
  const limit = Math.max(0, settings.get("codeLensLimit", 1000));
  const log = isLog(dumps);
  return shownOf(dumps, log)
    .slice(0, limit)
    .flatMap((dump) => {
      const range = rangeOf(document, dump.range);
      const whole = dump === first && (log || dumps.length <= FEW) && dumps.length > 1;
      return [
        ...(whole ? [sessionLens(document, range, dumps.length, log)] : []),
        ...(whole && log && (dumps.length > FEW || isHeader(dump))
          ? []
          : [inspectLens(document, range, dump)]),
        ...(dump === first ? [annotateLens(document, range, isAnnotated)] : []),
        // Where the bytes are something that we know, nobody is in doubt: the hover has the other readings.
        ...(dump.content === "unknown" ? readingsOf(reading, dump) : []).map((other) =>
          readAsLens(document, range, dump, other),
        ),
      ];
    });
}

function inspectLens(document: TextDocument, range: Range, dump: Dump): CodeLens {
  return new DumpLens(range, () => ({
    title: `Inspect: ${dumpWords(dump)}`,
    command: "tlsInspector.inspectDump",
    arguments: [document.uri.toString(), dump.range.start],
    tooltip: "Open in TLS Inspector: its fields, linked to their characters",
  }));
}

function sessionLens(document: TextDocument, range: Range, count: number, log: boolean): CodeLens {
  const dumps = plural(count, "dump");
  return new CodeLens(range, {
    title: log ? `Inspect the session: ${dumps}` : `Inspect all ${dumps}`,
    command: "tlsInspector.inspectDump",
    arguments: [document.uri.toString()],
    tooltip: "Open all of them together in TLS Inspector, in both directions",
  });
}

function annotateLens(document: TextDocument, range: Range, isAnnotated: boolean): CodeLens {
  return new CodeLens(range, {
    title: isAnnotated ? "Clear annotations" : "Annotate",
    command: "tlsInspector.annotateDump",
    arguments: [document.uri.toString()],
    tooltip: isAnnotated ? "Take colours and names away again" : "Paint the fields in the text and name them",
  });
}

function readAsLens(document: TextDocument, range: Range, dump: Dump, { id, label }: Reading): CodeLens {
  return new CodeLens(range, {
    title: `Read ${label}`,
    command: "tlsInspector.readDumpAs",
    arguments: [document.uri.toString(), dump.range.start, id],
    tooltip: "The same characters, read in another way",
  });
}

/** Finds the words of a lens. */
export function resolveDumpLens(lens: CodeLens): CodeLens {
  if (lens instanceof DumpLens) lens.command = lens.words();
  return lens;
}
