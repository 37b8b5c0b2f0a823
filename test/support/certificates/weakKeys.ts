// RSA moduli with known faults, made here: no library makes them any more.
import { generatePrimeSync } from "node:crypto";

const prime = (bits: number): bigint => generatePrimeSync(bits, { bigint: true });

/** Product of the primes that ROCA's keys are built around, for a size of 2048 bits: the first 126 primes. */
const PRIMORIAL = firstPrimes(126).reduce((product, n) => product * BigInt(n), 1n);

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((p) => n % p !== 0)) primes.push(n);
  return primes;
}

/** base^exponent mod modulus. */
export function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let [result, square] = [1n, base % modulus];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** A modulus of 2048 bits with ROCA's mark: k·M + 65537^a mod M. Its factors do not matter for the mark. */
export function rocaModulus(): bigint {
  const k = (1n << 2047n) / PRIMORIAL + 12_345n;
  return k * PRIMORIAL + power(65537n, 987_654_321n, PRIMORIAL);
}

/** A modulus of 2048 bits whose primes are neighbours. */
export function closePrimesModulus(): bigint {
  // The top two bits of a prime of generatePrimeSync are not both set: with them the product has 2048 bits.
  for (;;) {
    const p = prime(1024);
    if (p >> 1022n !== 3n) continue;
    let q = p + 2n;
    while (power(2n, q - 1n, q) !== 1n) q += 2n;
    return p * q;
  }
}

/** A modulus of 2048 bits that 3 divides. */
export function smallFactorModulus(): bigint {
  for (let n = (1n << 2047n) + 1n; ; n += 2n) if (n % 3n === 0n) return n;
}
