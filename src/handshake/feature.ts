import { commands, ProgressLocation, window, type Disposable } from "vscode";
import { loadIdentity } from "../net/identity";
import { parseTarget, TargetError } from "../net/target";
import { act, offerQuestions } from "../panel/act";
import { exportFile } from "../panel/exportFile";
import { InspectionPanel } from "../panel/inspectionPanel";
import { Subject } from "../panel/subject";
import type { ConnectRequest } from "../protocol";
import type { Services } from "../services";
import { TargetHistory } from "./history";
import { mayConnect, runLive, type Identity } from "./live";
import { resolvePath } from "./paths";
import { pickIdentity } from "./pickIdentity";
import { pickTarget } from "./pickTarget";
import { currentTrust } from "./trust";

/** Handshake tests from the palette, and again from their panels. */
export class HandshakeFeature implements Disposable {
  readonly #history: TargetHistory;
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
    const identity = await this.#identity(request);
    if (identity === "declined") return;
    await this.#open(target.label, request, identity);
  }

  async #open(title: string, request: ConnectRequest, identity: Identity | undefined): Promise<void> {
    const subject = new Subject({ kind: "connection", label: title });
    let controller = new AbortController();
    const run = async (next: ConnectRequest): Promise<boolean> => {
      if (!mayConnect())
        throw new Error("TLS Inspector does not connect to servers in a restricted workspace.");
      const itsIdentity = await this.#identity(next);
      if (itsIdentity === "declined") return false;
      controller.abort();
      controller = new AbortController();
      await this.#run(subject, next, itsIdentity, controller.signal);
      return true;
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
        act: (shown, action) => act(this.services, shown, action),
      },
      (error) => {
        this.services.log.error(error instanceof Error ? error : String(error));
      },
    );
    this.#panels.add(panel);
    panel.onDidClose(() => this.#panels.delete(panel));
    await this.#run(subject, request, identity, controller.signal);
  }

  /** Runs one handshake in a panel. */
  async #run(
    subject: Subject,
    request: ConnectRequest,
    identity: Identity | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    const target = parseTarget(request.target);
    const trust = await currentTrust(this.services.log);
    this.services.log.info(`handshake with ${target.label}${request.mutual ? ", two-way" : ""}`);
    await window.withProgress(
      { location: ProgressLocation.Window, title: `TLS handshake with ${target.label}` },
      () => runLive(subject, target, request, trust, identity, signal),
    );
    if (!signal.aborted) await offerQuestions(this.services, subject);
  }

  /** The client's certificate and key out of their files; asks for a passphrase where one is needed. */
  async #identity({
    clientCertificate,
    clientKey,
  }: ConnectRequest): Promise<Identity | undefined | "declined"> {
    if (!clientCertificate) return undefined;
    const certificate = resolvePath(clientCertificate);
    const key = clientKey ? resolvePath(clientKey) : undefined;
    try {
      const loaded = await loadIdentity({ certificate, key }, (file, attempt) =>
        this.services.passphrases.ask(file, attempt),
      );
      return loaded ?? "declined";
    } catch (error) {
      this.services.passphrases.forget(key ?? certificate);
      throw error;
    }
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
