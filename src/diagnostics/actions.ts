import {
  CodeAction,
  CodeActionKind,
  Uri,
  workspace,
  type CancellationToken,
  type Diagnostic,
  type TextDocument,
} from "vscode";
import { pureProvider } from "../core/crypto/pure";
import { rfcUrl } from "../core/explain/rfc";
import type { ObjectFix } from "../core/check/objects";
import { short } from "../core/words/visible";
import { commandAction, editAction } from "./action";
import type { Reading } from "./collect";
import { idOf } from "./diagnostic";
import { issuersInWorkspace, issuersNear } from "./issuers";
import type { LocalFiles } from "./localFiles";
import type { Problem } from "./problem";
import { fixEdits } from "./rewrite/fix";
import type { WorkspaceCertificates } from "../workspace/workspaceCertificates";
import { untrackActions } from "./untrack";

/** What the actions on a document's problems are made from. */
export interface Context {
  readonly document: TextDocument;
  readonly reading: Reading | undefined;
  readonly local: LocalFiles | undefined;
  readonly token: CancellationToken;
  readonly workspaceCertificates: () => Promise<WorkspaceCertificates>;
}

/** What can be done about a problem, the best first. */
export async function actionsFor(
  problem: Problem,
  diagnostic: Diagnostic,
  context: Context,
): Promise<CodeAction[]> {
  const actions = [...(await fixActions(problem, context)), ...reading(problem), ignore(diagnostic)];
  for (const action of actions) action.diagnostics = [diagnostic];
  return actions;
}

async function fixActions({ fix }: Problem, context: Context): Promise<CodeAction[]> {
  switch (fix?.kind) {
    case undefined:
      return [];
    case "reorder":
      return textAction("Put the chain in order: the leaf first, each followed by its issuer", fix, context);
    case "remove":
      return textAction("Remove the certificate that stands here a second time", fix, context);
    case "addIssuer":
      return issuerActions(fix, context);
    case "restrict":
      return context.local
        ? [commandAction("Let nobody else read the file (chmod 600)", "restrictFile", [fix.uri], true)]
        : [];
    case "inFile":
      return fileActions(fix.uri, fix.fix);
    case "untrack":
      return context.local ? untrackActions(Uri.parse(fix.uri), context.local) : [];
  }
}

/** The same in a file that the document names. */
function fileActions(uri: string, fix: ObjectFix): CodeAction[] {
  const file = workspace.asRelativePath(Uri.parse(uri));
  const open = commandAction(`Open ${file}`, "openFile", [uri]);
  if (fix.kind === "addIssuer") return [open];
  const title =
    fix.kind === "reorder"
      ? `Put the chain in order in ${file}`
      : `Remove the certificate that stands a second time in ${file}`;
  return [commandAction(title, "fixFile", [uri, fix.kind], true), open];
}

function textAction(title: string, fix: ObjectFix, { document, reading: own }: Context): CodeAction[] {
  const edits = own ? fixEdits(own.text, own.objects, fix) : [];
  return edits.length === 0 ? [] : [editAction(title, document, edits, true)];
}

async function issuerActions(
  fix: Extract<ObjectFix, { kind: "addIssuer" }>,
  context: Context,
): Promise<CodeAction[]> {
  const { document, reading: own, local, token } = context;
  const certificate = own?.objects[fix.of]?.read().certificate;
  if (!own || !certificate) return [];
  const actions: CodeAction[] = [];
  const near = await issuersNear(document.uri, certificate, pureProvider, token);
  const known = [document.uri, ...near.map(({ uri }) => uri)];
  const certificates = await context.workspaceCertificates();
  const further = await issuersInWorkspace(certificates, certificate, pureProvider, known);
  for (const { uri, certificate: issuer } of [...near, ...further]) {
    const edits = fixEdits(own.text, own.objects, fix, issuer.der);
    if (edits.length === 0) continue;
    const title = `Take the issuer's certificate from ${workspace.asRelativePath(uri)}`;
    actions.push(editAction(title, document, edits, actions.length === 0));
  }
  const [url] = fix.urls.filter((address) => /^https?:/i.test(address));
  // A form that has no room for another certificate is found out before the network is asked.
  const hasRoom = fixEdits(own.text, own.objects, fix, certificate.der).length > 0;
  if (local && url !== undefined && hasRoom)
    actions.push(
      commandAction(
        `Fetch the issuer's certificate from its CA (${short(url, 120)})`,
        "fetchIssuer",
        [document.uri.toString(), fix.of],
        actions.length === 0,
      ),
    );
  return actions;
}

/** Where to read about it. */
function reading({ finding: { rfc } }: Problem): CodeAction[] {
  const url = rfc === undefined ? undefined : rfcUrl(rfc);
  if (rfc === undefined || url === undefined) return [];
  const action = new CodeAction(`Read ${rfc}`, CodeActionKind.QuickFix);
  action.command = { title: action.title, command: "vscode.open", arguments: [Uri.parse(url)] };
  return [action];
}

function ignore(diagnostic: Diagnostic): CodeAction {
  const id = idOf(diagnostic);
  return commandAction(`Ignore this kind of problem (${id})`, "ignoreProblem", [id]);
}
