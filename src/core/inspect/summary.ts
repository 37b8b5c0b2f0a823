import type { FieldTable } from "../fields/table";
import type { Inspection } from "../inspection";
import { titleOf } from "../tls/handshake";
import { plural } from "../words/visible";

/** How it went, in one word, for an icon. */
export type Outcome = "success" | "warning" | "error" | "pending";

/** What is said of an inspection before anything else. */
export interface Summary {
  /** "Two-way TLS 1.2 · TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 · x25519 · 14 ms". */
  readonly headline: string;
  /** A sentence or two: who proved what, or why it failed and what to do. */
  readonly sentence: string;
  readonly outcome: Outcome;
}

/** The first two lines on an inspection. `running` says that more is to come. */
export function summaryOf(inspection: Inspection, running = false): Summary {
  const { negotiated, messages } = inspection;
  if (messages.length === 0) return withoutMessages(inspection, running);
  const complete = isComplete(inspection);
  const twoWay = negotiated !== undefined && negotiated.clientAuthentication !== "none";
  // Whether the server asked for a certificate is not known while its messages stay closed.
  const closed = negotiated?.version === "TLS 1.3" && messages.some(({ name }) => name === "encrypted");
  const ways = twoWay ? "Two-way " : closed && !complete ? "" : "One-way ";
  const parts = [
    negotiated?.version ? `${ways}${negotiated.version}` : "TLS handshake",
    negotiated?.cipherSuite,
    negotiated?.group,
    complete ? duration(inspection) : undefined,
  ].filter((part) => part !== undefined);
  const headline = parts.join(" · ");
  const error = firstError(inspection);
  if (error)
    return { headline: complete ? headline : `${headline} · failed`, sentence: error, outcome: "error" };
  if (!complete)
    return {
      headline,
      sentence: running ? "The handshake is under way." : incomplete(inspection),
      outcome: running ? "pending" : inspection.origin.kind === "connection" ? "warning" : "success",
    };
  const { sentence, good } = whoProved(inspection);
  return { headline, sentence: `${sentence} ${counts(inspection)}`, outcome: good ? "success" : "warning" };
}

/** Whether both sides sent Finished. */
export function isComplete({ messages }: Inspection): boolean {
  return ["client", "server"].every((side) =>
    messages.some((message) => message.from === side && message.name === "finished"),
  );
}

function withoutMessages(
  { origin, certificates, findings, fields, verdicts }: Inspection,
  running: boolean,
): Summary {
  const worst = (["error", "warning", "info"] as const)
    .map((severity) => findings.find((finding) => finding.severity === severity))
    .find((finding) => finding !== undefined);
  const verdict = verdicts.find(({ trust }) => trust !== "not checked");
  if (running) return { headline: origin.label, sentence: "Connecting.", outcome: "pending" };
  const [first] = certificates;
  const headline = first
    ? certificates.length === 1
      ? first.subject
      : plural(certificates.length, "certificate")
    : (whatItIs(fields) ?? origin.label);
  if (worst)
    return {
      headline,
      sentence: sentenceOf(worst.message, worst.fix),
      outcome: worst.severity === "info" ? "success" : worst.severity,
    };
  // A CA's certificate by itself need not be in the store; what a server would present must lead there.
  if (verdict)
    return {
      headline,
      sentence: sentenceOf(verdict.summary),
      outcome: verdict.trust === "untrusted" && first?.isCa === false ? "warning" : "success",
    };
  return {
    headline,
    sentence: fields.length > 0 ? "Nothing wrong was found." : "Nothing was found to inspect.",
    outcome: "success",
  };
}

/** "Certificate Request, Private Key": what the top rows are called, or how many there are of them. */
function whatItIs(fields: FieldTable): string | undefined {
  const roots = fields.roots();
  if (roots.length === 0) return undefined;
  return roots.length <= 3
    ? roots.map((row) => fields.field(row).label).join(", ")
    : plural(roots.length, "structure");
}

/** The reason of a failure: what the observer saw, an alert, a failed check, broken bytes. */
function firstError({ findings, checks }: Inspection): string | undefined {
  const finding =
    findings.find((one) => one.severity === "error" && one.id.startsWith("connection.")) ??
    findings.find((one) => one.severity === "error");
  if (finding) return sentenceOf(finding.message, finding.fix);
  // What the server accepts all the same is no reason for a failure.
  const failed = checks.find(({ status, id }) => status === "failed" && id !== "certificate.client.suits");
  return failed?.message;
}

function incomplete(inspection: Inspection): string {
  const { messages } = inspection;
  const last = messages.at(-1);
  if (messages.some((message) => message.name === "encrypted"))
    return "What follows the hellos is encrypted, and no key log for it is at hand.";
  if (!last) return "";
  return `${plural(messages.length, "message")}, the last one ${titleOf(last.name)} from the ${last.from}: the handshake was not over then.`;
}

function whoProved({ negotiated, checks, verdicts }: Inspection): { sentence: string; good: boolean } {
  const server = verdicts.find((verdict) => verdict.from === "server");
  const trusted = server?.trust === "trusted" && server.name !== "does not match";
  const why = server && !trusted && server.trust !== "not checked" ? ` ${sentenceOf(server.summary)}` : "";
  const proof = checks.find(
    (check) => check.id === "certificate_verify.server" || check.id === "server_key_exchange.signature",
  );
  const byRsa = negotiated?.keyExchange === "RSA";
  const holdsKey = proof?.status === "passed" || byRsa;
  const serverWords = holdsKey
    ? trusted
      ? "The server proved who it is."
      : `The server proved that it holds its certificate's key.${why}`
    : `The server's proof was not checked.${why}`;
  const client = {
    none: "",
    requested: " It asked the client for a certificate, got none, and went on without.",
    sent: " The client sent a certificate and proved its key; the server has not said whether it accepts it.",
    proved: " The client proved who it is, and the server accepted it.",
    refused: " The server refused the client.",
  }[negotiated?.clientAuthentication ?? "none"];
  if (holdsKey && trusted && negotiated?.clientAuthentication === "proved")
    return { sentence: "Both sides proved who they are.", good: true };
  return {
    sentence: `${serverWords}${client}`,
    good: holdsKey && (trusted || server === undefined || server.trust === "not checked"),
  };
}

function counts({ messages }: Inspection): string {
  const end = messages.findLastIndex((message) => message.name === "finished");
  let trips = 0;
  for (let i = 1; i <= end; i++)
    if (messages[i]?.from === "server" && messages[i - 1]?.from === "client") trips++;
  return `${plural(end + 1, "message")}, ${plural(trips, "round trip")}.`;
}

function duration({ messages }: Inspection): string | undefined {
  const last = messages.findLast((message) => message.name === "finished")?.timeMs;
  const first = messages[0]?.timeMs;
  return last === undefined || first === undefined
    ? undefined
    : `${String(Math.max(1, Math.round(last - first)))} ms`;
}

function sentenceOf(message: string, fix?: string): string {
  // A host name at the beginning stays as it is.
  const first = /^[a-z]+ /.test(message) ? message.charAt(0).toUpperCase() + message.slice(1) : message;
  const stop = /[.!?]$/.test(first) ? first : `${first}.`;
  return fix ? `${stop} ${fix}` : stop;
}
