import {
  commands,
  TabInputCustom,
  TabInputText,
  Uri,
  window,
  type CustomReadonlyEditorProvider,
} from "vscode";
import { commandRegistrar } from "../commandRegistrar";
import type { Services } from "../services";
import type { CertificateDocument } from "./certificateDocument";
import type { CertificateEditor } from "./certificateEditor";

/** For files that are mostly binary: VS Code opens them so by itself. */
const VIEW_TYPE = "tlsInspector.certificate";
/** For PEM files, which open as text unless someone asks for this. */
const ON_REQUEST = "tlsInspector.pem";
const TEXT = /\.(?:pem|key)$/i;

/** Registers the editor of certificate files, whose code loads when the first one is opened, and the ways to it and back. */
export function registerCertificateEditor(services: Services): void {
  let loaded: Promise<CertificateEditor> | undefined;
  const load = (): Promise<CertificateEditor> =>
    (loaded ??= import("./certificateEditor").then(({ CertificateEditor: Editor }) => new Editor(services)));
  const provider: CustomReadonlyEditorProvider<CertificateDocument> = {
    openCustomDocument: async (uri) => (await load()).openCustomDocument(uri),
    resolveCustomEditor: async (document, panel) => {
      (await load()).resolveCustomEditor(document, panel);
    },
  };
  for (const viewType of [VIEW_TYPE, ON_REQUEST])
    services.context.subscriptions.push(
      window.registerCustomEditorProvider(viewType, provider, { supportsMultipleEditorsPerDocument: true }),
    );
  const command = commandRegistrar(services);
  const reopen = async (uri: unknown, viewType: (target: Uri) => string): Promise<void> => {
    const target = uri instanceof Uri ? uri : activeUri();
    if (target) await commands.executeCommand("vscode.openWith", target, viewType(target));
  };
  command("showAsText", (uri) => reopen(uri, () => "default"));
  command("showDecoded", (uri) => reopen(uri, (target) => (TEXT.test(target.path) ? ON_REQUEST : VIEW_TYPE)));
}

/** The file of the editor in front. */
function activeUri(): Uri | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof TabInputCustom || input instanceof TabInputText ? input.uri : undefined;
}
