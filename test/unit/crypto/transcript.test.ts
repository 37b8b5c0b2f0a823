import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CryptoProvider } from "../../../src/core/crypto/provider";
import { Transcript } from "../../../src/core/crypto/transcript";
import { isHelloRetryRequest } from "../../../src/core/tls/helloRetryRequest";
import { ascii, hex, toHex } from "../../support/hex";
import { testProvider } from "../../support/provider";
import { helloRetryRequest, simple1Rtt } from "../../support/rfc8448";

const message = fc
  .tuple(fc.nat(255), fc.uint8Array({ maxLength: 60 }))
  .map(([type, body]) => Uint8Array.of(type, 0, 0, body.length, ...body));

function join(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** Counts how many bytes are hashed in all. */
function counting(): { crypto: Pick<CryptoProvider, "hash" | "createHash">; hashed: () => number } {
  let hashed = 0;
  return {
    crypto: {
      hash: (name, data) => {
        hashed += data.length;
        return testProvider.hash(name, data);
      },
      createHash: (name) => {
        const inner = testProvider.createHash(name);
        return {
          update: (data) => {
            hashed += data.length;
            inner.update(data);
          },
          digest: () => inner.digest(),
        };
      },
    },
    hashed: () => hashed,
  };
}

describe("a transcript", () => {
  it("gives the digest over any number of its first messages, in any order of asking", () => {
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 8 }),
        fc.array(fc.nat(9), { maxLength: 12 }),
        (messages, asked) => {
          const transcript = new Transcript(testProvider);
          for (const each of messages) transcript.append(each);
          for (const count of asked) {
            const covered = join(messages.slice(0, count));
            expect(toHex(transcript.digestAt(count, "sha256"))).toBe(
              toHex(testProvider.hash("sha256", covered)),
            );
            expect(toHex(transcript.digestAt(count, "md5sha1"))).toBe(
              toHex(testProvider.hash("md5", covered)) + toHex(testProvider.hash("sha1", covered)),
            );
            expect(toHex(transcript.bytesAt(count, "sha256"))).toBe(toHex(covered));
          }
        },
      ),
    );
  });

  it("keeps earlier digests when messages follow, and holds the count to what there is", () => {
    const transcript = new Transcript(testProvider);
    const empty = toHex(testProvider.hash("sha384", new Uint8Array(0)));
    expect(toHex(transcript.digestAt(0, "sha384"))).toBe(empty);
    expect(transcript.append(hex("01000000"))).toBe(1);
    const first = transcript.digestAt(1, "sha384");
    transcript.append(hex("02000000"));
    expect(toHex(transcript.digestAt(1, "sha384"))).toBe(toHex(first));
    expect(toHex(transcript.digestAt(99, "sha384"))).toBe(toHex(transcript.digestAt(2, "sha384")));
    expect(toHex(transcript.digestAt(-1, "sha384"))).toBe(empty);
    // What is handed out can be changed without harm.
    transcript.digestAt(1, "sha384").fill(0);
    expect(toHex(transcript.digestAt(1, "sha384"))).toBe(toHex(first));
  });

  it("hashes each message once, however often it is asked", () => {
    const { crypto, hashed } = counting();
    const transcript = new Transcript(crypto);
    for (let i = 0; i < 500; i++) transcript.append(new Uint8Array(100).fill(i));
    for (let i = 500; i >= 0; i--) transcript.digestAt(i, "sha256");
    expect(hashed()).toBe(50_000);
  });
});

describe("HelloRetryRequest", () => {
  const messages = helloRetryRequest.messages.map(({ bytes }) => hex(bytes));
  const [first, retry, second] = messages;
  if (first === undefined || retry === undefined || second === undefined)
    throw new Error("the trace has messages");

  it("is told from a ServerHello by its random", () => {
    expect(isHelloRetryRequest(retry)).toBe(true);
    expect(toHex(retry.subarray(6, 38))).toBe(toHex(testProvider.hash("sha256", ascii("HelloRetryRequest"))));
    expect(simple1Rtt.messages.some(({ bytes }) => isHelloRetryRequest(hex(bytes)))).toBe(false);
    expect(isHelloRetryRequest(new Uint8Array(3))).toBe(false);
  });

  it("puts message_hash in the first ClientHello's place (RFC 8446 §4.4.1)", () => {
    const transcript = new Transcript(testProvider);
    for (const each of [first, retry, second]) transcript.append(each);
    const standIn = join([hex("fe000020"), testProvider.hash("sha256", first)]);
    expect(toHex(transcript.digestAt(1, "sha256"))).toBe(toHex(testProvider.hash("sha256", first)));
    for (const count of [2, 3]) {
      const covered = join([standIn, ...[retry, second].slice(0, count - 1)]);
      expect(toHex(transcript.digestAt(count, "sha256"))).toBe(toHex(testProvider.hash("sha256", covered)));
      expect(toHex(transcript.bytesAt(count, "sha256"))).toBe(toHex(covered));
    }
    // A binder in the second ClientHello covers the stand-in, the request and the beginning of the ClientHello.
    const beginning = second.subarray(0, 100);
    expect(toHex(transcript.digestWith(2, beginning, "sha256"))).toBe(
      toHex(testProvider.hash("sha256", join([standIn, retry, beginning]))),
    );
    expect(toHex(transcript.digestWith(0, beginning, "sha256"))).toBe(
      toHex(testProvider.hash("sha256", beginning)),
    );
    const standIn384 = join([hex("fe000030"), testProvider.hash("sha384", first)]);
    expect(toHex(transcript.digestAt(2, "sha384"))).toBe(
      toHex(testProvider.hash("sha384", join([standIn384, retry]))),
    );
  });

  it("changes nothing when it is not the second message", () => {
    const transcript = new Transcript(testProvider);
    for (const each of [first, second, retry]) transcript.append(each);
    expect(toHex(transcript.digestAt(3, "sha256"))).toBe(
      toHex(testProvider.hash("sha256", join([first, second, retry]))),
    );
  });
});
