import type { Inspection } from "../inspection";
import { titleOf } from "../tls/handshake";
import { oneLine } from "../words/visible";
import { absencesOf } from "./absences";
import { summaryOf } from "./summary";

/** An inspection as Markdown, for an issue or a mail: what was exchanged, checked and found; no secrets, no bytes. */
export function toMarkdown(inspection: Inspection): string {
  const { headline, sentence } = summaryOf(inspection);
  const { messages, checks, certificates, verdicts, findings, parameters } = inspection;
  return [
    `# ${cell(inspection.origin.label)}`,
    `**${cell(headline)}**`,
    cell(sentence),
    section(
      "Messages",
      table(
        ["", "From", "Message", "Content", "Protected"],
        messages.map(({ index, from, name, detail, encrypted }) => [
          String(index + 1),
          from,
          titleOf(name),
          detail,
          encrypted ? "yes" : "no",
        ]),
      ),
    ),
    section(
      "Not in this handshake",
      list(absencesOf(inspection).map(({ name, from, reason }) => `${titleOf(name)} (${from}): ${reason}`)),
    ),
    section("Checks", list(checks.map(({ status, message }) => `${status}: ${message}`))),
    section(
      "Parameters",
      table(
        ["Parameter", "Offered", "Chosen", "Asked"],
        parameters.map(({ name, ...values }) => [
          name,
          ...[values.offered, values.chosen, values.asked].map((some) =>
            some.map(({ text }) => text).join(", "),
          ),
        ]),
      ),
    ),
    section(
      "Certificates",
      list(
        certificates.map(
          ({ from, subject, issuer, publicKey, notAfter, sha256 }) =>
            `${from}: ${subject}, issued by ${issuer}, ${publicKey}, until ${notAfter ?? "an unreadable date"}, SHA-256 ${sha256}`,
        ),
      ),
    ),
    section("Trust", list(verdicts.map(({ from, summary }) => `${from}: ${summary}`))),
    section(
      "Findings",
      list(
        findings.map(
          ({ severity, message, fix, id }) => `${severity}: ${message}${fix ? ` ${fix}` : ""} (${id})`,
        ),
      ),
    ),
  ]
    .filter((part) => part !== "")
    .join("\n\n")
    .concat("\n");
}

function section(title: string, content: string): string {
  return content === "" ? "" : `## ${title}\n\n${content}`;
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${cell(item)}`).join("\n");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

/** Hostile text as plain text: on one line, with everything escaped that Markdown or HTML would take for its own. */
function cell(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]()#!|<>~&]/g, (character) => `\\${character}`);
}
