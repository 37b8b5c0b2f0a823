import { commands, window, type Disposable, type ExtensionContext } from "vscode";
import { registerPemHover } from "./editor/pemHover";
import type { HandshakeFeature } from "./handshake/feature";
import type { TextPanels } from "./editor/textPanels";
import { registerLazySideView } from "./panel/lazySideView";
import type { Services } from "./services";

/** Desktop and remote entry: wires the features, which load on first use; holds no logic. */
export function activate(context: ExtensionContext): void {
  const services: Services = { context, log: window.createOutputChannel("TLS Inspector", { log: true }) };
  const own = <T extends Disposable>(disposable: T): T => {
    context.subscriptions.push(disposable);
    return disposable;
  };
  own(services.log);

  let handshakes: Promise<HandshakeFeature> | undefined;
  const handshake = (): Promise<HandshakeFeature> =>
    (handshakes ??= import("./handshake/feature").then(({ HandshakeFeature: Feature }) =>
      own(new Feature(services)),
    ));
  let texts: Promise<TextPanels> | undefined;
  const text = (): Promise<TextPanels> =>
    (texts ??= import("./editor/textPanels").then(({ TextPanels: Panels }) => own(new Panels(services))));
  const command = (name: string, run: (...args: unknown[]) => Promise<unknown>): void => {
    own(commands.registerCommand(`tlsInspector.${name}`, (...args: unknown[]) => run(...args).catch(report)));
  };
  const report = (error: unknown): void => {
    services.log.error(error instanceof Error ? error : String(error));
    void window
      .showErrorMessage(error instanceof Error ? error.message : String(error), "Show Log")
      .then((choice) => {
        if (choice) services.log.show();
      });
  };

  command("runHandshakeTest", async (target) =>
    (await handshake()).test(false, typeof target === "string" ? target : undefined),
  );
  command("runMutualHandshakeTest", async (target) =>
    (await handshake()).test(true, typeof target === "string" ? target : undefined),
  );
  command("forgetPassphrases", async () => {
    (await handshake()).forgetPassphrases();
  });
  command("inspectSelection", async () => (await text()).inspectActive(true));
  command("inspectEditor", async () => (await text()).inspectActive(false));
  command("openBlock", async (uri, first, last) => {
    if (typeof uri === "string" && typeof first === "number" && typeof last === "number")
      await (await text()).openLines(uri, first, last);
  });
  command("showLog", () => {
    services.log.show();
    return Promise.resolve();
  });
  own(registerPemHover());
  own(
    registerLazySideView(services, async (subject) => {
      (await text()).openSubject(subject);
    }),
  );
}
