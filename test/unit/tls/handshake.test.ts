import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { equalBytes } from "../../../src/core/bytes/concat";
import { SourceGraph } from "../../../src/core/bytes/source";
import { FieldTable } from "../../../src/core/fields/table";
import { Tracer } from "../../../src/core/fields/tracer";
import type { Context } from "../../../src/core/grammar";
import type { Finding } from "../../../src/core/inspection";
import { extensions } from "../../../src/core/tls/extensions";
import {
  readHandshake,
  traceHandshake,
  writeHandshake,
  type HandshakeMessage,
} from "../../../src/core/tls/handshake";
import { coverageProblem, treeText } from "../../support/leaves";

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const fill = (length: number, first = 1): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (first + i) & 0xff);

const clientHello: HandshakeMessage = {
  tag: "client_hello",
  value: {
    legacy_version: 0x0303,
    random: fill(32),
    legacy_session_id: fill(32, 100),
    cipher_suites: [0x1301, 0x0a0a, 0xc02f, 0xfffe],
    legacy_compression_methods: [0],
    extensions: [
      extensions.server_name.make("client_hello", {
        server_name_list: [{ name_type: 0, host_name: ascii("localhost") }],
      }),
      extensions.supported_versions.make("client_hello", { versions: [0x0304, 0x0303] }),
      extensions.key_share.make("client_hello", { client_shares: [{ group: 29, key_exchange: fill(32) }] }),
      extensions.application_layer_protocol_negotiation.make("client_hello", {
        protocol_name_list: [ascii("h2")],
      }),
      extensions.extended_master_secret.make("client_hello", {}),
      { extension_type: 0x3a3a, extension_data: fill(3) },
    ],
  },
};
const dn = fill(9);
const cases: [HandshakeMessage, Context][] = [
  [clientHello, {}],
  [
    { tag: "certificate", value: { tag: "tls12", value: { certificate_list: [fill(20), fill(5)] } } },
    { version: 0x0303 },
  ],
  [
    {
      tag: "certificate",
      value: {
        tag: "tls13",
        value: {
          certificate_request_context: fill(2),
          certificate_list: [{ cert_data: fill(20), extensions: [] }],
        },
      },
    },
    { version: 0x0304 },
  ],
  [
    {
      tag: "certificate_request",
      value: {
        tag: "tls12",
        value: {
          certificate_types: [1, 64],
          supported_signature_algorithms: [0x0804],
          certificate_authorities: [dn],
        },
      },
    },
    { version: 0x0303 },
  ],
  [
    {
      tag: "server_key_exchange",
      value: {
        tag: "ecdhe",
        value: {
          params: { curve_type: 3, named_curve: 29, public: fill(32) },
          signed_params: { algorithm: 0x0804, signature: fill(64) },
        },
      },
    },
    { version: 0x0303, keyExchange: "ecdhe" },
  ],
  [
    { tag: "client_key_exchange", value: { tag: "rsa", value: { encrypted_pre_master_secret: fill(256) } } },
    { keyExchange: "rsa" },
  ],
  [{ tag: "finished", value: { verify_data: fill(12) } }, {}],
  [{ tag: "server_hello_done", value: {} }, {}],
];

function trace(
  bytes: Uint8Array,
  context: Context,
): { table: FieldTable; row: number; findings: Finding[]; source: number } {
  const sources = new SourceGraph();
  const source = sources.addBytes("message", bytes);
  const table = new FieldTable(sources);
  const findings: Finding[] = [];
  const row = traceHandshake(new Tracer(table, source, 0, findings), bytes, 0, bytes.length, context);
  return { table, row, findings, source };
}

describe("handshake messages", () => {
  it.each(cases.map(([message, context]) => [message.tag, message, context] as const))(
    "%s: written, read and traced alike",
    (_, message, context) => {
      const bytes = writeHandshake(message);
      expect(readHandshake(bytes, context)).toEqual(message);
      const { table, row, findings, source } = trace(bytes, context);
      expect(findings).toEqual([]);
      expect(coverageProblem(table, row, source, 0, bytes.length)).toBeUndefined();
    },
  );

  it("names what stands in a Client Hello", () => {
    const { table, row } = trace(writeHandshake(clientHello), {});
    const text = treeText(table, row);
    expect(text).toContain("Cipher Suite: TLS_AES_128_GCM_SHA256 (0x1301)");
    expect(text).toContain("Cipher Suite: GREASE (0x0a0a)");
    expect(text).toContain("Cipher Suite: unknown (0xfffe, 65534)");
    expect(text).toContain("Server Name: localhost");
    expect(table.find("tls.handshake.extensions_server_name")).toBeDefined();
  });

  it("shows a message cut anywhere as far as it goes, with a finding and every byte in one leaf", () => {
    for (const [message, context] of cases) {
      const whole = writeHandshake(message);
      for (let length = 0; length < whole.length; length++) {
        const { table, row, findings, source } = trace(whole.slice(0, length), context);
        expect(findings, `${message.tag} cut to ${String(length)}`).toHaveLength(1);
        expect(
          coverageProblem(table, row, source, 0, length),
          `${message.tag} cut to ${String(length)}`,
        ).toBeUndefined();
      }
    }
  });

  it("survives any bytes: no throw, every byte in one leaf", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...cases),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }),
        ([message, context], edits) => {
          const bytes = writeHandshake(message);
          for (const [at, value] of edits) bytes[at % bytes.length] = value;
          const { table, row, source, findings } = trace(bytes, context);
          expect(coverageProblem(table, row, source, 0, bytes.length)).toBeUndefined();
          let readable = true;
          try {
            readHandshake(bytes, context);
          } catch {
            readable = false;
          }
          if (readable) expect(equalBytes(writeHandshake(readHandshake(bytes, context)), bytes)).toBe(true);
          else expect(findings.length + Number(bytes[0] !== 0)).toBeGreaterThan(0);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("says where an extension's length is wrong and goes on with what it can", () => {
    const bytes = writeHandshake(clientHello);
    const at = bytes.length - 3 - 2; // the length of the last extension
    bytes[at + 1] = 41;
    const { findings } = trace(bytes, {});
    expect(findings.map((f) => f.message)).toEqual([
      "The extension GREASE (0x3a3a) says 41 bytes, 3 are left",
    ]);
  });
});
