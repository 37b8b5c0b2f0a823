import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { applyEdits, removeEdits, reorderEdits } from "../../../src/diagnostics/rewrite/edits";
import { fixEdits } from "../../../src/diagnostics/rewrite/fix";
import { findTextObjects } from "../../../src/core/inspect/objects";
import { judge, makeChain, type MadeChain } from "../../support/chains";
import { OpensslFolder } from "../../support/openssl";

const folder = new OpensslFolder();
let chain: MadeChain;
beforeAll(() => {
  chain = makeChain(folder);
});
afterAll(() => {
  folder.remove();
});

const indent = (pem: string, by: string): string => pem.replace(/^(?=.)/gm, by);
const base64 = (text: string): string => Buffer.from(text).toString("base64");
/** The ways in which a file holds certificates one after the other. */
const FILES: Readonly<Record<string, (...pems: string[]) => string>> = {
  PEM: (...pems) => pems.join(""),
  "PEM with CRLF": (...pems) => pems.join("").replaceAll("\n", "\r\n"),
  "YAML block scalar": (...pems) =>
    `kind: Secret\ndata:\n  tls.crt: |\n${indent(pems.join(""), "    ")}  other: 1\n`,
  "JSON string": (...pems) =>
    `${JSON.stringify({ name: "x", chain: pems.join(""), after: [1] }, undefined, 2)}\n`,
  "Go raw string": (...pems) => `package x\n\nvar chain = []byte(\`${pems.join("")}\`)\n`,
  "Go strings": (...pems) =>
    `package x\n\nconst chain = ${pems
      .join("")
      .trimEnd()
      .split("\n")
      .map((line) => `"${line}\\n"`)
      .join(" +\n\t")}\n`,
  "a Kubernetes secret": (...pems) =>
    `kind: Secret\ndata:\n  tls.crt: ${base64(pems.join(""))}\n  ca.crt: ""\n`,
  "a secret of several lines": (...pems) =>
    `kind: Secret\ndata:\n  tls.crt: |\n${base64(pems.join("")).replace(/.{1,76}/g, "    $&\n")}  other: eA==\n`,
  "a JSON list of DER in base64": (...pems) =>
    JSON.stringify({ x5c: pems.map((pem) => pem.replace(/-----[^-]*-----|\n/g, "")) }, undefined, 2),
  ".env": (...pems) => `CHAIN="${pems.join("")}"\nB=2\n`,
};
const blocks = (text: string): string[] =>
  findTextObjects(text).map((object) => Buffer.from(object.read().bytes).toString("base64"));
const ders = (...pems: string[]): string[] => pems.flatMap(blocks);

describe.each(Object.entries(FILES))("in %s", (_, file) => {
  test("reordering gives the file as it would have been written", () => {
    const { leaf, intermediate, root } = chain;
    const text = file(root, intermediate, leaf);
    const objects = findTextObjects(text);
    const [found] = judge(text);
    expect(found?.finding.id).toBe("chain.outOfOrder");
    if (found?.fix?.kind !== "reorder") throw new Error("no fix");
    expect(applyEdits(text, fixEdits(text, objects, found.fix))).toBe(file(leaf, intermediate, root));
  });

  test("removing a duplicate gives the file without it", () => {
    const { leaf, intermediate } = chain;
    const text = file(leaf, intermediate, intermediate);
    const [found] = judge(text);
    if (found?.fix?.kind !== "remove") throw new Error("no fix");
    const objects = findTextObjects(text);
    expect(applyEdits(text, fixEdits(text, objects, found.fix))).toBe(file(leaf, intermediate));
    const doubled = file(leaf, leaf, intermediate);
    const remove = { kind: "remove", object: 1 } as const;
    const fixed = applyEdits(doubled, fixEdits(doubled, findTextObjects(doubled), remove));
    expect(fixed).toBe(file(leaf, intermediate));
  });

  test("inserting an issuer gives the file with it", () => {
    const { leaf, intermediate, root } = chain;
    const text = file(leaf, root);
    const der = findTextObjects(intermediate)[0]?.read().bytes ?? new Uint8Array();
    const add = { kind: "addIssuer", of: 0, urls: [] } as const;
    const fixed = applyEdits(text, fixEdits(text, findTextObjects(text), add, der));
    expect(fixed).toBe(file(leaf, intermediate, root));
    expect(blocks(fixed)).toEqual(ders(leaf, intermediate, root));
  });
});

describe("text that explains a certificate", () => {
  test("goes with it, and a heading stays", () => {
    const { leaf, intermediate } = chain;
    const text = `# Certificates of leaf.example\n\n# Intermediate\n${intermediate}\n# Leaf\nsubject=CN = leaf\n${leaf}`;
    const fixed = applyEdits(text, reorderEdits(text, findTextObjects(text), [0, 1], [1, 0]));
    expect(fixed).toBe(
      `# Certificates of leaf.example\n\n# Leaf\nsubject=CN = leaf\n${leaf}\n# Intermediate\n${intermediate}`,
    );
  });

  test("goes away with it", () => {
    const { leaf, intermediate } = chain;
    const text = `# Leaf\n${leaf}# Intermediate\n${intermediate}# Intermediate again\n${intermediate}`;
    const fixed = applyEdits(text, removeEdits(text, findTextObjects(text), 2));
    expect(fixed).toBe(`# Leaf\n${leaf}# Intermediate\n${intermediate}`);
  });

  test("a key between them stays where it is", () => {
    const { leaf, intermediate, leafKey } = chain;
    const text = intermediate + leafKey + leaf;
    const [found] = judge(text);
    if (found?.fix?.kind !== "reorder") throw new Error("no fix");
    const { places, order } = found.fix;
    expect(applyEdits(text, reorderEdits(text, findTextObjects(text), places, order))).toBe(
      leaf + leafKey + intermediate,
    );
  });
});
