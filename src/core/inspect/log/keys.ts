import { fromHex } from "../../bytes/hex";
import { parseKeyLog } from "../../capture/keyLog";
import type { CryptoProvider } from "../../crypto/provider";
import type { KeyLogEntry } from "../../inspection";
import { readSession } from "../../session/readSession";
import type { WireLog } from "../../session/wireLog";
import type { Range } from "../../text/hexDump/dump";

/** Secrets that stand in a text. Their characters are for no dump. */
export interface TextKeys {
  readonly entries: readonly KeyLogEntry[];
  /** Master secrets of sessions before TLS 1.3, which do not say whose they are. */
  readonly masters: readonly { readonly at: number; readonly secret: Uint8Array }[];
  /** Where they stand, in order. */
  readonly ranges: readonly Range[];
}

/** A line of a key log (RFC 9850), whatever a log puts before it; an SSL-Session of openssl. */
const KEY = /\b[A-Z][A-Z0-9_]{4,63} [0-9a-f]{64} [0-9a-f]{64,128}\b|\bMaster-Key: ([0-9a-f]{96})\b/gi;

/** Finds the secrets in a text: lines of a key log, and the master secrets that openssl prints. */
export function keysInText(text: string): TextKeys {
  const entries: KeyLogEntry[] = [];
  const masters: { at: number; secret: Uint8Array }[] = [];
  const ranges: Range[] = [];
  for (const match of text.matchAll(KEY)) {
    const [found, master] = match;
    const at = match.index;
    if (master !== undefined) masters.push({ at, secret: fromHex(master) });
    else {
      const read = parseKeyLog(found).entries;
      if (read.length === 0) continue;
      entries.push(...read);
    }
    ranges.push({ start: at, end: at + found.length });
  }
  return { entries, masters, ranges };
}

/** A connection, and the character at which it begins. */
export interface PlacedLog {
  readonly at: number;
  readonly log: WireLog;
}

/** Master secrets as entries of a key log: each belongs to the connection that stands before it. */
export function masterEntries(
  masters: TextKeys["masters"],
  logs: readonly PlacedLog[],
  provider: CryptoProvider,
): KeyLogEntry[] {
  return masters.flatMap(({ at, secret }): KeyLogEntry[] => {
    const before = logs.findLast((one) => one.at < at);
    const clientRandom = before && randomOf(before.log, provider);
    return clientRandom ? [{ label: "CLIENT_RANDOM", clientRandom, secret }] : [];
  });
}

const RANDOMS = new WeakMap<WireLog, Uint8Array>();

/** The random of a connection's first Client Hello, which names its secrets. */
function randomOf(log: WireLog, provider: CryptoProvider): Uint8Array | undefined {
  const known = RANDOMS.get(log);
  if (known) return known;
  // Hellos stand in the clear at the beginning; sources of their own do without the text.
  const chunks = log.chunks
    .slice(0, MOST_CHUNKS)
    .map(({ from, bytes, missing }) => ({ from, bytes, ...(missing === undefined ? {} : { missing }) }));
  const random = readSession({ chunks, keyLog: [] }, { provider }).clientHello?.random;
  if (random) RANDOMS.set(log, random);
  return random;
}

const MOST_CHUNKS = 16;
