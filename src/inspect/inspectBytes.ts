import type { Uri } from "vscode";
import { window, workspace, type QuickPickItem } from "vscode";
import { pureProvider } from "../core/crypto/pure";
import { isCapture } from "../core/capture/captureFile";
import { inspectFile } from "../core/inspect/file";
import { summaryOf } from "../core/inspect/summary";
import type { TrustOptions } from "../core/inspect/trust";
import type { Inspection } from "../core/inspection";
import { keystoreKind } from "../core/keystore/identify";
import { contentOf } from "../core/text/content";
import { plural } from "../core/words/visible";
import { identifyDer } from "../core/x509";
import { decodeText } from "../decodeText";

/** Larger files are not read, in bytes. */
const MOST_BYTES = 64 << 20;
/** VS Code hands no larger documents to extensions, in bytes. */
export const MOST_SYNCED = 50 << 20;
/** So many connections of a capture are opened at most. */
const MOST_CONNECTIONS = 8;

/** What a file is to be shown as. */
export type FileKind = "capture" | "object" | "bytes" | "text";

/** Reads a file. Throws an Error for the user when it is too large, or cannot be read. */
export async function readBytes(uri: Uri): Promise<Uint8Array> {
  const name = workspace.asRelativePath(uri);
  const { size } = await workspace.fs.stat(uri);
  if (size > MOST_BYTES)
    throw new Error(
      `${name} is larger than 64 MB: cut out what you want to see, a capture with “editcap” or “tshark -w”`,
    );
  return workspace.fs.readFile(uri);
}

/** What a file's bytes are: a capture; a certificate, key or keystore; TLS records or messages; or else text. */
export function kindOf(bytes: Uint8Array): FileKind {
  if (isCapture(bytes)) return "capture";
  if (keystoreKind(bytes) !== undefined || identifyDer(bytes) !== undefined) return "object";
  const content = contentOf(bytes);
  return content === "tls record" || content === "handshake" ? "bytes" : "text";
}

/** The inspections of a file's bytes: of a capture's connections, those that the user picks. */
export async function inspectBytes(bytes: Uint8Array, uri: Uri, trust: TrustOptions): Promise<Inspection[]> {
  const label = workspace.asRelativePath(uri);
  const all = inspectFile(bytes, { label, provider: pureProvider, trust, decodeText });
  if (all.length === 1) return all;
  interface Row extends QuickPickItem {
    readonly inspection: Inspection;
  }
  const rows = all.map((inspection): Row => {
    return {
      label: inspection.origin.label.slice(`${label}: `.length),
      description: summaryOf(inspection, false).headline,
      inspection,
    };
  });
  const picked = await window.showQuickPick(rows, {
    canPickMany: true,
    matchOnDescription: true,
    title: `Connections in ${label}`,
    placeHolder: `${plural(all.length, "connection")}: choose up to ${String(MOST_CONNECTIONS)}`,
  });
  return (picked ?? []).slice(0, MOST_CONNECTIONS).map(({ inspection }) => inspection);
}
