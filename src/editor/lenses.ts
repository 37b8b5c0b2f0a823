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
  let line = -1;
  return reading.objects.slice(0, Math.max(0, limit)).flatMap((object) => {
    const range = rangeOf(document, object);
    // Of several in a line, such as a chain in base64, only the first has its actions there: the hover has them all.
    const crowded = range.start.line === line;
    line = range.start.line;
    const opens = new ObjectLens(range, () => ({
      title: lensWords(reading.facts(object), new Date()),
      command: "tlsInspector.openObject",
      arguments: argumentsOf(document, object),
      tooltip: "Open in TLS Inspector: its fields, linked to their characters",
    }));
    return crowded ? [opens] : [opens, ...actionsOn(document, reading, object, range)];
  });
}

const ACTIONS = [
  ["tlsInspector.copyFromObject", "Copy…"],
  ["tlsInspector.convertObject", "Convert…"],
] as const;
const COMPARE = ["tlsInspector.compareCertificates", "Compare…"] as const;

/** Of so many objects it is found out what they are before they come into sight. */
const FEW = 50;

/** What can be done with an object. */
function actionsOn(
  document: TextDocument,
  reading: DocumentReading,
  object: TextObject,
  range: Range,
): CodeLens[] {
  const compares =
    reading.objects.length <= FEW
      ? reading.facts(object).isCertificate
      : object.form !== "PEM" || /(?:^|\s)CERTIFICATE$/.test(object.label);
  return [...ACTIONS, ...(compares ? [COMPARE] : [])].map(
    ([command, title]) => new CodeLens(range, { title, command, arguments: argumentsOf(document, object) }),
  );
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
