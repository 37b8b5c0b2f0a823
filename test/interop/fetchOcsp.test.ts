import { createHash } from "node:crypto";
import { spawn, type ChildProcess } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { toHex } from "../../src/core/bytes/hex";
import { readCertificate, type Certificate } from "../../src/core/x509";
import { writeOcspRequest } from "../../src/core/x509/writeOcspRequest";
import { fetchOcsp } from "../../src/net/fetch";
import { LocalServer } from "../support/localServer";
import { makeCertificate, OpensslFolder, opensslVersion } from "../support/openssl";

const sha1 = (data: Uint8Array): Uint8Array => new Uint8Array(createHash("sha1").update(data).digest());

function read(der: Uint8Array): Certificate {
  const certificate = readCertificate(der);
  if (!certificate) throw new Error("not a certificate");
  return certificate;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe.runIf(opensslVersion)("OCSP with OpenSSL's responder", () => {
  const folder = new OpensslFolder();
  let responder: ChildProcess | undefined;
  let url = "";
  let issuer: Certificate;
  let other: Certificate;
  const certificates = new Map<string, Certificate>();

  beforeAll(async () => {
    const ca = ["basicConstraints=critical,CA:true", "keyUsage=keyCertSign,cRLSign"];
    issuer = read(makeCertificate(folder, "ca", { extensions: ca }));
    other = read(makeCertificate(folder, "other", { extensions: ca }));
    for (const name of ["good", "revoked", "unknown"]) {
      certificates.set(name, read(makeCertificate(folder, name, { issuer: "ca" })));
    }
    makeCertificate(folder, "responder", { issuer: "ca", extensions: ["extendedKeyUsage=OCSPSigning"] });
    const line = (state: string, revoked: string, name: string): string =>
      `${[state, "490101000000Z", revoked, certificates.get(name)?.serialNumber.toUpperCase(), "unknown", `/CN=${name}`].join("\t")}\n`;
    folder.write("index.txt", line("V", "", "good") + line("R", "250601000000Z,keyCompromise", "revoked"));
    const port = await freePort();
    url = `http://127.0.0.1:${port}/`;
    const files = "-index index.txt -CA ca.pem -rsigner responder.pem -rkey responder.key -ndays 1";
    responder = spawn("openssl", ["ocsp", "-port", String(port), ...files.split(" ")], {
      cwd: folder.path,
      stdio: "ignore",
    });
    await vi.waitFor(() => fetchOcsp(url, request("good")), { timeout: 20_000, interval: 100 });
  }, 60_000);
  afterAll(() => {
    responder?.kill();
    folder.remove();
  });

  function certificate(name: string): Certificate {
    const found = certificates.get(name);
    if (!found) throw new Error(name);
    return found;
  }
  const request = (name: string, nonce?: Uint8Array): Uint8Array =>
    writeOcspRequest(certificate(name), issuer, { sha1, nonce });

  it.each(["good", "revoked", "unknown"])("asks about a certificate that is %s", async (name) => {
    const { response } = await fetchOcsp(url, request(name));
    const [single] = response.basic?.responses ?? [];
    expect(single?.status).toBe(name);
    expect(single?.certId.serialNumber).toBe(certificate(name).serialNumber);
    if (name === "revoked") {
      expect(single?.revocationReason).toBe("keyCompromise");
      expect(single?.revocationTime).toMatch(/^2025-06-01T00:00:00/);
    }
  });

  it("gets its nonce back", async () => {
    const nonce = Uint8Array.from({ length: 32 }, (_, i) => i * 7 + 1);
    const { response } = await fetchOcsp(url, request("good", nonce));
    expect(toHex(response.der)).toContain(toHex(nonce));
    expect(toHex((await fetchOcsp(url, request("good"))).response.der)).not.toContain(toHex(nonce));
    expect(() => request("good", new Uint8Array(0))).toThrow(RangeError);
    expect(() => request("good", new Uint8Array(129))).toThrow(RangeError);
  });

  it("writes the request that OpenSSL writes, to the byte", () => {
    folder.run("ocsp -issuer ca.pem -cert revoked.pem -no_nonce -reqout req.der".split(" "));
    expect(toHex(request("revoked"))).toBe(toHex(folder.read("req.der")));
    const withNonce = folder.write("nonce.der", request("good", new Uint8Array(32).fill(9)));
    expect(folder.run(["ocsp", "-reqin", withNonce, "-req_text"])).toMatch(/OCSP Nonce:/);
  });

  it("gets no status for a certificate that it asks of another issuer", async () => {
    const asked = writeOcspRequest(certificate("good"), other, { sha1 });
    const { response } = await fetchOcsp(url, asked);
    expect(response.basic?.responses[0]?.status).toBe("unknown");
  });

  it("says what the responder says when it does not answer", async () => {
    const answers = new Map([
      ["/malformed", "30030a0101"],
      ["/later", "30030a0103"],
      ["/unauthorized", "30030a0106"],
      ["/odd", "30030a0109"],
    ]);
    const server = await LocalServer.listen((asked, response) => {
      const answer = answers.get(asked.url ?? "");
      response.end(answer === undefined ? "<html>" : Buffer.from(answer, "hex"));
    });
    const message = async (path: string): Promise<string> => {
      const thrown: unknown = await fetchOcsp(server.url(path), request("good")).catch(
        (error: unknown) => error,
      );
      return thrown instanceof Error ? thrown.message : "no error";
    };
    expect(await message("/malformed")).toBe(
      `The OCSP responder at ${server.url("/malformed")} says that the request is malformed`,
    );
    expect(await message("/later")).toMatch(/asks to try again later$/);
    expect(await message("/unauthorized")).toMatch(/does not answer for this certificate$/);
    expect(await message("/odd")).toMatch(/answers with the status 9$/);
    expect(await message("/page")).toMatch(/gives a web page where an OCSP response belongs$/);
    await server.close();
  });
});
