import { window, type ExtensionContext } from "vscode";
import { Passphrases } from "./passphrases";
import type { Services } from "./services";
import { commandRegistrar } from "./commandRegistrar";
import { registerTextFeatures } from "./textFeatures";
import { lazyWorkspaceCertificates } from "./workspace/load";

/** Browser entry (vscode.dev): the same without sockets, which a browser does not give. */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel("TLS Inspector", { log: true });
  const services: Services = {
    context,
    log,
    passphrases: new Passphrases(),
    workspaceCertificates: lazyWorkspaceCertificates(context, log),
  };
  context.subscriptions.push(log);
  const command = commandRegistrar(services);
  const cannotConnect = async (): Promise<void> => {
    await window.showInformationMessage(
      "A browser gives no sockets: handshake tests run in desktop VS Code, and in remote windows. Hex dumps and certificates are decoded here too.",
    );
  };
  command("runHandshakeTest", cannotConnect);
  command("runMutualHandshakeTest", cannotConnect);
  registerTextFeatures(services);
}
