import { Range, Selection, Uri, window, workspace, type Disposable } from "vscode";
import { InspectionPanel } from "../panel/inspectionPanel";
import { exportFile } from "../panel/exportFile";
import { Subject } from "../panel/subject";
import type { Services } from "../services";

/** Panels on texts: from a hover's link, a selection, a whole document or the side view. */
export class TextPanels implements Disposable {
  readonly #panels = new Set<InspectionPanel>();

  constructor(private readonly services: Services) {}

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

  /** Opens the lines `first` to `last` of a document, as a hover's link asks. */
  async openLines(uri: string, first: number, last: number): Promise<void> {
    const document = await workspace.openTextDocument(Uri.parse(uri, true));
    const end = document.lineAt(Math.min(last, document.lineCount - 1)).range.end;
    await this.#openDocument(uri, new Selection(new Range(first, 0, first, 0).start, end));
  }

  /** Shows another subject's inspection, as the side view asks. */
  openSubject(subject: Subject): void {
    const copy = new Subject(subject.model.inspection.origin);
    copy.update({ status: "done", inspection: subject.model.inspection });
    this.#open(copy, "TLS: pasted text");
  }

  async #openDocument(uri: string, selection: Selection | undefined): Promise<void> {
    const { inspectDocument, openDocument } = await import("../inspect/inspectDocument");
    const document = openDocument(uri) ?? (await workspace.openTextDocument(Uri.parse(uri, true)));
    const subject = new Subject({ kind: "text", label: workspace.asRelativePath(document.uri) });
    subject.update({ status: "done", inspection: inspectDocument(document, selection) });
    this.#open(subject, `TLS: ${document.uri.path.split("/").at(-1) ?? "text"}`);
  }

  #open(subject: Subject, title: string): void {
    const panel = new InspectionPanel(
      this.services.context,
      subject,
      title,
      { export: exportFile },
      (error) => {
        this.services.log.error(error instanceof Error ? error : String(error));
      },
    );
    this.#panels.add(panel);
    panel.onDidClose(() => this.#panels.delete(panel));
  }

  dispose(): void {
    for (const panel of this.#panels) panel.dispose();
  }
}
