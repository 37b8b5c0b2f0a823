import { equalBytes } from "../bytes/concat";
import type { KeyLogEntry } from "../inspection";

/** Entries of a key log by the end of their client random; `taken` entries were put in so far. */
interface Index {
  readonly byRandom: Map<number, KeyLogEntry[]>;
  taken: number;
}

const INDEXES = new WeakMap<readonly KeyLogEntry[], Index>();

/** The entries of a session in a key log that may hold many sessions: the log is gone through once, not for each secret. */
export function entriesOf(keyLog: readonly KeyLogEntry[], clientRandom: Uint8Array): readonly KeyLogEntry[] {
  const index = INDEXES.get(keyLog) ?? { byRandom: new Map<number, KeyLogEntry[]>(), taken: 0 };
  INDEXES.set(keyLog, index);
  for (; index.taken < keyLog.length; index.taken++) {
    const entry = keyLog[index.taken];
    if (!entry) continue;
    const key = endOf(entry.clientRandom);
    const same = index.byRandom.get(key);
    if (same) same.push(entry);
    else index.byRandom.set(key, [entry]);
  }
  const candidates = index.byRandom.get(endOf(clientRandom)) ?? [];
  return candidates.filter((entry) => equalBytes(entry.clientRandom, clientRandom));
}

/** The last six bytes as a number: the first four are the time in old clients, so the end tells more apart. */
function endOf(random: Uint8Array): number {
  return random.subarray(-6).reduce((value, byte) => value * 256 + byte, 0);
}
