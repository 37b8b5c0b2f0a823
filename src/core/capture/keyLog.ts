import { isStandardLabel } from "./secretLabels";
import { fromHex, toHex } from "../bytes/hex";
import { count } from "../bytes/reader";
import type { SourceId } from "../bytes/span";
import type { Finding, KeyLogEntry } from "../inspection";
import { Lines } from "../text/lines";

/** The entries of a key log, and a finding for each line that is none. */
export interface KeyLogReading {
  readonly entries: readonly KeyLogEntry[];
  readonly findings: readonly Finding[];
}

const LABEL = /^[A-Z][A-Z0-9_]{1,63}$/;
const HEX = /^(?:[0-9a-f]{2})+$/i;
/** A client random has 32 bytes (RFC 8446 §4.1.2). */
const RANDOM = 32;
/** The longest secret is a hash of 64 bytes; other tools' labels may carry more. */
const LONGEST_SECRET = 255;
const MOST_FINDINGS = 100;

/**
 * Reads an SSLKEYLOGFILE (RFC 9850): lines of label, client random and secret in hex; comments start with `#`. Lines
 * that do not fit are findings with their number (the first 100 of them), and with a span when `source` is the text's.
 */
export function parseKeyLog(text: string, source?: SourceId): KeyLogReading {
  const entries: KeyLogEntry[] = [];
  const findings: Finding[] = [];
  const lines = new Lines(text);
  for (let index = 0; index < lines.count; index++) {
    const line = lines.at(index).replace(/^\uFEFF/, "");
    if (line.trim() === "" || line.trimStart().startsWith("#")) continue;
    const result = readLine(line.trim());
    if (typeof result !== "string") {
      entries.push(result);
      continue;
    }
    if (findings.length >= MOST_FINDINGS) continue;
    findings.push({
      id: "keylog.line",
      severity: "warning",
      message: `Key log, line ${String(index + 1)}: ${result}`,
      rfc: "RFC 9850 §2",
      ...(source === undefined ? {} : { span: { source, start: lines.start(index), end: lines.end(index) } }),
    });
  }
  return { entries, findings };
}

/** The entry of a line, or what is wrong with it; the secret itself is never repeated. */
function readLine(line: string): KeyLogEntry | string {
  const parts = line.split(/[ \t]+/);
  const [label = "", random = "", secret = ""] = parts;
  if (!LABEL.test(label)) return "it does not start with a label such as CLIENT_RANDOM";
  if (label === "RSA")
    return "RSA lines name an encrypted premaster secret and are not used; CLIENT_RANDOM lines are";
  if (parts.length !== 3)
    return `${label} takes a client random and a secret, here are ${valuesWord(parts.length - 1)}`;
  if (!HEX.test(random)) return "the client random is not hexadecimal";
  if (random.length !== RANDOM * 2)
    return `the client random has ${count(random.length / 2)}, it needs ${String(RANDOM)}`;
  if (!HEX.test(secret)) return "the secret is not hexadecimal of whole bytes";
  if (secret.length > LONGEST_SECRET * 2)
    return `the secret has ${count(secret.length / 2)}, more than any hash`;
  return { label, clientRandom: fromHex(random), secret: fromHex(secret) };
}

function valuesWord(values: number): string {
  return `${String(values)} ${values === 1 ? "value" : "values"}`;
}

/** The entries as an SSLKEYLOGFILE (RFC 9850), one a line, each line ended by "\n". Labels of our own stay out. */
export function formatKeyLog(entries: readonly KeyLogEntry[]): string {
  return entries
    .filter(({ label }) => isStandardLabel(label))
    .map(({ label, clientRandom, secret }) => `${label} ${toHex(clientRandom)} ${toHex(secret)}\n`)
    .join("");
}
