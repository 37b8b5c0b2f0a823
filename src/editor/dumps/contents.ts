import { dissect } from "../../core/capture/dissect";
import { LINK_TYPES } from "../../core/inspect/log/packets";
import { keystoreKind } from "../../core/keystore/identify";
import { contentOf, type Content } from "../../core/text/content";
import type { Dump } from "../../core/text/hexDump/dump";
import { HANDSHAKE_HEADER, messageName, titleOf } from "../../core/tls/handshake";
import { CONTENT, readRecordHeader, RECORD_HEADER } from "../../core/tls/record";
import { plural } from "../../core/words/visible";
import { derLabel, identifyDer } from "../../core/x509";

/** So many messages are named; of more the first ones. */
const MOST_NAMED = 3;
const FEWER_NAMED = 2;
/** The first bytes of a message tell a Hello Retry Request from a Server Hello. */
const ENOUGH_TO_NAME = 38;

/** "Client Hello, 243 bytes (xxd)": what a dump holds, by its record and message headers alone; decodes nothing else. */
export function dumpWords({ bytes, content, format }: Dump): string {
  const what = contentWords(bytes, content);
  return `${what === "" ? "" : `${what}, `}${plural(bytes.length, "byte")} (${format})`;
}

/** What bytes hold, in a few words of ours; empty where that is not known. */
export function contentWords(bytes: Uint8Array, content: Content): string {
  switch (content) {
    case "tls record":
      return listed(recordNames(bytes));
    case "handshake":
      return listed(new HandshakeNames().add(bytes));
    case "dtls record":
      return "DTLS record";
    case "der":
      return derWords(bytes);
    case "unknown":
      return derWords(bytes);
    default:
      return packetWords(bytes, LINK_TYPES[content] ?? -1);
  }
}

function derWords(bytes: Uint8Array): string {
  const store = keystoreKind(bytes);
  if (store !== undefined) return store === "java" ? "Java keystore" : "Keystore";
  const kind = identifyDer(bytes);
  return kind ? derLabel(kind) : "";
}

function packetWords(bytes: Uint8Array, linkType: number): string {
  const segment = dissect(bytes, { start: 0, end: bytes.length, linkType, timeMs: undefined });
  if (typeof segment === "string") return "Packet";
  const payload = bytes.subarray(segment.start, segment.end);
  const words = contentOf(payload) === "tls record" ? listed(recordNames(payload)) : "";
  return words === "" ? "TCP packet" : `${words} in a TCP packet`;
}

/** "Client Hello"; "Server Hello, Certificate, … 8 messages". */
function listed(names: readonly string[]): string {
  const runs: { name: string; count: number }[] = [];
  for (const name of names) {
    const last = runs.at(-1);
    if (last?.name === name) last.count++;
    else runs.push({ name, count: 1 });
  }
  const words = runs.map(({ name, count }) => (count === 1 ? name : `${name} (${String(count)})`));
  return words.length <= MOST_NAMED
    ? words.join(", ")
    : `${words.slice(0, FEWER_NAMED).join(", ")}, … ${plural(names.length, "message")}`;
}

/** What records hold, message by message; a handshake message that goes on in the next record counts once. */
function recordNames(bytes: Uint8Array): string[] {
  const names: string[] = [];
  let handshake = new HandshakeNames();
  let isProtected = false;
  for (let at = 0; at < bytes.length;) {
    const header = readRecordHeader(bytes, at);
    if (!header) break;
    const fragment = bytes.subarray(at + RECORD_HEADER, at + RECORD_HEADER + header.length);
    at += RECORD_HEADER + header.length;
    if (header.type === CONTENT.handshake) {
      if (fragment.length === 0) names.push("Handshake record's header");
      else if (isProtected) names.push("Encrypted Handshake");
      else names.push(...handshake.add(fragment));
      continue;
    }
    handshake = new HandshakeNames();
    isProtected ||= header.type === CONTENT.change_cipher_spec;
    names.push(otherName(header.type, header.length));
  }
  return names;
}

function otherName(type: number, length: number): string {
  switch (type) {
    case CONTENT.change_cipher_spec:
      return "Change Cipher Spec";
    case CONTENT.alert:
      return length === 2 ? "Alert" : "Encrypted Alert";
    case CONTENT.application_data:
      return "Application Data";
    case CONTENT.heartbeat:
      return "Heartbeat";
    default:
      return "Unknown record";
  }
}

/** Follows handshake messages through bytes that come in pieces. */
class HandshakeNames {
  /** Bytes of the message at hand that are still to come. */
  #need = 0;
  #header: number[] = [];

  /** The names of the messages that begin in `bytes`. */
  add(bytes: Uint8Array): string[] {
    const names: string[] = [];
    for (let at = 0; at < bytes.length;) {
      if (this.#need > 0) {
        const step = Math.min(this.#need, bytes.length - at);
        this.#need -= step;
        at += step;
        continue;
      }
      const began = at - this.#header.length;
      while (this.#header.length < HANDSHAKE_HEADER && at < bytes.length) this.#header.push(bytes[at++] ?? 0);
      if (this.#header.length < HANDSHAKE_HEADER) break;
      const [type = 0, high = 0, middle = 0, low = 0] = this.#header;
      const start = began < 0 ? Uint8Array.of(type) : bytes.subarray(began, began + ENOUGH_TO_NAME);
      const name = messageName(start);
      this.#header = [];
      // What is no message of ours is protected, or damaged: its length says nothing.
      if (name === "unknown") return [...names, "Encrypted Handshake"];
      this.#need = high * 65_536 + middle * 256 + low;
      names.push(titleOf(name));
    }
    return names;
  }
}
