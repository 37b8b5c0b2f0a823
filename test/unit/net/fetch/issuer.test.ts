import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCertificate, type Certificate } from "../../../../src/core/x509";
import { certificatesInSignedData } from "../../../../src/core/x509/certsOnly";
import {
  crlAddresses,
  FetchError,
  fetchCrl,
  fetchIssuer,
  httpFetch,
  issuerAddresses,
  ocspAddresses,
} from "../../../../src/net/fetch";
import { LocalServer } from "../../../support/localServer";
import { makeCertificate, OpensslFolder, opensslVersion } from "../../../support/openssl";

function read(der: Uint8Array): Certificate {
  const certificate = readCertificate(der);
  if (!certificate) throw new Error("not a certificate");
  return certificate;
}

const CA = ["basicConstraints=critical,CA:true", "keyUsage=keyCertSign,cRLSign"];

describe.runIf(opensslVersion)("what certificates name by address", () => {
  const folder = new OpensslFolder();
  const files = new Map<string, Uint8Array | string>();
  const asked: string[] = [];
  let server: LocalServer;

  beforeAll(async () => {
    server = await LocalServer.listen((request, response) => {
      asked.push(request.url ?? "");
      const file = files.get(request.url ?? "");
      if (file === undefined) response.writeHead(404).end();
      else response.end(file);
    });
    makeCertificate(folder, "root", { extensions: CA });
    makeCertificate(folder, "ca", { issuer: "root", extensions: CA });
    folder.run("crl2pkcs7 -nocrl -certfile root.pem -certfile ca.pem -outform DER -out all.p7c".split(" "));
    folder.run("crl2pkcs7 -nocrl -certfile root.pem -certfile ca.pem -out all.p7b".split(" "));
    files.set("/ca.der", folder.read("ca.der"));
    files.set("/ca.pem", folder.read("ca.pem"));
    files.set("/all.p7c", folder.read("all.p7c"));
    files.set("/all.p7b", folder.read("all.p7b"));
    files.set("/other.der", folder.read("root.der"));
    files.set("/page", "<html><body>Sign in</body></html>");
  }, 60_000);
  afterAll(async () => {
    folder.remove();
    await server.close();
  });

  let made = 0;
  /** A certificate of "ca" with these lines of authorityInfoAccess. */
  function leaf(...access: readonly string[]): Certificate {
    const name = `leaf${made++}`;
    const extensions = [
      ...(access.length > 0 ? [`authorityInfoAccess=${access.join(",")}`] : []),
      `crlDistributionPoints=URI:${server.url("/ca.crl")},URI:ldap://example.com/cn=ca`,
    ];
    return read(makeCertificate(folder, name, { issuer: "ca", extensions }));
  }
  const at = (...paths: readonly string[]): string[] =>
    paths.map((path) => `caIssuers;URI:${path.startsWith("/") ? server.url(path) : path}`);

  it("reads the addresses that can be fetched, in their order", () => {
    const certificate = leaf(
      `OCSP;URI:${server.url("/ocsp")}`,
      "caIssuers;URI:ldap://example.com/cn=ca",
      ...at("/ca.der", "/ca.pem"),
    );
    expect(issuerAddresses(certificate)).toEqual([server.url("/ca.der"), server.url("/ca.pem")]);
    expect(ocspAddresses(certificate)).toEqual([server.url("/ocsp")]);
    expect(crlAddresses(certificate)).toEqual([server.url("/ca.crl")]);
  });

  it.each(["/ca.der", "/ca.pem", "/all.p7c", "/all.p7b"])("fetches the issuer from %s", async (path) => {
    const { issuer, others, url } = await fetchIssuer(leaf(...at(path)));
    expect(issuer.subject.text).toBe("CN=ca");
    expect(url).toBe(server.url(path));
    expect(others.map(({ subject }) => subject.text)).toEqual(path.startsWith("/all") ? ["CN=root"] : []);
  });

  it("goes on to the next address when one fails, and says of the first when all do", async () => {
    const { url } = await fetchIssuer(leaf(...at("/none", "/page", "/other.der", "/ca.der")));
    expect(url).toBe(server.url("/ca.der"));
    await expect(fetchIssuer(leaf(...at("/page", "/none")))).rejects.toMatchObject({
      problem: "content",
      message: `${server.url("/page")} gives a web page where a certificate belongs`,
    });
  });

  it("says whose certificate stands there when it is not the issuer's", async () => {
    await expect(fetchIssuer(leaf(...at("/other.der")))).rejects.toMatchObject({
      problem: "content",
      message: `${server.url("/other.der")} gives the certificate of CN=root, and the issuer is CN=ca`,
    });
  });

  it("says what to do when the certificate names no address", async () => {
    await expect(fetchIssuer(leaf())).rejects.toMatchObject({
      problem: "address",
      message: "The certificate does not say where its issuer's certificate is found",
    });
  });

  it("asks no more than four addresses, and none after it was cancelled", async () => {
    const certificate = leaf(...at("/none", "/none", "/none", "/none", "/ca.der"));
    asked.length = 0;
    await expect(fetchIssuer(certificate)).rejects.toMatchObject({ problem: "status" });
    expect(asked.length).toBe(4);
    asked.length = 0;
    await expect(fetchIssuer(certificate, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      problem: "cancelled",
    });
    expect(asked).toEqual([]);
  });

  it("fetches revocation lists in DER and PEM", async () => {
    folder.write("index.txt", "R\t301231235959Z\t250101000000Z\t1234\tunknown\t/CN=gone\n");
    folder.write("crlnumber", "01\n");
    const config = folder.write(
      "crl.cnf",
      "[ca]\ndefault_ca=own\n[own]\ndatabase=index.txt\ncrlnumber=crlnumber\ndefault_md=sha256\n",
    );
    folder.run(
      `ca -gencrl -config ${config} -cert ca.pem -keyfile ca.key -crldays 10 -out ca.crl`.split(" "),
    );
    folder.run("crl -in ca.crl -outform DER -out ca.crl.der".split(" "));
    files.set("/ca.crl", folder.read("ca.crl"));
    files.set("/ca.crl.der", folder.read("ca.crl.der"));
    for (const path of ["/ca.crl", "/ca.crl.der"]) {
      const { list, url } = await fetchCrl(server.url(path));
      expect(list.issuer.text).toBe("CN=ca");
      expect(list.entryCount).toBe(1);
      expect(url).toBe(server.url(path));
    }
    await expect(fetchCrl(server.url("/ca.der"))).rejects.toMatchObject({ problem: "content" });
  });

  it("does not trust an https server that Node does not trust", async () => {
    makeCertificate(folder, "tls", { extensions: ["subjectAltName=IP:127.0.0.1"] });
    const secure = createServer(
      { key: folder.readText("tls.key"), cert: folder.readText("tls.pem") },
      (_, response) => response.end("secret"),
    );
    await new Promise<void>((resolve) => {
      secure.listen(0, "127.0.0.1", resolve);
    });
    const { port } = secure.address() as AddressInfo;
    const error = await httpFetch(`https://127.0.0.1:${port}/`, { accept: "*/*", maxBytes: 100 }).catch(
      (thrown: unknown) => thrown,
    );
    secure.close();
    expect(error).toBeInstanceOf(FetchError);
    expect(error).toMatchObject({ problem: "trust" });
  });

  it("reads the certificates of a certs-only message, and none from anything else", () => {
    const whole = folder.read("all.p7c");
    const ders = certificatesInSignedData(whole) ?? [];
    expect(ders.map((der) => read(der).subject.text).toSorted()).toEqual(["CN=ca", "CN=root"]);
    expect(certificatesInSignedData(folder.read("ca.der"))).toBeUndefined();
    for (let length = 0; length < whole.length; length += 7) {
      const some = certificatesInSignedData(whole.subarray(0, length)) ?? [];
      expect(some.length).toBeLessThanOrEqual(2);
    }
  });
});
