import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recordCipher } from "../../../src/core/crypto/recordProtection";
import type { OpenedRecord, RecordCipher, WireRecord } from "../../../src/core/crypto/recordProtection";
import { CryptoError } from "../../../src/core/crypto/provider";
import { keyBlockLengths, SUITES, suiteOf } from "../../../src/core/crypto/suites";
import type { SuiteParameters } from "../../../src/core/crypto/suites";
import { hex, toHex } from "../../support/hex";
import { testProvider } from "../../support/provider";
import { RFC8448_TRACES } from "../../support/rfc8448";

const CONTENT_TYPES: Readonly<Record<string, number>> = { alert: 21, handshake: 22, application_data: 23 };

function wireRecord(bytes: Uint8Array): WireRecord {
  const view = new DataView(bytes.buffer);
  return { type: view.getUint8(0), version: view.getUint16(1), fragment: bytes.subarray(5) };
}

function suite(codePoint: number): SuiteParameters {
  const found = suiteOf(codePoint);
  if (found === undefined) throw new Error(`no suite ${codePoint}`);
  return found;
}

function expectOpened(result: ReturnType<RecordCipher["open"]>): OpenedRecord {
  if (!result.ok) throw new Error(`${result.reason}: ${result.message}`);
  return result;
}

/** Parts must cover the fragment from end to end, and the content be where it is said to be. */
function expectWholeCover(opened: OpenedRecord, record: WireRecord): void {
  let at = 0;
  for (const part of opened.parts) {
    expect(part.start).toBe(at);
    expect(part.end).toBeGreaterThan(part.start);
    at = part.end;
  }
  expect(at).toBe(record.fragment.length);
  const content = opened.parts.find(({ name }) => name === "content");
  expect(content?.start ?? opened.contentOffset).toBe(opened.contentOffset);
  expect((content?.end ?? 0) - (content?.start ?? 0)).toBe(opened.content.length);
}

describe.each(Object.entries(RFC8448_TRACES))("RFC 8448 trace %s", (_name, trace) => {
  it("opens every protected record to its payload, and seals the payload to the same record", () => {
    const ciphers = trace.trafficKeys.map((keys) => ({
      ...keys,
      sequence: 0,
      cipher: recordCipher(
        testProvider,
        suite(0x1301),
        { key: hex(keys.key), iv: hex(keys.iv) },
        { version: 0x0304 },
      ),
    }));
    let opened = 0;
    for (const { sender, type, payload, record } of trace.records) {
      const wire = wireRecord(hex(record));
      if (wire.type !== 23) continue;
      // One direction's epochs come one after the other, so the first that opens is the one.
      const found = ciphers.find(
        (keys) => keys.sender === sender && keys.cipher.open(keys.sequence, wire).ok,
      );
      if (found === undefined) throw new Error(`no key opens the record ${record.slice(0, 40)}`);
      const result = expectOpened(found.cipher.open(found.sequence, wire));
      expect(toHex(result.content)).toBe(payload);
      expect(result.type).toBe(CONTENT_TYPES[type]);
      expectWholeCover(result, wire);
      const sealed = found.cipher.seal(found.sequence, result.type, result.content, () => new Uint8Array(0), {
        padding: result.padding,
      });
      expect(toHex(sealed.fragment)).toBe(toHex(wire.fragment));
      found.sequence++;
      opened++;
    }
    expect(opened).toBeGreaterThanOrEqual(4);
  });
});

/** One suite of each way to protect records, in each version where that differs. */
const WAYS: readonly (readonly [
  name: string,
  codePoint: number,
  version: number,
  encryptThenMac: boolean,
])[] = [
  ["TLS 1.3 AES-128-GCM", 0x1301, 0x0304, false],
  ["TLS 1.3 ChaCha20-Poly1305", 0x1303, 0x0304, false],
  ["TLS 1.3 AES-128-CCM-8", 0x1305, 0x0304, false],
  ["TLS 1.2 AES-256-GCM", 0xc030, 0x0303, false],
  ["TLS 1.2 AES-128-CCM", 0xc0ac, 0x0303, false],
  ["TLS 1.2 AES-256-CCM-8", 0xc0af, 0x0303, false],
  ["TLS 1.2 ChaCha20-Poly1305", 0xcca8, 0x0303, false],
  ["TLS 1.2 AES-128-CBC-SHA", 0xc013, 0x0303, false],
  ["TLS 1.2 AES-256-CBC-SHA384", 0xc028, 0x0303, false],
  ["TLS 1.2 AES-128-CBC-SHA256 encrypt-then-MAC", 0xc027, 0x0303, true],
  ["TLS 1.1 AES-256-CBC-SHA", 0xc014, 0x0302, false],
  ["TLS 1.0 AES-128-CBC-SHA", 0x002f, 0x0301, false],
  ["TLS 1.0 AES-128-CBC-SHA encrypt-then-MAC", 0x002f, 0x0301, true],
];

function keysFor(parameters: SuiteParameters, version: number) {
  const lengths = keyBlockLengths(parameters, version);
  const fill = (length: number, seed: number) =>
    Uint8Array.from({ length }, (_, i) => (i * 31 + seed) & 0xff);
  return { key: fill(lengths.key, 1), iv: fill(lengths.iv, 2), macKey: fill(lengths.macKey, 3) };
}

const random = (length: number) => new Uint8Array(length).fill(0xa5);

describe.each(WAYS)("%s", (_name, codePoint, version, encryptThenMac) => {
  const parameters = suite(codePoint);
  const keys = keysFor(parameters, version);
  const fresh = () => recordCipher(testProvider, parameters, keys, { version, encryptThenMac });
  const contents = fc.uint8Array({ minLength: 0, maxLength: 90 });

  it("opens what it seals, in order, and says where the content stood", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(contents, fc.nat(3)), { maxLength: 4 }), (records) => {
        const [writer, reader] = [fresh(), fresh()];
        records.forEach(([content, padding], sequence) => {
          const record = writer.seal(sequence, 23, content, random, { padding });
          const opened = expectOpened(reader.open(BigInt(sequence), record));
          expect(toHex(opened.content)).toBe(toHex(content));
          expect(opened.type).toBe(23);
          if (version === 0x0304) expect(opened.padding).toBe(padding);
          expectWholeCover(opened, record);
        });
      }),
      { numRuns: 25 },
    );
  });

  it("says what failed when one bit is flipped, at every bit", () => {
    const record = fresh().seal(5, 22, Uint8Array.of(1, 2, 3, 4, 5), random);
    expectOpened(fresh().open(5, record));
    const reasons = parameters.cipher.kind === "aead" ? ["tag"] : ["mac", "padding"];
    for (let bit = 0; bit < 8 * record.fragment.length; bit++) {
      const fragment = record.fragment.slice();
      fragment[bit >> 3] = (fragment[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const result = fresh().open(5, { ...record, fragment });
      expect(result.ok ? "opened" : result.reason).toBeOneOf(encryptThenMac ? ["mac"] : reasons);
    }
  });

  it("fails for another sequence number, type or version", () => {
    const record = fresh().seal(5, 22, Uint8Array.of(1, 2, 3), random);
    const reason = parameters.cipher.kind === "aead" ? "tag" : "mac";
    for (const result of [
      fresh().open(6, record),
      fresh().open(5, { ...record, type: 21 }),
      fresh().open(5, { ...record, version: 0x0300 }),
    ]) {
      expect(result).toMatchObject({ ok: false, reason });
    }
  });

  it("has an answer for fragments of every length and any bytes", () => {
    for (let length = 0; length < 100; length++) {
      const result = fresh().open(0, {
        type: 23,
        version: 0x0303,
        fragment: new Uint8Array(length).fill(length),
      });
      expect(result.ok).toBe(false);
      if (!result.ok) expect(result.message).toMatch(/^The|^A/);
    }
  });
});

describe("CBC in particular", () => {
  const parameters = suite(0xc013);
  const keys = keysFor(parameters, 0x0303);

  it("tells padding from MAC", () => {
    const cipher = recordCipher(testProvider, parameters, keys, { version: 0x0303 });
    const record = cipher.seal(0, 23, new Uint8Array(20), random, { padding: 2 });
    const ciphertext = record.fragment;
    // Flipping a bit of the block before the last flips the same bit of the last, which is all padding here.
    const broken = ciphertext.slice();
    const at = broken.length - 32;
    broken[at] = (broken[at] ?? 0) ^ 1;
    expect(cipher.open(0, { ...record, fragment: broken })).toMatchObject({ ok: false, reason: "padding" });
    // The IV only touches the content.
    const content = ciphertext.slice();
    content[0] = (content[0] ?? 0) ^ 1;
    expect(cipher.open(0, { ...record, fragment: content })).toMatchObject({ ok: false, reason: "mac" });
    expect(cipher.open(0, { ...record, fragment: ciphertext.subarray(0, 50) })).toMatchObject({
      reason: "not whole blocks",
    });
    expect(cipher.open(0, { ...record, fragment: ciphertext.subarray(0, 32) })).toMatchObject({
      reason: "too short",
    });
  });

  it("gives the paddings that it can: up to 255 bytes and whole blocks", () => {
    const cipher = recordCipher(testProvider, parameters, keys, { version: 0x0303 });
    for (const blocks of [0, 1, 14, 15, 99]) {
      const record = cipher.seal(0, 23, new Uint8Array(3), random, { padding: blocks });
      const opened = expectOpened(cipher.open(0, record));
      expect(opened.padding).toBeLessThanOrEqual(255);
      expect(opened.padding).toBe(8 + 16 * Math.min(blocks, 15));
    }
  });

  it("chains TLS 1.0's IVs, so that a record out of order does not open, and the next one does", () => {
    const tls10 = keysFor(parameters, 0x0301);
    const make = () => recordCipher(testProvider, parameters, tls10, { version: 0x0301 });
    const writer = make();
    const records = [0, 1, 2].map((sequence) => writer.seal(sequence, 23, new Uint8Array(40), random));
    const reader = make();
    const [, second, third] = records;
    if (second === undefined || third === undefined) throw new Error("three records were sealed");
    expect(reader.open(1, second).ok).toBe(false);
    expect(reader.open(2, third).ok).toBe(true);
  });
});

describe("TLS 1.3 in particular", () => {
  it("says so when a record holds no content type", () => {
    const parameters = suite(0x1301);
    const keys = keysFor(parameters, 0x0304);
    const cipher = recordCipher(testProvider, parameters, keys, { version: 0x0304 });
    const zeros = cipher.seal(0, 0, new Uint8Array(4), random);
    expect(cipher.open(0, zeros)).toMatchObject({ ok: false, reason: "no content type" });
  });
});

it("refuses keys of the wrong length, for every suite", () => {
  for (const parameters of SUITES.values()) {
    const { minVersion: version } = parameters;
    const keys = keysFor(parameters, version);
    expect(() => recordCipher(testProvider, parameters, keys, { version })).not.toThrow();
    const short = { ...keys, key: keys.key.subarray(1) };
    expect(() => recordCipher(testProvider, parameters, short, { version })).toThrow(CryptoError);
    expect(() =>
      recordCipher(testProvider, parameters, { ...keys, iv: new Uint8Array(5) }, { version }),
    ).toThrow(CryptoError);
  }
});
