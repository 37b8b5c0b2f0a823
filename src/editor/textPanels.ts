import {
  Uri,
  window,
  workspace,
  type Disposable,
  type Selection,
  type TextDocument,
  type TextEditor,
} from "vscode";
import type { OtherCertificate } from "../core/check/trust";
import { pureProvider } from "../core/crypto/pure";
import { inspectDump } from "../core/inspect/dumpInspections";
import { withEvidence } from "../core/inspect/evidence";
import { inspectText } from "../core/inspect/text";
import type { TrustOptions } from "../core/inspect/trust";
import type { Inspection } from "../core/inspection";
import { act, offerQuestions } from "../panel/act";
import { rowAtCursor } from "../panel/cursor";
import { InspectionPanel } from "../panel/inspectionPanel";
import { exportFile } from "../panel/exportFile";
import { isRevealed } from "../panel/reveal";
import { Subject } from "../panel/subject";
import { trustWithWorkspace, type Services } from "../services";
import type { DocumentObjects } from "./documentObjects";
import type { DocumentDumps } from "./dumps/documentDumps";

/** The cursor rests this long before a panel follows it, in milliseconds. */
const SETTLE_MS = 100;
/** So many objects of a file are asked for certificates to build a path with. */
const MOST_BESIDE = 200;

/** Panels on texts: from a hover's link, a selection, a whole document or the side view. */
export class TextPanels implements Disposable {
  readonly #panels = new Set<InspectionPanel>();

  readonly #cursor: Disposable;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly services: Services) {
    this.#cursor = window.onDidChangeTextEditorSelection(({ textEditor }) => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        this.#showCursor(textEditor);
      }, SETTLE_MS);
    });
  }

  /** Panels on the editor's text choose the field that its cursor stands on. */
  #showCursor(editor: TextEditor): void {
    if (isRevealed(editor)) return; // some view has chosen it itself
    for (const panel of this.#panels) {
      const { model, revision } = panel.subject;
      const row = rowAtCursor(model, editor);
      if (row !== undefined) panel.select({ revision, row });
    }
  }

  /** Opens the active editor's selection, or all of it. */
  async inspectActive(selectionOnly: boolean): Promise<void> {
    const editor = window.activeTextEditor;
    if (!editor) {
      void window.showInformationMessage(
        "Open a file with a hex dump or a certificate, or paste one into the TLS Inspector side view.",
      );
      return;
    }
    await this.#openDocument(editor.document.uri.toString(), selectionOnly ? editor.selection : undefined);
  }

  /** Opens the object that starts at a character of a document, as hovers and lenses ask. */
  async openObject(objects: DocumentObjects, uri: string, start: number): Promise<void> {
    const document = await workspace.openTextDocument(Uri.parse(uri, true));
    const reading = objects.of(document);
    const object = reading.at(start);
    if (!object) throw new Error("The certificate or key is no longer where it was: the text has changed");
    const where = workspace.asRelativePath(document.uri);
    const beside = reading.objects.slice(0, MOST_BESIDE).flatMap((other): OtherCertificate[] => {
      const { certificate } = other.read();
      return certificate && other !== object ? [{ certificate, place: "file", where }] : [];
    });
    await this.#openInspection(uri, (trust) =>
      reading.inspect(object, withEvidence(trust, { others: beside })),
    );
  }

  /** Opens the dump that stands at a character of a document, as hovers and lenses ask; all of them where none is named. */
  async openDump(dumps: DocumentDumps, document: TextDocument, start: number | undefined): Promise<void> {
    const reading = await dumps.read(document);
    if (!reading) throw new Error("The text has changed: look for the dump again");
    const { text, version } = reading;
    const place = { label: document.uri.toString(), text, version, provider: pureProvider };
    const dump = start === undefined ? undefined : reading.at(start);
    if (start !== undefined && !dump)
      throw new Error("There is no hex dump here, or it is no longer where it was: the text has changed");
    await this.#openInspection(place.label, (trust) =>
      dump
        ? inspectDump(dump, { ...place, trust })
        : inspectText(text, { ...place, found: reading.found, trust }),
    );
  }

  /** Shows another subject's inspection, as the side view asks. */
  openSubject(subject: Subject): void {
    const copy = new Subject(subject.model.inspection.origin);
    copy.update({ status: "done", inspection: subject.model.inspection });
    this.#open(copy, `TLS: ${nameOf(subject.model.inspection.origin.label)}`);
  }

  async #openDocument(uri: string, selection: Selection | undefined): Promise<void> {
    const { inspectDocument, openDocument } = await import("../inspect/inspectDocument");
    const document = openDocument(uri) ?? (await workspace.openTextDocument(Uri.parse(uri, true)));
    await this.#openInspection(uri, (trust) => inspectDocument(document, trust, selection));
  }

  async #openInspection(uri: string, inspect: (trust: TrustOptions) => Inspection): Promise<void> {
    const trust = await trustWithWorkspace(this.services);
    const subject = new Subject({ kind: "text", label: workspace.asRelativePath(Uri.parse(uri)) });
    subject.update({
      status: "done",
      inspection: inspect(trust),
      judgeAgain: (evidence) => inspect(withEvidence(trust, evidence)),
    });
    this.#open(subject, `TLS: ${nameOf(uri)}`);
    await offerQuestions(this.services, subject);
  }

  #open(subject: Subject, title: string): void {
    const panel = new InspectionPanel(
      this.services.context,
      subject,
      title,
      { export: exportFile, act: (shown, action) => act(this.services, shown, action) },
      (error) => {
        this.services.log.error(error instanceof Error ? error : String(error));
      },
    );
    this.#panels.add(panel);
    panel.onDidClose(() => this.#panels.delete(panel));
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#cursor.dispose();
    for (const panel of this.#panels) panel.dispose();
  }
}

/** The last part of a URI's path; the label itself where it is no URI. */
function nameOf(label: string): string {
  return /^[\w-]+:/.test(label) ? (Uri.parse(label).path.split("/").at(-1) ?? label) : label;
}
