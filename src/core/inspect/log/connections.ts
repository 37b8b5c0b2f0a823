import { HANDSHAKE_HEADER } from "../../tls/handshake";
import { CONTENT, RECORD_HEADER } from "../../tls/record";
import { withSides, type LogEntry, type SidedEntry } from "./entry";
import { bytesOf, lengthOf, plainRecords, toldLength } from "./plainRecord";

/** The entries of a log by connection, in the order in which the connections begin. */
export function connectionsOf(entries: readonly LogEntry[]): SidedEntry[][] {
  return byName(entries).flatMap((own) => splitAtHellos(withSides(own)));
}

/**
 * By what the tool calls its connection. A name whose entries hold no Client Hello is no connection of its own (threads
 * may share one), and what has no name goes with what is before it.
 */
function byName(entries: readonly LogEntry[]): LogEntry[][] {
  const named = new Map<string, LogEntry[]>();
  for (const entry of entries) {
    const { connection } = entry;
    if (connection === undefined) continue;
    const own = named.get(connection);
    if (own) own.push(entry);
    else named.set(connection, [entry]);
  }
  const real = new Set(
    [...named].filter(([, own]) => helloPlaces(withSides(own)).length > 0).map(([name]) => name),
  );
  if (real.size < 2) return entries.length === 0 ? [] : [[...entries]];
  const groups = new Map<string, LogEntry[]>();
  let last = real.values().next().value ?? "";
  for (const entry of entries) {
    if (entry.connection !== undefined && real.has(entry.connection)) last = entry.connection;
    const own = groups.get(last);
    if (own) own.push(entry);
    else groups.set(last, [entry]);
  }
  return [...groups.values()];
}

/** A Client Hello in the clear begins another connection, but for the one that answers a Hello Retry Request. */
function splitAtHellos(entries: readonly SidedEntry[]): SidedEntry[][] {
  const [, ...places] = helloPlaces(entries);
  if (places.length === 0) return [[...entries]];
  const groups: SidedEntry[][] = [[]];
  for (const entry of entries) {
    if (groups.length <= places.length && entry.at >= (places[groups.length - 1] ?? Infinity))
      groups.push([]);
    groups.at(-1)?.push(entry);
  }
  return groups;
}

/** SHA-256 of "HelloRetryRequest", the random of a Server Hello that is one (RFC 8446 §4.1.3): its first bytes. */
const RETRY = [0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11];
const CLIENT_HELLO = 1;
const SERVER_HELLO = 2;

/** Where each first Client Hello of a connection begins, as a character of the text. */
function helloPlaces(entries: readonly SidedEntry[]): number[] {
  const wire = hellos(wireStarts(entries.filter(({ kind }) => kind === "wire")));
  const plain = hellos(plainStarts(entries.filter(({ kind }) => kind === "piece")));
  if (wire.length === 0 || plain.length === 0) return wire.length === 0 ? plain : wire;
  // Both print the same hellos, one a little before the other.
  return wire.length === plain.length ? wire.map((at, i) => Math.min(at, plain[i] ?? at)) : wire;
}

/** A record in the clear: where it begins, and the first bytes of what it holds. */
interface Start {
  readonly at: number;
  readonly content: Uint8Array;
}

function hellos(starts: readonly Start[]): number[] {
  const sorted = starts.toSorted((a, b) => a.at - b.at);
  const asks = sorted.filter(({ content }) => content[0] === CLIENT_HELLO);
  const answers = sorted.filter(({ content }) => content[0] === SERVER_HELLO);
  const [first, last] = [answers[0]?.at ?? Infinity, answers.at(-1)?.at ?? -1];
  // Where each side's bytes stand together, the answers are to the hellos in turn.
  if (asks.every(({ at }) => at < first) || asks.every(({ at }) => at > last))
    return asks.flatMap(({ at }, i) => (i > 0 && isRetry(answers[i - 1]) ? [] : [at]));
  const places: number[] = [];
  let retried = false;
  for (const start of sorted) {
    if (start.content[0] === CLIENT_HELLO && !retried) places.push(start.at);
    retried = isRetry(start);
  }
  return places;
}

/** Whether a message is a Hello Retry Request. */
function isRetry(start: Start | undefined): boolean {
  const { content } = start ?? {};
  return (
    content?.[0] === SERVER_HELLO && RETRY.every((byte, i) => content[HANDSHAKE_HEADER + 2 + i] === byte)
  );
}

/** The longest part of a hello that tells: up to a Server Hello's random. */
const HEAD = HANDSHAKE_HEADER + 2 + RETRY.length;

/** The handshake records of each side, out of dumps that may end anywhere. */
function wireStarts(entries: readonly SidedEntry[]): Start[] {
  const starts: Start[] = [];
  for (const side of ["client", "server"] as const) {
    let head: number[] = [];
    let at = 0;
    let skip = 0;
    const close = (): void => {
      const length = (head[3] ?? 0) * 256 + (head[4] ?? 0);
      if (head[0] === CONTENT.handshake && isHello(head.slice(RECORD_HEADER), length))
        starts.push({ at, content: Uint8Array.from(head.slice(RECORD_HEADER)) });
    };
    for (const entry of entries) {
      if (entry.from !== side) continue;
      const bytes = bytesOf(entry);
      for (let i = 0; i < bytes.length;) {
        if (skip > 0) {
          const step = Math.min(skip, bytes.length - i);
          skip -= step;
          i += step;
          continue;
        }
        if (head.length === 0) at = entry.at;
        head.push(bytes[i++] ?? 0);
        const length = head.length < RECORD_HEADER ? Infinity : (head[3] ?? 0) * 256 + (head[4] ?? 0);
        if (head.length < RECORD_HEADER + Math.min(HEAD, length)) continue;
        close();
        skip = RECORD_HEADER + length - head.length;
        head = [];
      }
    }
    if (head.length > RECORD_HEADER) close();
  }
  return starts;
}

/** The messages that stand in the clear in records shown piece by piece, or without records. */
function plainStarts(entries: readonly SidedEntry[]): Start[] {
  return (["client", "server"] as const).flatMap((side) =>
    plainRecords(entries.filter(({ from }) => from === side)).flatMap((record) => {
      const [first] = record.contents;
      const told = toldLength(record);
      if (!first || (told !== undefined && told !== lengthOf(record.contents))) return [];
      const content = bytesOf(first);
      return isHello([...content.subarray(0, HEAD)], content.length) ? [{ at: record.at, content }] : [];
    }),
  );
}

/** Whether a fragment of `length` bytes begins with a hello: a type, a length that fits in it, a version. */
function isHello(head: readonly number[], length: number): boolean {
  const [type, high = 0, middle = 0, low = 0, major] = head;
  const own = HANDSHAKE_HEADER + high * 65536 + middle * 256 + low;
  const fits = own <= length || (length >= 16384 && high < 4);
  return (type === CLIENT_HELLO || type === SERVER_HELLO) && major === 3 && fits;
}
