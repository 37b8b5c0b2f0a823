import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { findTextObjects } from "../../../src/core/inspect/objects";
import { inspectText } from "../../../src/core/inspect/text";
import { Sextets } from "../../../src/core/text/pem/sextets";
import type * as certificateModule from "../../../src/core/x509/certificate";
import { makeCertificate, OpensslFolder, opensslVersion } from "../../support/openssl";
import { testProvider } from "../../support/provider";

const counts = vi.hoisted(() => ({ certificates: 0 }));
vi.mock("../../../src/core/x509/certificate", async (original) => {
  const real = await original<typeof certificateModule>();
  return {
    ...real,
    readCertificate: (der: Uint8Array) => {
      counts.certificates++;
      return real.readCertificate(der);
    },
  };
});

const MANY = 10_000;
const options = {
  label: "bundle",
  provider: testProvider,
  trust: { roots: undefined, storeName: "none", at: "2026-01-01T00:00:00Z" },
};

function cpuMs(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

describe.skipIf(opensslVersion === undefined)("texts with many objects", () => {
  const folder = new OpensslFolder();
  let der: Uint8Array;
  let key: string;

  beforeAll(() => {
    der = makeCertificate(folder, "one", { key: "rsa" });
    key = folder.readText("one.key");
  });
  afterAll(() => {
    folder.remove();
  });
  beforeEach(() => {
    vi.restoreAllMocks();
    counts.certificates = 0;
  });

  /** The certificate with another signature each time. */
  const variant = (i: number): Buffer => {
    const bytes = Buffer.from(der);
    bytes.writeUInt32BE(i, bytes.length - 4);
    return bytes;
  };
  const pem = (i: number): string =>
    `-----BEGIN CERTIFICATE-----\n${variant(i).toString("base64").replaceAll(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
  const bundle = (size: number): string => Array.from({ length: size }, (_, i) => pem(i)).join("# next\n");

  it("are located without being decoded, in a small fraction of a second", () => {
    const text = bundle(MANY);
    expect(text.length).toBeGreaterThan(9_000_000);
    let objects = findTextObjects(text.slice(0, 10_000));
    const decode = vi.spyOn(Sextets.prototype, "decode");
    const took = cpuMs(() => {
      objects = findTextObjects(text);
    });
    expect(objects).toHaveLength(MANY);
    expect(took).toBeLessThan(700);
    expect(decode).not.toHaveBeenCalled();
    const last = objects.at(-1);
    expect(Buffer.from(last?.read().bytes ?? []).equals(variant(MANY - 1))).toBe(true);
    expect(decode).toHaveBeenCalledOnce();
    expect(counts.certificates).toBe(0);
    expect(last?.read().certificate?.subject.text).toContain("one");
    expect(last?.read().certificate).toBe(last?.read().certificate);
    expect(counts.certificates).toBe(1);
  });

  it("keep what was read when a line is put before them", () => {
    const text = bundle(MANY);
    const objects = findTextObjects(text);
    const [one] = objects.slice(5000);
    const before = one?.read();
    const now = findTextObjects(`# a line\n${text}`, objects);
    const decode = vi.spyOn(Sextets.prototype, "decode");
    expect(now[5000]?.read().bytes).toBe(before?.bytes);
    expect(now[5000]?.start).toBe((one?.start ?? 0) + 9);
    expect(decode).not.toHaveBeenCalled();
  });

  it("are inspected with rows for the first ones, a word on the others, and no secret let out", () => {
    const text = `${bundle(1000)}${key}`;
    const inspection = inspectText(text, options);
    expect(inspection.certificates).toHaveLength(200);
    expect(inspection.verdicts).toEqual([]);
    const [more] = inspection.findings.filter(({ id }) => id === "text.more");
    expect(more?.message).toBe("1,001 certificates, keys and the like stand here; the first 200 are decoded");
    const secrets = inspection.sources.all.filter((source) => source.kind === "bytes" && source.secret);
    expect(secrets).toHaveLength(1);
  });

  const base64 = (text: string | Buffer): string => Buffer.from(text).toString("base64");
  const forms: readonly [string, (size: number) => string][] = [
    ["PEM", bundle],
    ["PEM in JSON", (size) => JSON.stringify(Array.from({ length: size }, (_, i) => pem(i)))],
    ["PEM in base64", (size) => `ca.crt: ${base64(bundle(size))}\n`],
    [
      "DER in base64 on lines",
      (size) => Array.from({ length: size }, (_, i) => `c${String(i)}: ${base64(variant(i))}\n`).join(""),
    ],
    [
      "DER in base64 behind one another",
      (size) => `all: ${base64(Buffer.concat(Array.from({ length: size }, (_, i) => variant(i))))}\n`,
    ],
    ["hex", (size) => Array.from({ length: size / 4 }, (_, i) => `${variant(i).toString("hex")}\n`).join("")],
    [
      "JWK",
      (size) =>
        JSON.stringify(
          Array.from({ length: size }, () => ({ kty: "OKP", crv: "Ed25519", x: "A".repeat(43) })),
        ),
    ],
    ["no braces", (size) => '"kty":"EC",'.repeat(size * 50)],
    ["beginnings of PEM", (size) => "-----BEGIN CERTIFICATE-----\nMII".repeat(size * 20)],
    ["beginnings of DER", (size) => "MIIC ".repeat(size * 40)],
    ["lines of DER that never ends", (size) => "MIICMIIC\n".repeat(size * 50)],
    ["beginnings of hex", (size) => "30 82 ".repeat(size * 100)],
    ["beginnings of hex on lines", (size) => "30 82 01\n\n".repeat(size * 20)],
    ["beginnings of texts", (size) => "LS0tLS1CRUdJTiBDRVJU ".repeat(size * 20)],
    ["a long line of text in base64", (size) => base64("no object stands in here. ".repeat(size * 50))],
    ["words", (size) => "const value = lookUp(someIdentifier, 0x30);\n".repeat(size * 20)],
    ["quotes", (size) => `"MIIC" +\n`.repeat(size * 50)],
    ["backslashes", (size) => "\\".repeat(size * 200)],
  ];
  it.each(forms)("take four times as long for four times as much: %s", (_, make) => {
    const times = [250, 500, 1000].map((size) => {
      const text = make(size);
      return Math.min(...Array.from({ length: 2 }, () => cpuMs(() => findTextObjects(text))));
    });
    // What grows with the square takes sixteen times as long; below so many milliseconds the clock says nothing.
    expect((times[2] ?? 0) / Math.max(times[0] ?? 0, 8)).toBeLessThan(9);
  });
});
