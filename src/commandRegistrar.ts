import { commands, window } from "vscode";
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
