import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { arrangeChain, chainsOf } from "../../../../src/core/check/trust";
import { readCertificate, type Certificate } from "../../../../src/core/x509";
import { makeCertificate, OpensslFolder, opensslVersion } from "../../../support/openssl";
import { testProvider } from "../../../support/provider";

const CA = [
  "basicConstraints = critical, CA:TRUE",
  "subjectKeyIdentifier = hash",
  "authorityKeyIdentifier = keyid",
];
const LEAF = ["basicConstraints = critical, CA:FALSE", "authorityKeyIdentifier = keyid"];

describe.skipIf(opensslVersion === undefined)("the order of certificates", () => {
  let folder: OpensslFolder;
  const made = new Map<string, Certificate>();
  const make = (name: string, options: Parameters<typeof makeCertificate>[2]): void => {
    const certificate = readCertificate(makeCertificate(folder, name, options));
    if (!certificate) throw new Error(`${name} is not read`);
    made.set(name, certificate);
  };
  const list = (...names: string[]): Certificate[] =>
    names.map((name) => {
      const certificate = made.get(name);
      if (!certificate) throw new Error(`no ${name}`);
      return certificate;
    });
  const arrange = (...names: string[]) => arrangeChain(list(...names), testProvider);

  beforeAll(() => {
    folder = new OpensslFolder();
    make("root", { subject: "/CN=Root", extensions: CA });
    make("inter", { subject: "/CN=Inter", issuer: "root", extensions: CA });
    make("leaf", { subject: "/CN=leaf", issuer: "inter", extensions: LEAF });
    make("leaf2", { subject: "/CN=leaf2", issuer: "inter", extensions: LEAF });
    make("alien", { subject: "/CN=Alien", extensions: CA });
    // Without key identifiers only the signature tells them apart.
    make("impostor", { subject: "/CN=Inter", extensions: ["basicConstraints = CA:TRUE"] });
    folder.run(["x509", "-x509toreq", "-in", "inter.pem", "-signkey", "inter.key", "-out", "cross.csr"]);
    folder.write("cross.ext", CA.join("\n"));
    folder.run([
      ..."x509 -req -in cross.csr -CA alien.pem -CAkey alien.key -days 3000 -extfile cross.ext".split(" "),
      ..."-outform DER -out cross.der".split(" "),
    ]);
    const cross = readCertificate(folder.read("cross.der"));
    if (cross) made.set("cross", cross);
  });
  afterAll(() => {
    folder.remove();
  });

  it("is found wherever they stand", () => {
    expect(arrange("leaf", "inter", "root")).toEqual({
      order: [0, 1, 2],
      duplicates: [],
      missingIssuerOf: undefined,
      unrelated: [],
      roots: [2],
    });
    expect(arrange("root", "inter", "leaf").order).toEqual([2, 1, 0]);
    expect(arrange("leaf", "root", "alien", "inter")).toMatchObject({
      order: [0, 3, 1],
      unrelated: [2],
      roots: [1, 2],
    });
  });

  it("names what is there twice, what is missing and what does not belong", () => {
    expect(arrange("leaf", "inter", "leaf", "inter")).toEqual({
      order: [0, 1],
      duplicates: [
        [0, 2],
        [1, 3],
      ],
      missingIssuerOf: 1,
      unrelated: [],
      roots: [],
    });
    expect(arrange("leaf")).toMatchObject({ order: [0], missingIssuerOf: 0 });
    expect(arrange("leaf", "root")).toMatchObject({ order: [0], missingIssuerOf: 0, unrelated: [1] });
    expect(arrange("leaf", "leaf2", "inter")).toMatchObject({ order: [0, 2], unrelated: [1] });
    expect(arrange()).toEqual({
      order: [],
      duplicates: [],
      missingIssuerOf: undefined,
      unrelated: [],
      roots: [],
    });
  });

  it("lets the signature decide between certificates of one name", () => {
    expect(arrange("leaf", "impostor", "inter")).toMatchObject({ order: [0, 2], unrelated: [1] });
    expect(arrange("leaf", "impostor")).toMatchObject({ order: [0], missingIssuerOf: 0, unrelated: [1] });
  });

  it("keeps cross-signed certificates together", () => {
    expect(arrange("leaf", "cross", "inter", "root")).toMatchObject({
      order: [0, 1, 2, 3],
      missingIssuerOf: undefined,
      unrelated: [],
    });
    expect(arrange("leaf", "cross", "inter")).toMatchObject({ order: [0, 1, 2], missingIssuerOf: 1 });
  });

  it("gives each leaf of a bundle its group", () => {
    expect(chainsOf(list("leaf", "inter", "leaf2", "alien", "root", "leaf"))).toEqual([
      { order: [0, 1, 4], missingIssuerOf: undefined },
      { order: [2, 1, 4], missingIssuerOf: undefined },
      { order: [3], missingIssuerOf: undefined },
    ]);
    expect(chainsOf([])).toEqual([]);
  });

  it("takes time that grows with their number, whatever their names", () => {
    const [inter, leaf] = list("inter", "leaf");
    if (!inter || !leaf) throw new Error("not made");
    const variant = (certificate: Certificate, i: number): Certificate => {
      const der = certificate.der.slice();
      der.set([i >> 8, i & 0xff], der.length - 8);
      return { ...certificate, der };
    };
    const many = Array.from({ length: 10_000 }, (_, i) => variant(i % 2 === 0 ? inter : leaf, i));
    const start = performance.now();
    expect(arrangeChain(many, testProvider).duplicates).toEqual([]);
    expect(chainsOf(many).length).toBeGreaterThan(4000);
    expect(performance.now() - start).toBeLessThan(4000);
  });
});
