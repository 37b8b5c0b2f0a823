import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { validateChain, type ChainInput } from "../../../../src/core/check/trust";
import type { ChainGraph, ChainVerdict } from "../../../../src/core/inspection";
import { readCertificate, type Certificate } from "../../../../src/core/x509";
import {
  makeCertificate,
  OpensslFolder,
  opensslVersion,
  type CertificateOptions,
} from "../../../support/openssl";
import { testProvider } from "../../../support/provider";

const CA = ["basicConstraints = critical, CA:TRUE", "keyUsage = critical, keyCertSign, cRLSign"];
const LEAF = ["basicConstraints = critical, CA:FALSE"];

describe.skipIf(opensslVersion === undefined)("the graph of a chain", () => {
  let folder: OpensslFolder;
  const made = new Map<string, Certificate>();
  const of = (name: string): Certificate => {
    const certificate = made.get(name);
    if (!certificate) throw new Error(`no ${name}`);
    return certificate;
  };
  const take = (name: string, der: Uint8Array): void => {
    const certificate = readCertificate(der);
    if (!certificate) throw new Error(`${name} is not read`);
    made.set(name, certificate);
  };
  const make = (name: string, options: CertificateOptions): void => {
    take(name, makeCertificate(folder, name, options));
  };
  /** Another certificate for the key and name of `of`. */
  const cross = (name: string, subject: string, issuer: string, days = "8000"): void => {
    folder.write(`${name}.ext`, CA.join("\n"));
    folder.run([
      "x509",
      "-x509toreq",
      "-in",
      `${subject}.pem`,
      "-signkey",
      `${subject}.key`,
      "-out",
      "cross.csr",
    ]);
    folder.run([
      ...["x509", "-req", "-in", "cross.csr", "-CA", `${issuer}.pem`, "-CAkey", `${issuer}.key`],
      ...["-days", days, "-extfile", `${name}.ext`, "-out", `${name}.pem`],
    ]);
    folder.run(["x509", "-in", `${name}.pem`, "-outform", "DER", "-out", `${name}.der`]);
    take(name, folder.read(`${name}.der`));
  };
  const validate = (
    names: readonly string[],
    roots: readonly string[] | undefined,
    more: Partial<ChainInput> = {},
  ): ChainVerdict =>
    validateChain({
      chain: names.map(of),
      roots: roots?.map(of),
      storeName: "test store",
      at: "2027-06-01T00:00:00Z",
      purpose: "serverAuth",
      provider: testProvider,
      ...more,
    });
  /** Each path as words: "leaf (presented) ← Root (store)". */
  const shown = ({ graph }: ChainVerdict): string[] =>
    (graph?.paths ?? []).map(({ nodes, trust }) => {
      const words = nodes.map((index) => {
        const node = graph?.nodes[index];
        return node ? `${node.subject.replace(/^CN=/, "")} (${node.place})` : "?";
      });
      return `${trust}: ${words.join(" ← ")}`;
    });
  const opensslAccepts = ([leaf = "", ...others]: readonly string[], roots: readonly string[]): boolean => {
    const bundle = (names: readonly string[]): string =>
      names.map((name) => folder.readText(`${name}.pem`)).join("") || "\n";
    folder.write("untrusted.pem", bundle(others));
    folder.write("roots.pem", bundle(roots));
    try {
      folder.run([
        ..."verify -no-CApath -no-CAstore -purpose sslserver -CAfile roots.pem -untrusted untrusted.pem".split(
          " ",
        ),
        ...["-attime", String(Date.parse("2027-06-01T00:00:00Z") / 1000), `${leaf}.pem`],
      ]);
      return true;
    } catch {
      return false;
    }
  };

  beforeAll(() => {
    folder = new OpensslFolder();
    make("old", { subject: "/CN=Old root", extensions: CA });
    make("new", { subject: "/CN=New root", extensions: CA });
    make("inter", { subject: "/CN=Inter", issuer: "new", extensions: CA });
    make("leaf", { subject: "/CN=leaf", issuer: "inter", extensions: LEAF });
    cross("newByOld", "new", "old");
    make("expired", { subject: "/CN=Expired root", extensions: CA, notAfter: "20260101000000Z" });
    cross("newByExpired", "new", "expired");
  });
  afterAll(() => {
    folder.remove();
  });

  it("has every path of cross-signed roots, the verdict's first", () => {
    const chain = ["leaf", "inter", "newByOld"];
    const verdict = validate(chain, ["new", "old"]);
    expect(verdict.trust).toBe("trusted");
    expect(shown(verdict)).toEqual([
      "trusted: leaf (presented) ← Inter (presented) ← New root (store)",
      "trusted: leaf (presented) ← Inter (presented) ← New root (presented) ← Old root (store)",
    ]);
    expect(verdict.graph?.paths[0]?.steps).toEqual(
      verdict.steps.filter(({ id }) => id !== "trust.order" && id !== "trust.revocation" && id !== "name"),
    );
    expect(shown(validate(chain, ["old"]))).toEqual([
      "trusted: leaf (presented) ← Inter (presented) ← New root (presented) ← Old root (store)",
    ]);
    expect(opensslAccepts(chain, ["new", "old"])).toBe(true);
    expect(opensslAccepts(chain, ["old"])).toBe(true);
  });

  it("takes the path that holds, whatever stands first", () => {
    const chain = ["leaf", "inter", "newByExpired", "newByOld"];
    const verdict = validate(chain, ["expired", "old"]);
    expect(verdict.trust).toBe("trusted");
    expect(shown(verdict)).toEqual([
      "trusted: leaf (presented) ← Inter (presented) ← New root (presented) ← Old root (store)",
      "untrusted: leaf (presented) ← Inter (presented) ← New root (presented) ← Expired root (store)",
    ]);
    expect(opensslAccepts(["leaf", "inter", "newByExpired"], ["expired"])).toBe(false);
    expect(validate(["leaf", "inter", "newByExpired"], ["expired"]).trust).toBe("untrusted");
  });

  it("says where each certificate was found, and what is missing", () => {
    const missing = validate(["leaf"], ["new"]);
    expect(shown(missing)).toEqual(["untrusted: leaf (presented) ← Inter (missing)"]);
    expect(missing.graph?.nodes[1]).toEqual({
      subject: "CN=Inter",
      sha256: "",
      place: "missing",
      where: "CN=Inter",
      isAnchor: false,
    });
    expect(missing.graph?.edges).toEqual([{ subject: 0, issuer: 1, status: "not checked" }]);
    const others = [{ certificate: of("inter"), place: "workspace", where: "ca/inter.pem" }] as const;
    const helped = validate(["leaf"], ["new"], { others });
    expect(helped.trust).toBe("trusted");
    expect(shown(helped)).toEqual(["trusted: leaf (presented) ← Inter (workspace) ← New root (store)"]);
    const graph: ChainGraph | undefined = helped.graph;
    expect(graph?.nodes.map(({ where, position, isAnchor }) => [where, position, isAnchor])).toEqual([
      ["presented by the server", 0, false],
      ["ca/inter.pem", undefined, false],
      ["test store", undefined, true],
    ]);
    expect(graph?.edges.map(({ status }) => status)).toEqual(["passed", "passed"]);
    // What is at hand is not trusted for that.
    const untrusted = validate(["leaf", "inter"], [], {
      others: [{ certificate: of("new"), place: "file", where: "bundle.pem" }],
    });
    expect(shown(untrusted)).toEqual(["untrusted: leaf (presented) ← Inter (presented) ← New root (file)"]);
    expect(untrusted.summary).toMatch(/leads to "New root", which is not in the store: test store/);
    expect(shown(validate(["leaf", "inter"], undefined, { from: "text" }))[0]).toBe(
      "not checked: leaf (file) ← Inter (file) ← New root (missing)",
    );
  });

  it("judges the leaf wherever it stands", () => {
    const verdict = validate(["inter", "leaf"], ["new"], { leaf: 1, from: "text" });
    expect(verdict.trust).toBe("trusted");
    expect(verdict.steps.find(({ status }) => status === "failed")?.message).toBe(
      "The certificates stand out of order: their path goes 2, 1",
    );
  });

  it("names the wrong name where the key is the right one", () => {
    const verdict = validate(["leaf", "old"], ["old"]);
    expect(verdict.steps.find(({ status }) => status === "failed")?.id).toBe("trust.path");
    const renamed: Certificate = { ...of("inter"), subject: of("old").subject };
    const wrong = validate([], ["new"], { chain: [of("leaf"), renamed] });
    expect(wrong.steps.find(({ status }) => status === "failed")).toMatchObject({
      id: "trust.issuer",
      message: '"leaf" names "Inter" as its issuer, and the next certificate is "Old root"',
    });
  });

  describe("of hostile sets", () => {
    const variant = (certificate: Certificate, i: number): Certificate => {
      const der = certificate.der.slice();
      der.set([i >> 8, i & 0xff], der.length - 8);
      return { ...certificate, der };
    };
    const timed = (chain: readonly Certificate[], more: Partial<ChainInput> = {}): ChainVerdict => {
      const start = performance.now();
      const verdict = validate([], ["new"], { chain, ...more });
      expect(performance.now() - start).toBeLessThan(4000);
      return verdict;
    };

    it("is bounded for a thousand certificates of one name and key", () => {
      const many = Array.from({ length: 1000 }, (_, i) => variant(of("inter"), i));
      const verdict = timed([of("leaf"), ...many]);
      expect(verdict.graph?.paths.length).toBeLessThanOrEqual(8);
    });

    it("is bounded for a thousand of one name and each its own key", () => {
      // Every one could have issued every other: the paths through them are without number.
      const template = of("inter");
      const many = Array.from({ length: 1000 }, (_, i): Certificate => {
        const der = template.publicKey.der.slice();
        der.set([i >> 8, i & 0xff], der.length - 40);
        const publicKey = { ...template.publicKey, der };
        return { ...variant(template, i), subject: template.subject, issuer: template.subject, publicKey };
      });
      const verdict = timed([of("leaf"), ...many], { roots: [] });
      expect(verdict.trust).toBe("untrusted");
      expect(verdict.graph?.paths.length).toBeLessThanOrEqual(8);
      expect(verdict.graph?.nodes.length).toBeLessThanOrEqual(200);
    });
  });
});
