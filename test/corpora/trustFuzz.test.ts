import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { arrangeChain, validateChain } from "../../src/core/check/trust";
import { pureProvider } from "../../src/core/crypto/pure";
import { readCertificate } from "../../src/core/x509";

const corpora = resolve(
  process.env["TLS_INSPECTOR_CORPORA"] ?? join(import.meta.dirname, "../../../shared/corpora"),
);
const fuzz = join(corpora, "x509-fuzz");
const has = existsSync(fuzz);
if (!has) console.warn(`no ${fuzz}: path validation meets no damaged certificates`);

describe.skipIf(!has)("damaged certificates", () => {
  const certificates = has
    ? readdirSync(fuzz).flatMap(
        (name) => readCertificate(new Uint8Array(readFileSync(join(fuzz, name)))) ?? [],
      )
    : [];

  it("are judged one by one, each with a reason, and none is trusted for another's sake", () => {
    expect(certificates.length).toBeGreaterThan(300);
    let slowest = 0;
    for (const [i, certificate] of certificates.entries()) {
      const before = certificates[i - 1];
      const start = performance.now();
      const verdict = validateChain({
        chain: [certificate, ...(before ? [before] : [])],
        roots: [],
        storeName: "none of them",
        at: "2026-06-01T00:00:00Z",
        purpose: "serverAuth",
        provider: pureProvider,
        host: "localhost",
        revocation: "require",
      });
      slowest = Math.max(slowest, performance.now() - start);
      expect(verdict.trust).toBe("untrusted");
      expect(verdict.steps.find(({ status }) => status === "failed")?.message).toBeTruthy();
    }
    console.log(
      `${String(certificates.length)} damaged certificates judged, the slowest in ${slowest.toFixed(0)} ms`,
    );
  });

  it("are put in order together", () => {
    const { order, unrelated, duplicates } = arrangeChain(certificates, pureProvider);
    expect(order.length + unrelated.length + duplicates.length).toBe(certificates.length);
  });
});
