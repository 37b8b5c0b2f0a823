import { env, Uri, window, workspace, type TextDocument } from "vscode";
import type { TextObject } from "../core/inspect/objects";
import type { Certificate } from "../core/x509";
import { commonName } from "../core/words/visible";
import type { DocumentReading } from "../editor/documentObjects";
import type { ObjectsOnDemand } from "../editor/onDemand";
import { materialOf, type Material } from "./material";
import { certificatesNamed, type NamedCertificates } from "./viewCertificates";

/** What an action is about. */
export interface Target {
  /** What it is called in titles. */
  readonly name: string;
  /** Where it stands; absent for a certificate out of a view. */
  readonly document: TextDocument | undefined;
  readonly certificate: Certificate | undefined;
  /** The object, read for an action. */
  readonly material: () => Material;
}

/** A file of more certificates is no chain. */
const MOST_IN_CHAIN = 200;

/**
 * What an action is about: the certificate that a view names, the object that a lens or hover names (its document's URI
 * and first character), else the one under the cursor, else the only one of the document or the one that the user picks. Undefined when they pick none.
 */
export async function findTarget(
  objects: ObjectsOnDemand,
  args: readonly unknown[],
): Promise<Target | undefined> {
  const [uri, start] = args;
  const bare = certificatesNamed(uri);
  if (bare) return viewTarget(bare);
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
  return object && textTarget(document, reading, object);
}

function textTarget(document: TextDocument, reading: DocumentReading, object: TextObject): Target {
  return {
    name: reading.facts(object).name,
    document,
    certificate: object.read().certificate,
    material: () => materialAt(document, reading, object),
  };
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

function materialAt(document: TextDocument, reading: DocumentReading, object: TextObject): Material {
  const beside = reading.objects.length > MOST_IN_CHAIN ? [] : certificatesOf(reading);
  const isFirst = object.form === "PEM" && reading.objects[0] === object;
  const onDisk = document.uri.scheme === "file" && !document.isDirty;
  return materialOf(object.read(), beside, {
    path: isFirst && onDisk ? document.uri.fsPath : undefined,
    shell: shell(),
  });
}

function shell(): Material["place"]["shell"] {
  return /pwsh|powershell/i.test(env.shell) ? "powershell" : "posix";
}

function certificatesOf({ objects }: DocumentReading): Certificate[] {
  return objects.flatMap((object) => object.read().certificate ?? []);
}

/** A certificate that a view names: it stands in no document of ours. */
function viewTarget({ certificate, beside }: NamedCertificates): Target {
  const read = { kind: "certificate", bytes: certificate.der, secret: false, certificate } as const;
  return {
    name: commonName(certificate.subject.text),
    document: undefined,
    certificate,
    material: () => materialOf(read, beside, { path: undefined, shell: shell() }),
  };
}
