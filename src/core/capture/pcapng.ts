import { Writer } from "../bytes/writer";
import type { KeyLogEntry } from "../inspection";
import type { SocketAddress, WireLog } from "../session/wireLog";
import { parseIp } from "../bytes/ipAddress";
import { formatKeyLog } from "./keyLog";
import type { Endpoint } from "./packets";
import { tcpConversation } from "./tcpConversation";

/** What a capture file says beside the bytes. */
export interface PcapngOptions {
  /** Instead of the log's own. */
  readonly client?: SocketAddress;
  readonly server?: SocketAddress;
  /** When the connection was opened, in milliseconds since 1970. */
  readonly startMs?: number;
  /** Leave the secrets out. */
  readonly withoutKeys?: boolean;
}

/** Block types and option codes of draft-ietf-opsawg-pcapng. */
const BLOCK = { section: 0x0a0d0d0a, interface: 1, packet: 6, secrets: 10 } as const;
const TLS_KEY_LOG = 0x544c534b;
const ETHERNET = 1;
const BYTE_ORDER = 0x1a2b3c4d;
const COMMENT = 1;
const USER_APPLICATION = 4;
const INTERFACE_NAME = 2;
const TIME_RESOLUTION = 9;
/** RFC 5737's documentation addresses, where the true ones are not known. */
const UNKNOWN_CLIENT = Uint8Array.of(192, 0, 2, 1);
const UNKNOWN_SERVER = Uint8Array.of(198, 51, 100, 1);

/**
 * A connection as a pcapng file that Wireshark opens and decrypts: the key log in a Decryption Secrets Block before the
 * packets; Ethernet, IP and TCP headers are made up around the recorded bytes. A name that is no IP address stands as
 * a documentation address. Pure: the same log and options give the same file.
 */
export function writePcapng(log: WireLog, options: PcapngOptions = {}): Uint8Array {
  const { connection } = log;
  const [client, server] = endpoints({ ...connection, ...options });
  const startMs = options.startMs ?? connection?.openedMs ?? 0;
  const writer = new Writer();
  writer.put(sectionHeader(options.withoutKeys === true || log.keyLog.length === 0));
  writer.put(interfaceDescription());
  if (!options.withoutKeys && log.keyLog.length > 0) writer.put(decryptionSecrets(log.keyLog));
  for (const frame of tcpConversation(log, client, server))
    writer.put(enhancedPacket(frame.bytes, startMs + frame.timeMs));
  return writer.finish();
}

function endpoints(options: PcapngOptions): [client: Endpoint, server: Endpoint] {
  const client = options.client && parseIp(options.client.address);
  const server = options.server && parseIp(options.server.address);
  const six = (client ?? server)?.length === 16;
  // Both must be of one kind; the other one's mapped address (RFC 4291 §2.5.5.2) makes them so.
  const fit = (address: Uint8Array): Uint8Array => (six && address.length === 4 ? mapped(address) : address);
  const clientAddress = fit(client ?? UNKNOWN_CLIENT);
  const serverAddress = fit(server ?? UNKNOWN_SERVER);
  const mixed = clientAddress.length !== serverAddress.length;
  return [
    { address: mixed ? mapped(clientAddress) : clientAddress, port: port(options.client?.port, 49152) },
    { address: serverAddress, port: port(options.server?.port, 443) },
  ];
}

function port(value: number | undefined, fallback: number): number {
  return value !== undefined && Number.isInteger(value) && value >= 0 && value <= 65535 ? value : fallback;
}

function mapped(address: Uint8Array): Uint8Array {
  return Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, ...address);
}

function sectionHeader(withoutKeys: boolean): Uint8Array {
  const comment =
    "Ethernet, IP and TCP headers were made up around the recorded bytes." +
    (withoutKeys ? "" : " This file holds the session's secrets.");
  return block(BLOCK.section, (body) => {
    little(body, BYTE_ORDER, 4);
    little(body, 1, 2);
    little(body, 0, 2);
    little(body, 0xffffffff, 4); // the section's length is not given
    little(body, 0xffffffff, 4);
    option(body, COMMENT, ascii(comment));
    option(body, USER_APPLICATION, ascii("TLS Inspector"));
    little(body, 0, 4);
  });
}

function interfaceDescription(): Uint8Array {
  return block(BLOCK.interface, (body) => {
    little(body, ETHERNET, 2);
    little(body, 0, 2);
    little(body, 0, 4); // no limit on a packet's length
    option(body, INTERFACE_NAME, ascii("tls-inspector"));
    option(body, TIME_RESOLUTION, Uint8Array.of(6)); // microseconds
    little(body, 0, 4);
  });
}

function decryptionSecrets(keyLog: readonly KeyLogEntry[]): Uint8Array {
  const text = ascii(formatKeyLog(keyLog));
  return block(BLOCK.secrets, (body) => {
    little(body, TLS_KEY_LOG, 4);
    little(body, text.length, 4);
    padded(body, text);
  });
}

function enhancedPacket(bytes: Uint8Array, timeMs: number): Uint8Array {
  const micros = Math.max(0, Math.round(timeMs * 1000));
  return block(BLOCK.packet, (body) => {
    little(body, 0, 4);
    little(body, Math.floor(micros / 2 ** 32), 4);
    little(body, micros % 2 ** 32, 4);
    little(body, bytes.length, 4);
    little(body, bytes.length, 4);
    padded(body, bytes);
  });
}

/** A block: type, length, body, length. */
function block(type: number, write: (body: Writer) => void): Uint8Array {
  const body = new Writer();
  write(body);
  const writer = new Writer();
  little(writer, type, 4);
  little(writer, body.length + 12, 4);
  writer.put(body.finish());
  little(writer, body.length + 12, 4);
  return writer.finish();
}

function option(writer: Writer, code: number, value: Uint8Array): void {
  little(writer, code, 2);
  little(writer, value.length, 2);
  padded(writer, value);
}

function padded(writer: Writer, bytes: Uint8Array): void {
  writer.put(bytes);
  writer.put(new Uint8Array((4 - (bytes.length % 4)) % 4));
}

function little(writer: Writer, value: number, length: number): void {
  for (let i = 0, rest = value; i < length; i++, rest = Math.floor(rest / 256)) writer.uint(rest % 256, 1);
}

/** The bytes of a text of ASCII. */
function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0x7f);
}
