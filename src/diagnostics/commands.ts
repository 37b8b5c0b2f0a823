import { env, ProgressLocation, Uri, window, workspace } from "vscode";
import { pureProvider } from "../core/crypto/pure";
import { judgeObjects } from "../core/check/objects";
import { findTextObjects } from "../core/inspect/objects";
import { short } from "../core/words/visible";
import { workspaceEdit } from "./action";
import { isIssuer } from "./issuers";
import type { LocalFiles } from "./localFiles";
import type { ObjectSource } from "./register";
import { fixEdits } from "./rewrite/fix";

/** Quick fixes are not offered there; commands can be run all the same. */
function requireTrust(what: string): void {
  if (!workspace.isTrusted) throw new Error(`TLS Inspector does not ${what} in a restricted workspace.`);
}

/** Takes the permissions of everyone but the owner away. */
export async function restrictFile(uri: string, local: LocalFiles | undefined): Promise<void> {
  requireTrust("change permissions");
  const { scheme, fsPath } = Uri.parse(uri, true);
  if (scheme === "file") await local?.restrict(fsPath);
}

/** Opens a file that a configuration names. */
export async function openFile(uri: string): Promise<void> {
  await window.showTextDocument(Uri.parse(uri, true));
}

/**
 * Puts a file's chain in order, or removes its doubles, and saves it unless it has other changes that are not saved.
 * Undone in that file.
 */
export async function fixFile(uri: string, kind: string): Promise<void> {
  const document = await workspace.openTextDocument(Uri.parse(uri, true));
  const wasDirty = document.isDirty;
  const text = document.getText();
  const objects = findTextObjects(text);
  const found = judgeObjects(objects, { text, provider: pureProvider }).find(({ fix }) => fix?.kind === kind);
  if (!found?.fix) return;
  if (!(await workspace.applyEdit(workspaceEdit(document, fixEdits(text, objects, found.fix)))))
    throw new Error(`${workspace.asRelativePath(document.uri)} could not be changed: is it read-only?`);
  if (!wasDirty) await document.save();
}

export async function copyText(text: string): Promise<void> {
  await env.clipboard.writeText(text);
  window.setStatusBarMessage("Copied", 3000);
}

/**
 * Fetches the issuer of a document's object from the addresses that its certificate names, and puts it behind it. Throws,
 * in words for a person, when what comes is not the issuer.
 */
export async function fetchIssuer(
  uri: string,
  position: number,
  objects: ObjectSource,
  local: LocalFiles | undefined,
): Promise<void> {
  requireTrust("connect to servers");
  const document = await workspace.openTextDocument(Uri.parse(uri, true));
  const { version } = document;
  const reading = await objects.read(document);
  const certificate = reading?.objects[position]?.read().certificate;
  if (!reading || !certificate || !local) return;
  const progress = {
    location: ProgressLocation.Notification,
    title: "Fetching the issuer's certificate from its CA",
    cancellable: true,
  };
  const answer = await window.withProgress(progress, (_, token) => local.fetchIssuer(certificate, token));
  if (!answer) return;
  const issuer = answer.certificates.find((candidate) => isIssuer(candidate, certificate, pureProvider));
  if (!issuer)
    throw new Error(
      `${short(answer.url, 200)} gives a certificate whose key did not sign this one: nothing was added. Ask the CA for the certificate of ${short(certificate.issuer.text, 200)}.`,
    );
  if (document.version !== version)
    throw new Error(
      "The document was changed while the certificate was fetched: nothing was added. Try again.",
    );
  const fix = { kind: "addIssuer", of: position, urls: [] } as const;
  const edits = fixEdits(reading.text, reading.objects, fix, issuer.der);
  if (!(await workspace.applyEdit(workspaceEdit(document, edits))))
    throw new Error("The editor refused the change: is the file read-only?");
}
