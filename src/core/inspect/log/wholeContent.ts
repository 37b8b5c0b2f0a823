import { HANDSHAKE_HEADER } from "../../tls/handshake";
import { CONTENT } from "../../tls/record";
import type { WireRecord } from "./wireRecord";

/** What of a record's plaintext is content, and of which type. */
export interface WholeContent {
  readonly type: number;
  readonly length: number;
}

/**
 * The content in what a log prints before encryption or after decryption. Java prints TLS 1.3's inner type and padding
 * before encryption, and nothing of them after decryption; JDK 8 prints MAC and padding of older versions too.
 */
export function wholeContent(
  bytes: Uint8Array,
  record: Pick<WireRecord, "type" | "length"> | undefined,
): WholeContent {
  if (record === undefined || record.type === CONTENT.application_data) {
    const inner = innerContent(bytes);
    const tag = (record?.length ?? 0) - bytes.length;
    if (inner && (record === undefined || tag === TAG || tag === SHORT_TAG)) return inner;
    const whole = messagesIn(bytes) === bytes.length;
    const type = whole ? CONTENT.handshake : isAlert(bytes) ? CONTENT.alert : CONTENT.application_data;
    return { type, length: bytes.length };
  }
  if (record.type === CONTENT.handshake) {
    const length = messagesIn(bytes);
    return { type: record.type, length: length > 0 ? length : bytes.length };
  }
  return {
    type: record.type,
    length: record.type === CONTENT.alert ? Math.min(2, bytes.length) : bytes.length,
  };
}

/** Authentication tags of TLS 1.3's suites, those of CCM_8 shorter. */
const TAG = 16;
const SHORT_TAG = 8;

/** TLS 1.3's inner plaintext: content, its type and padding of zeros (RFC 8446 §5.2). */
function innerContent(bytes: Uint8Array): WholeContent | undefined {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  const type = bytes[end - 1] ?? 0;
  const room = bytes.length - end;
  if (room < LEAST_PADDING || type < CONTENT.alert || type > CONTENT.application_data) return undefined;
  return { type, length: end - 1 };
}

/** Java's padding is 16; fewer zeros may be content. */
const LEAST_PADDING = 8;

const TYPES = new Set([0, 1, 2, 4, 5, 8, 11, 12, 13, 14, 15, 16, 20, 21, 22, 23, 24, 25]);

/** Up to where handshake messages fill the bytes, one after another. */
function messagesIn(bytes: Uint8Array): number {
  let at = 0;
  while (at + HANDSHAKE_HEADER <= bytes.length && TYPES.has(bytes[at] ?? 255)) {
    const length = (bytes[at + 1] ?? 0) * 65536 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
    // Nothing but a Hello Request, a Server Hello Done and an End of Early Data is empty; zeros are padding.
    if (length === 0 && bytes[at] !== 14 && bytes[at] !== 5) break;
    if (at + HANDSHAKE_HEADER + length > bytes.length) break;
    at += HANDSHAKE_HEADER + length;
  }
  return at;
}

function isAlert(bytes: Uint8Array): boolean {
  return bytes.length === 2 && (bytes[0] === 1 || bytes[0] === 2);
}
