import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { describe, expect, test } from "vitest";
import { inspectText } from "../../../src/core/inspect/text";
import { toJson } from "../../../src/core/inspect/json";
import { testProvider } from "../../support/provider";

const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
const rsa = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey;
const KEYS: readonly (readonly [string, KeyObject, "pkcs8" | "sec1" | "pkcs1"])[] = [
  ["PKCS#8", ec, "pkcs8"],
  ["SEC 1", ec, "sec1"],
  ["PKCS#1", rsa, "pkcs1"],
];

describe.each(KEYS)("a private key (%s) that no label calls one", (_, key, type) => {
  const der = Buffer.from(key.export({ type, format: "der" }));
  const secret = Buffer.from(key.export({ format: "jwk" }).d ?? "", "base64url").toString("hex");

  test.each([
    ["hex", der.toString("hex").replace(/../g, "$& ")],
    ["base64", der.toString("base64")],
  ])("is as secret in %s as in PEM", (_spelling, text) => {
    const inspection = inspectText(text, {
      label: "pasted text",
      selected: true,
      provider: testProvider,
      trust: { roots: undefined, storeName: "none", at: "2026-01-01T00:00:00Z" },
    });
    expect(inspection.fields.length).toBeGreaterThan(3);
    const bytes = inspection.sources.all.filter((source) => source.kind === "bytes");
    expect(bytes.map((source) => source.secret)).toEqual([true]);
    const json = JSON.stringify(toJson(inspection)).replace(/[ :]/g, "");
    const runs = Array.from({ length: secret.length / 2 - 15 }, (_, i) => secret.slice(2 * i, 2 * i + 32));
    expect(runs.some((run) => json.includes(run))).toBe(false);
  });
});
