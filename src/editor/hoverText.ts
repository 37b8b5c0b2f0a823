import { certificateFindings } from "../core/check/trust";
import { hash } from "../core/crypto/pure/hashes";
import { findPemBlocks, type PemBlock } from "../core/text/pem";
import {
  derLabel,
  pemKind,
  readCertificate,
  summarizeDer,
  type Certificate,
  type DerObjectSummary,
} from "../core/x509";
import { short } from "../core/words/visible";

/** What a hover says of a PEM block: plain text throughout, with control characters made visible. */
export interface HoverText {
  /** "Certificate", "Private Key". */
  readonly kind: string;
  readonly title: string;
  readonly lines: readonly { readonly name: string; readonly value: string }[];
  readonly problems: readonly { readonly severity: "error" | "warning" | "info"; readonly text: string }[];
  /** Characters of the block in the text. */
  readonly start: number;
  readonly end: number;
}

const DAY = 86_400_000;
const MOST_NAMES = 12;

/** What to say of the block at a character of `text`; undefined where none stands. Nothing secret is in it. */
export function hoverTextAt(text: string, character: number, now: Date): HoverText | undefined {
  const block = findPemBlocks(text).find(({ start, end }) => start <= character && character <= end);
  return block && describe(block, now);
}

function describe(block: PemBlock, now: Date): HoverText {
  const place = { start: block.start, end: block.end };
  const problems = block.problems.map(({ message }) => ({
    severity: "error" as const,
    text: short(message),
  }));
  const kind = block.encrypted ? undefined : pemKind(block.label, block.bytes).kind;
  if (!kind) {
    const value = block.encrypted
      ? "encrypted; only its holder can open it"
      : `${String(block.bytes.length)} bytes that are no structure we know`;
    return {
      ...place,
      kind: block.label,
      title: short(block.label),
      lines: [{ name: "Content", value }],
      problems,
    };
  }
  const certificate = kind === "certificate" ? readCertificate(block.bytes) : undefined;
  if (certificate)
    return { ...place, kind: "Certificate", ...describeCertificate(certificate, now, problems) };
  const summary = summarizeDer(kind, block.bytes, hash);
  return {
    ...place,
    kind: derLabel(kind),
    title: short(summary.label),
    lines: objectLines(summary, now),
    problems,
  };
}

function describeCertificate(
  certificate: Certificate,
  now: Date,
  problems: HoverText["problems"],
): Pick<HoverText, "title" | "lines" | "problems"> {
  const summary = summarizeDer("certificate", certificate.der, hash);
  const found = certificateFindings(certificate, {
    at: now.toISOString(),
    isLeaf: certificate.basicConstraints?.isCa !== true,
  });
  return {
    title: `Certificate${certificate.basicConstraints?.isCa ? " of an authority" : ""}: ${short(certificate.subject.text || "(no subject)")}`,
    problems: [...problems, ...found.map(({ severity, message }) => ({ severity, text: short(message) }))],
    lines: rows([
      ["Subject", certificate.subject.text],
      ["Issuer", certificate.issuer.text],
      ["Names", names(summary.subjectAltNames)],
      ["Validity", validity(certificate, now)],
      ["Key", certificate.publicKey.description],
      ["Signature", certificate.signatureAlgorithm.name],
      ["Serial number", certificate.serialNumber],
      ["SHA-256", summary.sha256],
      ["Public key SHA-256", summary.publicKeySha256],
    ]),
  };
}

/** "until 2027-01-01 (expires in 12 days)". */
export function validity(
  { notBefore, notAfter }: Pick<Certificate, "notBefore" | "notAfter">,
  now: Date,
): string {
  if (notBefore === undefined || notAfter === undefined) return "cannot be read";
  const left = Math.floor((Date.parse(notAfter) - now.getTime()) / DAY);
  const early = Date.parse(notBefore) > now.getTime();
  const words = early
    ? "not valid yet"
    : left < 0
      ? `expired ${days(-left)} ago`
      : left === 0
        ? "expires today"
        : `expires in ${days(left)}`;
  return `${notBefore.slice(0, 10)} to ${notAfter.slice(0, 10)} (${words})`;
}

function days(count: number): string {
  return `${String(count)} ${count === 1 ? "day" : "days"}`;
}

function objectLines(summary: DerObjectSummary, now: Date): HoverText["lines"] {
  const list = summary.kind === "certificateList";
  const next =
    summary.nextUpdate === undefined
      ? undefined
      : `${summary.nextUpdate.slice(0, 10)}${Date.parse(summary.nextUpdate) < now.getTime() ? " (overdue)" : ""}`;
  return rows([
    [list ? "Issuer" : "Subject", summary.subject],
    ["Key", summary.key],
    ["Names", names(summary.subjectAltNames)],
    ["Signature", summary.signatureAlgorithm],
    ["This update", summary.thisUpdate?.slice(0, 10)],
    ["Next update", next],
    ["Revoked certificates", summary.revoked === undefined ? undefined : String(summary.revoked)],
    ["SHA-256", summary.sha256],
    ["Public key SHA-256", summary.publicKeySha256],
  ]);
}

function names(list: readonly string[] | undefined): string | undefined {
  if (!list || list.length === 0) return undefined;
  const shown = list.slice(0, MOST_NAMES).join(", ");
  return list.length > MOST_NAMES ? `${shown} and ${String(list.length - MOST_NAMES)} more` : shown;
}

function rows(pairs: readonly (readonly [name: string, value: string | undefined])[]): HoverText["lines"] {
  return pairs.flatMap(([name, value]) => (value ? [{ name, value: short(value) }] : []));
}
