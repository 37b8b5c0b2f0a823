import { commands, ProgressLocation, window, type Disposable } from "vscode";
import { loadIdentity } from "../net/identity";
import { parseTarget, TargetError } from "../net/target";
import { exportFile } from "../panel/exportFile";
import { InspectionPanel } from "../panel/inspectionPanel";
import { Subject } from "../panel/subject";
import type { ConnectRequest } from "../protocol";
import type { Services } from "../services";
import { TargetHistory } from "./history";
import { mayConnect, runLive, type Identity } from "./live";
import { Passphrases } from "./passphrases";
import { pickIdentity } from "./pickIdentity";
import { pickTarget } from "./pickTarget";
import { currentTrust } from "./trust";

/** Handshake tests from the palette, and again from their panels. */
export class HandshakeFeature implements Disposable {
  readonly #history: TargetHistory;
  readonly #passphrases = new Passphrases();
  readonly #panels = new Set<InspectionPanel>();

  constructor(private readonly services: Services) {
    this.#history = new TargetHistory(services.context.globalState);
  }

  /** Asks for a server (and, for two-way TLS, a client certificate), opens a panel and runs. */
  async test(mutual: boolean, given?: string): Promise<void> {
    if (!mayConnect()) {
      const choice = await window.showWarningMessage(
        "TLS Inspector does not connect to servers in a restricted workspace.",
        "Manage Workspace Trust",
      );
      if (choice) await commands.executeCommand("workbench.trust.manage");
      return;
    }
    const text = given ?? (await pickTarget(this.#history, mutual, problemOf));
    if (text === undefined) return;
    const target = parseTarget(text);
    const files = mutual ? await pickIdentity() : undefined;
    if (mutual && !files) return;
    await this.#history.remember(text);
    const request: ConnectRequest = {
      target: text,
      mutual,
      ...(files?.certificate ? { clientCertificate: files.certificate } : {}),
      ...(files?.key ? { clientKey: files.key } : {}),
    };
    const subject = new Subject({ kind: "connection", label: target.label });
    await this.#open(subject, target.label, request);
  }

  async #open(subject: Subject, title: string, request: ConnectRequest): Promise<void> {
    let controller = new AbortController();
    const run = async (next: ConnectRequest): Promise<boolean> => {
      controller.abort();
      controller = new AbortController();
      return this.#run(subject, next, controller);
    };
    const panel = new InspectionPanel(
      this.services.context,
      subject,
      `TLS: ${title}`,
      {
        cancel: () => {
          const running = !controller.signal.aborted;
          controller.abort();
          return running;
        },
        run,
        export: exportFile,
      },
      (error) => {
        this.services.log.error(error instanceof Error ? error : String(error));
      },
    );
    this.#panels.add(panel);
    panel.onDidClose(() => this.#panels.delete(panel));
    await run(request);
  }

  /** Runs one handshake in a panel; false when it could not even begin. */
  async #run(subject: Subject, request: ConnectRequest, controller: AbortController): Promise<boolean> {
    if (!mayConnect())
      throw new Error("TLS Inspector does not connect to servers in a restricted workspace.");
    const target = parseTarget(request.target);
    const identity = await this.#identity(request);
    if (identity === "declined") return false;
    const trust = await currentTrust(this.services.log);
    this.services.log.info(`handshake with ${target.label}${request.mutual ? ", two-way" : ""}`);
    await window.withProgress(
      { location: ProgressLocation.Window, title: `TLS handshake with ${target.label}` },
      () => runLive(subject, target, request, trust, identity, controller.signal),
    );
    return true;
  }

  async #identity({
    clientCertificate,
    clientKey,
  }: ConnectRequest): Promise<Identity | undefined | "declined"> {
    if (!clientCertificate) return undefined;
    const loaded = await loadIdentity(
      { certificate: clientCertificate, ...(clientKey ? { key: clientKey } : {}) },
      (file, attempt) => this.#passphrases.ask(file, attempt),
    );
    return loaded ?? "declined";
  }

  /** Forgets every passphrase. */
  forgetPassphrases(): void {
    this.#passphrases.forget();
  }

  dispose(): void {
    for (const panel of this.#panels) panel.dispose();
  }
}

/** What is wrong with a typed target; undefined for one that can be connected to. */
function problemOf(text: string): string | undefined {
  try {
    parseTarget(text);
    return undefined;
  } catch (error) {
    if (error instanceof TargetError) return error.message;
    throw error;
  }
}
