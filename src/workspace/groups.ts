import type { InventoryItem } from "../core/inspect/inventory";
import type { WorkspaceFile } from "./workspaceCertificates";

/** An object and the file that it stands in. */
export interface Entry {
  readonly file: WorkspaceFile;
  readonly item: InventoryItem;
  /** Its place among the objects of its file. */
  readonly index: number;
}

export interface Group {
  readonly label: string;
  readonly isOpen: boolean;
  readonly entries: readonly Entry[];
}

interface Kind {
  readonly label: string;
  readonly isOpen?: boolean;
  readonly holds: (item: InventoryItem) => boolean;
}

const isKey = ({ kind, kindLabel }: InventoryItem): boolean =>
  kind?.endsWith("PrivateKey") === true || kind === "privateKey" || kindLabel.includes("PRIVATE KEY");

/** The groups in their order; an object belongs to the first that takes it. */
const KINDS: readonly Kind[] = [
  { label: "Certificates", isOpen: true, holds: ({ kind }) => kind === "certificate" },
  { label: "Revocation lists", holds: ({ kind }) => kind === "certificateList" },
  { label: "Certificate requests", holds: ({ kind }) => kind === "certificationRequest" },
  { label: "Private keys", holds: isKey },
  { label: "Others", holds: () => true },
];

/** What the files hold, by kind, in each what ends first at the top. Groups without entries are left out. */
export function groupsOf(files: readonly WorkspaceFile[]): Group[] {
  const entries = new Map(KINDS.map((kind): [Kind, Entry[]] => [kind, []]));
  for (const file of files)
    for (const [index, item] of file.items.entries()) {
      const kind = KINDS.find(({ holds }) => holds(item));
      if (kind) entries.get(kind)?.push({ file, item, index });
    }
  return KINDS.flatMap((kind) => {
    const own = entries.get(kind) ?? [];
    if (own.length === 0) return [];
    return [{ label: kind.label, isOpen: kind.isOpen ?? false, entries: own.sort(soonestFirst) }];
  });
}

function soonestFirst(a: Entry, b: Entry): number {
  const end = ({ item }: Entry): number =>
    item.expires === undefined ? Number.POSITIVE_INFINITY : Date.parse(item.expires);
  const [first, second] = [end(a), end(b)];
  if (first !== second) return first - second;
  return a.file.uri.path.localeCompare(b.file.uri.path) || a.index - b.index;
}

const RANK = { error: 0, warning: 1, info: 2 } as const;

/** The problem that matters most. */
export function worst(problems: InventoryItem["problems"]): InventoryItem["problems"][number] | undefined {
  return [...problems].sort((a, b) => RANK[a.severity] - RANK[b.severity])[0];
}
