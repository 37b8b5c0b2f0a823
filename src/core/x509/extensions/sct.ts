import { Reader, DecodeError } from "../../bytes/reader";
import { toHex } from "../../bytes/hex";
import { defineField } from "../../fields/schema";
import type { Element } from "../../asn1/element";
import { TAG } from "../../asn1/tags";
import { displayTime, isoTime } from "../../asn1/time";
import type { Trace } from "../../asn1/trace";
import { makeType, type Type } from "../../asn1/type";
import { logName } from "../ctLogs";
import { extension } from "./extension";

const hex = (bytes: Uint8Array): string => toHex(bytes);
const uint = (bytes: Uint8Array): number => bytes.reduce((value, byte) => value * 256 + byte, 0);
const timeOf = (bytes: Uint8Array): string | undefined => isoTime(uint(bytes));

const HASHES = ["none", "MD5", "SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512"];
const SIGNATURES = ["anonymous", "RSA", "DSA", "ECDSA"];

/** One set of schemas for each place where a list stands. */
function schemasAt(prefix: string) {
  const key = (name: string): string => `${prefix}.${name}`;
  const length = (name: string): number =>
    defineField({ key: key(`${name}_length`), label: "Length", minor: true, value: uint });
  return {
    listLength: length("sct_list"),
    sctLength: length("sct"),
    sct: defineField({
      key: key("sct"),
      label: "Signed Certificate Timestamp",
      display: (bytes) =>
        `${logName(hex(bytes.subarray(1, 33))) ?? "unknown log"}, ${displayTime(timeOf(bytes.subarray(33, 41)) ?? "not a time")}`,
    }),
    version: defineField({
      key: key("sct.sct_version"),
      label: "Version",
      value: uint,
      display: (bytes) => (uint(bytes) === 0 ? "v1 (0)" : `unknown (${String(uint(bytes))})`),
    }),
    logId: defineField({
      key: key("sct.log_id"),
      label: "Log ID",
      value: hex,
      display: (bytes) => {
        const name = logName(hex(bytes));
        return name === undefined ? hex(bytes) : `${name} (${hex(bytes)})`;
      },
    }),
    timestamp: defineField({
      key: key("sct.timestamp"),
      label: "Timestamp",
      value: timeOf,
      display: (bytes) => displayTime(timeOf(bytes) ?? `not a time: ${hex(bytes)}`),
    }),
    extensionsLength: length("sct.extensions"),
    extensions: defineField({ key: key("sct.extensions"), label: "Extensions", value: hex }),
    hash: defineField({
      key: key("sct.signature.hash"),
      label: "Hash Algorithm",
      value: uint,
      display: (bytes) => `${HASHES[uint(bytes)] ?? "unknown"} (${String(uint(bytes))})`,
    }),
    signatureKind: defineField({
      key: key("sct.signature.algorithm"),
      label: "Signature Algorithm",
      value: uint,
      display: (bytes) => `${SIGNATURES[uint(bytes)] ?? "unknown"} (${String(uint(bytes))})`,
    }),
    signatureLength: length("sct.signature"),
    signature: defineField({ key: key("sct.signature"), label: "Signature", value: hex }),
  };
}

type Schemas = ReturnType<typeof schemasAt>;
const places = new Map<string, Schemas>();

function schemas(prefix: string): Schemas {
  const known = places.get(prefix) ?? schemasAt(prefix);
  places.set(prefix, known);
  return known;
}

/** How many entries a SignedCertificateTimestampList has. */
function countScts(content: Uint8Array): number {
  let entries = 0;
  for (let at = 2; at + 2 <= content.length; entries++) {
    at += 2 + (content[at] ?? 0) * 256 + (content[at + 1] ?? 0);
  }
  return entries;
}

/** SignedCertificateTimestampList in TLS's presentation language (RFC 6962 §3.3), as the content of an OCTET STRING. */
const SctList: Type = makeType({
  name: "an OCTET STRING",
  accepts: (element) => element.is(TAG.octetString) && !element.constructed,
  display: ({ content }) => {
    const entries = countScts(content);
    return `${String(entries)} ${entries === 1 ? "timestamp" : "timestamps"}`;
  },
  fill(trace, element, place) {
    trace.frame(element, "The list of timestamps", () => {
      traceList(trace, element, schemas(place.prefix ?? place.key));
    });
  },
});

function traceList(trace: Trace, element: Element, to: Schemas): void {
  const reader = new Reader(element.bytes, element.contentAt, element.contentEnd);
  guarded(trace, reader, () => {
    sized(trace, reader, to.listLength, "The list of timestamps", (list) => {
      while (list.remaining > 0) {
        sized(trace, list, to.sctLength, "A timestamp", (inner) => {
          const row = trace.tracer.open(to.sct, inner.offset);
          guarded(trace, inner, () => {
            traceSct(trace, inner, to);
          });
          trace.tracer.close(row, inner.end);
        });
      }
    });
  });
}

/** RFC 6962 §3.2. */
function traceSct(trace: Trace, reader: Reader, to: Schemas): void {
  const leaf = (schema: number, length: number, what: string): void => {
    const start = reader.offset;
    reader.take(length, what);
    trace.leaf(schema, start, reader.offset);
  };
  const version = reader.bytes[reader.offset];
  leaf(to.version, 1, "A timestamp's version");
  // What another version holds is not known.
  if (version !== 0) {
    trace.raw(reader.offset, reader.end);
    reader.offset = reader.end;
    return;
  }
  leaf(to.logId, 32, "A log ID");
  leaf(to.timestamp, 8, "A timestamp's time");
  sized(trace, reader, to.extensionsLength, "A timestamp's extensions", (inner) => {
    trace.leaf(to.extensions, inner.offset, inner.end);
    inner.offset = inner.end;
  });
  leaf(to.hash, 1, "A hash algorithm");
  leaf(to.signatureKind, 1, "A signature algorithm");
  sized(trace, reader, to.signatureLength, "A timestamp's signature", (inner) => {
    trace.leaf(to.signature, inner.offset, inner.end);
    inner.offset = inner.end;
  });
}

/** A vector with two bytes of length. */
function sized(
  trace: Trace,
  reader: Reader,
  schema: number,
  what: string,
  body: (inner: Reader) => void,
): void {
  reader.need(2, what);
  const start = reader.offset;
  const length = (reader.bytes[start] ?? 0) * 256 + (reader.bytes[start + 1] ?? 0);
  if (length > reader.remaining - 2) {
    throw new DecodeError(
      `${what} says that it has ${String(length)} bytes, ${String(reader.remaining - 2)} are left`,
      start,
    );
  }
  reader.offset += 2;
  trace.leaf(schema, start, reader.offset);
  const inner = reader.within(length, what);
  guarded(trace, inner, () => {
    body(inner);
  });
}

/** What breaks within `reader` is reported once, and what is left there stands as raw bytes. */
function guarded(trace: Trace, reader: Reader, body: () => void): void {
  try {
    body();
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    if (!trace.inCut) trace.problem(error.message, error.at, reader.end);
  }
  trace.raw(reader.offset, reader.end);
  reader.offset = reader.end;
}

export const sctExtensions = [
  extension(
    "1.3.6.1.4.1.11129.2.4.2",
    "signedCertificateTimestampList",
    "Signed Certificate Timestamps",
    SctList,
  ),
  extension(
    "1.3.6.1.4.1.11129.2.4.5",
    "ocspSignedCertificateTimestampList",
    "Signed Certificate Timestamps (OCSP)",
    SctList,
  ),
];
