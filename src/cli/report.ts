import { absencesOf } from "../core/inspect/absences";
import { summaryOf, type Outcome } from "../core/inspect/summary";
import type { Check, Finding, Inspection, Message } from "../core/inspection";
import { titleOf } from "../core/tls/handshake";
import type { Paint } from "./colour";
import { oneLine } from "../core/words/visible";

const OUTCOMES = {
  success: ["green", "✓"],
  warning: ["yellow", "!"],
  error: ["red", "✗"],
  pending: ["cyan", "…"],
} as const satisfies Record<Outcome, readonly [string, string]>;
const CHECKS = {
  passed: ["green", "✓"],
  failed: ["red", "✗"],
  "not checked": ["gray", "–"],
} as const satisfies Record<Check["status"], readonly [string, string]>;
const SEVERITIES = {
  error: ["red", "✗"],
  warning: ["yellow", "!"],
  info: ["cyan", "i"],
} as const satisfies Record<Finding["severity"], readonly [string, string]>;

/** How much of an inspection a report shows. */
export interface ReportOptions {
  /** Fields of each message as a tree. */
  readonly tree: boolean;
  /** Length prefixes, DER tags and lengths too. */
  readonly minor: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

/** An inspection as a person reads it in a terminal. */
export function report(inspection: Inspection, paint: Paint, options: ReportOptions): string {
  const { headline, sentence, outcome } = summaryOf(inspection);
  const [colour, sign] = OUTCOMES[outcome];
  const lines = [
    `${paint([colour, "bold"], sign)} ${paint("bold", oneLine(headline))}`,
    `  ${oneLine(sentence)}`,
    "",
  ];
  if (inspection.messages.length > 0)
    for (const message of inspection.messages)
      lines.push(...messageLines(inspection, message, paint, options));
  else if (options.tree)
    for (const root of inspection.fields.roots())
      lines.push(...treeLines(inspection, root, "", paint, options));
  section(
    lines,
    paint,
    "Not in this handshake",
    absencesOf(inspection).map(({ name, from, reason }) => oneLine(`${titleOf(name)} (${from}): ${reason}`)),
  );
  section(
    lines,
    paint,
    "Certificates",
    inspection.certificates.map((certificate) =>
      oneLine(
        `${certificate.from} ${String(certificate.position)}: ${certificate.subject} · issued by ${certificate.issuer} · ${certificate.publicKey} · until ${certificate.notAfter ?? "?"}`,
      ),
    ),
  );
  section(
    lines,
    paint,
    "Trust",
    inspection.verdicts.map((verdict) => oneLine(`${verdict.from}: ${verdict.summary}`)),
  );
  section(
    lines,
    paint,
    "Findings",
    inspection.findings.map((finding) => findingLine(finding, paint)),
  );
  return `${lines.join("\n")}\n`;
}

function section(lines: string[], paint: Paint, title: string, content: readonly string[]): void {
  if (content.length === 0) return;
  if (lines.at(-1) !== "") lines.push("");
  lines.push(paint("bold", title), ...content.map((line) => `  ${line}`));
}

function findingLine({ severity, message, fix, id }: Finding, paint: Paint): string {
  const [colour, sign] = SEVERITIES[severity];
  return `${paint(colour, `${sign} ${severity}`)} ${oneLine(message)}${fix ? ` ${oneLine(fix)}` : ""} ${paint("gray", `[${id}]`)}`;
}

function messageLines(
  inspection: Inspection,
  message: Message,
  paint: Paint,
  options: ReportOptions,
): string[] {
  const arrow = message.from === "client" ? "──▶" : "◀──";
  const label = message.name === "encrypted" ? "Encrypted" : titleOf(message.name);
  const lock = message.encrypted ? " 🔒" : "";
  const checks = inspection.checks.filter((check) => check.messageIndex === message.index);
  const signs = checks.map((check) => ` ${paint(CHECKS[check.status][0], CHECKS[check.status][1])}`).join("");
  const time = message.timeMs === undefined ? "" : `${message.timeMs.toFixed(1).padStart(8)} ms `;
  const lines = [
    `${paint("gray", time)}${message.from === "client" ? "client" : "server"} ${paint("cyan", arrow)} ${paint("bold", label)}${lock}${signs}${message.detail ? paint("gray", `  ${oneLine(message.detail)}`) : ""}`,
  ];
  for (const check of checks)
    lines.push(
      `      ${paint(CHECKS[check.status][0], `${CHECKS[check.status][1]} ${check.status}`)} ${oneLine(check.message)}`,
    );
  if (options.tree && message.field >= 0)
    for (const child of inspection.fields.children(message.field))
      lines.push(...treeLines(inspection, child, "      ", paint, options));
  return lines;
}

function treeLines(
  inspection: Inspection,
  row: number,
  indent: string,
  paint: Paint,
  options: ReportOptions,
): string[] {
  const { label, display, minor, notes } = inspection.fields.field(row);
  if (minor && !options.minor) return [];
  const room = Math.max(20, options.width - indent.length - label.length - 2);
  const value = oneLine(display);
  const shown = value.length > room ? `${value.slice(0, room - 1)}…` : value;
  const children = inspection.fields.children(row);
  return [
    `${indent}${children.length > 0 ? oneLine(label) : paint("gray", oneLine(label))}${shown ? `: ${shown}` : ""}`,
    ...notes.map((note) => `${indent}  ${paint("yellow", `! ${oneLine(note)}`)}`),
    ...children.flatMap((child) => treeLines(inspection, child, `${indent}  `, paint, options)),
  ];
}
