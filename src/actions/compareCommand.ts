import { commands, Uri, window, workspace, type Disposable, type TextDocument } from "vscode";
import type { Certificate } from "../core/x509";
import type { ObjectsOnDemand } from "../editor/onDemand";
import { comparedTexts } from "./comparedText";
import type { Target } from "./target";

/** The scheme of the texts that are compared: virtual, and so read-only. */
const SCHEME = "tls-inspector";
/** So many of each document can be picked from. */
const MOST_ROWS = 500;

/** Shows what differs between two certificates in VS Code's own diff editor. */
export class Comparisons implements Disposable {
  readonly #texts = new Map<string, string>();
  readonly #subscriptions: Disposable[];
  #count = 0;

  constructor(private readonly objects: ObjectsOnDemand) {
    this.#subscriptions = [
      workspace.registerTextDocumentContentProvider(SCHEME, {
        provideTextDocumentContent: (uri) => this.#texts.get(uri.toString()) ?? "",
      }),
      workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())),
    ];
  }

  /** Asks for the other certificate, in this or another open document, and shows both. */
  async compare({ document, reading, object }: Target): Promise<void> {
    const base = object.read().certificate;
    if (!base) throw new Error("Only certificates can be compared: put the cursor into one");
    const rows = (await this.#others(document)).filter((row) => row.certificate !== base);
    if (rows.length === 0)
      throw new Error("There is no other certificate to compare with: open a file that holds one");
    const title = `Compare ${reading.facts(object).name} with`;
    const row = await window.showQuickPick(rows, { title, matchOnDescription: true, matchOnDetail: true });
    if (row) await this.#show(base, reading.facts(object).name, row.certificate, row.name);
  }

  async #others(first: TextDocument): Promise<Row[]> {
    const rows: Row[] = [];
    for (const document of new Set([first, ...workspace.textDocuments])) {
      const reading = document.uri.scheme === SCHEME ? undefined : await this.objects.read(document);
      for (const object of reading?.objects.slice(0, MOST_ROWS) ?? []) {
        const { certificate } = object.read();
        const facts = certificate && reading?.facts(object);
        if (!facts) continue;
        const { name, more, notAfter } = facts;
        rows.push({
          label: name.replace(/\$\(/g, "\\$("),
          description: `${workspace.asRelativePath(document.uri)}, line ${String(document.positionAt(object.start).line + 1)}`,
          detail: [...(notAfter ? [`until ${notAfter.slice(0, 10)}`] : []), ...more]
            .join(" · ")
            .replace(/\$\(/g, "\\$("),
          name,
          certificate,
        });
      }
    }
    return rows;
  }

  async #show(a: Certificate, left: string, b: Certificate, right: string): Promise<void> {
    const number = String(++this.#count);
    const uris = comparedTexts(a, b).map((text, i) => {
      const name = (i === 0 ? left : right).replace(/[^\w.-]+/g, "_");
      const uri = Uri.from({
        scheme: SCHEME,
        path: `/comparison-${number}-${i === 0 ? "left" : "right"}/${name}`,
      });
      this.#texts.set(uri.toString(), text);
      return uri;
    });
    await commands.executeCommand("vscode.diff", uris[0], uris[1], `${left} ↔ ${right}`);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

interface Row {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly name: string;
  readonly certificate: Certificate;
}
