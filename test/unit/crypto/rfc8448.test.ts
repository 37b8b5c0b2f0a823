import { describe, expect, it } from "vitest";
import { walk13 } from "../../../src/core/crypto/walk13";
import { finishedVerifyData, resumptionPsk, trafficKeys } from "../../../src/core/crypto/keySchedule13";
import { Transcript } from "../../../src/core/crypto/transcript";
import { ascii, hex, toHex } from "../../support/hex";
import { testProvider } from "../../support/provider";
import { rfc8448ServerKey, RFC8448_TRACES } from "../../support/rfc8448";
import type { Rfc8448Trace } from "../../support/rfc8448";

const schedule = { crypto: testProvider, hash: "sha256" } as const;

/** Handshake messages out of the payloads of handshake records, each of which holds whole ones. */
function handshakeMessages(trace: Rfc8448Trace): Uint8Array[] {
  const messages: Uint8Array[] = [];
  for (const record of trace.records) {
    if (record.type !== "handshake") continue;
    const payload = hex(record.payload);
    for (let at = 0; at < payload.length;) {
      const length = new DataView(payload.buffer).getUint32(at) & 0xffffff;
      messages.push(payload.subarray(at, at + 4 + length));
      at += 4 + length;
    }
  }
  return messages;
}

function transcriptOf(trace: Rfc8448Trace) {
  const messages = handshakeMessages(trace);
  const transcript = new Transcript(testProvider);
  for (const message of messages) transcript.append(message);
  const typeIs = (type: number) => (message: Uint8Array) => message[0] === type;
  const serverHello = messages.findLastIndex(typeIs(2));
  const serverFinished = messages.findIndex(typeIs(20));
  const clientFinished = messages.findLastIndex(typeIs(20));
  return { messages, transcript, serverHello, serverFinished, clientFinished };
}

function theOnly(values: readonly string[]): string {
  expect(new Set(values).size).toBe(1);
  return values[0] ?? "";
}

const SECRET_OF_LABEL: Readonly<Record<string, keyof ReturnType<typeof walk>["secrets"]>> = {
  "c e traffic": "client_early_traffic_secret",
  "e exp master": "early_exporter_master_secret",
  "c hs traffic": "client_handshake_traffic_secret",
  "s hs traffic": "server_handshake_traffic_secret",
  "c ap traffic": "client_application_traffic_secret_0",
  "s ap traffic": "server_application_traffic_secret_0",
  "exp master": "exporter_master_secret",
  "res master": "resumption_master_secret",
};

/** The whole schedule from nothing but the RFC's private keys, its PSK and its messages. */
function walk(trace: Rfc8448Trace) {
  const { transcript, serverHello, serverFinished, clientFinished } = transcriptOf(trace);
  const client = trace.keyPairs.findLast((pair) => pair.owner === "client");
  const server = trace.keyPairs.findLast((pair) => pair.owner === "server");
  if (client === undefined || server === undefined) throw new Error("the trace has no key pairs");
  const early = trace.extracts.find((extract) => extract.name === "early");
  const psk =
    trace.binder === undefined || early === undefined
      ? undefined
      : ({ key: hex(early.ikm), kind: "resumption" } as const);
  return walk13(schedule, {
    psk,
    sharedSecret: testProvider.sharedSecret(client.group, hex(client.privateKey), hex(server.publicKey)),
    transcript: {
      clientHello: transcript.digestAt(1, "sha256"),
      serverHello: transcript.digestAt(serverHello + 1, "sha256"),
      serverFinished: transcript.digestAt(serverFinished + 1, "sha256"),
      clientFinished: transcript.digestAt(clientFinished + 1, "sha256"),
    },
  });
}

describe.each(Object.entries(RFC8448_TRACES))("RFC 8448 trace %s", (_name, trace) => {
  it("gives the public keys and shared secrets of its key pairs", () => {
    expect(trace.keyPairs.length).toBeGreaterThanOrEqual(2);
    for (const pair of trace.keyPairs) {
      expect(toHex(testProvider.publicKey(pair.group, hex(pair.privateKey)))).toBe(pair.publicKey);
    }
  });

  it("gives every secret of the key schedule", () => {
    const { steps, secrets } = walk(trace);
    for (const extract of trace.extracts) {
      const step = steps.find(({ name }) => name === `${extract.name}_secret`);
      expect(toHex(step?.output ?? new Uint8Array()), extract.name).toBe(extract.secret);
      expect(toHex(step?.inputs.at(-1)?.bytes ?? new Uint8Array()), extract.name).toBe(extract.ikm);
    }
    const labels = trace.derived.map(({ label }) => label).filter((label) => label !== "derived");
    expect(labels.length).toBeGreaterThanOrEqual(6);
    for (const label of labels) {
      const name = SECRET_OF_LABEL[label];
      if (name === undefined) throw new Error(`no secret is known for the label ${label}`);
      const expected = trace.derived.filter((derived) => derived.label === label);
      expect(toHex(secrets[name] ?? new Uint8Array()), label).toBe(
        theOnly(expected.map(({ output }) => output)),
      );
      const step = steps.find((candidate) => candidate.name === name);
      expect(toHex(step?.inputs[1]?.bytes ?? new Uint8Array()), `${label}: transcript`).toBe(
        theOnly(expected.map(({ transcriptHash }) => transcriptHash)),
      );
    }
    for (const derived of trace.derived.filter(({ label }) => label === "derived")) {
      const step = steps.find(({ output }) => toHex(output) === derived.output);
      expect(step?.name).toMatch(/^derived_(early|handshake)_secret$/);
    }
  });

  it("gives every traffic key and IV", () => {
    expect(trace.trafficKeys.length).toBeGreaterThanOrEqual(4);
    for (const keys of trace.trafficKeys) {
      const { key, iv } = trafficKeys(schedule, hex(keys.secret), { key: 16, iv: 12 });
      expect(toHex(key.output)).toBe(keys.key);
      expect(toHex(iv.output)).toBe(keys.iv);
    }
  });

  it("gives the verify_data of both Finished messages from the transcript", () => {
    const { messages, transcript, serverFinished, clientFinished } = transcriptOf(trace);
    const { secrets } = walk(trace);
    for (const [index, secret] of [
      [serverFinished, secrets.server_handshake_traffic_secret],
      [clientFinished, secrets.client_handshake_traffic_secret],
    ] as const) {
      const [key, data] = finishedVerifyData(
        schedule,
        secret ?? new Uint8Array(),
        transcript.digestAt(index, "sha256"),
      );
      expect(toHex(data.output)).toBe(toHex(messages[index]?.subarray(4) ?? new Uint8Array()));
      expect(trace.finished.map(({ finishedKey }) => finishedKey)).toContain(toHex(key.output));
      expect(trace.finished.map(({ verifyData }) => verifyData)).toContain(toHex(data.output));
    }
  });

  it("verifies the server's CertificateVerify where its key is known (RFC 8446 §4.4.3)", () => {
    const { messages, transcript } = transcriptOf(trace);
    const index = messages.findIndex((message) => message[0] === 15);
    const isKnown = trace.messages.some(
      ({ bytes }) => bytes.includes(rfc8448ServerKey.n) && bytes.startsWith("0b"),
    );
    const message = messages[index];
    // §4 resumes without certificates; in §6 the RSA key is not this one.
    if (message === undefined || !isKnown) {
      expect(["RFC 8448 §4", "RFC 8448 §6"]).toContain(trace.section);
      return;
    }
    expect(toHex(message.subarray(4, 6))).toBe("0804"); // rsa_pss_rsae_sha256
    const signed = Uint8Array.of(
      ...new Uint8Array(64).fill(0x20),
      ...ascii("TLS 1.3, server CertificateVerify"),
      0,
      ...transcript.digestAt(index, "sha256"),
    );
    const key = {
      kind: "rsa",
      modulus: hex(rfc8448ServerKey.n),
      exponent: hex(rfc8448ServerKey.e),
    } as const;
    const verify = (content: Uint8Array) =>
      testProvider.verify({ kind: "rsa-pss", hash: "sha256" }, key, content, message.subarray(8));
    expect(verify(signed)).toBe(true);
    expect(verify(signed.subarray(1))).toBe(false);
  });

  if (trace.resumption !== undefined) {
    const { resumptionMasterSecret, ticketNonce, psk } = trace.resumption;
    it("gives the resumption PSK", () => {
      const step = resumptionPsk(schedule, hex(resumptionMasterSecret), hex(ticketNonce));
      expect(toHex(step.output)).toBe(psk);
      expect(toHex(walk(trace).secrets.resumption_master_secret ?? new Uint8Array())).toBe(
        resumptionMasterSecret,
      );
    });
  }

  if (trace.binder !== undefined) {
    const { binder, binderKey, binderHash, clientHelloPrefix, finishedKey } = trace.binder;
    it("gives the PSK binder over the ClientHello's beginning", () => {
      const digest = new Transcript(testProvider).digestWith(0, hex(clientHelloPrefix), "sha256");
      expect(toHex(digest)).toBe(binderHash);
      const key = walk(trace).secrets.binder_key_resumption ?? new Uint8Array();
      expect(toHex(key)).toBe(binderKey);
      const [finished, data] = finishedVerifyData(schedule, key, digest, "binder_key");
      expect(toHex(finished.output)).toBe(finishedKey);
      expect(toHex(data.output)).toBe(binder);
      // The ClientHello on the wire ends with this very binder.
      expect(trace.records[0]?.payload.endsWith(binder)).toBe(true);
    });
  }
});
