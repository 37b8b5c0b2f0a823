import { absencesOf } from "../core/inspect/absences";
import { heldBy } from "../core/inspect/found";
import { summaryOf } from "../core/inspect/summary";
import type { Check, Finding, Inspection, Message } from "../core/inspection";
import { titleOf } from "../core/tls/handshake";
import type { ConnectRequest, ExportKind, FoundView, MessageView, Overview } from "../protocol";

/** What a view knows of an inspection beyond the inspection itself. */
export interface OverviewState {
  readonly id: string;
  readonly revision: number;
  readonly status: Overview["status"];
  readonly request?: ConnectRequest | undefined;
  readonly actions: Overview["actions"];
  readonly chosen?: number;
  /** Whether the bytes of the wire are at hand: what was read of a text has none to make a capture of. */
  readonly captured: boolean;
}

/** Everything that a view shows at first: all but fields and bytes. */
export function overviewOf(inspection: Inspection, state: OverviewState): Overview {
  const summary = summaryOf(inspection, state.status === "running");
  return {
    id: state.id,
    revision: state.revision,
    origin: inspection.origin,
    status: state.status,
    headline: summary.headline,
    summary: summary.sentence,
    outcome: summary.outcome,
    messages: inspection.messages.map((message) => messageView(inspection, message)),
    roots: inspection.fields.roots(),
    rowCount: inspection.fields.length,
    ...(state.chosen === undefined ? {} : { chosen: state.chosen }),
    sources: inspection.sources.all.map((source) => ({
      id: source.id,
      label: sourceLabel(source.label),
      length: source.kind === "text" ? source.text.length : source.secret ? 0 : source.bytes.length,
    })),
    ...(inspection.negotiated ? { negotiated: inspection.negotiated } : {}),
    parameters: inspection.parameters,
    certificates: inspection.certificates,
    verdicts: inspection.verdicts,
    checks: inspection.checks,
    keySteps: inspection.keySteps,
    findings: inspection.findings,
    found: foundViews(inspection),
    foundCount: inspection.found?.length ?? 0,
    absences: absencesOf(inspection).map(({ name, from, reason, rfc }) => ({
      label: titleOf(name),
      from,
      reason,
      rfc,
    })),
    fingerprints: inspection.fingerprints,
    ...(state.request ? { request: state.request } : {}),
    exports: exportsOf(inspection, state.captured),
    actions: state.actions,
  };
}

const MOST_FOUND = 500;

function foundViews(inspection: Inspection): FoundView[] {
  const { found = [] } = inspection;
  const held = found.length > 0 ? heldBy(inspection) : [];
  return found.slice(0, MOST_FOUND).map(({ format, length, direction, layer, others, range }, index) => {
    const row = held[index]?.row;
    return {
      format,
      length,
      holds: held[index]?.words ?? "",
      ...(direction ? { direction } : {}),
      ...(layer ? { layer } : {}),
      ...(row === undefined ? {} : { row }),
      at: range.start,
      readings: others ?? [],
    };
  });
}

/** A source that is named by a URI goes by its file's name. */
function sourceLabel(label: string): string {
  if (!/^[\w-]+:\/\//.test(label)) return label;
  const name = label.split("/").at(-1) ?? label;
  try {
    return decodeURIComponent(name);
  } catch {
    return name; // not one of VS Code's URIs after all
  }
}

/** What can be exported of an inspection: a capture and its keys only where there was a session. */
function exportsOf(inspection: Inspection, captured: boolean): ExportKind[] {
  const { messages, fields, keyLog } = inspection;
  if (messages.length === 0) return fields.length > 0 ? ["json", "markdown"] : [];
  const capture = captured ? (["pcapng"] as const) : [];
  return [...(keyLog.length > 0 ? (["keylog"] as const) : []), ...capture, "json", "markdown"];
}

function messageView(inspection: Inspection, message: Message): MessageView {
  const check = worst(
    inspection.checks.filter((one) => one.messageIndex === message.index).map((one) => one.status),
    ["failed", "not checked", "passed"],
  );
  const severity = worst(
    findingsIn(inspection, message).map((finding) => finding.severity),
    ["error", "warning", "info"],
  );
  return {
    index: message.index,
    stream: message.stream,
    from: message.from,
    name: message.name,
    label: message.name === "encrypted" ? "Encrypted" : titleOf(message.name),
    detail: message.detail,
    encrypted: message.encrypted,
    span: message.span,
    field: message.field,
    size: inspection.fields.size(message.field),
    ...(message.timeMs === undefined ? {} : { timeMs: message.timeMs }),
    ...(check ? { check } : {}),
    ...(severity ? { severity } : {}),
  };
}

function worst<T extends Check["status"] | Finding["severity"]>(
  found: readonly T[],
  order: readonly T[],
): T | undefined {
  return order.find((one) => found.includes(one));
}

function findingsIn({ findings }: Inspection, { span }: Message): Finding[] {
  return findings.filter(
    (finding) =>
      finding.span?.source === span.source && finding.span.start < span.end && finding.span.end > span.start,
  );
}
