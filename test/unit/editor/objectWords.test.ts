import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pureProvider } from "../../../src/core/crypto/pure";
import { findTextObjects, inspectObject, type TextObject } from "../../../src/core/inspect/objects";
import { hoverText, type HoverText } from "../../../src/editor/hoverText";
import { factsOf, type ObjectFacts } from "../../../src/editor/objectFacts";
import { daysLeft, lensWords } from "../../../src/editor/objectWords";
import { makeCertificate, OpensslFolder, opensslVersion } from "../../support/openssl";

const NOW = new Date("2030-06-01T00:00:00Z");

function objectIn(text: string): TextObject {
  const [object] = findTextObjects(text);
  if (!object) throw new Error("no object was found");
  return object;
}

function hoverOver(text: string): HoverText {
  const object = objectIn(text);
  const trust = { roots: undefined, storeName: "none", at: NOW.toISOString() };
  return hoverText(object, inspectObject(object, { label: "t", text, provider: pureProvider, trust }), NOW);
}

const value = ({ lines }: HoverText, wanted: string): string | undefined =>
  lines.find(({ name }) => name === wanted)?.value;

describe.runIf(opensslVersion)("of certificates that openssl made", () => {
  let folder: OpensslFolder;
  beforeAll(() => {
    folder = new OpensslFolder();
    makeCertificate(folder, "ca", { subject: "/CN=Test CA", extensions: ["basicConstraints=CA:TRUE"] });
    makeCertificate(folder, "leaf", {
      subject: "/O=Example/CN=www.example.com",
      issuer: "ca",
      notAfter: "20300613120000Z",
      extensions: ["subjectAltName=DNS:www.example.com"],
    });
    makeCertificate(folder, "hostile", {
      subject: "/CN=$(check) trusted \u202emoc.live",
      notAfter: "20300101000000Z",
      extensions: [
        `subjectAltName=${Array.from({ length: 500 }, (_, i) => `DNS:n${String(i)}.example`).join(",")}`,
      ],
    });
  });
  afterAll(() => {
    folder.remove();
  });
  const factsIn = (name: string): ObjectFacts => factsOf(objectIn(folder.readText(`${name}.pem`)));

  test("a lens says whose it is, until when, by whom and with what key", () => {
    expect(lensWords(factsIn("leaf"), NOW)).toBe(
      "$(warning)\u00a0www.example.com · expires in 12 days · issued by Test CA · ECDSA P-256",
    );
    expect(lensWords(factsIn("ca"), NOW)).toMatch(
      /^Test CA · expires in 18 years · self-issued · ECDSA P-256$/,
    );
  });

  test("a hint counts the days", () => {
    expect(daysLeft(factsIn("leaf"), NOW)).toBe("12 days left");
    expect(daysLeft(factsIn("leaf"), new Date("2030-06-12T11:00:00Z"))).toBe("1 day left");
    expect(daysLeft(factsIn("leaf"), new Date("2030-06-13T11:00:00Z"))).toBe("ends today");
    expect(daysLeft(factsIn("leaf"), new Date("2030-06-15T12:00:00Z"))).toBe("expired 2 days ago");
    expect(daysLeft(factsIn("leaf"), new Date("2024-12-30T00:00:00Z"))).toBe("valid only in 2 days");
  });

  test("a name can neither draw an icon nor turn the line around", () => {
    const words = lensWords(factsIn("hostile"), NOW);
    expect(words).toMatch(
      /^\$\(error\)\u00a0\\\$\(check\) trusted ‹U\+202E›moc\.live · expired 4 months ago/,
    );
    expect(hoverOver(folder.readText("hostile.pem")).title).not.toContain("\u202e");
  });

  test("a hover says more, and no more than a few of many names", () => {
    const hover = hoverOver(folder.readText("leaf.pem"));
    const printed = folder.run(["x509", "-in", "leaf.pem", "-noout", "-fingerprint", "-sha256"]);
    expect(hover.title).toBe("Certificate: CN=www.example.com, O=Example");
    expect(value(hover, "Validity")).toBe("2025-01-01 to 2030-06-13 (expires in 12 days)");
    expect(value(hover, "SHA-256")).toBe(printed.trim().split("=")[1]?.replaceAll(":", "").toLowerCase());
    expect(hover.problems).toContainEqual({
      severity: "warning",
      text: expect.stringMatching(/expires/) as string,
    });
    expect(value(hoverOver(folder.readText("hostile.pem")), "Names")).toMatch(
      /^n0\.example, .* and 488 more names$/,
    );
  });

  test("a request is told by its subject", () => {
    expect(lensWords(factsOf(objectIn(folder.readText("leaf.csr"))), NOW)).toMatch(
      /www\.example\.com.*P-256/,
    );
  });
});

describe("of keys", () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const locked = privateKey
    .export({ type: "pkcs1", format: "pem", cipher: "aes-128-cbc", passphrase: "x" })
    .toString();

  test("nothing but kind and size is told", () => {
    expect(lensWords(factsOf(objectIn(pem)), NOW)).toBe("RSA 2048 bits · Private Key");
    const all = JSON.stringify([
      hoverOver(pem),
      hoverOver(locked),
      lensWords(factsOf(objectIn(locked)), NOW),
    ]);
    expect(all).not.toMatch(/[0-9a-f]{16}|[A-Za-z0-9+/]{40}/);
  });

  test("a public key has no end", () => {
    const facts = factsOf(objectIn(publicKey.export({ type: "spki", format: "pem" }).toString()));
    expect(daysLeft(facts, NOW)).toBeUndefined();
    expect(lensWords(facts, NOW)).toBe("RSA 2048 bits · Public Key");
  });
});
