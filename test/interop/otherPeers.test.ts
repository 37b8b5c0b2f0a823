import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toJson } from "../../src/core/inspect/json";
import { coverageProblems } from "../support/leaves";
import { opensslVersion, type OpensslFolder } from "../support/openssl";
import { makeCertificates, type ClientKind } from "../support/peers/certificates";
import { OTHER_PEERS } from "../support/peers/others";
import type { ClientAuth } from "../support/peers/openssl";
import { clientIdentity, inspect, run, saved, sequence } from "../support/peers/run";

const PROOFS: readonly (readonly [string, ClientAuth, ClientKind | undefined, string, boolean])[] = [
  ["one-way", "none", undefined, "none", true],
  ["two-way with an RSA certificate", "required", "rsa", "proved", true],
  ["two-way with an ECDSA certificate", "required", "p256", "proved", true],
  ["two-way, none though asked", "optional", undefined, "requested", true],
  ["two-way, none though required", "required", undefined, "refused", false],
];

describe.skipIf(opensslVersion === undefined).each(OTHER_PEERS)("handshakes with $name", (peer) => {
  let folder: OpensslFolder;
  beforeAll(() => {
    folder = makeCertificates();
  }, 60_000);
  afterAll(() => {
    folder.remove();
  });

  describe.skipIf(!peer.available).each(["1.2", "1.3"] as const)("TLS %s", (version) => {
    it.each(PROOFS)(
      "%s",
      async (_, clientAuth, kind, authentication, established) => {
        const certificate = kind === "rsa" ? "ecdsa" : "rsa";
        const server = await peer.start(folder, { version, clientAuth, certificate });
        try {
          const identity = kind && (await clientIdentity(folder, kind));
          const result = await run(server.port, { identity, settleMs: 400 });
          const { inspection } = result;
          const detail = `${sequence(inspection).join(", ")}\n${server.output()}`;
          expect(inspection.negotiated, detail).toMatchObject({
            version: `TLS ${version}`,
            clientAuthentication: authentication,
          });
          expect(result.established, detail).toBe(established);
          expect(inspection.checks.length).toBeGreaterThan(1);
          expect(inspection.checks.filter(({ status }) => status !== "passed")).toEqual([]);
          expect(coverageProblems(inspection.fields)).toEqual([]);
          if (established) expect(inspection.findings).toEqual([]);
          else expect(inspection.findings[0]?.id, detail).toMatch(/^alert\./);
          expect(toJson(inspect(saved(result.log)))).toEqual(toJson(inspection));
        } finally {
          await server.stop();
        }
      },
      60_000,
    );
  });
});
