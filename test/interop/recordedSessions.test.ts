import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Inspection } from "../../src/core/inspection";
import type { WireLog } from "../../src/core/session/wireLog";
import { makeCertificate, OpensslFolder, opensslVersion } from "../support/openssl";
import { record, type Recording } from "../support/peers/recorded";
import { sequence } from "../support/peers/run";
import { inspectAll, unsound } from "../support/soundness";

/** The messages without application data, whose number is a matter of buffering. */
function handshakeOf(inspection: Inspection): string[] {
  return sequence(inspection).filter((message) => !message.endsWith("application_data"));
}

function checksOf(inspection: Inspection): string[] {
  return inspection.checks.map(({ id, status }) => `${id}: ${status}`);
}

function findingsOf(inspection: Inspection): string[] {
  return inspection.findings.filter(({ id }) => !id.startsWith("certificate.")).map(({ id }) => id);
}

describe.skipIf(opensslVersion === undefined)("sessions between openssl's client and server", () => {
  let folder: OpensslFolder;
  beforeAll(() => {
    folder = new OpensslFolder();
    makeCertificate(folder, "rsa", { key: "rsa", subject: "/CN=localhost" });
    makeCertificate(folder, "client", { key: "p256", subject: "/CN=client" });
  }, 30_000);
  afterAll(() => {
    folder.remove();
  });

  const sessions = async (recording: Omit<Recording, "certificate">): Promise<Inspection[]> => {
    const logs = await record(folder, { certificate: "rsa", ...recording });
    return logs.map((log: WireLog) => {
      const inspection = inspectAll(log);
      expect(unsound(inspection)).toEqual([]);
      return inspection;
    });
  };
  const resuming = (version: string, ...more: string[]): Recording["clients"] => [
    { args: [version, "-sess_out", "session.pem", ...more], types: ["first\n"] },
    { args: [version, "-sess_in", "session.pem", ...more], types: ["second\n"] },
  ];

  it.each([
    ["with a session ID", ["-no_ticket"]],
    ["with a ticket", []],
  ])("TLS 1.2 is resumed %s: the server finishes first", async (_, server) => {
    const [first, second] = await sessions({ server: ["-tls1_2", ...server], clients: resuming("-tls1_2") });
    expect(first?.negotiated).toMatchObject({ version: "TLS 1.2", resumed: false });
    expect(second?.negotiated).toMatchObject({ version: "TLS 1.2", resumed: true });
    expect(second && handshakeOf(second).slice(0, 6)).toEqual([
      "client client_hello",
      "server server_hello",
      "server change_cipher_spec",
      "server finished",
      "client change_cipher_spec",
      "client finished",
    ]);
    expect(second && checksOf(second)).toEqual(["finished.server: passed", "finished.client: passed"]);
    expect(second && findingsOf(second)).toEqual([]);
  });

  it("TLS 1.3 is resumed with a ticket", async () => {
    const [first, second] = await sessions({ server: ["-tls1_3"], clients: resuming("-tls1_3") });
    expect(first?.negotiated).toMatchObject({ version: "TLS 1.3", resumed: false });
    expect(second?.negotiated).toMatchObject({ version: "TLS 1.3", resumed: true });
    expect(second && handshakeOf(second)).not.toContain("server certificate");
    expect(second && checksOf(second)).toEqual(["finished.server: passed", "finished.client: passed"]);
    expect(second && findingsOf(second)).toEqual([]);
  });

  it("early data is read when it is accepted, and when it is refused because it was seen before", async () => {
    folder.write("early.txt", "early words\n");
    const again = {
      args: ["-tls1_3", "-sess_in", "early.pem", "-early_data", "early.txt"],
      types: ["more\n"],
    };
    const [, accepted, refused] = await sessions({
      interactive: true,
      server: ["-tls1_3", "-early_data", "-max_early_data", "1000"],
      clients: [{ args: ["-tls1_3", "-sess_out", "early.pem"], types: ["first\n"] }, again, again],
    });
    expect(accepted && handshakeOf(accepted)).toContain("client end_of_early_data");
    expect(refused && handshakeOf(refused)).not.toContain("client end_of_early_data");
    for (const inspection of [accepted, refused]) {
      expect(inspection && sequence(inspection)).toContain("client application_data");
      expect(inspection && sequence(inspection)).not.toContain("client encrypted");
      expect(inspection && checksOf(inspection)).toEqual(
        expect.arrayContaining(["finished.server: passed", "finished.client: passed"]),
      );
      expect(inspection && findingsOf(inspection)).toEqual([]);
    }
  });

  it("early data without its secret stays closed, and the rest of the session opens", async () => {
    folder.write("early.txt", "early words\n");
    const again = {
      args: ["-tls1_3", "-sess_in", "early.pem", "-early_data", "early.txt"],
      types: ["more\n"],
    };
    const logs = await record(folder, {
      certificate: "rsa",
      interactive: true,
      server: ["-tls1_3", "-early_data", "-max_early_data", "1000"],
      clients: [{ args: ["-tls1_3", "-sess_out", "early.pem"], types: ["first\n"] }, again, again],
    });
    for (const { chunks, keyLog } of logs.slice(1)) {
      const kept = keyLog.filter(({ label }) => label !== "CLIENT_EARLY_TRAFFIC_SECRET");
      const inspection = inspectAll({ chunks, keyLog: kept });
      expect(unsound(inspection)).toEqual([]);
      expect(sequence(inspection)).toEqual(
        expect.arrayContaining(["client encrypted", "client finished", "client application_data"]),
      );
      expect(findingsOf(inspection)).toEqual(["record.no_keys"]);
    }
  });

  it("a renegotiated handshake is checked beside the first one", async () => {
    const [inspection] = await sessions({
      server: ["-tls1_2", "-client_renegotiation"],
      clients: [{ args: ["-tls1_2"], types: ["R\n", "words\n"] }],
    });
    if (!inspection) throw new Error("no session");
    const names = sequence(inspection);
    expect(names.filter((name) => name === "client client_hello")).toHaveLength(2);
    expect(names.filter((name) => name === "server finished")).toHaveLength(2);
    const once = [
      "server_key_exchange.signature: passed",
      "finished.client: passed",
      "finished.server: passed",
    ];
    expect(checksOf(inspection)).toEqual([...once, ...once]);
    expect(inspection.messages.findLast(({ name }) => name === "client_hello")?.encrypted).toBe(true);
    expect(findingsOf(inspection)).toEqual([]);
  });

  it("keys are updated", async () => {
    const [inspection] = await sessions({
      server: ["-tls1_3"],
      clients: [{ args: ["-tls1_3"], types: ["one\n", "K\n", "two\n", "k\n", "three\n"] }],
    });
    if (!inspection) throw new Error("no session");
    const names = sequence(inspection);
    expect(names.filter((name) => name === "client key_update")).toHaveLength(2);
    expect(names.filter((name) => name === "server key_update")).toHaveLength(1);
    expect(names.slice(names.lastIndexOf("client key_update"))).toContain("server application_data");
    expect(findingsOf(inspection)).toEqual([]);
  });

  it("a suite that we cannot open is named, though its keys are at hand", async () => {
    const [inspection] = await sessions({
      server: ["-tls1_2", "-cipher", "ECDHE-RSA-CAMELLIA128-SHA256"],
      clients: [{ args: ["-tls1_2", "-cipher", "ECDHE-RSA-CAMELLIA128-SHA256"], types: ["words\n"] }],
    });
    if (!inspection) throw new Error("no session");
    expect(inspection.keyLog.length).toBeGreaterThan(0);
    expect(inspection.findings.find(({ id }) => id === "record.no_keys")?.message).toMatch(
      /records of the cipher suite TLS_ECDHE_RSA_WITH_CAMELLIA_128_CBC_SHA256 .* are not decrypted here/,
    );
    expect(findingsOf(inspection)).toEqual(["record.no_keys"]);
  });

  it("a handshake that fails after a Hello Retry Request says so by its alert", async () => {
    let hellos = 0;
    const [inspection] = await sessions({
      server: ["-tls1_3", "-groups", "P-384"],
      clients: [{ args: ["-tls1_3", "-groups", "X25519:P-384"] }],
      tamper: (from, bytes) => {
        if (from !== "client" || ++hellos !== 2) return bytes;
        // The last byte of the second Client Hello is its key share's.
        const changed = bytes.slice();
        changed.fill((bytes.at(-1) ?? 0) ^ 1, bytes.length - 1);
        return changed;
      },
    });
    if (!inspection) throw new Error("no session");
    expect(handshakeOf(inspection).slice(0, 2)).toEqual([
      "client client_hello",
      "server hello_retry_request",
    ]);
    expect(handshakeOf(inspection).at(-1)).toMatch(/alert$/);
    expect(findingsOf(inspection)[0]).toMatch(/^alert\./);
    expect(inspection.negotiated?.cipherSuite).toBeUndefined();
  });
});
