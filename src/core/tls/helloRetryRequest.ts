import { equalBytes } from "../bytes/concat";
import { fromHex } from "../bytes/hex";

/** The random that makes a Server Hello a Hello Retry Request: SHA-256 of "HelloRetryRequest" (RFC 8446 §4.1.3). */
export const HELLO_RETRY_REQUEST_RANDOM = fromHex(
  "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c",
);

const SERVER_HELLO = 2;
const RANDOM_AT = 6;

/** Whether a handshake message (with its 4-byte header) is a Server Hello with Hello Retry Request's random. */
export function isHelloRetryRequest(message: Uint8Array): boolean {
  const random = message.subarray(RANDOM_AT, RANDOM_AT + HELLO_RETRY_REQUEST_RANDOM.length);
  return message[0] === SERVER_HELLO && equalBytes(random, HELLO_RETRY_REQUEST_RANDOM);
}
