import type { CustomReadonlyEditorProvider, Uri, WebviewPanel } from "vscode";
import { act } from "../panel/act";
import { attachSubject, webviewOptions } from "../panel/attach";
import { exportFile } from "../panel/exportFile";
import type { ViewActions } from "../panel/handlers";
import type { Services } from "../services";
import { CertificateDocument } from "./certificateDocument";

/** Shows files with certificates, keys, requests and lists, binary ones too, in place of a text editor. It never writes. */
export class CertificateEditor implements CustomReadonlyEditorProvider<CertificateDocument> {
  constructor(private readonly services: Services) {}

  async openCustomDocument(uri: Uri): Promise<CertificateDocument> {
    const document = new CertificateDocument(uri, this.services);
    await document.load();
    return document;
  }

  resolveCustomEditor(document: CertificateDocument, panel: WebviewPanel): void {
    const { context, log } = this.services;
    panel.webview.options = webviewOptions(context);
    const actions: ViewActions = {
      inPlace: true,
      export: exportFile,
      act: (subject, action) =>
        action === "unlock" ? document.unlock() : act(this.services, subject, action),
    };
    const attached = attachSubject(panel.webview, context, document.subject, actions, (error) => {
      log.error(error instanceof Error ? error : String(error));
    });
    panel.onDidDispose(() => {
      attached.dispose();
    });
  }
}
