import { keystoreKind } from "../keystore/identify";
import { findDumps, type Dump } from "../text/hexDump";
import { identifyDer } from "../x509";
import { isSecret } from "./draft";
import { heldBy } from "./found";
import { findTextObjects, type TextObject } from "./objects";
import { inspectText, type TextOptions } from "./text";

/** Bytes that stand in a text. */
export interface Extracted {
  /** "xxd", "PEM", "base64". */
  readonly format: string;
  readonly bytes: Uint8Array;
  /** UTF-16 offsets in the text. */
  readonly start: number;
  readonly end: number;
  readonly direction?: "sent" | "received";
  /** A private key or a keystore. */
  readonly secret: boolean;
  /** What is remarkable, in sentences. */
  readonly remarks: readonly string[];
}

/** All the bytes that a text holds: its dumps, and its certificates, keys and the like, in its order. Never throws. */
export function extract(text: string): Extracted[] {
  const objects = findTextObjects(text);
  const dumps = findDumps(text, { taken: objects, selected: true });
  return [...objects.map(fromObject), ...dumps.map(fromDump)].sort((a, b) => a.start - b.start);
}

function fromObject(object: TextObject): Extracted {
  const { all: bytes, secret, problems } = object.read();
  const { form: format, start, end } = object;
  return { format, bytes, start, end, secret, remarks: problems.map(({ message }) => message) };
}

function fromDump({ format, bytes, range, direction, findings }: Dump): Extracted {
  return {
    format,
    bytes,
    ...range,
    ...(direction && { direction }),
    secret: keystoreKind(bytes) !== undefined || isSecret(identifyDer(bytes)),
    remarks: findings.map(({ message }) => message),
  };
}

/** What the bytes of each place seem to be, by where it starts: "TLS record: Client Hello". */
export function wordsFor(text: string, options: Omit<TextOptions, "selected">): Map<number, string> {
  const held = heldBy(inspectText(text, { ...options, selected: true }));
  return new Map(held.map(({ range, words }) => [range.start, words]));
}
