import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inspectConnection } from "../../src/core/inspect/connection";
import type { ChainVerdict, Inspection } from "../../src/core/inspection";
import { coverageProblems } from "../support/leaves";
import { OpensslFolder, opensslVersion } from "../support/openssl";
import { startOpenssl } from "../support/peers/openssl";
import { run } from "../support/peers/run";
import { testProvider } from "../support/provider";
import { RevocationFolder } from "../support/revocation";

const LEAF = [
  "keyUsage = critical, digitalSignature",
  "extendedKeyUsage = serverAuth",
  "subjectAltName = DNS:localhost, IP:127.0.0.1",
];

describe.skipIf(opensslVersion === undefined)("stapled OCSP responses", () => {
  let folder: OpensslFolder;
  let pki: RevocationFolder;

  beforeAll(() => {
    folder = new OpensslFolder();
    pki = new RevocationFolder(folder);
    pki.make("ca", {
      subject: "/CN=Test CA",
      extensions: [
        "basicConstraints = critical, CA:TRUE",
        "keyUsage = critical, keyCertSign, cRLSign",
        "subjectKeyIdentifier = hash",
      ],
    });
    pki.make("server-ecdsa", { subject: "/CN=localhost", issuer: "ca", extensions: LEAF });
    pki.make("server-ed25519", {
      key: "ed25519",
      subject: "/CN=must staple",
      issuer: "ca",
      extensions: [...LEAF, "tlsfeature = status_request"],
    });
    const ask = { certificate: "server-ecdsa", issuer: "ca", responder: "ca" };
    pki.ocsp("good", { ...ask, entries: [{ name: "server-ecdsa" }] });
    pki.ocsp("revoked", { ...ask, entries: [{ name: "server-ecdsa", revoked: "superseded" }] });
  }, 60_000);
  afterAll(() => {
    folder.remove();
  });

  async function connect(
    certificate: "ecdsa" | "ed25519",
    args: readonly string[],
  ): Promise<{ inspection: Inspection; verdict: ChainVerdict | undefined }> {
    const server = await startOpenssl(folder, { certificate, clientAuth: "none", args });
    try {
      const { log } = await run(server.port);
      const origin = { kind: "connection", label: "test" } as const;
      const inspection = inspectConnection(log, origin, {
        provider: testProvider,
        trust: {
          roots: [pki.of("ca")],
          storeName: "test store",
          at: new Date(Date.now() + 60_000).toISOString(),
          host: "localhost",
        },
      });
      expect(coverageProblems(inspection.fields)).toEqual([]);
      expect(inspection.checks.filter(({ status }) => status !== "passed")).toEqual([]);
      return { inspection, verdict: inspection.verdicts[0] };
    } finally {
      await server.stop();
    }
  }

  describe.each(["1_2", "1_3"] as const)("in TLS %s", (version) => {
    const tls = `-tls${version}`;

    it("are asked for, and judged by", async () => {
      const { inspection, verdict } = await connect("ecdsa", [tls, "-status_file", "good.ocsp"]);
      expect(inspection.fields.find("ocspResponse")).toBeDefined();
      expect(inspection.messages.some(({ name }) => name === "certificate_status")).toBe(version === "1_2");
      expect(verdict).toMatchObject({ trust: "trusted", name: "matches" });
      const step = verdict?.steps.find(({ id }) => id === "trust.revocation");
      expect(step).toMatchObject({ status: "passed", position: 0 });
      expect(step?.message).toMatch(
        /^"localhost" is not revoked, says the OCSP response \(stapled by the server\)/,
      );
    });

    it("tell of a revocation", async () => {
      const { verdict } = await connect("ecdsa", [tls, "-status_file", "revoked.ocsp"]);
      expect(verdict?.trust).toBe("untrusted");
      expect(verdict?.summary).toMatch(/^Not trusted: "localhost" was revoked on .* \(reason: superseded\)/);
    });

    it("are missed by a certificate that demands them", async () => {
      const { verdict } = await connect("ed25519", [tls]);
      expect(verdict?.trust).toBe("untrusted");
      expect(verdict?.steps.find(({ status }) => status === "failed")).toMatchObject({
        id: "trust.staple",
        position: 0,
      });
      expect(verdict?.summary).toMatch(/"must staple" demands that its server staples an OCSP response/);
    });
  });
});
