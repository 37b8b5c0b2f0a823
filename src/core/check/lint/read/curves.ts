/** A curve y² = x³ - 3x + b over a prime field (FIPS 186-4 §D.1.2, through SP 800-186 §3.2.1). */
interface Curve {
  readonly p: bigint;
  readonly b: bigint;
}

const CURVES: Readonly<Record<string, Curve>> = {
  "P-256": {
    p: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
    b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
  },
  "P-384": {
    p: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
    b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
  },
  "P-521": {
    p: 2n ** 521n - 1n,
    b: 0x51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
  },
};

/** Bytes of an uncompressed point, of the curves that are known here. */
export const POINT_BYTES: Readonly<Record<string, number>> = { "P-256": 65, "P-384": 97, "P-521": 133 };

/** Whether an uncompressed point (of the right length) lies on the curve "P-256", "P-384" or "P-521"; false for others. */
export function isOnCurve(name: string, point: Uint8Array): boolean {
  const curve = CURVES[name];
  if (!curve || point[0] !== 4) return false;
  const half = (point.length - 1) / 2;
  const x = toBigInt(point.subarray(1, 1 + half));
  const y = toBigInt(point.subarray(1 + half));
  const { p, b } = curve;
  return x < p && y < p && (y * y - (x * x * x - 3n * x + b)) % p === 0n;
}

/** Big-endian bytes as a number. */
export function toBigInt(bytes: Uint8Array): bigint {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex === "" ? 0n : BigInt(`0x${hex}`);
}
