import { window, type ExtensionContext } from "vscode";

/** Browser entry (a web worker): the same features without sockets. */
export function activate(context: ExtensionContext): void {
  context.subscriptions.push(window.createOutputChannel("TLS Inspector", { log: true }));
}
