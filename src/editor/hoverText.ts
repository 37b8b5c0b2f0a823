import { hash } from "../core/crypto/pure/hashes";
import type { TextObject } from "../core/inspect/objects";
import type { CertificateSummary, Finding, Inspection } from "../core/inspection";
import { plural, short, validity } from "../core/words/visible";
import { derLabel, summarizeDer, type DerKind, type DerObjectSummary } from "../core/x509";

/** What a hover says of an object: plain text throughout, on one line each, with control characters made visible. */
export interface HoverText {
  readonly title: string;
  readonly lines: readonly { readonly name: string; readonly value: string }[];
  readonly problems: readonly { readonly severity: Finding["severity"]; readonly text: string }[];
}

const MOST_NAMES = 12;
const MOST_PROBLEMS = 6;
const GRAVITY = { error: 0, warning: 1, info: 2 } as const;

/** What to say of an object of a text. Nothing secret is in it; never throws. */
export function hoverText(object: TextObject, inspection: Inspection, now: Date): HoverText {
  const { kind, bytes, secret, keyStore } = object.read();
  const [certificate] = inspection.certificates;
  const problems = problemsOf(inspection.findings);
  if (certificate) {
    const title = `Certificate${certificate.isCa ? " of an authority" : ""}: ${short(certificate.subject) || "(no subject)"}`;
    const keys = summarizeDer("certificate", bytes, hash).publicKeySha256;
    return { title, lines: certificateLines(certificate, keys, now), problems };
  }
  if (kind) return { title: derLabel(kind), lines: objectLines(kind, bytes, now), problems };
  const value = keyStore
    ? `a Java key store (${keyStore.toUpperCase()})`
    : secret
      ? "encrypted; only its holder can open it"
      : `${plural(bytes.length, "byte")} that are no structure we know`;
  return { title: short(object.label), lines: rows([["Content", value]]), problems };
}

/** The gravest first, and how many more there are. */
function problemsOf(findings: readonly Finding[]): HoverText["problems"] {
  const sorted = findings.toSorted((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity]);
  const shown = sorted
    .slice(0, MOST_PROBLEMS)
    .map(({ severity, message }) => ({ severity, text: short(message) }));
  const more = sorted.length - shown.length;
  return more > 0
    ? [...shown, { severity: "info", text: `${plural(more, "more remark")} in the panel` }]
    : shown;
}

function certificateLines(
  certificate: CertificateSummary,
  publicKeySha256: string | undefined,
  now: Date,
): HoverText["lines"] {
  const { notBefore, notAfter } = certificate;
  const days = [notBefore, notAfter].map((iso) => iso?.slice(0, 10) ?? "?").join(" to ");
  return rows([
    ["Subject", certificate.subject],
    ["Issuer", certificate.issuer],
    ["Names", names(certificate.subjectAltNames)],
    ["Validity", `${days} (${validity(notBefore, notAfter, now.getTime()).text})`],
    ["Key", certificate.publicKey],
    ["Signature", certificate.signatureAlgorithm],
    ["Serial number", certificate.serialNumber],
    ["SHA-256", certificate.sha256],
    ["SHA-1", certificate.sha1],
    ["Public key SHA-256", publicKeySha256],
  ]);
}

function objectLines(kind: DerKind, bytes: Uint8Array, now: Date): HoverText["lines"] {
  const summary: DerObjectSummary = summarizeDer(kind, bytes, hash);
  const { nextUpdate } = summary;
  const list = kind === "certificateList";
  return rows([
    [list ? "Issuer" : "Subject", summary.subject],
    ["Key", summary.key],
    ["Names", names(summary.subjectAltNames)],
    ["Signature", summary.signatureAlgorithm],
    ["This update", summary.thisUpdate?.slice(0, 10)],
    [
      "Next update",
      nextUpdate && `${nextUpdate.slice(0, 10)} (${validity(undefined, nextUpdate, now.getTime()).text})`,
    ],
    ["Revoked certificates", summary.revoked === undefined ? undefined : String(summary.revoked)],
    ["SHA-256", summary.sha256],
    ["Public key SHA-256", summary.publicKeySha256],
  ]);
}

function names(list: readonly string[] | undefined): string | undefined {
  if (!list || list.length === 0) return undefined;
  const shown = list
    .slice(0, MOST_NAMES)
    .map((name) => short(name, 80))
    .join(", ");
  return list.length > MOST_NAMES ? `${shown} and ${plural(list.length - MOST_NAMES, "more name")}` : shown;
}

function rows(pairs: readonly (readonly [name: string, value: string | undefined])[]): HoverText["lines"] {
  return pairs.flatMap(([name, value]) => (value ? [{ name, value: short(value) }] : []));
}
