import { window, type ExtensionContext } from "vscode";
import type { HandshakeFeature } from "./handshake/feature";
import { Passphrases } from "./passphrases";
import type { Services } from "./services";
import { commandRegistrar } from "./commandRegistrar";
import { registerTextFeatures } from "./textFeatures";
import { lazyWorkspaceCertificates } from "./workspace/load";

/** Desktop and remote entry: wires the features, which load on first use; holds no logic. */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel("TLS Inspector", { log: true });
  const trust: Services["trust"] = async () => (await import("./handshake/trust")).currentTrust(log);
  let onlineService: ReturnType<NonNullable<Services["online"]>> | undefined;
  const online: Services["online"] = () =>
    (onlineService ??= import("./online/service").then(({ OnlineService }) => new OnlineService(services)));
  const services: Services = {
    context,
    log,
    trust,
    online,
    passphrases: new Passphrases(),
    workspaceCertificates: lazyWorkspaceCertificates(context, log),
  };
  context.subscriptions.push(log);
  let loaded: Promise<HandshakeFeature> | undefined;
  const handshake = (): Promise<HandshakeFeature> =>
    (loaded ??= import("./handshake/feature").then(({ HandshakeFeature: Feature }) => {
      const feature = new Feature(services);
      context.subscriptions.push(feature);
      return feature;
    }));
  const command = commandRegistrar(services);
  const targetOf = (target: unknown): string | undefined => (typeof target === "string" ? target : undefined);
  command("runHandshakeTest", async (target) => (await handshake()).test(false, targetOf(target)));
  command("runMutualHandshakeTest", async (target) => (await handshake()).test(true, targetOf(target)));
  registerTextFeatures(services, async () => (await import("./diagnostics/node/localFiles")).localFiles);
}
