import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeDemoCertificates } from "../../../scripts/demo/certificates";
import { pureProvider } from "../../../src/core/crypto/pure";
import { engineOptions } from "../../../src/net/offer";
import { runHandshake } from "../../../src/net/runHandshake";
import { parseTarget } from "../../../src/net/target";

// A process of its own, so that it reads while we are still sending.
const SERVER = `
  const { CERT: cert, KEY: key, CA: ca } = process.env;
  const server = require("node:tls").createServer({ cert, key, ca, requestCert: true, rejectUnauthorized: true });
  server.on("tlsClientError", (_error, socket) => socket.destroy());
  server.listen(0, "127.0.0.1", () => console.log(server.address().port));
`;

let server: ChildProcess;
let port: string;
beforeAll(async () => {
  const { server: own, root } = await makeDemoCertificates();
  const env = { CERT: own.certificatePem, KEY: own.keyPem, CA: root.certificatePem };
  const child = spawn(process.execPath, ["-e", SERVER], { env, stdio: ["ignore", "pipe", "inherit"] });
  server = child;
  const printed: unknown[] = await once(child.stdout, "data");
  port = String(printed[0]).trim();
});
afterAll(() => server.kill());

test("a server that refuses in the middle of our flight is still heard", async () => {
  const target = parseTarget(`127.0.0.1:${port}`);
  const request = { target: target.label, mutual: false, maxVersion: "TLS 1.2" } as const;
  const ends: string[] = [];
  for (let run = 0; run < 20; run++) {
    const { failure } = await runHandshake({
      target,
      engine: engineOptions(request, target, pureProvider),
      timeoutMs: 5000,
      settleMs: 0,
    });
    ends.push(failure?.id ?? "established");
  }
  // It closes at our empty Certificate. Were the rest of the flight still to come, its host would reset the
  // connection, and its alert would be lost.
  expect(new Set(ends)).toEqual(new Set(["connection.alert"]));
});
