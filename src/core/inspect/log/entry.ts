import type { Side } from "../../inspection";
import { groupDumps } from "../../text/groupDumps";
import type { TextDump } from "../../text/readText";
import { CONTENT, RECORD_HEADER } from "../../tls/record";
import { flightsOf, senderOf } from "../direction";
import { lineAbove, roleOf, type Role, type RoleKind } from "./roles";

/** A dump that is a part of a session. */
export interface LogEntry {
  readonly dump: TextDump;
  readonly kind: Exclude<RoleKind, "secret">;
  readonly way?: Role["way"];
  readonly connection?: string;
  readonly type?: number;
  /** Character at which the dump begins: the log's order. */
  readonly at: number;
}

/** The dumps of a text by what they are. */
export interface Sorted {
  readonly entries: readonly LogEntry[];
  readonly secrets: readonly TextDump[];
  /** What is no part of a session, or a packet. */
  readonly others: readonly TextDump[];
}

/** Sorts dumps by what the tools' lines above them say, and by their content where those say nothing. */
export function sortDumps(text: string, dumps: readonly TextDump[]): Sorted {
  const entries: LogEntry[] = [];
  const secrets: TextDump[] = [];
  const unnamed: TextDump[] = [];
  for (const dump of dumps) {
    const role = roleOf(lineAbove(text, dump.range.start));
    const { kind, ...rest } = role ?? {};
    if (kind === "secret") secrets.push(dump);
    else if (kind) entries.push({ dump, kind, at: dump.range.start, ...rest });
    else unnamed.push(dump);
  }
  const others: TextDump[] = [];
  for (const { kind, dumps: group } of groupDumps(unnamed)) {
    for (const dump of group) {
      const { direction } = dump;
      const base = { dump, at: dump.range.start, ...(direction ? { way: direction } : {}) };
      if (kind === "records") entries.push({ ...base, kind: dump.layer === "plaintext" ? "piece" : "wire" });
      else if (kind === "record header") entries.push({ ...base, kind: "piece" });
      else if (dump.content === "handshake")
        entries.push({ ...base, kind: "piece", type: CONTENT.handshake });
      else others.push(dump);
    }
  }
  entries.sort((a, b) => a.at - b.at);
  return { entries, secrets, others };
}

/** An entry, or a part of one, and who sent it. */
export interface SidedEntry extends LogEntry {
  readonly from: Side;
  /** Of the dump's bytes. */
  readonly start: number;
  readonly end: number;
}

/** Says who sent each entry of one connection; one without a direction may hold records of both sides. */
export function withSides(entries: readonly LogEntry[]): SidedEntry[] {
  const sideOf = sidesOf(entries);
  const sided: SidedEntry[] = [];
  for (const entry of entries) {
    const { bytes } = entry.dump;
    const known = sideOf(entry);
    const last = sided.at(-1)?.from ?? "client";
    if (known) sided.push({ ...entry, from: known, start: 0, end: bytes.length });
    else if (entry.kind === "wire")
      for (const flight of flightsOf(bytes, last)) sided.push({ ...entry, ...flight });
    else sided.push({ ...entry, from: senderOf(bytes[0] ?? -1) ?? last, start: 0, end: bytes.length });
  }
  return sided;
}

/** Who sent what a tool calls "sent" or "received": the tool is the client, unless a message says that it is the server. */
function sidesOf(entries: readonly LogEntry[]): (entry: LogEntry) => Side | undefined {
  const says = ({ dump: { bytes, content } }: LogEntry): Side | undefined =>
    senderOf(
      (content === "handshake"
        ? bytes[0]
        : bytes[0] === CONTENT.handshake
          ? bytes[RECORD_HEADER]
          : undefined) ?? -1,
    );
  const telling = entries.find((entry) => entry.way !== undefined && says(entry) !== undefined);
  const isServer = telling?.way === (telling && says(telling) === "server" ? "sent" : "received");
  return ({ way }) => (way === undefined ? undefined : (way === "sent") === isServer ? "server" : "client");
}
