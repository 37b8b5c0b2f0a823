import { createHash, generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { inspectKeystore } from "../../../src/core/inspect/keystore";
import { inspectText } from "../../../src/core/inspect/text";
import { toJson } from "../../../src/core/inspect/json";
import { toMarkdown } from "../../../src/core/inspect/markdown";
import type { Inspection } from "../../../src/core/inspection";
import { testProvider as provider } from "../../support/provider";

const trust = { roots: undefined, storeName: "none", at: "2026-01-01T00:00:00Z" };
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
const pem = ec.export({ type: "pkcs8", format: "pem" }).toString();
const jwk = ec.export({ format: "jwk" });
const d = Buffer.from(jwk.d ?? "", "base64url");
const encrypted = ec.export({ type: "pkcs8", format: "der", cipher: "aes-128-cbc", passphrase: "geheim" });

/** What any view or export could get hold of: rows, findings, and the bytes of sources that are not secret. */
function shown(inspection: Inspection): string {
  const bytes = inspection.sources.all.flatMap((source) =>
    source.kind === "bytes" && !source.secret ? Buffer.from(source.bytes).toString("hex") : [],
  );
  const json = JSON.stringify(toJson(inspection)).replace(/[ :]/g, "").toLowerCase();
  return [json, toMarkdown(inspection), ...bytes].join("\n");
}

/** Eight bytes of a secret, from any place of it. */
function runsOf(secret: Uint8Array): string[] {
  const hex = Buffer.from(secret).toString("hex");
  return Array.from({ length: secret.length - 7 }, (_, i) => hex.slice(2 * i, 2 * i + 16));
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** A JKS or JCEKS file with one key entry without a chain. */
function javaKeystore(magic: number, key: Uint8Array): Buffer {
  const alias = Buffer.from("\0\x01a", "latin1");
  const body = Buffer.concat([
    u32(magic),
    u32(2),
    u32(1),
    u32(1),
    alias,
    Buffer.alloc(8),
    u32(key.length),
    key,
    u32(0),
  ]);
  const hash = createHash("sha1").update(Buffer.from("g\0e\0h\0e\0i\0m\0").swap16());
  return Buffer.concat([body, hash.update("Mighty Aphrodite").update(body).digest()]);
}

const jks = javaKeystore(0xfeedfeed, encrypted);
const TEXTS: readonly (readonly [form: string, text: string, secret: Uint8Array])[] = [
  ["PEM in base64, as Kubernetes has it", `data:\n  tls.key: ${Buffer.from(pem).toString("base64")}\n`, d],
  [
    "PEM in base64, as a kubeconfig has it",
    `    client-key-data: ${Buffer.from(pem).toString("base64")}\n`,
    d,
  ],
  ["PEM with escaped line ends in JSON", JSON.stringify({ private_key: pem }), d],
  ["PEM with escaped line ends in a variable", `KEY="${pem.replaceAll("\n", "\\n")}"\n`, d],
  ["JWK", JSON.stringify(jwk), d],
  ["JWK in a string", JSON.stringify({ jwk: JSON.stringify(jwk) }), d],
  ["JWK of which the private part comes first", JSON.stringify({ d: jwk.d, ...jwk }, null, 2), d],
  ["JKS as a hex dump", jks.toString("hex").replace(/../g, "$& "), encrypted.subarray(-64)],
  ["JKS in base64", `data:\n  keystore.jks: ${jks.toString("base64")}\n`, encrypted],
];

describe("a private key", () => {
  test.each(TEXTS)("is shown nowhere: %s", (_form, text, secret) => {
    const inspection = inspectText(text, { label: "text", selected: true, provider, trust });
    expect(inspection.sources.all.some((source) => source.kind === "bytes" && source.secret)).toBe(true);
    const all = shown(inspection);
    expect(runsOf(secret).filter((run) => all.includes(run))).toEqual([]);
  });

  test.each([
    ["JKS", 0xfeedfeed],
    ["JCEKS", 0xcececece],
  ])("that a password protects in %s is shown nowhere: the password can be guessed", (_form, magic) => {
    const { inspection } = inspectKeystore(javaKeystore(magic, encrypted), {
      label: "file",
      provider,
      trust,
    });
    expect(inspection.findings.map(({ message }) => message).join()).toContain("a private key");
    const all = shown(inspection);
    expect(runsOf(encrypted.subarray(-64)).filter((run) => all.includes(run))).toEqual([]);
  });
});
