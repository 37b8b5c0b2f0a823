import { afterAll, describe, expect, test } from "vitest";
import { purposeOf } from "../../../../src/core/check/trust";
import { readCertificate } from "../../../../src/core/x509";
import { makeCertificate, OpensslFolder, opensslVersion } from "../../../support/openssl";

describe.skipIf(opensslVersion === undefined)("what a certificate is meant for", () => {
  const folder = new OpensslFolder();
  afterAll(() => {
    folder.remove();
  });
  test.each([
    [undefined, "serverAuth"],
    ["serverAuth,clientAuth", "serverAuth"],
    ["clientAuth", "clientAuth"],
    ["anyExtendedKeyUsage", "serverAuth"],
    ["emailProtection,codeSigning", undefined],
  ] as const)("with extKeyUsage %s is %s", (usage, purpose) => {
    const extensions = usage === undefined ? [] : [`extendedKeyUsage=${usage}`];
    const certificate = readCertificate(makeCertificate(folder, "leaf", { extensions }));
    expect(certificate && purposeOf(certificate)).toBe(purpose);
    expect(certificate).toBeDefined();
  });
});
