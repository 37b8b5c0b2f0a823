import {
  CodeActionKind,
  languages,
  type CodeAction,
  type CodeActionContext,
  type Diagnostic,
  type DiagnosticCollection,
  type Disposable,
  type Range,
  type TextDocument,
  type CancellationToken,
} from "vscode";
import { actionsFor } from "./actions";
import type { Reading } from "./collect";
import { diagnosticOf, SOURCE } from "./diagnostic";
import type { DiagnosticServices } from "./register";
import { documentProblems } from "./documentProblems";
import { FileWatches } from "./fileWatches";
import type { Problem } from "./problem";
import { diagnosticSettings } from "./settings";

/** What a document was last told. */
interface Told {
  readonly version: number;
  readonly reading: Reading | undefined;
  readonly problems: readonly { readonly problem: Problem; readonly diagnostic: Diagnostic }[];
}

/** Tells documents their problems, and offers what can be done about them. */
export class DiagnosticsFeature implements Disposable {
  readonly #collection: DiagnosticCollection = languages.createDiagnosticCollection("tlsInspector");
  readonly #told = new WeakMap<TextDocument, Told>();
  /** Of each document the reading in progress; another one cancels it. */
  readonly #running = new Map<TextDocument, { isCancellationRequested: boolean }>();
  readonly #watched: FileWatches;

  constructor(private readonly services: DiagnosticServices) {
    this.#watched = new FileWatches((document) => void this.check(document));
  }

  /** Looks at a document again. Resolves when its diagnostics are there, or when another look has begun. */
  async check(document: TextDocument): Promise<void> {
    this.#cancel(document);
    const settings = diagnosticSettings(document.uri);
    if (!settings.enabled || document.isClosed) {
      this.#forget(document);
      return;
    }
    const token = { isCancellationRequested: false };
    this.#running.set(document, token);
    const { version } = document;
    const found = await documentProblems(document, settings, this.services, token);
    if (this.#running.get(document) !== token) return; // closed, or looked at again
    this.#running.delete(document);
    if (!found || document.version !== version) return;
    const problems = found.problems.map((problem) => ({
      problem,
      diagnostic: diagnosticOf(document, problem),
    }));
    this.#told.set(document, { version, reading: found.reading, problems });
    this.#collection.set(
      document.uri,
      problems.map(({ diagnostic }) => diagnostic),
    );
    this.#watched.watch(document, found.files);
  }

  /** The document is closed: nothing is said of it any more. */
  close(document: TextDocument): void {
    this.#cancel(document);
    this.#forget(document);
  }

  /** The reading that a document's diagnostics were made from, as long as it has not changed. */
  readingOf(document: TextDocument): Reading | undefined {
    const told = this.#told.get(document);
    return told?.version === document.version ? told.reading : undefined;
  }

  async provideCodeActions(
    document: TextDocument,
    range: Range,
    { diagnostics, only }: CodeActionContext,
    token: CancellationToken,
  ): Promise<CodeAction[]> {
    const told = this.#told.get(document);
    if (told?.version !== document.version || (only && !only.contains(CodeActionKind.QuickFix))) return [];
    if (!diagnostics.some(({ source }) => source === SOURCE)) return [];
    const actions: CodeAction[] = [];
    for (const { problem, diagnostic } of told.problems) {
      if (token.isCancellationRequested) return [];
      if (!diagnostic.range.intersection(range)) continue;
      const { local, workspaceCertificates } = this.services;
      const context = { document, reading: told.reading, local, token, workspaceCertificates };
      actions.push(...(await actionsFor(problem, diagnostic, context)));
    }
    return actions;
  }

  #cancel(document: TextDocument): void {
    const running = this.#running.get(document);
    if (running) running.isCancellationRequested = true;
    this.#running.delete(document);
  }

  #forget(document: TextDocument): void {
    this.#collection.delete(document.uri);
    this.#told.delete(document);
    this.#watched.watch(document, []);
  }

  dispose(): void {
    for (const token of this.#running.values()) token.isCancellationRequested = true;
    this.#watched.dispose();
    this.#collection.dispose();
  }
}
