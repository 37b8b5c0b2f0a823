import { workspace, type Selection, type TextDocument } from "vscode";
import { pureProvider } from "../core/crypto/pure";
import { isSecret } from "../core/inspect/draft";
import { findTextObjects } from "../core/inspect/objects";
import { inspectText, type TextOptions } from "../core/inspect/text";
import type { TrustOptions } from "../core/inspect/trust";
import { keystoreKind } from "../core/keystore/identify";
import { findDumps } from "../core/text/hexDump/findDumps";
import { identifyDer } from "../core/x509";
import type { Inspection, KeyLogEntry } from "../core/inspection";

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
  const all = document.getText().slice(0, MOST_CHARACTERS);
  const options = {
    label: document.uri.toString(),
    version: document.version,
    keyLog,
    provider: pureProvider,
    trust,
    ...(choose ? { choose } : {}),
  };
  if (!selection || selection.isEmpty) return inspectText(all, options);
  const { start, end } = wholeBlocks(
    all,
    document.offsetAt(selection.start),
    document.offsetAt(selection.end),
  );
  // Everything around the selection is blanked, so that offsets stay those of the document.
  return inspectText(`${blank(all.slice(0, start))}${all.slice(start, end)}`, { ...options, selected: true });
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
