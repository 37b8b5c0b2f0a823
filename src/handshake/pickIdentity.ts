import type { Uri } from "vscode";
import { window, workspace, type QuickPickItem } from "vscode";
import { resolvePath } from "./paths";
import { suggestedIdentities } from "./settings";

/** The files of a client's identity; `undefined` certificate means: present none. */
export interface IdentityFiles {
  readonly certificate: string | undefined;
  readonly key: string | undefined;
}

interface IdentityItem extends QuickPickItem {
  readonly choose: () => Promise<IdentityFiles | undefined>;
}

/** Asks which client certificate to present: one that the workspace suggests, files, or none. Undefined when the user gives up. */
export async function pickIdentity(): Promise<IdentityFiles | undefined> {
  const suggested: IdentityItem[] = suggestedIdentities().map(({ label, certificate, key }) => ({
    label,
    description: label === certificate ? "" : certificate,
    choose: () =>
      Promise.resolve({
        certificate: resolvePath(certificate),
        key: key === undefined ? undefined : resolvePath(key),
      }),
  }));
  const item = await window.showQuickPick<IdentityItem>(
    [
      ...suggested,
      {
        label: "$(file) PEM certificate and key…",
        description: "two files, or one that holds both",
        choose: choosePem,
      },
      { label: "$(archive) PKCS#12 file…", description: ".p12 or .pfx", choose: choosePkcs12 },
      {
        label: "$(circle-slash) No client certificate",
        description: "see what the server does without one",
        choose: () => Promise.resolve({ certificate: undefined, key: undefined }),
      },
    ],
    {
      title: "Client certificate",
      placeHolder: "What the client proves itself with",
      ignoreFocusOut: true,
      matchOnDescription: true,
    },
  );
  return item?.choose();
}

async function choosePem(): Promise<IdentityFiles | undefined> {
  const certificate = await openFile("Client certificate (PEM)", {
    "PEM certificate": ["pem", "crt", "cer"],
    "All files": ["*"],
  });
  if (!certificate) return undefined;
  if (new TextDecoder("latin1").decode(await workspace.fs.readFile(certificate)).includes("PRIVATE KEY-----"))
    return { certificate: certificate.fsPath, key: certificate.fsPath };
  const key = await openFile("Private key of the client certificate (PEM)", {
    "PEM key": ["pem", "key"],
    "All files": ["*"],
  });
  return key && { certificate: certificate.fsPath, key: key.fsPath };
}

async function choosePkcs12(): Promise<IdentityFiles | undefined> {
  const file = await openFile("Client certificate (PKCS#12)", {
    "PKCS#12": ["p12", "pfx"],
    "All files": ["*"],
  });
  return file && { certificate: file.fsPath, key: undefined };
}

async function openFile(title: string, filters: Record<string, string[]>): Promise<Uri | undefined> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const uris = await window.showOpenDialog({
    title,
    filters,
    canSelectMany: false,
    ...(folder ? { defaultUri: folder } : {}),
  });
  return uris?.[0];
}
