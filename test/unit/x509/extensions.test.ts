import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toALabels, toULabels } from "../../../src/core/words/punycode";
import { logName } from "../../../src/core/x509/ctLogs";
import { traceCertificate } from "../../../src/core/x509/certificate";
import { EXTENSION_SAMPLES } from "../../support/extensionSamples";
import { makeCertificate, OpensslFolder, opensslVersion } from "../../support/openssl";
import { readAllRows, traced, type Traced } from "../../support/trace";

describe.skipIf(opensslVersion === undefined)("extensions that openssl made", () => {
  let folder: OpensslFolder;
  let rows: Traced;
  beforeAll(() => {
    folder = new OpensslFolder();
    const der = makeCertificate(folder, "extended", {
      extensions: EXTENSION_SAMPLES.map(({ line }) => line),
      sections: EXTENSION_SAMPLES.flatMap(({ sections = [] }) => sections).join("\n"),
    });
    rows = traced(der, traceCertificate);
  });
  afterAll(() => {
    folder.remove();
  });

  it("are all known, whole and named", () => {
    expect(rows.findings).toEqual([]);
    readAllRows(rows.table);
    expect(rows.keys).not.toContain("asn1.element");
    expect(rows.keys).not.toContain("tbsCertificate.extensions.extension");
  });

  const texts = EXTENSION_SAMPLES.flatMap(({ says }) => Object.entries(says));
  it.each(texts)("say what %s means", (key, text) => {
    const said = rows.text(`tbsCertificate.extensions.${key}`);
    expect(said?.replace(/ \(critical\)$/, "")).toBe(text);
  });

  it("show policies with their qualifiers", () => {
    const policy = "tbsCertificate.extensions.certificatePolicies.policyInformation";
    const all = rows.keys.flatMap((key, row) => (key === policy ? rows.table.field(row).display : []));
    expect(all).toEqual([
      "anyPolicy (2.5.29.32.0)",
      "extendedValidation (2.23.140.1.1), cps: https://cps.example/, unotice: read me",
    ]);
  });
});

describe("international names", () => {
  // RFC 3492 §7.1 has (A), (B), (L); the others are names in use.
  it.each([
    ["xn--bcher-kva.example", "bücher.example"],
    ["XN--MNCHEN-3YA.de", "MüNCHEN.de"],
    ["a.xn--egbpdaj6bu4bxfgehfvwxn.b", "a.ليهمابتكلموشعربي؟.b"],
    ["xn--ihqwcrb4cv8a8dqg056pqjye", "他们为什么不说中文"],
    ["xn--3B-ww4c5e180e575a65lsy2b", "3年B組金八先生"],
  ])("%s is %s", (ascii, readable) => {
    expect(toULabels(ascii)).toBe(readable);
  });

  it.each(["example.com", "xn--", "xn--é", "xn--99999999999999", `xn--${"a".repeat(80)}`, "axn--bcher-kva"])(
    "%s has no readable form",
    (ascii) => {
      const readable = toULabels(ascii);
      expect(readable === undefined || readable === "").toBe(true);
    },
  );

  it("come back as they were", () => {
    for (const name of ["bücher.example", "他们为什么不说中文", "faß.de", "ليهمابتكلموشعربي"]) {
      expect(toULabels(toALabels(name))).toBe(name);
    }
  });
});

describe("Certificate Transparency logs", () => {
  it("are known by their IDs", () => {
    expect(logName("4e75a3275c9a10c3385b6cd4df3f52eb1df0e08e1b8d69c0b1fa64b1629a39df")).toBe(
      "Google Argon2025h1",
    );
    expect(logName("00".repeat(32))).toBeUndefined();
    expect(logName("constructor")).toBeUndefined();
  });
});
