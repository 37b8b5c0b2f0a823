import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Collector, MOST_PROBLEMS, type CollectOptions } from "../../../src/diagnostics/collect";
import { linter } from "../../../src/diagnostics/lint";
import { findTextObjects, inspectObject } from "../../../src/core/inspect/objects";
import { pureProvider } from "../../../src/core/crypto/pure";
import { makeChain, type MadeChain } from "../../support/chains";
import { OpensslFolder } from "../../support/openssl";

const folder = new OpensslFolder();
let chain: MadeChain;
beforeAll(() => {
  chain = makeChain(folder);
});
afterAll(() => {
  folder.remove();
});

function collect(
  text: string,
  options: Partial<CollectOptions> = {},
): { collector: Collector; longest: number } {
  const at = "2026-11-01T00:00:00Z";
  const trust = { roots: undefined, storeName: "none", at };
  const collector = new Collector(
    {
      text,
      objects: findTextObjects(text),
      inspection: (object) => inspectObject(object, { label: "x", text, provider: pureProvider, trust }),
    },
    { at, expiresSoonDays: 30, ignore: new Set(), provider: pureProvider, isPem: true, ...options },
  );
  let longest = 0;
  for (;;) {
    const { user } = process.cpuUsage();
    const { done } = collector.next();
    longest = Math.max(longest, (process.cpuUsage().user - user) / 1000);
    if (done) return { collector, longest };
  }
}
const ids = (text: string, options: Partial<CollectOptions> = {}): string[] =>
  collect(text, options).collector.problems.map(({ finding }) => finding.id);

const pem = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der)
    .toString("base64")
    .replace(/.{64}(?=.)/g, "$&\n")}\n-----END CERTIFICATE-----\n`;

/** So many certificates that differ in their serial numbers alone. */
function bundle(certificate: string, count: number): string {
  const der = Uint8Array.from(findTextObjects(certificate)[0]?.read().bytes ?? []);
  // The serial number's content: behind certificate, tbsCertificate, version, tag and length.
  const at = 4 + 4 + 5 + 2;
  return Array.from({ length: count }, (_, i) => {
    new DataView(der.buffer).setUint32(at + 4, i);
    return pem(der);
  }).join("");
}

describe("a document's problems", () => {
  test("stand at the characters of their fields, on one line", () => {
    const { collector } = collect(chain.leaf + chain.intermediate, { expiresSoonDays: 3650 });
    const [found] = collector.problems;
    expect(found?.finding.id).toBe("certificate.expiresSoon");
    const line = chain.leaf.slice(0, found?.start).split("\n").length - 1;
    const own = chain.leaf.split("\n")[line] ?? "";
    expect(own).toContain(chain.leaf.slice(found?.start, found?.end));
    expect(Buffer.from(own, "base64").toString("latin1")).toMatch(/270601|000000Z/);
  });

  test("are those of lint, too, as advice", () => {
    const withoutName = folder.readText("other.pem");
    const found = collect(withoutName, { lint: linter("all") }).collector.problems;
    expect(found.filter(({ finding }) => /^(?:rfc|cabf)/.test(finding.id))).toEqual([]);
    const { collector } = collect(chain.leaf + chain.intermediate, { lint: linter("all") });
    const lints = collector.problems.filter(
      ({ finding }) => !/^(?:certificate|chain|key|pem)\./.test(finding.id),
    );
    expect(lints.length).toBeGreaterThan(0);
    expect(lints.every(({ level, start, end }) => level !== "error" && start < end)).toBe(true);
  });

  test("are not those that are ignored", () => {
    expect(ids(chain.leaf)).toEqual(["chain.missingIssuer"]);
    expect(ids(chain.leaf, { ignore: new Set(["chain.missingIssuer"]) })).toEqual([]);
  });

  test("in a PEM file are characters outside ASCII, but not in other files", () => {
    const text = `# Zertifikat für München\n${chain.leaf}# grün\n${chain.intermediate}`;
    const [found] = collect(text).collector.problems;
    expect(found?.finding.id).toBe("pem.notAscii");
    expect(found?.finding.message).toContain("in 3 places");
    expect(text.slice(found?.start, found?.end)).toBe("ü");
    expect(ids(text, { isPem: false })).toEqual([]);
  });
});

describe("a bundle of roots", () => {
  const system = "/etc/ssl/certs/ca-certificates.crt";
  test.skipIf(!existsSync(system))("the system's: what expired, and hardly more", () => {
    const { collector } = collect(readFileSync(system, "utf8"), { lint: linter("auto") });
    const others = collector.problems.filter(({ finding }) => !/expire|weakKey/i.test(finding.id));
    expect(others.map(({ finding }) => `${finding.id}: ${finding.message}`)).toEqual([]);
    expect(collector.more).toBe(0);
  });
});

describe("a bundle of 10,000", () => {
  test("is gone through in short steps, and told so much as a person can read", { timeout: 120_000 }, () => {
    const { collector, longest } = collect(bundle(chain.leaf, 10_000), { expiresSoonDays: 3650 });
    expect(collector.problems).toHaveLength(MOST_PROBLEMS);
    expect(collector.problems.length + collector.more).toBeGreaterThanOrEqual(10_000);
    // Of the processor's time, in milliseconds; a collection of garbage may fall into a step.
    expect(longest, `${longest.toFixed(0)} ms`).toBeLessThan(500);
  });
});
