import { env, Uri, window, workspace, type TextDocument } from "vscode";
import type { TextObject } from "../core/inspect/objects";
import type { Certificate } from "../core/x509";
import type { DocumentReading } from "../editor/documentObjects";
import type { ObjectsOnDemand } from "../editor/onDemand";
import { materialOf, type Material } from "./material";

/** The object that an action is about, where it stands. */
export interface Target {
  readonly document: TextDocument;
  readonly reading: DocumentReading;
  readonly object: TextObject;
}

/** A file of more certificates is no chain. */
const MOST_IN_CHAIN = 200;

/**
 * What an action is about: the object that a lens or hover names (its document's URI and first character), else the one
 * under the cursor, else the only one of the document or the one that the user picks. Undefined when they pick none.
 */
export async function findTarget(
  objects: ObjectsOnDemand,
  args: readonly unknown[],
): Promise<Target | undefined> {
  const [uri, start] = args;
  const editor = window.activeTextEditor;
  const named = typeof uri === "string" && typeof start === "number";
  const document = named ? await workspace.openTextDocument(Uri.parse(uri, true)) : editor?.document;
  if (!document) throw new Error("Open a file with a certificate or key, and put the cursor into it");
  const reading = await objects.read(document);
  if (!reading) throw new Error("There is no certificate or key in this file");
  const offset = named ? start : editor ? document.offsetAt(editor.selection.active) : 0;
  const object = reading.at(offset) ?? (named ? undefined : await pickOne(reading));
  if (named && !object)
    throw new Error("The certificate or key is no longer where it was: the text has changed");
  return object && { document, reading, object };
}

async function pickOne(reading: DocumentReading): Promise<TextObject | undefined> {
  const { objects } = reading;
  if (objects.length <= 1) return objects[0];
  const rows = objects.slice(0, MOST_IN_CHAIN).map((object) => {
    const { name, kind, more } = reading.facts(object);
    return { label: name.replace(/\$\(/g, "\\$("), description: kind, detail: more.join(" · "), object };
  });
  const row = await window.showQuickPick(rows, { title: "Which certificate or key?", matchOnDetail: true });
  return row?.object;
}

/** The target, read for an action. */
export function materialAt({ document, reading, object }: Target): Material {
  const beside = reading.objects.length > MOST_IN_CHAIN ? [] : certificatesOf(reading);
  const isFirst = object.form === "PEM" && reading.objects[0] === object;
  const onDisk = document.uri.scheme === "file" && !document.isDirty;
  const shell = /pwsh|powershell/i.test(env.shell) ? "powershell" : "posix";
  return materialOf(object, beside, { path: isFirst && onDisk ? document.uri.fsPath : undefined, shell });
}

function certificatesOf({ objects }: DocumentReading): Certificate[] {
  return objects.flatMap((object) => object.read().certificate ?? []);
}
