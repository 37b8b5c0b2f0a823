import { fromHex } from "../bytes/hex";

/** RC2 (RFC 2268), for decrypting the certificates of old PKCS#12 files; hosts' libraries no longer do it. */

/** The table of digits of pi (RFC 2268 §2). */
const PI = fromHex(
  "d978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2" +
    "179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82" +
    "54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626" +
    "6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7" +
    "08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ec" +
    "c2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731" +
    "2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a9" +
    "0d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad",
);

/** The 64 words of the expanded key (RFC 2268 §2). `effectiveBits` is 1 to 1024. */
function expandKey(key: Uint8Array, effectiveBits: number): Uint16Array {
  const bytes = new Uint8Array(128);
  bytes.set(key.subarray(0, 128));
  const at = (index: number): number => bytes[index] ?? 0;
  const pi = (index: number): number => PI[index & 0xff] ?? 0;
  for (let i = key.length; i < 128; i++) bytes[i] = pi(at(i - 1) + at(i - key.length));
  const length = Math.ceil(effectiveBits / 8);
  const mask = 0xff >> (8 * length - effectiveBits);
  bytes[128 - length] = pi(at(128 - length) & mask);
  for (let i = 127 - length; i >= 0; i--) bytes[i] = pi(at(i + 1) ^ at(i + length));
  return Uint16Array.from({ length: 64 }, (_, i) => at(2 * i) | (at(2 * i + 1) << 8));
}

const SHIFTS = [1, 2, 3, 5] as const;

/** One block of 8 bytes, decrypted (RFC 2268 §4). */
function decryptBlock(words: Uint16Array, block: Uint8Array): Uint8Array {
  const r = Uint16Array.from({ length: 4 }, (_, i) => (block[2 * i] ?? 0) | ((block[2 * i + 1] ?? 0) << 8));
  const at = (index: number): number => r[index & 3] ?? 0;
  const word = (index: number): number => words[index & 63] ?? 0;
  let j = 63;
  const mix = (): void => {
    for (let i = 3; i >= 0; i--) {
      const shift = SHIFTS[i] ?? 1;
      const rotated = (at(i) >>> shift) | (at(i) << (16 - shift));
      r[i] = rotated - word(j--) - (at(i + 3) & at(i + 2)) - (~at(i + 3) & at(i + 1));
    }
  };
  const mash = (): void => {
    for (let i = 3; i >= 0; i--) r[i] = at(i) - word(at(i + 3));
  };
  for (let round = 16; round >= 1; round--) {
    mix();
    if (round === 12 || round === 6) mash();
  }
  return Uint8Array.from({ length: 8 }, (_, i) => at(i >> 1) >> (8 * (i & 1)));
}

/** RC2-CBC without removing padding; `data` is a multiple of 8 bytes, `iv` 8 bytes. */
export function decryptRc2Cbc(
  key: Uint8Array,
  effectiveBits: number,
  iv: Uint8Array,
  data: Uint8Array,
): Uint8Array {
  const words = expandKey(key, effectiveBits);
  const out = new Uint8Array(data.length);
  let previous = iv;
  for (let at = 0; at + 8 <= data.length; at += 8) {
    const block = data.subarray(at, at + 8);
    out.set(
      decryptBlock(words, block).map((byte, i) => byte ^ (previous[i] ?? 0)),
      at,
    );
    previous = block;
  }
  return out;
}
