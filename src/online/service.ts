import { ProgressLocation, window, workspace } from "vscode";
import { pureProvider } from "../core/crypto/pure";
import type { Inspection } from "../core/inspection";
import { FetchError } from "../net/fetch";
import type { Subject } from "../panel/subject";
import { trustWithWorkspace, type Online, type Question, type Services } from "../services";
import { KnownCertificates, pathOf } from "./certificates";
import { canBeAskedAbout, gatherIssuers, gatherRevocation, lacksIssuer } from "./gather";

const TITLES: Readonly<Record<Question, string>> = {
  fetchIssuer: "Fetching the missing issuer",
  checkRevocation: "Asking whether the certificates are revoked",
};

/** Asks about certificates over the network. */
export class OnlineService implements Online {
  constructor(private readonly services: Services) {}

  async questions(inspection: Inspection): Promise<Question[]> {
    const { path, known } = await this.#at(inspection, {});
    const top = path.at(-1);
    return [
      ...(top && lacksIssuer(top, known) ? (["fetchIssuer"] as const) : []),
      ...(path.some(canBeAskedAbout) ? (["checkRevocation"] as const) : []),
    ];
  }

  async ask(subject: Subject, question: Question): Promise<boolean> {
    if (!workspace.isTrusted)
      throw new Error("TLS Inspector does not connect to servers in a restricted workspace.");
    const { inspection } = subject.model;
    const { path, known } = await this.#at(inspection, subject.evidence);
    const controller = new AbortController();
    const gathered = await window.withProgress(
      { location: ProgressLocation.Notification, title: TITLES[question], cancellable: true },
      async (progress, token) => {
        token.onCancellationRequested(() => {
          controller.abort();
        });
        const gather = question === "fetchIssuer" ? gatherIssuers : gatherRevocation;
        try {
          return await gather(path, known, {
            provider: pureProvider,
            signal: controller.signal,
            onProgress: (message) => {
              progress.report({ message });
            },
          });
        } catch (error) {
          if (error instanceof FetchError && error.problem === "cancelled") return undefined;
          throw error;
        }
      },
    );
    if (!gathered) return false;
    const { evidence, problems } = gathered;
    for (const problem of problems) this.services.log.warn(problem);
    const answers = [evidence.others, evidence.crls, evidence.ocsp].reduce(
      (sum, list) => sum + (list?.length ?? 0),
      0,
    );
    const [first] = problems;
    if (answers === 0) throw new Error(first ?? "There is nobody to ask");
    await subject.judgeBy(evidence);
    subject.update({ actions: await this.questions(subject.model.inspection) });
    if (first !== undefined) void window.showWarningMessage(first);
    return true;
  }

  async #at(
    inspection: Inspection,
    evidence: Subject["evidence"],
  ): Promise<{ path: ReturnType<typeof pathOf>; known: KnownCertificates }> {
    const known = new KnownCertificates(
      inspection,
      await trustWithWorkspace(this.services),
      evidence,
      pureProvider,
    );
    const from = inspection.verdicts[0]?.from ?? "text";
    return { path: pathOf(inspection, from, known), known };
  }
}
