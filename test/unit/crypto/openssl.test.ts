import { execFileSync } from "node:child_process";
import { createPrivateKey, constants } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Duplex } from "node:stream";
import { connect, createSecureContext, TLSSocket } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  extendedMasterSecret,
  keyBlock,
  masterSecret12,
  verifyData12,
} from "../../../src/core/crypto/keySchedule12";
import { finishedVerifyData, nextTrafficSecret, trafficKeys } from "../../../src/core/crypto/keySchedule13";
import { rsaPrivateOperation } from "../../../src/core/crypto/pure/sign";
import { recordCipher } from "../../../src/core/crypto/recordProtection";
import type { RecordCipher, WireRecord } from "../../../src/core/crypto/recordProtection";
import { keyBlockLengths, prfHash, suiteOf } from "../../../src/core/crypto/suites";
import { Transcript } from "../../../src/core/crypto/transcript";
import { hex, toHex } from "../../support/hex";
import { testProvider } from "../../support/provider";

/*
 * Handshakes between two OpenSSL peers (Node's) over a pair of streams that keep every byte: from the bytes and
 * the key log alone, every record must open and every Finished hold. Certificates are made by `openssl req`.
 */

type Side = "client" | "server";

interface Session {
  /** Records of both sides in the order in which they were written. */
  readonly records: readonly { readonly from: Side; readonly record: WireRecord }[];
  /** Key log lines: label and secret. */
  readonly secrets: ReadonlyMap<string, Uint8Array>;
}

interface Options {
  readonly version: "TLSv1" | "TLSv1.1" | "TLSv1.2" | "TLSv1.3";
  readonly cipher: string;
  readonly key: "rsa" | "ec";
  readonly secureOptions?: number;
}

const REQUEST = "a request of the client, long enough for several blocks of any cipher";
const ANSWER = "the server's answer";
let directory = "";

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "tls-inspector-crypto-"));
  const make = (name: string, ...algorithm: string[]) =>
    execFileSync(
      "openssl",
      [
        ...["req", "-x509", "-nodes", "-subj", "/CN=localhost", "-days", "2"],
        ...["-keyout", join(directory, `${name}.key`), "-out", join(directory, `${name}.pem`)],
        ...algorithm,
      ],
      { stdio: "ignore" },
    );
  make("rsa", "-newkey", "rsa:2048");
  make("ec", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
});

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** Two ends of one line; `wire` sees every chunk. */
function streamPair(wire: (from: Side, chunk: Uint8Array) => void): Record<Side, Duplex> {
  const end = (from: Side, other: () => Duplex) =>
    new Duplex({
      read() {
        // Chunks are pushed by the other end.
      },
      write(chunk: Buffer, _encoding, done) {
        wire(from, new Uint8Array(chunk));
        other().push(chunk);
        done();
      },
      final(done) {
        other().push(null);
        done();
      },
    });
  const client: Duplex = end("client", () => server);
  const server: Duplex = end("server", () => client);
  return { client, server };
}

async function handshake(options: Options): Promise<Session> {
  const pending: Record<Side, Uint8Array> = { client: new Uint8Array(0), server: new Uint8Array(0) };
  const records: { from: Side; record: WireRecord }[] = [];
  const line = streamPair((from, chunk) => {
    let bytes = Uint8Array.of(...pending[from], ...chunk);
    while (bytes.length >= 5) {
      const view = new DataView(bytes.buffer, bytes.byteOffset);
      const length = view.getUint16(3);
      if (bytes.length < 5 + length) break;
      const fragment = bytes.slice(5, 5 + length);
      records.push({ from, record: { type: view.getUint8(0), version: view.getUint16(1), fragment } });
      bytes = bytes.slice(5 + length);
    }
    pending[from] = bytes;
  });
  const parameters = {
    minVersion: options.version,
    maxVersion: options.version,
    // OpenSSL's default security level refuses TLS 1.0 and 1.1 as well as SHA-1 and 8-byte tags.
    ciphers: `${options.cipher}:${options.version === "TLSv1.3" ? "DEFAULT:" : ""}@SECLEVEL=0`,
    ...(options.secureOptions === undefined ? {} : { secureOptions: options.secureOptions }),
  };
  const server = new TLSSocket(line.server, {
    isServer: true,
    secureContext: createSecureContext({
      ...parameters,
      key: readFileSync(join(directory, `${options.key}.key`)),
      cert: readFileSync(join(directory, `${options.key}.pem`)),
    }),
  });
  const client = connect({ ...parameters, socket: line.client, rejectUnauthorized: false });
  const secrets = new Map<string, Uint8Array>();
  client.on("keylog", (logged: Buffer) => {
    const [label = "", , secret = ""] = logged.toString("latin1").trim().split(" ");
    secrets.set(label, hex(secret));
  });
  server.on("data", () => server.end(ANSWER));
  await new Promise<void>((resolve, reject) => {
    client.on("error", reject);
    server.on("error", reject);
    client.on("secureConnect", () => client.write(REQUEST));
    client.on("data", () => client.end());
    client.on("close", () => {
      resolve();
    });
  });
  return { records, secrets };
}

function secret(session: Session, label: string): Uint8Array {
  const found = session.secrets.get(label);
  if (found === undefined) throw new Error(`the key log has no ${label}`);
  return found;
}

/** Whole handshake messages out of record contents. */
function messagesOf(contents: Uint8Array): Uint8Array[] {
  const messages: Uint8Array[] = [];
  for (let at = 0; at + 4 <= contents.length;) {
    const length = new DataView(contents.buffer, contents.byteOffset + at).getUint32(0) & 0xffffff;
    messages.push(contents.subarray(at, at + 4 + length));
    at += 4 + length;
  }
  return messages;
}

/** The suite that a ServerHello chose: after version, random and session id. */
function chosenSuite(serverHello: Uint8Array) {
  const at = 4 + 2 + 32 + 1 + (serverHello[38] ?? 0);
  const suite = suiteOf(((serverHello[at] ?? 0) << 8) | (serverHello[at + 1] ?? 0));
  if (suite === undefined) throw new Error("the server chose a suite that is not in the table");
  return suite;
}

const VERSION = { TLSv1: 0x0301, "TLSv1.1": 0x0302, "TLSv1.2": 0x0303, "TLSv1.3": 0x0304 } as const;
const HANDSHAKE = 22;
const CHANGE_CIPHER_SPEC = 20;
const APPLICATION_DATA = 23;
const [SERVER_HELLO, CLIENT_KEY_EXCHANGE, FINISHED] = [2, 16, 20];

/** Opens a session below TLS 1.3; returns what each side sent. */
function inspect12(session: Session, options: Options, encryptThenMac: boolean) {
  const version = VERSION[options.version];
  const master = secret(session, "CLIENT_RANDOM");
  const transcript = new Transcript(testProvider);
  const ciphers: Partial<Record<Side, RecordCipher>> = {};
  const sequence: Record<Side, number> = { client: 0, server: 0 };
  const sent: Record<Side, string> = { client: "", server: "" };
  let finished = 0;
  let clientKeyExchange: { message: Uint8Array; count: number } | undefined;
  const randomOf = (index: number) => transcript.messages[index]?.slice(6, 38) ?? new Uint8Array(0);
  const suite = () => {
    const hello = transcript.messages.find((message) => message[0] === SERVER_HELLO);
    if (hello === undefined) throw new Error("no ServerHello yet");
    return chosenSuite(hello);
  };
  for (const { from, record } of session.records) {
    let content = record.fragment;
    const cipher = ciphers[from];
    if (cipher !== undefined) {
      const opened = cipher.open(sequence[from]++, record);
      if (!opened.ok) throw new Error(`${from}: ${opened.reason}`);
      content = opened.content;
    }
    if (record.type === CHANGE_CIPHER_SPEC) {
      const { keys } = keyBlock(
        testProvider,
        prfHash(suite(), version),
        master,
        { client: randomOf(0), server: randomOf(1) },
        keyBlockLengths(suite(), version),
      );
      ciphers[from] = recordCipher(
        testProvider,
        suite(),
        {
          key: keys[`${from}_write_key`],
          iv: keys[`${from}_write_IV`],
          macKey: keys[`${from}_write_MAC_key`],
        },
        { version, encryptThenMac },
      );
    }
    if (record.type === APPLICATION_DATA) sent[from] += String.fromCharCode(...content);
    if (record.type !== HANDSHAKE) continue;
    for (const message of messagesOf(content)) {
      if (message[0] === FINISHED) {
        const hash = prfHash(suite(), version);
        const digest = transcript.digestAt(transcript.length, hash);
        const step = verifyData12(testProvider, hash, master, from, digest);
        expect(toHex(message.subarray(4)), `${from} Finished`).toBe(toHex(step.output));
        finished++;
      }
      const count = transcript.append(message);
      if (message[0] === CLIENT_KEY_EXCHANGE) clientKeyExchange = { message, count };
    }
  }
  expect(finished).toBe(2);
  return { sent, transcript, suite: suite(), master, clientKeyExchange, randoms: [randomOf(0), randomOf(1)] };
}

const NO_ETM = constants.SSL_OP_NO_ENCRYPT_THEN_MAC;
/** SSL_OP_NO_EXTENDED_MASTER_SECRET, which Node does not name. */
const NO_EMS = 1;

const BELOW_13: readonly (readonly [Options["version"], string, Options["key"], boolean])[] = [
  ["TLSv1.2", "ECDHE-RSA-AES128-GCM-SHA256", "rsa", false],
  ["TLSv1.2", "ECDHE-ECDSA-AES256-GCM-SHA384", "ec", false],
  ["TLSv1.2", "ECDHE-RSA-CHACHA20-POLY1305", "rsa", false],
  ["TLSv1.2", "ECDHE-ECDSA-AES128-CCM", "ec", false],
  ["TLSv1.2", "ECDHE-ECDSA-AES256-CCM8", "ec", false],
  ["TLSv1.2", "ECDHE-RSA-AES128-SHA256", "rsa", true],
  ["TLSv1.2", "ECDHE-RSA-AES256-SHA384", "rsa", false],
  ["TLSv1.2", "AES256-SHA", "rsa", true],
  ["TLSv1.1", "ECDHE-RSA-AES256-SHA", "rsa", true],
  ["TLSv1.1", "AES128-SHA", "rsa", false],
  ["TLSv1", "ECDHE-ECDSA-AES128-SHA", "ec", true],
  ["TLSv1", "AES256-SHA", "rsa", false],
];

describe("sessions of OpenSSL below TLS 1.3 open with the master secret", () => {
  it.each(BELOW_13)("%s %s (%s key), encrypt-then-MAC %s", async (version, cipher, key, encryptThenMac) => {
    const options = { version, cipher, key, secureOptions: encryptThenMac ? 0 : NO_ETM };
    const { sent, suite } = inspect12(await handshake(options), options, encryptThenMac);
    expect(sent).toEqual({ client: REQUEST, server: ANSWER });
    expect(suite.cipher.kind).toBe(/CCM|GCM|CHACHA/.test(cipher) ? "aead" : "cbc");
  });
});

describe("the master secret from RSA key exchange and the server's private key", () => {
  it.each([
    ["TLSv1.2", "AES128-GCM-SHA256", true],
    ["TLSv1.2", "AES256-GCM-SHA384", false],
    ["TLSv1.1", "AES128-SHA", true],
    ["TLSv1", "AES128-SHA", false],
  ] as const)("%s %s, extended %s", async (version, cipher, extended) => {
    const options = {
      version,
      cipher,
      key: "rsa",
      secureOptions: NO_ETM | (extended ? 0 : NO_EMS),
    } as const;
    const { transcript, suite, master, clientKeyExchange, randoms } = inspect12(
      await handshake(options),
      options,
      false,
    );
    const jwk = createPrivateKey(readFileSync(join(directory, "rsa.key"))).export({ format: "jwk" });
    const part = (name: "n" | "e" | "d") => new Uint8Array(Buffer.from(jwk[name] ?? "", "base64url"));
    const rsa = { kind: "rsa", n: part("n"), e: part("e"), d: part("d") } as const;
    if (clientKeyExchange === undefined) throw new Error("no ClientKeyExchange");
    // Header, then the length of the encrypted premaster secret.
    const decrypted = rsaPrivateOperation(rsa, clientKeyExchange.message.subarray(6));
    const preMaster = decrypted.slice(-48);
    expect([...decrypted.slice(0, 2), decrypted.at(-49)]).toEqual([0, 2, 0]);
    const hash = prfHash(suite, VERSION[version]);
    const step = extended
      ? extendedMasterSecret(
          testProvider,
          hash,
          preMaster,
          transcript.digestAt(clientKeyExchange.count, hash),
        )
      : masterSecret12(testProvider, hash, preMaster, {
          client: randoms[0] ?? new Uint8Array(0),
          server: randoms[1] ?? new Uint8Array(0),
        });
    expect(toHex(step.output)).toBe(toHex(master));
  });
});

describe("sessions of OpenSSL in TLS 1.3 open with the traffic secrets", () => {
  it.each([
    ["TLS_AES_128_GCM_SHA256", "rsa"],
    ["TLS_AES_256_GCM_SHA384", "ec"],
    ["TLS_CHACHA20_POLY1305_SHA256", "rsa"],
    ["TLS_AES_128_CCM_SHA256", "ec"],
    ["TLS_AES_128_CCM_8_SHA256", "ec"],
  ] as const)("%s (%s key)", async (cipher, key) => {
    const session = await handshake({ version: "TLSv1.3", cipher, key });
    const hello = session.records.find(({ from, record }) => from === "server" && record.type === HANDSHAKE);
    if (hello === undefined) throw new Error("no ServerHello");
    const suite = chosenSuite(hello.record.fragment);
    expect(suite.name).toBe(cipher);
    const schedule = { crypto: testProvider, hash: suite.hash };
    const transcript = new Transcript(testProvider);
    const sent: Record<Side, string> = { client: "", server: "" };
    const sequence: Record<Side, number> = { client: 0, server: 0 };
    const epoch: Record<Side, "HANDSHAKE_TRAFFIC_SECRET" | "TRAFFIC_SECRET_0"> = {
      client: "HANDSHAKE_TRAFFIC_SECRET",
      server: "HANDSHAKE_TRAFFIC_SECRET",
    };
    let finished = 0;
    for (const { from, record } of session.records) {
      if (record.type === CHANGE_CIPHER_SPEC) continue;
      let { type, fragment: content } = record;
      if (type === APPLICATION_DATA) {
        const traffic = secret(session, `${from.toUpperCase()}_${epoch[from]}`);
        const { key: write, iv } = trafficKeys(schedule, traffic, { key: suite.keyLength, iv: 12 });
        const keys = { key: write.output, iv: iv.output };
        const opened = recordCipher(testProvider, suite, keys, { version: 0x0304 }).open(
          sequence[from]++,
          record,
        );
        if (!opened.ok) throw new Error(`${from}: ${opened.reason}`);
        ({ type, content } = opened);
        // Keys of the next generation open nothing here.
        const next = trafficKeys(schedule, nextTrafficSecret(schedule, traffic).output, {
          key: suite.keyLength,
          iv: 12,
        });
        expect(
          recordCipher(
            testProvider,
            suite,
            { key: next.key.output, iv: next.iv.output },
            { version: 0x0304 },
          ).open(sequence[from] - 1, record),
        ).toMatchObject({ ok: false, reason: "tag" });
      }
      if (type === APPLICATION_DATA) sent[from] += String.fromCharCode(...content);
      if (type !== HANDSHAKE || epoch[from] === "TRAFFIC_SECRET_0") continue;
      for (const message of messagesOf(content)) {
        if (message[0] === FINISHED) {
          const base = secret(session, `${from.toUpperCase()}_${epoch[from]}`);
          const [, data] = finishedVerifyData(
            schedule,
            base,
            transcript.digestAt(transcript.length, suite.hash),
          );
          expect(toHex(message.subarray(4)), `${from} Finished`).toBe(toHex(data.output));
          epoch[from] = "TRAFFIC_SECRET_0";
          sequence[from] = 0;
          finished++;
        }
        transcript.append(message);
      }
    }
    expect(finished).toBe(2);
    expect(sent).toEqual({ client: REQUEST, server: ANSWER });
  });
});
