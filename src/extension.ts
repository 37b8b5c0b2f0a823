import { window, type ExtensionContext } from "vscode";

/** Desktop and remote entry: wires the features, holds no logic. */
export function activate(context: ExtensionContext): void {
  context.subscriptions.push(window.createOutputChannel("TLS Inspector", { log: true }));
}
