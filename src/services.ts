import type { ExtensionContext, LogOutputChannel } from "vscode";

/** What every feature of the extension is handed at activation. */
export interface Services {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
}
