import { commands, env, Uri } from "vscode";
import type {
  CertificateAction,
  ConnectRequest,
  ExplanationView,
  ExportKind,
  InspectionAction,
  RequestHandlers,
} from "../protocol";
import { revealRow } from "./revealRow";
import type { Subject } from "./subject";

/** What a view's surroundings do for it; what a view has no use for is left out. */
export interface ViewActions {
  /** The view is an editor of the file itself: it opens no other editor over it. */
  readonly inPlace?: boolean;
  readonly cancel?: () => boolean;
  readonly run?: (request: ConnectRequest) => Promise<boolean>;
  readonly export: (subject: Subject, kind: ExportKind) => Promise<boolean>;
  readonly openInPanel?: () => void;
  readonly act?: (subject: Subject, action: InspectionAction) => Promise<boolean>;
}

/** What a view with a box for text answers: the side view. */
export type BoxHandlers = Pick<
  RequestHandlers,
  | "textRanges"
  | "foundRange"
  | "rowAtCharacter"
  | "openBox"
  | "inspectText"
  | "chooseReading"
  | "chooseKeyLog"
  | "forgetKeyLogs"
  | "follow"
>;

/** The answers of a view that has no box. */
function withoutBox(subject: () => Subject): BoxHandlers {
  return {
    textRanges: () => ({ ranges: [] }),
    foundRange: () => undefined,
    rowAtCharacter: () => undefined,
    openBox: () => ({ label: "", keyLogs: [] }),
    inspectText: () => ({ overview: subject().overview(), mayKeep: false, keyLogs: [] }),
    chooseReading: () => false,
    chooseKeyLog: () => [],
    forgetKeyLogs: () => [],
    follow: () => false,
  };
}

/** The commands of `src/actions` that a certificate's menu runs. */
const CERTIFICATE_COMMANDS: Readonly<Record<CertificateAction, string>> = {
  copy: "tlsInspector.copyFromObject",
  convert: "tlsInspector.convertObject",
  compare: "tlsInspector.compareCertificates",
  save: "tlsInspector.saveObject",
};

const NOTHING: ExplanationView = { title: "", text: "", rfc: "" };

/** The answers to a view's requests about `subject()`. */
export function requestHandlers(
  subject: () => Subject,
  actions: ViewActions,
  box: BoxHandlers = withoutBox(subject),
): RequestHandlers {
  return {
    ...box,
    ready: () => subject().overview(),
    rows: ({ revision, root, from, count }) => subject().at(revision)?.rows(root, from, count) ?? [],
    bytes: ({ source, from, count }) => subject().model.bytes(source, from, count),
    find: ({ revision, query }) => subject().at(revision)?.find(query) ?? [],
    explainField: ({ revision, row }) => subject().at(revision)?.explainField(row) ?? NOTHING,
    explainMessage: ({ revision, index }) => subject().at(revision)?.explainMessage(index) ?? NOTHING,
    rowAt: ({ revision, source, at }) => subject().at(revision)?.rowAt(source, at),
    reveal: ({ revision, row }) => revealRow(subject(), revision, row, actions.inPlace),
    cancel: () => actions.cancel?.() ?? false,
    run: ({ request }) => actions.run?.(request) ?? false,
    export: ({ kind }) => actions.export(subject(), kind),
    copy: async ({ text }) => {
      await env.clipboard.writeText(text);
      return true;
    },
    copyChoices: async ({ revision, row }) => {
      const { copyChoices } = await import("./copyAs");
      const model = subject().at(revision);
      return model ? copyChoices(model.inspection, row) : { scopes: [], formats: [] };
    },
    copyAs: async ({ revision, row, scope, format }) => {
      const { copyText } = await import("./copyAs");
      const model = subject().at(revision);
      if (!model) throw new Error("What was to be copied has changed meanwhile");
      const { text, sentence } = copyText(model.inspection, row, scope, format);
      await env.clipboard.writeText(text);
      return sentence;
    },
    act: ({ action }) => actions.act?.(subject(), action) ?? false,
    certificate: async ({ revision, index, action }) => {
      const inspection = subject().at(revision)?.inspection;
      const chosen = inspection?.certificates[index];
      if (!inspection || !chosen) return false;
      const beside = inspection.certificates
        .filter(({ from }) => from === chosen.from)
        .map(({ span }) => inspection.sources.bytes(span));
      const der = inspection.sources.bytes(chosen.span);
      await commands.executeCommand(CERTIFICATE_COMMANDS[action], { der, beside });
      return true;
    },
    openInPanel: () => {
      actions.openInPanel?.();
      return actions.openInPanel !== undefined;
    },
    openRfc: async ({ url }) =>
      /^https:\/\/www\.rfc-editor\.org\/rfc\/rfc\d+(#[\w.-]+)?$/.test(url)
        ? env.openExternal(Uri.parse(url, true))
        : false,
    command: async ({ command }) => {
      await commands.executeCommand(command);
      return true;
    },
  };
}
