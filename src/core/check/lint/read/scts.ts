import { attempt, Reader } from "../../../bytes/reader";
import { toHex } from "../../../bytes/hex";
import { TAG } from "../../../asn1/tags";
import type { CertificateFacts } from "../facts";

/** A signed certificate timestamp (RFC 6962 §3.2). */
export interface SctFacts {
  /** SHA-256 of the log's key, lower-case hex; empty for another version than v1. */
  readonly log: string;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
}

/** The embedded timestamps; undefined without the extension, and where the list cannot be read to its end. */
export function readScts(facts: CertificateFacts): SctFacts[] | undefined {
  const value = facts.extension("signedCertificateTimestampList")?.value;
  if (!value?.is(TAG.octetString)) return undefined;
  return attempt(() => {
    const outer = new Reader(value.content);
    const list = outer.within(outer.uint(2, "The list"), "The list");
    const found: SctFacts[] = [];
    while (list.remaining > 0) found.push(readSct(list.within(list.uint(2, "A timestamp"), "A timestamp")));
    return outer.remaining === 0 ? found : undefined;
  });
}

function readSct(reader: Reader): SctFacts {
  if (reader.uint(1, "The version") !== 0) return { log: "", timestamp: 0 };
  const log = toHex(reader.take(32, "The log"));
  const timestamp = reader.uint(4, "The time") * 2 ** 32 + reader.uint(4, "The time");
  reader.take(reader.uint(2, "Extensions"), "Extensions");
  reader.uint(2, "The algorithm");
  reader.take(reader.uint(2, "The signature"), "The signature");
  return { log, timestamp };
}
