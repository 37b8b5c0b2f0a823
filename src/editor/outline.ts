import { DocumentSymbol, SymbolKind, type TextDocument } from "vscode";
import type { TextObject } from "../core/inspect/objects";
import type { DocumentReading } from "./documentObjects";
import { rangeOf } from "./places";
import { inSlices, type Cancellable } from "./slices";

/** VS Code takes an outline whole, at each edit. */
const MOST_SYMBOLS = 10_000;

/** The objects of a PEM file with their subjects, read in slices; undefined when cancelled. */
export async function outlineOf(
  document: TextDocument,
  reading: DocumentReading,
  token: Cancellable,
): Promise<DocumentSymbol[] | undefined> {
  const symbols: DocumentSymbol[] = [];
  function* steps(): Generator<void> {
    for (const object of reading.objects.slice(0, MOST_SYMBOLS)) {
      symbols.push(symbolOf(document, reading, object));
      yield;
    }
  }
  return (await inSlices(steps(), token)) ? symbols : undefined;
}

function symbolOf(document: TextDocument, reading: DocumentReading, object: TextObject): DocumentSymbol {
  const { name, kind, isCertificate } = reading.facts(object);
  const range = rangeOf(document, object);
  const symbol = isCertificate ? SymbolKind.Object : /key/i.test(kind) ? SymbolKind.Key : SymbolKind.File;
  return new DocumentSymbol(
    name,
    kind,
    symbol,
    range,
    document.lineAt(range.start).range.intersection(range) ?? range,
  );
}
