import { CodeLens, workspace, type Command, type Range, type TextDocument } from "vscode";
import type { TextObject } from "../core/inspect/objects";
import type { DocumentReading } from "./documentObjects";
import { lensWords } from "./objectWords";
import { rangeOf } from "./places";

/** A lens whose words are found once it comes into sight. */
class ObjectLens extends CodeLens {
  constructor(
    range: Range,
    readonly words: () => Command,
  ) {
    super(range);
  }
}

/** A lens above each object, up to the setting's limit: what it is, until when; a click opens it. */
export function lensesOf(document: TextDocument, reading: DocumentReading): CodeLens[] {
  const settings = workspace.getConfiguration("tlsInspector", document);
  if (!settings.get<boolean>("codeLens", true)) return [];
  const limit = settings.get("codeLensLimit", 1000);
  return reading.objects.slice(0, Math.max(0, limit)).map((object) => {
    const range = rangeOf(document, object);
    return new ObjectLens(range, () => ({
      title: lensWords(reading.facts(object), new Date()),
      command: "tlsInspector.openObject",
      arguments: argumentsOf(document, object),
      tooltip: "Open in TLS Inspector: its fields, linked to their characters",
    }));
  });
}

/** Finds the words of a lens. */
export function resolveLens(lens: CodeLens): CodeLens {
  if (lens instanceof ObjectLens) lens.command = lens.words();
  return lens;
}

/** How commands are told of an object: its document's URI and where it starts. */
export function argumentsOf(document: TextDocument, { start }: TextObject): [uri: string, start: number] {
  return [document.uri.toString(), start];
}
