import { workspace, type Selection, type TextDocument } from "vscode";
import { pureProvider } from "../core/crypto/pure";
import { isSecret } from "../core/inspect/draft";
import { findTextObjects } from "../core/inspect/objects";
import { inspectText, type TextOptions } from "../core/inspect/text";
import type { TrustOptions } from "../core/inspect/trust";
import { keystoreKind } from "../core/keystore/identify";
import { findDumps } from "../core/text/hexDump/findDumps";
import { identifyDer } from "../core/x509";
import type { Range } from "../core/text/hexDump/dump";
import { plural } from "../core/words/visible";
import type { Finding, Inspection, KeyLogEntry } from "../core/inspection";

/** The most characters of a document that are looked at. */
const MOST_CHARACTERS = 16 << 20;

/** What there is to inspect of a document: all of it, or a selection, whose fields still lead to its characters. */
export function inspectDocument(
  document: TextDocument,
  trust: TrustOptions,
  selection?: Selection,
  keyLog: readonly KeyLogEntry[] = [],
  choose?: TextOptions["choose"],
): Inspection {
  const options = {
    label: document.uri.toString(),
    version: document.version,
    keyLog,
    provider: pureProvider,
    trust,
    ...(choose ? { choose } : {}),
  };
  if (!selection || selection.isEmpty) return inspectText(documentText(document), options);
  const stretch = { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) };
  return inspectText(selectedText(document, stretch), { ...options, selected: true });
}

/** What is looked at of a document's text. */
export function documentText(document: TextDocument): string {
  return document.getText().slice(0, MOST_CHARACTERS);
}

/** What is said of a text of which only the beginning was looked at. */
export function longTextFinding(document: TextDocument): Finding | undefined {
  const text = document.getText();
  return text.length > MOST_CHARACTERS
    ? {
        id: "text.long",
        severity: "warning",
        message: `Only the first ${plural(MOST_CHARACTERS, "character")} of ${plural(text.length, "character")} were looked at`,
        fix: "Inspect a part of the file, such as one dump, by itself.",
      }
    : undefined;
}

/**
 * A document's text up to the end of a stretch, with all but the stretch, and what it cuts, made spaces: offsets stay
 * those of the document.
 */
export function selectedText(document: TextDocument, stretch: Range): string {
  const all = documentText(document);
  const { start, end } = wholeBlocks(all, stretch.start, stretch.end);
  return `${blank(all.slice(0, start))}${all.slice(start, end)}`;
}

/** Pasted text, which no document holds. */
export function inspectPasted(
  text: string,
  trust: TrustOptions,
  keyLog: readonly KeyLogEntry[] = [],
  choose?: TextOptions["choose"],
): Inspection {
  return inspectText(text.slice(0, MOST_CHARACTERS), {
    label: "pasted text",
    ...(choose ? { choose } : {}),
    selected: true,
    keyLog,
    provider: pureProvider,
    trust,
  });
}

/** Whether an inspection holds a private key: then its text is for no view. */
export function holdsSecrets({ sources }: Inspection): boolean {
  return sources.all.some((source) => source.kind === "bytes" && source.secret);
}

/** No block is longer, in characters. */
const LONGEST_BLOCK = 1 << 17;

/**
 * Characters from `start` to `end`, and the rest of any object (a PEM block, a certificate in base64), and of any dump
 * of a private key, that they cut: a few lines out of a certificate are no dump, and a few bytes out of a key do not show
 * what they are.
 */
function wholeBlocks(text: string, start: number, end: number): { start: number; end: number } {
  const from = Math.max(0, start - LONGEST_BLOCK);
  const around = text.slice(from, end + LONGEST_BLOCK);
  const keys = findDumps(around).filter(
    ({ bytes }) => isSecret(identifyDer(bytes)) || keystoreKind(bytes) !== undefined,
  );
  let wide = { start, end: Math.min(end, text.length) };
  for (const block of [...findTextObjects(around), ...keys.map(({ range }) => range)]) {
    const [first, last] = [from + block.start, from + block.end];
    if (first < end && start < last)
      wide = { start: Math.min(wide.start, first), end: Math.max(wide.end, last) };
  }
  return wide;
}

/** The same text with every character but line ends made a space. */
function blank(text: string): string {
  return text.replace(/[^\r\n]/g, " ");
}

/** The open document with this URI. */
export function openDocument(uri: string): TextDocument | undefined {
  return workspace.textDocuments.find((document) => document.uri.toString() === uri);
}
