import { createHmac, createPrivateKey, pbkdf2Sync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readElement, Element } from "../../../src/core/asn1/element";
import {
  DER_NULL,
  writeElement,
  writeOctetString,
  writeOid,
  writeSequence,
  writeUnsigned,
} from "../../../src/core/asn1/write";
import { concat } from "../../../src/core/bytes/concat";
import { toJson } from "../../../src/core/inspect/json";
import {
  inspectKeystore,
  inspectKeystoreInSlices,
  type KeystoreInspection,
} from "../../../src/core/inspect/keystore";
import { keystoreKind } from "../../../src/core/keystore/identify";
import { coverageProblems } from "../../support/leaves";
import { makeCertificate, OpensslFolder, opensslVersion } from "../../support/openssl";
import { testProvider as provider } from "../../support/provider";

const trust = { roots: undefined, storeName: "none", at: "2026-11-24T12:00:00Z" };
const inspect = (bytes: Uint8Array, passphrase?: string): KeystoreInspection =>
  inspectKeystore(bytes, { label: "file", passphrase, provider, trust });
const messages = ({ inspection }: KeystoreInspection, id: string): string[] =>
  inspection.findings.filter((finding) => finding.id === id).map(({ message }) => message);

describe.skipIf(opensslVersion === undefined)("PKCS#12 files as they are shown", () => {
  let folder: OpensslFolder;
  const made = (name: string, ...more: string[]): Uint8Array => {
    folder.run([
      ..."pkcs12 -export -inkey leaf.key -in leaf.pem -certfile ca.pem -name leaf -iter 1".split(" "),
      ...["-passout", "pass:geheim", "-out", name, ...more],
    ]);
    return folder.read(name);
  };
  beforeAll(() => {
    folder = new OpensslFolder();
    makeCertificate(folder, "ca", { extensions: ["basicConstraints=critical,CA:TRUE"] });
    makeCertificate(folder, "leaf", { issuer: "ca", key: "rsa" });
  });
  afterAll(() => {
    folder.remove();
  });

  it("give certificates with their names, rows and a verdict; what was decrypted leads back to the file", () => {
    const { inspection, ...asked } = inspect(made("a.p12"), "geheim");
    expect(asked).toEqual({ needsPassphrase: false, wrong: false });
    expect(inspection.certificates.map(({ subject, label }) => [subject, label])).toEqual([
      ["CN=leaf", "leaf"],
      ["CN=ca", undefined],
    ]);
    expect(inspection.verdicts).toHaveLength(1);
    for (const { field, span } of inspection.certificates) {
      expect(inspection.fields.schema(field).key).toBe("certificate");
      const [root] = inspection.sources.toRoots(span);
      expect([root?.source, (root?.end ?? 0) - (root?.start ?? 0)]).toEqual([0, span.end - span.start]);
    }
    expect(inspection.fields.find("safeContents")).toBeDefined();
    expect(coverageProblems(inspection.fields)).toEqual([]);
  });

  it("hold no private key, whatever protects it and however it is exported", () => {
    const pkcs8 = createPrivateKey(folder.readText("leaf.key")).export({ type: "pkcs8", format: "der" });
    const secret = pkcs8.subarray(-200, -100).toString("hex");
    for (const how of [[], ["-keypbe", "NONE"], ["-certpbe", "NONE", "-keypbe", "NONE"]]) {
      const { inspection } = inspect(made("b.p12", ...how), "geheim");
      expect(JSON.stringify(toJson(inspection))).not.toContain(secret);
      for (const source of inspection.sources.all) {
        if (source.kind === "bytes" && !source.secret)
          expect(Buffer.from(source.bytes).toString("hex")).not.toContain(secret);
      }
      for (let row = 0; row < inspection.fields.length; row++) {
        const { display, value } = inspection.fields.field(row);
        const digits = `${display} ${String(value)}`.replace(/[\s:]/g, "");
        expect(digits.includes(secret.slice(0, 32))).toBe(false);
      }
    }
    expect(messages(inspect(made("c.p12", "-keypbe", "NONE"), "geheim"), "keystore.key.unprotected")).toEqual(
      ["Private key “leaf”, which nothing encrypts"],
    );
  });

  it("say what to do about a missing or wrong passphrase", () => {
    const bytes = made("d.p12");
    expect(messages(inspect(bytes), "keystore.passphrase")).toEqual(["The file needs a passphrase"]);
    const wrong = inspect(bytes, "falsch");
    expect([wrong.wrong, messages(wrong, "keystore.passphrase")]).toEqual([
      true,
      ["The passphrase is wrong"],
    ]);
    const cut = inspect(bytes.subarray(0, 300), "geheim");
    expect([cut.wrong, cut.needsPassphrase]).toEqual([false, false]);
    expect(cut.inspection.findings.some(({ severity }) => severity === "error")).toBe(true);
  });

  it("open in slices with the same result", async () => {
    const bytes = made("e.p12", "-iter", "10000");
    let pauses = 0;
    const options = { label: "file", passphrase: "geheim", provider, trust };
    const sliced = await inspectKeystoreInSlices(bytes, options, () => {
      pauses++;
      return Promise.resolve();
    });
    expect(pauses).toBeGreaterThan(0);
    const whole = inspectKeystore(bytes, options);
    expect(toJson(sliced.inspection)).toEqual(toJson(whole.inspection));
  });

  it("check a MAC by PBMAC1 (RFC 9579)", () => {
    const plain = made("f.p12", "-nomac", "-certpbe", "NONE", "-keypbe", "NONE");
    const pfx = readElement(plain, 0, plain.length);
    if (!(pfx instanceof Element)) throw new Error("no PFX");
    const [version, safe] = pfx.children;
    const content = safe?.children[1]?.children[0]?.content;
    if (!version || !safe || !content) throw new Error("no content");
    const salt = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    const key = pbkdf2Sync("geheim", salt, 500, 32, "sha256");
    const hmacSha256 = writeSequence(writeOid("1.2.840.113549.2.9"), DER_NULL);
    const kdf = writeSequence(
      writeOid("1.2.840.113549.1.5.12"),
      writeSequence(
        writeOctetString(salt),
        writeUnsigned(Uint8Array.of(1, 0xf4)),
        writeUnsigned(Uint8Array.of(32)),
        hmacSha256,
      ),
    );
    const mac = new Uint8Array(createHmac("sha256", key).update(content).digest());
    const macData = writeSequence(
      writeSequence(
        writeSequence(writeOid("1.2.840.113549.1.5.14"), writeSequence(kdf, hmacSha256)),
        writeOctetString(mac),
      ),
      writeOctetString(Uint8Array.of()),
      writeUnsigned(Uint8Array.of(1)),
    );
    const signed = writeSequence(version.whole, safe.whole, macData);
    expect(messages(inspect(signed, "geheim"), "keystore.integrity")).toEqual([
      "The file's MAC (PBMAC1: HMAC-SHA-256, PBKDF2 with HMAC-SHA-256, 500 rounds) fits the passphrase and the content",
    ]);
    expect(inspect(signed, "falsch").wrong).toBe(true);
  });
});

describe("Java keystores", () => {
  const u2 = (value: number): Uint8Array => Uint8Array.of(value >> 8, value);
  const u4 = (value: number): Uint8Array => concat(u2((value >>> 16) & 0xffff), u2(value & 0xffff));
  const text = (value: string): Uint8Array => concat(u2(value.length), new TextEncoder().encode(value));
  const date = concat(u4(0x19c), u4(0));
  const der = writeSequence(writeElement(0x0c, new Uint8Array(3)));
  const certificate = concat(text("X.509"), u4(der.length), der);
  const store = concat(
    u4(0xfeedfeed),
    ...[u4(2), u4(2)],
    ...[u4(2), text("one"), date, certificate],
    ...[u4(1), text("two"), date, u4(5), Uint8Array.of(0xde, 0xad, 0xbe, 0xef, 0x55), u4(1), certificate],
    new Uint8Array(20),
  );

  const day = new Date(0x19c * 2 ** 32).toISOString().slice(0, 10);

  it("are shown as far as they go, wherever they break off", () => {
    const whole = inspect(store);
    expect(messages(whole, "keystore.entry")).toEqual([
      `Entry “one”: a trusted certificate, made on ${day}`,
      `Entry “two”: a private key with a chain of 1 certificate, protected by an unknown way, made on ${day}`,
    ]);
    for (let length = 4; length < store.length; length++) {
      const { inspection, wrong } = inspect(store.subarray(0, length), "geheim");
      expect(wrong).toBe(false);
      expect(coverageProblems(inspection.fields)).toEqual([]);
      expect(inspection.findings.some(({ id }) => id === "decode.malformed")).toBe(true);
    }
    const aliases = messages(inspect(store.subarray(0, store.length - 30)), "keystore.entry");
    expect(aliases).toHaveLength(2);
  });

  it("show no byte of a key", () => {
    const { inspection } = inspect(store);
    for (let row = 0; row < inspection.fields.length; row++) {
      const { display, value } = inspection.fields.field(row);
      expect(/de ?ad ?be/.test(`${display} ${String(value)}`)).toBe(false);
    }
  });

  it("that say they have billions of entries end all the same", () => {
    const hostile = concat(u4(0xfeedfeed), u4(2), u4(0xffffffff), u4(1), text("x"), date, u4(0xffffffff));
    const { inspection } = inspect(hostile, "x");
    expect(messages({ inspection, needsPassphrase: false, wrong: false }, "decode.malformed")).toEqual([
      "The keystore is damaged at byte 31: A key needs 4294967295 bytes, none are left",
    ]);
  });

  it("of other makers are named", () => {
    const bks = concat(u4(2), u4(20), new Uint8Array(40));
    expect(keystoreKind(bks)).toBe("bks");
    expect(messages(inspect(bks), "keystore.unsupported")).toEqual([
      "The file is a Bouncy Castle keystore (BKS or UBER), which is not opened here",
    ]);
    const algorithm = writeSequence(writeOid("1.2.840.113549.1.5.13"));
    const bytes = writeOctetString(new Uint8Array(8));
    const bcfks = writeSequence(writeSequence(algorithm, bytes), writeSequence(algorithm, algorithm, bytes));
    expect(keystoreKind(bcfks)).toBe("bcfks");
    expect(keystoreKind(der)).toBeUndefined();
    expect(messages(inspect(Uint8Array.of(1, 2, 3)), "keystore.unknown")).toHaveLength(1);
    expect(coverageProblems(inspect(Uint8Array.of(1, 2, 3)).inspection.fields)).toEqual([]);
  });
});
