import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  Location,
  Range,
  Uri,
  type TextDocument,
} from "vscode";
import { rfcUrl } from "../core/explain/rfc";
import { short } from "../core/words/visible";
import type { Problem, ProblemLevel } from "./problem";

/** What stands behind our diagnostics in the Problems panel. */
export const SOURCE = "TLS Inspector";

const SEVERITIES: Readonly<Record<ProblemLevel, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** A problem as VS Code shows it: on one line, its id linked to the RFC's section. */
export function diagnosticOf(document: TextDocument, problem: Problem): Diagnostic {
  const { finding, level, related } = problem;
  const diagnostic = new Diagnostic(lineRange(document, problem), messageOf(problem), SEVERITIES[level]);
  diagnostic.source = SOURCE;
  const url = finding.rfc === undefined ? undefined : rfcUrl(finding.rfc);
  diagnostic.code = url === undefined ? finding.id : { value: finding.id, target: Uri.parse(url) };
  diagnostic.relatedInformation = related.map(
    ({ uri, start, end, message }) =>
      new DiagnosticRelatedInformation(
        uri === undefined
          ? new Location(document.uri, lineRange(document, { start, end }))
          : new Location(Uri.parse(uri), new Range(0, 0, 0, 0)),
        short(message),
      ),
  );
  return diagnostic;
}

/** The finding in a sentence, and what to do in the next. */
function messageOf({ finding: { message, fix } }: Problem): string {
  return fix === undefined ? short(message, 1000) : `${short(message, 1000)}.\n${short(fix, 1000)}`;
}

/** The part of a range that stands on its first line. */
export function lineRange(document: TextDocument, { start, end }: Pick<Problem, "start" | "end">): Range {
  const from = document.positionAt(start);
  const to = document.positionAt(end);
  return to.line === from.line ? new Range(from, to) : new Range(from, document.lineAt(from.line).range.end);
}

/** The id of one of our diagnostics. */
export function idOf({ code }: Diagnostic): string {
  return typeof code === "object" ? String(code.value) : String(code);
}
