import type { Disposable, ExtensionContext, Webview } from "vscode";
import { openChannel, type Channel } from "./channel";
import { requestHandlers, type ViewActions } from "./handlers";
import { webviewHtml, webviewRoot } from "./html";
import type { Subject } from "./subject";

/** What every webview of ours may do and load. */
export function webviewOptions(context: ExtensionContext): {
  readonly enableScripts: true;
  readonly localResourceRoots: ReturnType<typeof webviewRoot>[];
} {
  return { enableScripts: true, localResourceRoots: [webviewRoot(context.extensionUri)] };
}

/** Shows a subject in a webview, the panel's page in it, and keeps the two in step until it is disposed. */
export function attachSubject(
  webview: Webview,
  context: ExtensionContext,
  subject: Subject,
  actions: ViewActions,
  onError: (error: unknown) => void,
): Channel & Disposable {
  const channel = openChannel(
    webview,
    requestHandlers(() => subject, actions),
    onError,
  );
  const listener = subject.onDidChange((overview) => {
    channel.notify("overview", overview);
  });
  webview.html = webviewHtml(webview, context.extensionUri, "panel");
  return {
    notify: (name, params) => {
      channel.notify(name, params);
    },
    dispose: () => {
      listener.dispose();
      channel.dispose();
    },
  };
}
