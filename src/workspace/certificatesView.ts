import {
  EventEmitter,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  workspace,
  type Disposable,
  type Event,
  type TreeDataProvider,
} from "vscode";
import { short, time, validity } from "../core/words/visible";
import { inert } from "../editor/inert";
import { groupsOf, worst, type Entry, type Group } from "./groups";
import type { WorkspaceCertificates } from "./workspaceCertificates";

/** A row of the view: a group, or an entry of one. */
export type Node = { readonly group: Group } | { readonly entry: Entry };

/** The certificates of the workspace, soonest expiry first, and what else its files hold. */
export class CertificatesView implements TreeDataProvider<Node>, Disposable {
  readonly #changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData: Event<undefined> = this.#changed.event;
  readonly #read = new EventEmitter<WorkspaceCertificates>();
  /** The files were read, or read again. */
  readonly onDidRead: Event<WorkspaceCertificates> = this.#read.event;
  #groups: readonly Group[] = [];
  #loaded: Promise<WorkspaceCertificates> | undefined;

  constructor(private readonly load: () => Promise<WorkspaceCertificates>) {}

  /** How many certificates have expired or will soon. */
  get urgent(): number {
    return this.#groups.flatMap(({ entries }) => entries).filter(({ item }) => isUrgent(item.problems))
      .length;
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node) return "group" in node ? node.group.entries.map((entry) => ({ entry })) : [];
    const certificates = await (this.#loaded ??= this.#first());
    await certificates.ready();
    this.#groups = groupsOf(certificates.files);
    this.#read.fire(certificates);
    return this.#groups.map((group) => ({ group }));
  }

  getTreeItem(node: Node): TreeItem {
    return "group" in node ? groupItem(node.group) : entryItem(node.entry);
  }

  async #first(): Promise<WorkspaceCertificates> {
    const certificates = await this.load();
    certificates.onDidChange(() => {
      this.#changed.fire(undefined);
    });
    return certificates;
  }

  dispose(): void {
    this.#changed.dispose();
    this.#read.dispose();
  }
}

function isUrgent(problems: Entry["item"]["problems"]): boolean {
  return problems.some(({ id }) => id === "certificate.expired" || id === "certificate.expiresSoon");
}

function groupItem({ label, entries, isOpen }: Group): TreeItem {
  const item = new TreeItem(
    label,
    isOpen ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed,
  );
  item.description = String(entries.length);
  item.contextValue = "group";
  return item;
}

const ICONS: Readonly<Record<"error" | "warning" | "info", ThemeIcon>> = {
  error: new ThemeIcon("error", new ThemeColor("list.errorForeground")),
  warning: new ThemeIcon("warning", new ThemeColor("list.warningForeground")),
  info: new ThemeIcon("info"),
};

function entryItem({ file, item, index }: Entry): TreeItem {
  const path = workspace.asRelativePath(file.uri);
  const row = new TreeItem(short(item.title, 200));
  const problem = worst(item.problems);
  row.iconPath = problem
    ? ICONS[problem.severity]
    : new ThemeIcon(item.kind?.includes("Key") ? "key" : "verified");
  row.description = [expiry(item), path].filter(Boolean).join(" · ");
  row.tooltip = tooltip(item, path);
  row.contextValue = item.certificate ? "certificate" : "object";
  row.id = `${file.uri.toString()}#${String(index)}`;
  row.command = {
    command: "tlsInspector.openWorkspaceObject",
    title: "Open",
    arguments: [file.uri, item.range],
  };
  row.accessibilityInformation = {
    label: [item.kindLabel, short(item.title, 200), expiry(item), problem?.message, path]
      .filter(Boolean)
      .join(", "),
  };
  return row;
}

/** "expires in 12 days"; for a revocation list when the next one is due. */
function expiry({ expires, kind }: Entry["item"]): string {
  if (expires === undefined) return "";
  const { text } = validity(undefined, expires, Date.now());
  return kind === "certificate"
    ? text
    : text.replace("expires", "next due").replace(/^expired (.*) ago$/, "overdue by $1");
}

function tooltip(item: Entry["item"], path: string): MarkdownString {
  const text = new MarkdownString(`**${inert(short(item.title, 200))}**\n\n`, true);
  for (const { severity, message } of item.problems.slice(0, 10))
    text.appendMarkdown(`$(${severity}) ${inert(short(message))}\n\n`);
  text.appendMarkdown("| | |\n|---|---|\n");
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["Kind", item.isCa ? `${item.kindLabel} of an authority` : item.kindLabel],
    ["Subject", item.subject],
    ["Issuer", item.issuer],
    ["Key", item.key],
    [item.kind === "certificate" ? "Expires" : "Next update", item.expires && time(item.expires)],
    ["SHA-256", item.sha256],
    ["File", path],
  ];
  for (const [name, value] of rows)
    if (value) text.appendMarkdown(`| ${inert(name)} | ${inert(short(value))} |\n`);
  return text;
}
