import { describe, expect, it } from "vitest";
import { hkdfExpand, hkdfExpandLabel, hkdfExtract, hkdfLabel } from "../../../src/core/crypto/hkdf";
import { exporter } from "../../../src/core/crypto/keySchedule13";
import { keyBlock, KEY_BLOCK_NAMES, pskPreMasterSecret } from "../../../src/core/crypto/keySchedule12";
import { bigintToBytes, bytesToBigint, uintBytes, xorBytes } from "../../../src/core/crypto/octets";
import { signWith } from "../../../src/core/crypto/pure/sign";
import { CryptoError } from "../../../src/core/crypto/provider";
import { prf } from "../../../src/core/crypto/prf";
import { ascii, hex, toHex } from "../../support/hex";
import { testProvider } from "../../support/provider";
import { AEADS, KEY_EXCHANGES, RFC5869, RFC7748, RFC8032 } from "./vectors";

describe('hashes of FIPS 180-4 and RFC 1321: of "abc"', () => {
  it.each([
    ["md5", "900150983cd24fb0d6963f7d28e17f72"],
    ["sha1", "a9993e364706816aba3e25717850c26c9cd0d89d"],
    ["sha224", "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"],
    ["sha256", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    [
      "sha384",
      "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
    ],
  ] as const)("%s", (name, digest) => {
    expect(toHex(testProvider.hash(name, ascii("abc")))).toBe(digest);
  });
});

describe("HKDF", () => {
  it.each(RFC5869.map((vector, i) => [i + 1, vector] as const))("RFC 5869 test case %i", (_, vector) => {
    const prk = hkdfExtract(testProvider, vector.hash, hex(vector.salt), hex(vector.ikm));
    expect(toHex(prk)).toBe(vector.prk);
    expect(toHex(hkdfExpand(testProvider, vector.hash, prk, hex(vector.info), vector.length))).toBe(
      vector.okm,
    );
  });

  it("has limits, which are a CryptoError", () => {
    const prk = new Uint8Array(32);
    expect(hkdfExpand(testProvider, "sha256", prk, prk, 255 * 32).length).toBe(8160);
    expect(() => hkdfExpand(testProvider, "sha256", prk, prk, 255 * 32 + 1)).toThrow(CryptoError);
    expect(() => hkdfLabel("x".repeat(250), prk, 32)).toThrow(CryptoError);
    expect(() => hkdfLabel("x", new Uint8Array(256), 32)).toThrow(CryptoError);
  });

  it("writes HkdfLabel, with DTLS 1.3's prefix too", () => {
    expect(toHex(hkdfLabel("key", new Uint8Array(0), 16))).toBe("001009746c733133206b657900");
    expect(toHex(hkdfLabel("key", hex("aabb"), 16, "dtls13"))).toBe("00100964746c7331336b657902aabb");
  });

  it("QUIC's initial secrets come out as in RFC 9001 appendix A.1", () => {
    const salt = hex("38762cf7f55934b34d179ae6a4c80cadccbb7f0a");
    const initial = hkdfExtract(testProvider, "sha256", salt, hex("8394c8f03e515708"));
    const expand = (secret: Uint8Array, label: string, length: number) =>
      hkdfExpandLabel(testProvider, "sha256", secret, label, new Uint8Array(0), length);
    const client = expand(initial, "client in", 32);
    expect(toHex(client)).toBe("c00cf151ca5be075ed0ebfb5c80323c42d6b7db67881289af4008f1f6c357aea");
    expect(toHex(expand(client, "quic key", 16))).toBe("1f369613dd76d5467730efcbe3b1a22d");
    expect(toHex(expand(client, "quic iv", 12))).toBe("fa044b2f42a3fd3b46fb255c");
  });
});

describe("key exchange", () => {
  it.each(RFC7748)("RFC 7748 §5.2 $group $scalar", ({ group, scalar, u, output }) => {
    expect(toHex(testProvider.sharedSecret(group, hex(scalar), hex(u)))).toBe(output);
  });

  it.each(KEY_EXCHANGES)("$group from both sides", (vector) => {
    const { group } = vector;
    expect(toHex(testProvider.publicKey(group, hex(vector.privateKey)))).toBe(vector.publicKey);
    expect(toHex(testProvider.publicKey(group, hex(vector.peerPrivateKey)))).toBe(vector.peerPublicKey);
    for (const [ours, theirs] of [
      [vector.privateKey, vector.peerPublicKey],
      [vector.peerPrivateKey, vector.publicKey],
    ] as const) {
      expect(toHex(testProvider.sharedSecret(group, hex(ours), hex(theirs)))).toBe(vector.shared);
    }
  });
});

describe("EdDSA of RFC 8032", () => {
  it.each(RFC8032)("$kind $seed", ({ kind, seed, point, message, signature }) => {
    const verify = (text: string) =>
      testProvider.verify({ kind: "eddsa" }, { kind, point: hex(point) }, hex(text), hex(signature));
    expect(verify(message)).toBe(true);
    expect(verify(`${message}00`)).toBe(false);
    const signed = signWith(
      { kind, seed: hex(seed) },
      { kind: "eddsa" },
      hex(message),
      () => new Uint8Array(0),
    );
    expect(toHex(signed)).toBe(signature);
  });
});

describe("AEADs", () => {
  it.each(AEADS)("$aead: $source", ({ aead, key, nonce, aad, plaintext, ciphertext }) => {
    const [k, n, a] = [hex(key), hex(nonce), hex(aad)];
    expect(toHex(testProvider.aeadSeal(aead, k, n, a, hex(plaintext)))).toBe(ciphertext);
    expect(toHex(testProvider.aeadOpen(aead, k, n, a, hex(ciphertext)) ?? hex("ff"))).toBe(plaintext);
  });
});

describe("AES-CBC of NIST SP 800-38A", () => {
  it("F.2.1 and F.2.2, first two blocks", () => {
    const [key, iv] = [hex("2b7e151628aed2a6abf7158809cf4f3c"), hex("000102030405060708090a0b0c0d0e0f")];
    const plaintext = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51";
    const ciphertext = "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2";
    expect(toHex(testProvider.cbcEncrypt(key, iv, hex(plaintext)))).toBe(ciphertext);
    expect(toHex(testProvider.cbcDecrypt(key, iv, hex(ciphertext)))).toBe(plaintext);
  });
});

describe("the PRF of TLS 1.0 to 1.2", () => {
  it("shares the middle byte of a secret of odd length (RFC 4346 §5)", () => {
    // Halves of 1 2 3 are 1 2 and 2 3.
    const seed = hex("0405");
    const labelled = Uint8Array.of(...ascii("label"), ...seed);
    const part = (hash: "md5" | "sha1", secret: Uint8Array) => {
      const a1 = testProvider.hmac(hash, secret, labelled);
      return testProvider.hmac(hash, secret, Uint8Array.of(...a1, ...labelled)).slice(0, 16);
    };
    const expected = xorBytes(part("md5", hex("0102")), part("sha1", hex("0203")));
    expect(toHex(prf(testProvider, "md5sha1", hex("010203"), "label", seed, 16))).toBe(toHex(expected));
  });

  it("gives a prefix for a shorter length", () => {
    const long = prf(testProvider, "sha384", hex("0102"), "label", hex("03"), 200);
    const short = prf(testProvider, "sha384", hex("0102"), "label", hex("03"), 31);
    expect(long.length).toBe(200);
    expect(toHex(long.subarray(0, 31))).toBe(toHex(short));
  });
});

describe("steps of the key schedules", () => {
  it("cut the key block into its parts without a gap, and name only those that exist", () => {
    const randoms = { client: new Uint8Array(32), server: new Uint8Array(32).fill(1) };
    const lengths = { macKey: 20, key: 16, iv: 0 };
    const { keys, steps } = keyBlock(testProvider, "sha256", new Uint8Array(48), randoms, lengths);
    expect(steps.map(({ name }) => name)).toEqual(["key_block", ...KEY_BLOCK_NAMES.slice(0, 4)]);
    expect(steps.at(-1)?.formula).toBe("key_block[56..71]");
    expect(KEY_BLOCK_NAMES.map((name) => toHex(keys[name])).join("")).toBe(
      toHex(steps[0]?.output ?? new Uint8Array(0)),
    );
  });

  it("premaster secrets of PSK stand as in RFC 4279 §2", () => {
    expect(toHex(pskPreMasterSecret(hex("aabbcc")))).toBe("00030000000003aabbcc");
    expect(toHex(pskPreMasterSecret(hex("aabb"), hex("01")))).toBe("0001010002aabb");
  });

  it("an exporter's value depends on label and context (RFC 8446 §7.5)", () => {
    const schedule = { crypto: testProvider, hash: "sha256" } as const;
    const value = (label: string, context: string) => {
      const [secret, step] = exporter(schedule, new Uint8Array(32), label, hex(context), 40);
      expect(step.inputs[0]?.bytes).toBe(secret.output);
      return toHex(step.output);
    };
    const values = [value("EXPORTER-a", ""), value("EXPORTER-b", ""), value("EXPORTER-a", "00")];
    expect(new Set(values).size).toBe(3);
    expect(value("EXPORTER-a", "")).toBe(values[0]);
    expect(values[0]?.length).toBe(80);
  });
});

describe("numbers and bytes", () => {
  it("go both ways", () => {
    expect(toHex(uintBytes(0x010203, 4))).toBe("00010203");
    expect(toHex(uintBytes(2n ** 64n - 1n, 8))).toBe("ffffffffffffffff");
    expect(bytesToBigint(hex("0100"))).toBe(256n);
    expect(bytesToBigint(new Uint8Array(0))).toBe(0n);
    expect(toHex(bigintToBytes(256n, 3) ?? new Uint8Array(0))).toBe("000100");
    expect(bigintToBytes(256n, 1)).toBeUndefined();
    expect(bigintToBytes(-1n, 1)).toBeUndefined();
  });
});
