import { commands, window, type Disposable } from "vscode";
import { registerPemHover } from "./editor/pemHover";
import type { TextPanels } from "./editor/textPanels";
import { registerLazySideView } from "./panel/lazySideView";
import type { Services } from "./services";

/** Registers commands whose failures reach the user once, with the log one click away. */
export function commandRegistrar({
  context,
  log,
}: Services): (name: string, run: (...args: unknown[]) => Promise<unknown>) => void {
  const report = (error: unknown): void => {
    log.error(error instanceof Error ? error : String(error));
    void window
      .showErrorMessage(error instanceof Error ? error.message : String(error), "Show Log")
      .then((choice) => {
        if (choice) log.show();
      });
  };
  return (name, run) => {
    context.subscriptions.push(
      commands.registerCommand(`tlsInspector.${name}`, (...args: unknown[]) => run(...args).catch(report)),
    );
  };
}

/** What works wherever VS Code runs, browser included: hovers, the side view, panels on texts. They load on first use. */
export function registerTextFeatures(services: Services): void {
  const own = <T extends Disposable>(disposable: T): T => {
    services.context.subscriptions.push(disposable);
    return disposable;
  };
  let loaded: Promise<TextPanels> | undefined;
  const panels = (): Promise<TextPanels> =>
    (loaded ??= import("./editor/textPanels").then(({ TextPanels: Panels }) => own(new Panels(services))));
  const command = commandRegistrar(services);
  command("inspectSelection", async () => (await panels()).inspectActive(true));
  command("inspectEditor", async () => (await panels()).inspectActive(false));
  command("openBlock", async (uri, first, last) => {
    if (typeof uri === "string" && typeof first === "number" && typeof last === "number")
      await (await panels()).openLines(uri, first, last);
  });
  command("showLog", () => {
    services.log.show();
    return Promise.resolve();
  });
  own(registerPemHover());
  own(
    registerLazySideView(services, async (subject) => {
      (await panels()).openSubject(subject);
    }),
  );
}
