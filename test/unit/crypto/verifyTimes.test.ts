import { describe, expect, it } from "vitest";
import { pureProvider } from "../../../src/core/crypto/pure";
import { createNodeProvider } from "../../../src/net/cryptoNode";
import { SIGNED_MESSAGE, VERIFICATIONS, verifyOperation } from "../../../src/net/cryptoSelfTest";
import { KNOWN_SIGNATURES } from "../../../src/net/cryptoKnownAnswers";

/** Milliseconds for one call, the best of `runs` after one to warm up. */
function best(call: () => boolean, runs = 5): number {
  expect(call()).toBe(true);
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    call();
    return performance.now() - start;
  });
  return Math.min(...times);
}

// With TIMES=1 a table is printed: one verification by each provider, and how often the host's fits into the pure one's.
describe("a verification by each provider", () => {
  const { provider: node } = createNodeProvider();
  it.each(
    VERIFICATIONS.map(({ algorithm, key }) => [verifyOperation(algorithm, key), algorithm, key] as const),
  )("%s takes the pure provider less than a second", (operation, algorithm, key) => {
    const signature = KNOWN_SIGNATURES[operation] ?? new Uint8Array(0);
    const [pure, host] = [pureProvider, node].map((provider) =>
      best(() => provider.verify(algorithm, key, SIGNED_MESSAGE, signature)),
    ) as [number, number];
    if (process.env["TIMES"]) {
      console.info(
        `${operation}: pure ${pure.toFixed(2)} ms, node ${host.toFixed(3)} ms, × ${(pure / host).toFixed(0)}`,
      );
    }
    expect(pure).toBeLessThan(1000);
  });
});
