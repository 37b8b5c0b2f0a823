import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { judge, makeChain, type MadeChain } from "../../../support/chains";
import { makeCertificate, OpensslFolder } from "../../../support/openssl";

const folder = new OpensslFolder();
let chain: MadeChain;
beforeAll(() => {
  chain = makeChain(folder);
});
afterAll(() => {
  folder.remove();
});

const ids = (text: string): string[] => judge(text).map(({ finding }) => finding.id);

describe("a chain", () => {
  test("in order is nothing to speak of, with its root or without", () => {
    const { leaf, intermediate, root } = chain;
    expect(ids(leaf + intermediate + root)).toEqual([]);
    expect(ids(leaf + intermediate)).toEqual([]);
  });

  test("out of order says how it should stand", () => {
    const { leaf, intermediate, root } = chain;
    const [found, ...others] = judge(root + intermediate + leaf);
    expect(others).toEqual([]);
    expect(found?.finding.id).toBe("chain.outOfOrder");
    expect(found?.finding.message).toContain('"Root" stands before "leaf.example"');
    expect(found?.fix).toEqual({ kind: "reorder", places: [0, 1, 2], order: [2, 1, 0] });
    expect(judge(leaf + root + intermediate)[0]?.finding.message).toContain('"Intermediate" belongs here');
  });

  test("with a certificate twice names the second", () => {
    const { leaf, intermediate } = chain;
    const [found, ...others] = judge(leaf + intermediate + intermediate);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      object: 2,
      finding: { id: "chain.duplicate" },
      related: [{ object: 1 }],
      fix: { kind: "remove", object: 2 },
    });
  });

  test("without the leaf's issuer says whose is missing, and where it is to be had", () => {
    const [found, ...others] = judge(chain.leaf);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      object: 0,
      field: "tbsCertificate.issuer",
      finding: { id: "chain.missingIssuer", severity: "warning" },
      fix: { kind: "addIssuer", of: 0, urls: ["http://ca.example/intermediate.der"] },
    });
    expect(ids(chain.leaf + chain.root)).toEqual(["chain.missingIssuer"]);
    expect(judge(chain.leaf, { isIssuedByRoot: () => true })).toEqual([]);
  });

  test("of authorities alone has no order", () => {
    expect(ids(chain.root + chain.intermediate)).toEqual([]);
    expect(ids(chain.intermediate + chain.root)).toEqual([]);
  });

  test("in values of their own are not one", () => {
    const { leaf, intermediate, root } = chain;
    const value = (name: string, pem: string): string => `  ${name}: |\n${pem.replace(/^(?=.)/gm, "    ")}`;
    const yaml = `data:\n${value("ca.crt", root)}${value("tls.crt", leaf + intermediate)}`;
    expect(ids(yaml)).toEqual([]);
    const json = JSON.stringify({ ca: root, chain: leaf + intermediate });
    expect(ids(json)).toEqual([]);
    expect(ids(JSON.stringify({ chain: intermediate + leaf }))).toEqual(["chain.outOfOrder"]);
    const go = `const ca = \`${root}\`\nconst chain = \`\n${leaf}${intermediate}\`\n`;
    expect(ids(go)).toEqual([]);
  });
});

describe("a private key", () => {
  test("that fits a certificate of the file is nothing to speak of", () => {
    const { leaf, intermediate, leafKey } = chain;
    expect(ids(leafKey + leaf + intermediate)).toEqual([]);
    expect(ids(`${leaf}${intermediate}\n\n${leafKey}`)).toEqual([]);
  });

  test("that fits none is an error beside the leaf", () => {
    const { leaf, intermediate, otherKey } = chain;
    const [found, ...others] = judge(leaf + intermediate + otherKey);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      object: 2,
      finding: { id: "key.mismatch", severity: "error" },
      related: [{ object: 0 }],
    });
    const go = `var cert = []byte(\`${leaf}${intermediate}\`)\nvar key = []byte(\`${otherKey}\`)\n`;
    expect(ids(go)).toEqual(["key.mismatch"]);
  });

  test("of a root kept elsewhere is not missed", () => {
    expect(ids(`const ca = \`${chain.root}\`;\nconst key = \`${chain.otherKey}\`;\n`)).toEqual([
      "key.mismatch",
    ]);
    expect(
      ids(
        `a: |\n  ${chain.root.trim().replaceAll("\n", "\n  ")}\n${chain.leaf}${chain.intermediate}${chain.leafKey}`,
      ),
    ).toEqual([]);
  });

  test("is paired as the file says", () => {
    const { leaf, intermediate, leafKey, otherKey } = chain;
    const text = `${leaf}${intermediate}${leafKey}${otherKey}`;
    expect(judge(text, { pairs: [{ certificate: 0, key: 2 }] })).toEqual([]);
    expect(judge(text, { pairs: [{ certificate: 0, key: 3 }] })).toMatchObject([{ object: 3 }]);
  });
});

test("a certificate that issues others and is no CA is named, at its basicConstraints", () => {
  makeCertificate(folder, "noca", { subject: "/CN=No CA", extensions: ["basicConstraints = CA:FALSE"] });
  makeCertificate(folder, "below", {
    issuer: "noca",
    subject: "/CN=below",
    extensions: ["subjectAltName = DNS:below"],
  });
  const found = judge(folder.readText("below.pem") + folder.readText("noca.pem"));
  expect(found).toMatchObject([
    {
      object: 1,
      field: "tbsCertificate.extensions.basicConstraints",
      finding: { id: "chain.issuerIsNoCa", severity: "error" },
      related: [{ object: 0 }],
    },
  ]);
});
