import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { toHex } from "../../../src/core/bytes/hex";
import { readPrivateKeySummary, traceDer, type DerKind } from "../../../src/core/x509";
import { coverageProblems } from "../../support/leaves";
import { OpensslFolder, opensslVersion } from "../../support/openssl";
import { postQuantumPair } from "../../support/postQuantum";
import { traced, type Traced } from "../../support/trace";

function rowsOf(kind: DerKind, der: Uint8Array): Traced {
  const rows = traced(der, (tracer, bytes, start, end) => traceDer(kind, tracer, bytes, start, end));
  expect(coverageProblems(rows.table)).toEqual([]);
  expect(rows.findings).toEqual([]);
  return rows;
}

/** Everything that any row says, hex without separators. */
function allText({ table }: Traced): string {
  const parts: string[] = [];
  for (let row = 0; row < table.length; row++) {
    const { label, value, display, notes } = table.field(row);
    parts.push(label, String(value), display, ...notes);
  }
  return parts.join("\n").replace(/[ :]/g, "");
}

/** Nothing of a secret is shown: neither whole nor its beginning, as long displays are shortened. */
function expectHidden(rows: Traced, secret: Uint8Array): void {
  expect(secret.length).toBeGreaterThanOrEqual(20);
  expect(allText(rows)).not.toContain(toHex(secret.subarray(0, 8)));
}

describe.runIf(opensslVersion)("rows of keys that OpenSSL made", () => {
  const folder = new OpensslFolder();
  afterAll(() => {
    folder.remove();
  });

  it("takes DSA keys apart, and hides x", () => {
    folder.run("dsaparam -genkey -out dsa.pem 1024".split(" "));
    folder.run("pkcs8 -topk8 -nocrypt -in dsa.pem -outform DER -out dsa.der".split(" "));
    folder.run("dsa -in dsa.pem -pubout -outform DER -out dsa.pub".split(" "));
    const rows = rowsOf("publicKey", folder.read("dsa.pub"));
    expect(rows.text("subjectPublicKeyInfo")).toBe("DSA 1024 bits");
    expect(rows.text("subjectPublicKeyInfo.algorithm.parameters.p")).toMatch(/^1024 bits: /);
    expect(rows.text("subjectPublicKeyInfo.algorithm.parameters.q")).toMatch(/^(160|224) bits: /);
    const key = folder.read("dsa.der");
    const secret = rowsOf("privateKey", key);
    expect(secret.text("privateKeyInfo")).toBe("DSA 1024 bits");
    expectHidden(secret, key.subarray(key.length - 20));
  });

  it("takes written-out curves apart, and names the one they are", () => {
    const made = "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit";
    folder.run([...made.split(" "), "-out", "ec.pem"]);
    folder.run("pkey -in ec.pem -pubout -outform DER -out ec.pub".split(" "));
    const rows = rowsOf("publicKey", folder.read("ec.pub"));
    expect(rows.text("subjectPublicKeyInfo")).toBe("ECDSA P-256, its parameters written out");
    expect(rows.text("subjectPublicKeyInfo.algorithm.parameters")).toBe("P-256, written out");
  });

  it("does not take a curve for a named one when a single number differs", () => {
    const made = "ecparam -name prime256v1 -param_enc explicit -genkey -noout -out own.pem";
    folder.run(made.split(" "));
    folder.run("pkey -in own.pem -pubout -outform DER -out own.pub".split(" "));
    const der = folder.read("own.pub");
    // b ends with 604b; what it then is, is no curve that anybody names.
    const at = toHex(der).indexOf("3bce3c3e27d2604b") / 2;
    der[at + 7] = 0x4c;
    expect(rowsOf("publicKey", der).text("subjectPublicKeyInfo")).toBe("ECDSA 256 bits, a curve of its own");
  });

  it("takes an encrypted key's scheme apart", () => {
    folder.run("genpkey -algorithm ED25519 -out ed.pem".split(" "));
    folder.run("pkcs8 -topk8 -in ed.pem -scrypt -passout pass:x -outform DER -out ed.der".split(" "));
    const rows = rowsOf("encryptedPrivateKey", folder.read("ed.der"));
    const at = "encryptedPrivateKey.encryptionAlgorithm.parameters.keyDerivationFunc.parameters";
    expect(rows.text(`${at}.costParameter`)).toBe("16384");
  });
});

it.each(["ed25519", "ed448", "x25519", "x448"] as const)("hides the secret of %s", (kind) => {
  const { privateKey } = generateKeyPairSync(kind as "ed25519");
  const der = new Uint8Array(privateKey.export({ format: "der", type: "pkcs8" }));
  const { d = "" } = createPrivateKey(privateKey.export({ format: "pem", type: "pkcs8" })).export({
    format: "jwk",
  });
  const rows = rowsOf("privateKey", der);
  expect(rows.text("privateKeyInfo")).toMatch(/^(Ed|X)(25519|448)$/);
  expectHidden(rows, new Uint8Array(Buffer.from(d, "base64url")));
});

describe.runIf(postQuantumPair("ML-DSA-44"))("rows of post-quantum keys", () => {
  it.each(["ML-DSA-65", "ML-KEM-768"])("%s: seed and expanded key are told, and hidden", (name) => {
    const key = postQuantumPair(name)?.privateKey.export({ format: "der", type: "pkcs8" });
    const der = new Uint8Array(key ?? []);
    const rows = rowsOf("privateKey", der);
    expect(rows.text("privateKeyInfo")).toBe(`${name}, its seed and expanded key`);
    expect(readPrivateKeySummary("privateKey", der)?.description).toBe(`${name}, its seed and expanded key`);
    expectHidden(rows, der.subarray(der.length - 64));
    expectHidden(rows, der.subarray(der.length - 2000));
    // The seed is the first string of the two, behind 04 20 or 04 40.
    const text = toHex(der);
    const seed = /04820[0-9a-f]{3}3082[0-9a-f]{4}04([24])0/.exec(text);
    expect(seed).not.toBeNull();
    const from = ((seed?.index ?? 0) + (seed?.[0].length ?? 0)) / 2;
    expectHidden(rows, der.subarray(from, from + 32));
  });

  it("SLH-DSA keys are hidden whole", () => {
    const key = postQuantumPair("SLH-DSA-SHA2-128f")?.privateKey.export({ format: "der", type: "pkcs8" });
    const der = new Uint8Array(key ?? []);
    const rows = rowsOf("privateKey", der);
    expect(rows.text("privateKeyInfo")).toBe("SLH-DSA-SHA2-128f");
    expectHidden(rows, der.subarray(der.length - 64, der.length - 32));
  });
});
