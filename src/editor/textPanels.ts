import {
  commands,
  TabInputText,
  Uri,
  window,
  workspace,
  type Disposable,
  type Selection,
  type TextDocument,
  type TextEditor,
} from "vscode";
import { withEvidence, type Evidence } from "../core/inspect/evidence";
import type { Inspection, KeyLogEntry } from "../core/inspection";
import { inspectTarget } from "../inspect/inspectTarget";
import type { TargetReading, TextTarget } from "../inspect/textTarget";
import { act, offerQuestions } from "../panel/act";
import { rowAtCursor } from "../panel/cursor";
import { InspectionPanel } from "../panel/inspectionPanel";
import { exportFile } from "../panel/exportFile";
import { isRevealed } from "../panel/reveal";
import { revealRow } from "../panel/revealRow";
import { Subject } from "../panel/subject";
import { trustWithWorkspace, type Services } from "../services";
import type { DocumentDumps } from "./dumps/documentDumps";
import type { ObjectsOnDemand } from "./onDemand";
import { TextFollower } from "./textFollower";

/** The cursor rests this long before a panel follows it, in milliseconds. */
const SETTLE_MS = 100;

/** Panels on texts: from a hover's link, a selection, a whole document or the side view. */
export class TextPanels implements Disposable {
  readonly #panels = new Set<InspectionPanel>();

  readonly #cursor: Disposable;
  #choices: Disposable | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly services: Services,
    private readonly objects: ObjectsOnDemand,
  ) {
    this.#cursor = window.onDidChangeTextEditorSelection(({ textEditor }) => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        this.#showCursor(textEditor);
      }, SETTLE_MS);
    });
  }

  /** Panels on the editor's text choose the field that its cursor stands on. */
  #showCursor(editor: TextEditor, only?: Subject): void {
    if (isRevealed(editor)) return; // some view has chosen it itself
    for (const panel of this.#panels) {
      const { subject } = panel;
      if (only && subject !== only) continue;
      const row = rowAtCursor(subject.model, editor);
      if (row === undefined) continue;
      subject.choose(row);
      panel.select({ revision: subject.revision, row });
    }
  }

  /** Opens the active editor's selection, or all of it. */
  async inspectActive(selectionOnly: boolean): Promise<void> {
    const editor = window.activeTextEditor;
    if (editor) {
      const { document, selection } = editor;
      await this.#openTarget(targetOf(document, selectionOnly ? selection : undefined));
      return;
    }
    // Binary files have no text editor, and VS Code hands none of more than 50 MB to extensions.
    if (window.tabGroups.activeTabGroup.activeTab?.input instanceof TabInputText) {
      if (selectionOnly)
        throw new Error(
          "VS Code hands no file of more than 50 MB to extensions: copy the dump, and inspect the clipboard",
        );
      await commands.executeCommand("tlsInspector.inspectFile");
      return;
    }
    void window.showInformationMessage(
      "Open a file with a hex dump or a certificate, or paste one into the TLS Inspector side view.",
    );
  }

  /** Opens all of a document. */
  openDocument(document: TextDocument): Promise<void> {
    return this.#openTarget(targetOf(document, undefined));
  }

  /** Shows an inspection that no open document is behind, under a name. */
  openInspection(inspection: Inspection, name: string): void {
    const subject = new Subject(inspection.origin);
    subject.update({ status: "done", inspection });
    this.#open(subject, `TLS: ${name}`);
  }

  /** Opens the object that starts at a character of a document, as hovers and lenses ask. */
  async openObject(uri: string, start: number): Promise<void> {
    await this.#openTarget({ uri, scope: "object", stretch: { start, end: start + 1 } });
  }

  /** The field that is chosen in the panel opened last; undefined for none. */
  chosenField(): { readonly key: string; readonly display: string } | undefined {
    const subject = [...this.#panels].at(-1)?.subject;
    const row = subject?.chosen;
    if (!subject || row === undefined) return undefined;
    const { key, display } = subject.model.inspection.fields.field(row);
    return { key, display };
  }

  /** Chooses the nth field of a kind in the panel opened last, as a click there does. False when there is none. */
  async chooseField(key: string, n: number): Promise<boolean> {
    const subject = [...this.#panels].at(-1)?.subject;
    if (!subject) return false;
    const { fields } = subject.model.inspection;
    let left = n;
    for (let row = 0; row < fields.length; row++)
      if (fields.schema(row).key === key && left-- === 0)
        return revealRow(subject, subject.revision, row, false);
    return false;
  }

  /** Opens the dump that stands at a character of a document, as hovers and lenses ask; all of them where none is named. */
  async openDump(dumps: DocumentDumps, document: TextDocument, start: number | undefined): Promise<void> {
    const reading = await dumps.read(document);
    if (!reading) throw new Error("The text has changed: look for the dump again");
    this.#followChoices(dumps);
    const dump = start === undefined ? undefined : reading.at(start);
    if (start !== undefined && !dump)
      throw new Error("There is no hex dump here, or it is no longer where it was: the text has changed");
    const choose = dumps.choicesOf(document);
    await this.#openTarget({
      uri: document.uri.toString(),
      ...(dump ? { scope: "dump", stretch: dump.range } : { scope: "document" }),
      ...(choose ? { choose } : {}),
    });
  }

  /** Panels on a document read a dump in the way that was chosen for it in the editor. */
  #followChoices(dumps: DocumentDumps): void {
    this.#choices ??= dumps.onDidChoose((document) => {
      for (const { subject } of this.#panels) {
        const { link } = subject;
        if (link instanceof TextFollower && link.target.uri === document.uri.toString())
          link.again(dumps.choicesOf(document)).catch(this.#report);
      }
    });
  }

  /** Shows another subject's inspection, as the side view asks. */
  async openSubject(subject: Subject): Promise<void> {
    const { inspection } = subject.model;
    const copy = new Subject(inspection.origin);
    copy.update({ status: "done", inspection });
    this.#open(copy, `TLS: ${nameOf(inspection.origin.label)}`);
    if (subject.link) await this.#follow(copy, subject.link.target, inspection.keyLog).start();
  }

  async #openTarget(target: TextTarget): Promise<void> {
    const { uri } = target;
    await workspace.openTextDocument(Uri.parse(uri, true));
    const subject = new Subject({ kind: "text", label: workspace.asRelativePath(Uri.parse(uri)) });
    try {
      await this.#follow(subject, target).start();
    } catch (error) {
      subject.dispose();
      throw error;
    }
    this.#open(subject, `TLS: ${nameOf(uri)}`);
  }

  /** Keeps a subject in step with a part of a document. */
  #follow(subject: Subject, target: TextTarget, keyLog: readonly KeyLogEntry[] = []): TextFollower {
    const where = workspace.asRelativePath(Uri.parse(target.uri));
    let latest: { readonly reading: TargetReading; readonly document: TextDocument } | undefined;
    const inspect = async (evidence: Evidence): Promise<Inspection> => {
      const trust = withEvidence(await trustWithWorkspace(this.services), evidence);
      if (!latest) throw new Error("Nothing was read yet");
      return inspectTarget(target, latest.reading, latest.document, where, trust, keyLog);
    };
    const follower = new TextFollower(subject, target, {
      objects: this.objects,
      inspect: (reading, document) => {
        latest = { reading, document };
        return inspect(subject.evidence);
      },
      show: (inspection) => {
        const same = certificatesOf(subject.model.inspection) === certificatesOf(inspection);
        subject.update({ status: "done", inspection, ...(same ? {} : { actions: [] }) });
        if (!same) offerQuestions(this.services, subject).catch(this.#report);
        return true;
      },
      onInStep: (awaited) => {
        const editor = window.activeTextEditor;
        if (!awaited && editor?.document.uri.toString() === target.uri) this.#showCursor(editor, subject);
      },
      onError: this.#report,
    });
    subject.update({ judgeAgain: inspect });
    return follower;
  }

  readonly #report = (error: unknown): void => {
    this.services.log.error(error instanceof Error ? error : String(error));
  };

  #open(subject: Subject, title: string): void {
    const panel = new InspectionPanel(
      this.services.context,
      subject,
      title,
      { export: exportFile, act: (shown, action) => act(this.services, shown, action) },
      this.#report,
    );
    this.#panels.add(panel);
    panel.onDidClose(() => this.#panels.delete(panel));
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#cursor.dispose();
    this.#choices?.dispose();
    for (const panel of this.#panels) panel.dispose();
  }
}

/** All of a document, or a selection in it. */
function targetOf(document: TextDocument, selection: Selection | undefined): TextTarget {
  const uri = document.uri.toString();
  if (!selection || selection.isEmpty) return { uri, scope: "document" };
  const stretch = { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) };
  return { uri, scope: "selection", stretch };
}

/** Tells other certificates from these. */
function certificatesOf({ certificates }: Inspection): string {
  return certificates.map(({ sha256 }) => sha256).join(" ");
}

/** The last part of a URI's path; the label itself where it is no URI. */
function nameOf(label: string): string {
  return /^[\w-]+:/.test(label) ? (Uri.parse(label).path.split("/").at(-1) ?? label) : label;
}
