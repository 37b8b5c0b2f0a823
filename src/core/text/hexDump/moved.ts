import type { Run } from "../../bytes/source";
import type { Dump, Range } from "./dump";

/** The same dump `by` characters further on; where each byte stands is worked out when it is asked for. */
export function moved(dump: Dump, by: number): Dump {
  if (by === 0) return dump;
  const { runs: own, ...rest } = dump;
  const place = ({ start, end }: Range): Range => ({ start: start + by, end: end + by });
  let runs: readonly Run[] | undefined;
  return {
    ...rest,
    range: place(dump.range),
    findings: dump.findings.map((finding) => ({ ...finding, ...place(finding) })),
    get runs() {
      return (runs ??= own.map((run) => ({ ...run, charStart: run.charStart + by })));
    },
  };
}
