import { count } from "../../bytes/reader";
import type { Finding, Inspection, KeyLogEntry } from "../../inspection";
import { REPEATED } from "../../session/sessionFields";
import type { WireLog } from "../../session/wireLog";
import type { TextDump } from "../../text/readText";
import { plural } from "../../words/visible";
import { inspectConnection } from "../connection";
import type { Draft } from "../draft";
import { assemble } from "./assemble";
import { connectionsOf } from "./connections";
import type { LogEntry } from "./entry";
import { masterEntries, type PlacedLog, type TextKeys } from "./keys";
import { mergeSessions } from "./merge";

/** The sessions that dumps of a log hold, as one Inspection; `further` are connections that were read another way. */
export function inspectLog(
  draft: Draft,
  entries: readonly LogEntry[],
  further: readonly WireLog[] = [],
  keyLog: readonly KeyLogEntry[] = [],
  masters: TextKeys["masters"] = [],
): Inspection | undefined {
  const { sources, fields, provider, trust, findings } = draft;
  const repeated: TextDump[] = [];
  let shown = 0;
  const logs = connectionsOf(entries).flatMap((own): PlacedLog[] => {
    const log = assemble(sources, own);
    repeated.push(...log.repeated);
    shown += log.shown;
    for (const { source, start, end } of log.besides)
      if (start < end) fields.leaf(REPEATED, source, start, end);
    const at = own[0]?.at ?? 0;
    const { chunks } = log;
    if (chunks.length === 0) return [];
    const unordered = isUnordered(chunks) ? { unordered: true } : {};
    return [{ at, log: { chunks, keyLog, complete: true, ...unordered } }];
  });
  const keys = [...keyLog, ...masterEntries(masters, logs, provider)];
  const all = [...logs.map(({ log }) => ({ ...log, keyLog: keys })), ...further];
  const sessions = all.map((log, stream) =>
    inspectConnection(log, draft.origin, { provider, sources, fields, trust, stream }),
  );
  findings.push(...said(entries, repeated, shown, all.length));
  return mergeSessions(sessions);
}

/** Whether all that one side sent stands before all that the other did. */
function isUnordered(chunks: WireLog["chunks"]): boolean {
  let turns = 0;
  for (const [i, { from, bytes }] of chunks.entries()) {
    if (bytes.length === 0) return false;
    if (i > 0 && from !== chunks[i - 1]?.from) turns++;
  }
  return turns === 1;
}

/** What was done with the log, in words. */
function said(
  entries: readonly LogEntry[],
  repeated: readonly TextDump[],
  shown: number,
  connections: number,
): Finding[] {
  const findings: Finding[] = [];
  const [again] = repeated;
  if (again)
    findings.push({
      id: "log.repeated",
      severity: "info",
      message: `${plural(repeated.length, "dump prints", "dumps print")} bytes that stand here a second time; they were counted once`,
      span: { source: again.source, start: 0, end: again.bytes.length },
    });
  if (shown > 0)
    findings.push({
      id: "log.shown",
      severity: "info",
      message: `This log shows what ${plural(shown, "protected record holds", "protected records hold")}; it is taken at its word where no key opens them`,
    });
  if (connections > 1)
    findings.push({
      id: "log.connections",
      severity: "info",
      message: `${String(connections)} connections stand here, each with messages of its own`,
    });
  const holes = entries.flatMap(({ dump }) => (dump.missing ?? []).map((hole) => ({ dump, ...hole })));
  const [hole] = holes;
  if (hole) {
    const known = holes.reduce((sum, one) => sum + (one.count ?? 0), 0);
    const some = holes.some((one) => one.count === undefined);
    findings.push({
      id: "log.missing",
      severity: "warning",
      message: `The text leaves out ${known === 0 ? "bytes" : some ? `${count(known)} and more` : count(known)}; messages are read as far as they go`,
      fix: "Let the tool print everything, or take the dump again.",
      span: {
        source: hole.dump.source,
        start: Math.min(hole.at, hole.dump.bytes.length),
        end: hole.dump.bytes.length,
      },
    });
  }
  return findings;
}
