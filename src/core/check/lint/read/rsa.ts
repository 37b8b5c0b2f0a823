import { toBigInt } from "./curves";

/** Beyond this a modulus is not tried: no one has such a key, and trying takes long. */
const MAX_BITS = 8192;

/** Odd primes below 752 (NIST SP 800-89 §5.3.3). */
const SMALL_PRIMES: readonly number[] = primesBelow(752).slice(1);

function primesBelow(limit: number): number[] {
  const primes: number[] = [];
  for (let n = 2; n < limit; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return primes;
}

/** Remainder of a big-endian number of any length; `divisor` is below 2^20. */
function remainder(bytes: Uint8Array, divisor: number): number {
  let rest = 0;
  for (const byte of bytes) rest = (rest * 256 + byte) % divisor;
  return rest;
}

/** A prime below 752, other than 2, that divides the number; undefined where there is none. */
export function smallFactor(modulus: Uint8Array): number | undefined {
  if (modulus.length * 8 > MAX_BITS) return undefined;
  return SMALL_PRIMES.find((prime) => remainder(modulus, prime) === 0);
}

/** For each prime up to 167, the remainders that powers of 65537 leave. */
const ROCA: readonly (readonly [prime: number, powers: ReadonlySet<number>])[] = SMALL_PRIMES.filter(
  (prime) => prime <= 167,
).map((prime) => {
  const powers = new Set<number>();
  for (let power = 1; !powers.has(power); power = (power * (65537 % prime)) % prime) powers.add(power);
  return [prime, powers];
});

/**
 * Whether a modulus bears the mark of keys of a faulty library (ROCA, CVE-2017-15361): its remainders by small primes are
 * powers of 65537, all of them. Another modulus does so once in 2^27.
 */
export function hasRocaMark(modulus: Uint8Array): boolean {
  if (modulus.length * 8 > MAX_BITS) return false;
  return ROCA.every(([prime, powers]) => powers.has(remainder(modulus, prime)));
}

/** The square root, rounded down (Newton). */
function squareRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt((value.toString(16).length * 4 + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** Whether the two primes are so close that Fermat's method finds them in 100 rounds (CVE-2022-26320). */
export function hasClosePrimes(modulus: Uint8Array): boolean {
  if (modulus.length * 8 > MAX_BITS) return false;
  const n = toBigInt(modulus);
  if (n < 9n || (n & 1n) === 0n) return false;
  let a = squareRoot(n);
  if (a * a < n) a++;
  for (let round = 0; round < 100; round++, a++) {
    const rest = a * a - n;
    if (!mayBeSquare(rest)) continue;
    const b = squareRoot(rest);
    if (b * b === rest && a - b > 1n) return true;
  }
  return false;
}

/** Most numbers that are no square are told by their last bits. */
function mayBeSquare(value: bigint): boolean {
  return SQUARES_MOD_64.has(Number(value & 63n));
}
const SQUARES_MOD_64: ReadonlySet<number> = new Set(Array.from({ length: 64 }, (_, i) => (i * i) % 64));
