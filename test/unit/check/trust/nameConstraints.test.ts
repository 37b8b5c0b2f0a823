import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violatedConstraint } from "../../../../src/core/check/trust/nameConstraints";
import { readCertificate, type Certificate } from "../../../../src/core/x509";
import { makeCertificate, OpensslFolder, opensslVersion } from "../../../support/openssl";

const CA = ["basicConstraints = critical, CA:TRUE", "keyUsage = critical, keyCertSign"];

describe.skipIf(opensslVersion === undefined)("name constraints", () => {
  let folder: OpensslFolder;
  let count = 0;
  const make = (
    issuer: string | undefined,
    subject: string,
    extensions: readonly string[],
    sections = "",
  ) => {
    const name = `c${String(count++)}`;
    const options = { subject, extensions, sections, ...(issuer === undefined ? {} : { issuer }) };
    const certificate = readCertificate(makeCertificate(folder, name, options));
    if (!certificate) throw new Error(`${name} is not read`);
    return { name, certificate };
  };
  let root: { name: string; certificate: Certificate };
  beforeAll(() => {
    folder = new OpensslFolder();
    root = make(undefined, "/CN=Root", CA);
  });
  afterAll(() => {
    folder.remove();
  });
  const opensslAccepts = (leaf: string, ca: string): boolean => {
    try {
      folder.run([
        ..."verify -no-CApath -no-CAstore -attime 1780000000 -CAfile".split(" "),
        ...[`${root.name}.pem`, "-untrusted", `${ca}.pem`, `${leaf}.pem`],
      ]);
      return true;
    } catch {
      return false;
    }
  };

  // Constraint, name, whether it is allowed, and what OpenSSL says where that is something else.
  const cases: readonly (readonly [string, string, boolean, boolean?])[] = [
    ["permitted;DNS:example.com", "DNS:example.com", true],
    ["permitted;DNS:example.com", "DNS:WWW.Example.Com", true],
    ["permitted;DNS:example.com", "DNS:notexample.com", false],
    ["permitted;DNS:example.com", "DNS:*.example.com", true],
    ["permitted;DNS:example.com", "IP:127.0.0.1", true],
    ["excluded;DNS:secret.example.com", "DNS:www.example.com", true],
    ["excluded;DNS:secret.example.com", "DNS:a.secret.example.com", false],
    // A wildcard stands for the excluded name, too.
    ["excluded;DNS:secret.example.com", "DNS:*.example.com", false, true],
    ["permitted;email:example.com", "email:Someone@EXAMPLE.com", true],
    ["permitted;email:example.com", "email:someone@www.example.com", false],
    ["permitted;email:.example.com", "email:someone@www.example.com", true],
    ["permitted;email:.example.com", "email:someone@example.com", false],
    ["permitted;email:Someone@example.com", "email:Someone@Example.com", true],
    ["permitted;email:Someone@example.com", "email:someone@example.com", false],
    ["permitted;URI:example.com", "URI:https://example.com:8443/x", true],
    // OpenSSL takes the user for the host.
    ["permitted;URI:example.com", "URI:https://user@example.com/", true, false],
    ["permitted;URI:example.com", "URI:https://www.example.com/", false],
    ["permitted;URI:.example.com", "URI:https://www.example.com/", true],
    ["excluded;URI:example.com", "URI:urn:x:y", false],
    ["permitted;IP:10.0.0.0/255.0.0.0", "IP:10.1.2.3", true],
    ["permitted;IP:10.0.0.0/255.0.0.0", "IP:11.1.2.3", false],
    ["permitted;IP:10.0.0.0/255.0.0.0", "IP:2001:db8::1", false],
    ["excluded;IP:2001:db8::/ffff:ffff::", "IP:2001:db8::1", false],
    ["excluded;IP:2001:db8::/ffff:ffff::", "IP:10.1.2.3", true],
  ];
  it.each(cases)("%s for %s: %s", (constraint, name, allowed, byOpenssl = allowed) => {
    const ca = make(root.name, "/CN=CA", [...CA, `nameConstraints = critical, ${constraint}`]);
    const leaf = make(ca.name, "/", [`subjectAltName = ${name}`]);
    const constraints = ca.certificate.nameConstraints;
    if (!constraints) throw new Error("no constraints");
    const problem = violatedConstraint(leaf.certificate, constraints);
    expect(problem === undefined, problem).toBe(allowed);
    expect(opensslAccepts(leaf.name, ca.name)).toBe(byOpenssl);
  });

  it("compare directory names as RFC 5280 §7.1 wants", () => {
    const sections = "[dir]\nO = Example  Ltd";
    const ca = make(
      root.name,
      "/CN=CA",
      [...CA, "nameConstraints = critical, permitted;dirName:dir"],
      sections,
    );
    const constraints = ca.certificate.nameConstraints;
    if (!constraints) throw new Error("no constraints");
    const check = (subject: string) =>
      violatedConstraint(make(ca.name, subject, []).certificate, constraints);
    expect(check("/O=Example Ltd/CN=x")).toBeUndefined();
    expect(check("/O=EXAMPLE   ltd/CN=x")).toBeUndefined();
    expect(check("/O=Other/CN=x")).toMatch(/lies outside what is permitted/);
    expect(check("/CN=x/O=Example Ltd")).toMatch(/lies outside what is permitted/);
  });

  it("refuse names of a constrained kind that cannot be compared", () => {
    const ca = make(root.name, "/CN=CA", [
      ...CA,
      "nameConstraints = critical, excluded;otherName:1.2.3.4;UTF8:x",
    ]);
    const constraints = ca.certificate.nameConstraints;
    if (!constraints) throw new Error("no constraints");
    const check = (name: string) =>
      violatedConstraint(make(ca.name, "/", [`subjectAltName = ${name}`]).certificate, constraints);
    expect(check("otherName:1.2.3.4;UTF8:y")).toMatch(/otherName are constrained, and cannot be compared/);
    expect(check("otherName:1.2.3.5;UTF8:y")).toBeUndefined();
    expect(check("DNS:example.com")).toBeUndefined();
  });
});
