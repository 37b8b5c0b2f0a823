import { X509Certificate } from "node:crypto";
import { connect, type ConnectionOptions } from "node:tls";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeDemoCertificates, type DemoCertificates } from "../../../scripts/demo/certificates";
import { makePkcs12 } from "../../../scripts/demo/pkcs12";
import { startDemoServers, type DemoServers } from "../../../scripts/demo/servers";

const MARKUP = "<img src=x onerror=alert(1)>";
let certificates: DemoCertificates;
let servers: DemoServers;

beforeAll(async () => {
  certificates = await makeDemoCertificates({ organization: MARKUP });
  servers = await startDemoServers(certificates);
}, 30_000);
afterAll(() => servers.stop());

interface Answered {
  /** Whether the server's chain and name verified. */
  readonly authorized: boolean;
  readonly protocol: string | null;
}

/** Resolves once the server has answered a request, so that it has accepted the client too. */
function request(port: number, options: ConnectionOptions = {}): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const ca = certificates.root.certificatePem;
    const socket = connect({ port, host: "127.0.0.1", servername: "localhost", ca, ...options });
    socket.once("secureConnect", () => socket.write("GET / HTTP/1.1\r\n\r\n"));
    socket.once("data", () => {
      resolve({ authorized: socket.authorized, protocol: socket.getProtocol() });
      socket.destroy();
    });
    socket.once("error", reject);
    socket.once("close", () => reject(new Error("closed without an answer")));
  });
}

describe("the demo servers", () => {
  test.each(["TLSv1.2", "TLSv1.3"] as const)(
    "the one-way server speaks %s with a chain that verifies",
    async (version) => {
      const answered = await request(servers.oneWay.port, { minVersion: version, maxVersion: version });
      expect(answered).toEqual({ authorized: true, protocol: version });
    },
  );

  test.each(["TLSv1.2", "TLSv1.3"] as const)(
    "the two-way server refuses a client without a certificate, %s",
    async (version) => {
      await expect(
        request(servers.twoWay.port, { minVersion: version, maxVersion: version }),
      ).rejects.toThrow();
    },
  );

  test("the two-way server takes the client certificate, from PEM and from PKCS#12", async () => {
    const { client, intermediate } = certificates;
    const cert = client.certificatePem + intermediate.certificatePem;
    expect((await request(servers.twoWay.port, { cert, key: client.keyPem })).authorized).toBe(true);
    const pfx = await makePkcs12(client, [intermediate], "demo");
    expect((await request(servers.twoWay.port, { pfx, passphrase: "demo" })).authorized).toBe(true);
    await expect(async () => request(servers.twoWay.port, { pfx, passphrase: "wrong" })).rejects.toThrow();
  });
});

describe("the demo certificates", () => {
  test("carry the organization that was asked for, as text", () => {
    expect(new X509Certificate(certificates.server.certificatePem).toLegacyObject().subject.O).toBe(MARKUP);
  });

  test("can be expired", async () => {
    const { server } = await makeDemoCertificates({ daysValid: -3 });
    const { validFrom, validTo } = new X509Certificate(server.certificatePem);
    expect(Date.parse(validTo)).toBeLessThan(Date.now());
    expect(Date.parse(validFrom)).toBeLessThan(Date.parse(validTo));
  });
});
