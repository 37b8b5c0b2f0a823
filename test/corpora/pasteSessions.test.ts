import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { inspectText } from "../../src/core/inspect/text";
import { testProvider } from "../support/provider";
import { unsound } from "../support/soundness";

const folder = resolve(import.meta.dirname, "../../../shared/corpora/paste");
const present = existsSync(folder);
if (!present) console.log(`skipped: no corpora at ${folder}`);

const TLS13 = [
  ...["client client_hello", "server server_hello", "server change_cipher_spec"],
  ...[
    "server *encrypted_extensions",
    "server *certificate",
    "server *certificate_verify",
    "server *finished",
  ],
];
const TLS12 = [
  ...["client client_hello", "server server_hello", "server certificate", "server server_key_exchange"],
  ...["server server_hello_done", "client client_key_exchange", "client change_cipher_spec"],
  ...["client *finished", "server new_session_ticket", "server change_cipher_spec", "server *finished"],
];

/** The handshake in each file, and the checks that come out well. */
const SESSIONS: Readonly<Record<string, { ladder: readonly string[]; passed: readonly string[] }>> = {
  "curl-trace.txt": {
    ladder: [...TLS13, "client change_cipher_spec", "client *finished"],
    passed: ["certificate_verify.server"],
  },
  "s_client-debug.txt": {
    ladder: TLS12,
    passed: ["server_key_exchange.signature", "finished.client", "finished.server"],
  },
  "s_client-msg.txt": {
    ladder: TLS12,
    passed: ["server_key_exchange.signature", "finished.client", "finished.server"],
  },
  "java-hs13.txt": { ladder: [...TLS13, "client *finished"], passed: [] },
};

describe.skipIf(!present)("sessions in pasted logs", () => {
  it.each(Object.entries(SESSIONS))("%s", (file, { ladder, passed }) => {
    const text = readFileSync(join(folder, file), "utf8");
    const trust = { roots: undefined, storeName: "none", at: "2026-12-01T00:00:00Z" };
    const inspection = inspectText(text, { label: file, provider: testProvider, trust });
    expect(unsound(inspection)).toEqual([]);
    const names = inspection.messages.map(
      ({ from, name, encrypted }) => `${from} ${encrypted ? "*" : ""}${name}`,
    );
    expect(names.slice(0, ladder.length)).toEqual(ladder);
    const { checks } = inspection;
    expect(checks.filter(({ status }) => status === "failed")).toEqual([]);
    expect(checks.filter(({ status }) => status === "passed").map(({ id }) => id)).toEqual(passed);
  });
});
