import { commands, Uri, window, workspace, type Disposable, type TextDocument } from "vscode";
import { equalBytes } from "../core/bytes/concat";
import { commonName, short } from "../core/words/visible";
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
  async compare({ document, name: own, certificate: base, material }: Target): Promise<void> {
    if (!base) throw new Error("Only certificates can be compared: put the cursor into one");
    const beside = document ? [] : material().beside.map(besideRow);
    const rows = [...beside, ...(await this.#others(document))].filter(
      ({ certificate }) =>
        certificate !== base && (document !== undefined || !equalBytes(certificate.der, base.der)),
    );
    if (rows.length === 0)
      throw new Error("There is no other certificate to compare with: open a file that holds one");
    const title = `Compare ${own} with`;
    const row = await window.showQuickPick(rows, { title, matchOnDescription: true, matchOnDetail: true });
    if (row) await this.#show(base, own, row.certificate, row.name);
  }

  async #others(first: TextDocument | undefined): Promise<Row[]> {
    const rows: Row[] = [];
    for (const document of new Set([...(first ? [first] : []), ...workspace.textDocuments])) {
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

/** A certificate that stands beside the one that a view names. */
function besideRow(certificate: Certificate): Row {
  const name = commonName(certificate.subject.text);
  return {
    label: name.replace(/\$\(/g, "\\$("),
    description: "in the same view",
    detail: short(certificate.issuer.text, 200).replace(/\$\(/g, "\\$("),
    name,
    certificate,
  };
}
