import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pureProvider } from "../../../src/core/crypto/pure";
import { inventoryOf, type InventoryItem } from "../../../src/core/inspect/inventory";
import { decodeText } from "../../../src/decodeText";
import { makeCertificate, OpensslFolder, opensslVersion } from "../../support/openssl";

const options = { decodeText, at: "2026-06-01T00:00:00Z", provider: pureProvider };
const items = (content: string | Uint8Array, more: object = {}): readonly InventoryItem[] =>
  inventoryOf(typeof content === "string" ? new TextEncoder().encode(content) : content, {
    ...options,
    ...more,
  }).items;

describe.skipIf(opensslVersion === undefined)("what a file holds", () => {
  const folder = new OpensslFolder();
  let pem = "";
  let key = "";
  beforeAll(() => {
    makeCertificate(folder, "leaf", {
      subject: "/O=Shop/CN=shop.example",
      extensions: ["subjectAltName=DNS:shop.example"],
      notAfter: "20260610000000Z",
    });
    pem = folder.readText("leaf.pem");
    key = folder.readText("leaf.key");
  });
  afterAll(() => {
    folder.remove();
  });

  test("a certificate in DER, with its end and what is remarkable", () => {
    const [item, ...more] = items(folder.read("leaf.der"));
    expect(more).toEqual([]);
    expect(item).toMatchObject({
      kind: "certificate",
      kindLabel: "Certificate",
      title: "shop.example",
      subject: "CN=shop.example, O=Shop",
      key: "ECDSA P-256",
      expires: "2026-06-10T00:00:00Z",
      isCa: false,
    });
    expect(item?.range).toBeUndefined();
    expect(item?.problems.map(({ id }) => id)).toContain("certificate.expiresSoon");
    expect(items(folder.read("leaf.der"), { expiresSoonDays: 5 })[0]?.problems).toEqual([]);
  });

  test("objects in a text, each at its characters; of a private key its kind alone", () => {
    const text = `first line\n${pem}${key}`;
    const found = items(text);
    expect(found.map(({ kindLabel }) => kindLabel)).toEqual(["Certificate", "Private Key"]);
    const [certificate, secret] = found;
    expect(text.slice(certificate?.range?.start, certificate?.range?.end)).toBe(pem.trim());
    expect(secret).toMatchObject({ title: "ECDSA P-256", problems: [] });
    expect(secret?.sha256).toBeUndefined();
    expect(secret?.certificate).toBeUndefined();
  });

  test("base64 of PEM, as in a Kubernetes secret", () => {
    const yaml = `data:\n  tls.crt: ${Buffer.from(pem + pem).toString("base64")}\n`;
    expect(items(yaml).map(({ title }) => title)).toEqual(["shop.example", "shop.example"]);
  });

  test("no more than asked for, and how many are left", () => {
    const { items: read, unread } = inventoryOf(new TextEncoder().encode(pem.repeat(5)), {
      ...options,
      most: 3,
    });
    expect([read.length, unread]).toEqual([3, 2]);
  });

  test("what is broken, with what is wrong; and nothing where there is nothing", () => {
    const [broken] = items(pem.replace("-----END", "*----END"));
    expect(broken?.problems[0]).toMatchObject({ id: "pem.malformed", severity: "error" });
    expect(items("the quick brown fox")).toEqual([]);
    expect(items(new Uint8Array(0))).toEqual([]);
    expect(items(Uint8Array.of(0x30, 0x80, 0xff, 0x30))).toEqual([]);
  });
});
