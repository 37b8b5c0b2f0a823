import type { Disposable } from "vscode";
import { registerActions } from "./actions/register";
import { commandRegistrar } from "./commandRegistrar";
import { registerDiagnostics, type LocalFilesLoader } from "./diagnostics/register";
import { registerDumps } from "./editor/dumps/register";
import { ObjectsOnDemand } from "./editor/onDemand";
import { registerProviders } from "./editor/providers";
import type { TextPanels } from "./editor/textPanels";
import { registerCertificateEditor } from "./files/register";
import { registerLazySideView } from "./panel/lazySideView";
import type { Services } from "./services";
import { registerWorkspaceCertificates } from "./workspace/register";

/** What works wherever VS Code runs, browser included: hovers, the side view, panels on texts. They load on first use. */
export function registerTextFeatures(services: Services, loadLocal?: LocalFilesLoader): void {
  const own = <T extends Disposable>(disposable: T): T => {
    services.context.subscriptions.push(disposable);
    return disposable;
  };
  const objects = own(new ObjectsOnDemand());
  let loaded: Promise<TextPanels> | undefined;
  const panels = (): Promise<TextPanels> =>
    (loaded ??= import("./editor/textPanels").then(({ TextPanels: Panels }) =>
      own(new Panels(services, objects)),
    ));
  const command = commandRegistrar(services);
  command("inspectSelection", async () => (await panels()).inspectActive(true));
  command("inspectEditor", async () => (await panels()).inspectActive(false));
  command("inspectFile", async (...args) =>
    (await import("./editor/fileDoors")).inspectFiles(services, await panels(), args),
  );
  command("inspectClipboard", async () =>
    (await import("./editor/fileDoors")).inspectClipboard(services, await panels()),
  );
  own(registerProviders(objects));
  own(registerDumps(objects, panels, command));
  own(registerActions(objects, command));
  command("openObject", async (uri, start) => {
    if (typeof uri === "string" && typeof start === "number") await (await panels()).openObject(uri, start);
  });
  // What a click in a panel does, and what it shows, for tests: a webview's inside is out of their reach.
  command("chooseField", async (key, n) =>
    (await panels()).chooseField(String(key), typeof n === "number" ? n : 0),
  );
  command("chosenField", async () => (await panels()).chosenField());
  command("forgetPassphrases", () => {
    services.passphrases.forget();
    return Promise.resolve();
  });
  command("showLog", () => {
    services.log.show();
    return Promise.resolve();
  });
  registerWorkspaceCertificates(services);
  registerCertificateEditor(services);
  own(registerDiagnostics({ ...services, objects }, command, loadLocal));
  own(
    registerLazySideView(services, objects, async (subject) => {
      await (await panels()).openSubject(subject);
    }),
  );
}
