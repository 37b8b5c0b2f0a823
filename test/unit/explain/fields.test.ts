import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SourceGraph } from "../../../src/core/bytes/source";
import { explainField, explainRow, EXPLAINED_FIELDS, rfcUrl } from "../../../src/core/explain";
import { allSchemas } from "../../../src/core/fields/schema";
import { FieldTable } from "../../../src/core/fields/table";
import { Tracer } from "../../../src/core/fields/tracer";
import { traceHandshake, writeHandshake } from "../../../src/core/tls/handshake";
import { proseProblems, REFERENCE } from "./lint";

const core = join(import.meta.dirname, "../../../src/core");

/** Every key that a decoder registers when its module loads. */
async function registeredKeys(): Promise<Set<string>> {
  for (const folder of ["tls", "asn1", "x509", "session"].filter((name) => existsSync(join(core, name))))
    for (const file of readdirSync(join(core, folder), { recursive: true, encoding: "utf8" }))
      if (file.endsWith(".ts")) await import(join(core, folder, file));
  return new Set(allSchemas().map(({ key }) => key));
}

describe("explainField", () => {
  it("explains every key that the decoders register, or inherits a section for it", async () => {
    const keys = await registeredKeys();
    expect(keys.size).toBeGreaterThan(150);
    const missing = [...keys].filter((key) => explainField(key) === undefined);
    expect(missing).toEqual([]);
  });

  it("has a row of its own for every key of TLS", async () => {
    const keys = await registeredKeys();
    const own = new Set(EXPLAINED_FIELDS);
    const orphans = [...keys].filter(
      (key) =>
        key.startsWith("tls.") && !own.has(key) && !(key.endsWith("_length") && own.has(key.slice(0, -7))),
    );
    expect(orphans).toEqual([]);
  });

  it.each(EXPLAINED_FIELDS)("says %s in good prose, or nothing", (key) => {
    const explanation = explainField(key);
    expect(explanation?.rfc).toMatch(REFERENCE);
    expect(rfcUrl(explanation?.rfc ?? "") !== undefined).toBe(explanation?.rfc.startsWith("RFC "));
    if (explanation?.text) expect(proseProblems(explanation.text)).toEqual([]);
  });

  it("titles a length by what it measures, without words", () => {
    expect(explainField("tls.handshake.ciphersuites_length")).toEqual({
      title: "Cipher Suites Length",
      rfc: "RFC 8446 §4.1.2",
      text: "",
    });
  });

  it("inherits from the nearest parent", () => {
    expect(explainField("tls.handshake.extensions.psk.identity.identity_oddity.deep")?.rfc).toBe(
      "RFC 8446 §4.2.11",
    );
    expect(explainField("tls.record.novelty")?.rfc).toBe("RFC 8446 §5.1");
    expect(explainField("novelty")).toBeUndefined();
    expect(explainField("")).toBeUndefined();
    expect(explainField("toString", 1)).toBeUndefined();
  });

  it("lets the value speak", () => {
    expect(explainField("tls.handshake.ciphersuite", 0xc02f)?.text).toMatch(
      /RSA certificate.*128 bits in GCM/,
    );
    expect(explainField("tls.handshake.extension.type", 0)?.title).toBe("server_name");
    expect(explainField("tls.handshake.extensions_supported_group", 29)?.text).toMatch(/Curve25519/);
    expect(explainField("tls.handshake.sig_hash_alg", 0x0804)?.text).toMatch(/PSS/);
    expect(explainField("tls.alert_message.desc", 48)?.text).toMatch(/^The sender/);
    expect(explainField("tls.alert_message.desc", 121)?.text).toMatch(/client wanted.*the server did not/);
    expect(explainField("tls.record.content_type", 99)?.title).toBe("Content Type");
  });
});

describe("explainRow", () => {
  it("explains the row that frames an extension as that extension", () => {
    const bytes = writeHandshake({
      tag: "encrypted_extensions",
      value: { extensions: [{ extension_type: 16, extension_data: new Uint8Array([0, 3, 2, 0x68, 0x32]) }] },
    });
    const sources = new SourceGraph();
    const source = sources.addBytes("message", bytes);
    const fields = new FieldTable(sources);
    traceHandshake(new Tracer(fields, source, 0, []), bytes, 0, bytes.length, { version: 0x0304 });
    const row = fields.find("tls.handshake.extension");
    expect(row).toBeDefined();
    expect(explainRow(fields, row ?? 0)?.title).toBe("application_layer_protocol_negotiation");
  });
});
