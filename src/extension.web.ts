import { window, type ExtensionContext } from "vscode";
import type { Services } from "./services";
import { commandRegistrar } from "./commandRegistrar";
import { registerTextFeatures } from "./textFeatures";

/** Browser entry (vscode.dev): the same without sockets, which a browser does not give. */
export function activate(context: ExtensionContext): void {
  const services: Services = { context, log: window.createOutputChannel("TLS Inspector", { log: true }) };
  context.subscriptions.push(services.log);
  const command = commandRegistrar(services);
  const cannotConnect = async (): Promise<void> => {
    await window.showInformationMessage(
      "A browser gives no sockets: handshake tests run in desktop VS Code, and in remote windows. Hex dumps and certificates are decoded here too.",
    );
  };
  command("runHandshakeTest", cannotConnect);
  command("runMutualHandshakeTest", cannotConnect);
  command("forgetPassphrases", () => Promise.resolve());
  registerTextFeatures(services);
}
