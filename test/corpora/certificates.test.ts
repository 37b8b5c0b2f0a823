import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { findPemBlocks } from "../../src/core/text/pem";
import { identifyDer, readCertificate, traceDer, type Certificate } from "../../src/core/x509";
import { opensslVersion } from "../support/openssl";
import { readAllRows, traced } from "../support/trace";
import { certificateFields, type Fields } from "./openssl/fields";
import { fieldsOfText } from "./openssl/text";
import { EXPLAINED } from "./openssl/explained";

const corpora = resolve(
  process.env["TLS_INSPECTOR_CORPORA"] ?? join(import.meta.dirname, "../../../shared/corpora"),
);
const folder = join(corpora, "certificates");
const has = existsSync(folder) && opensslVersion !== undefined;
if (!has) console.warn(`no certificates at ${folder}, or no openssl: nothing is compared with them`);

interface Sample {
  readonly name: string;
  readonly der: Uint8Array;
  readonly certificate: Certificate;
  /** OpenSSL's text in the file, of whatever version made it; "" where there is none. */
  readonly text: string;
}

function samples(): Sample[] {
  return readdirSync(folder).flatMap((name) => {
    const content = readFileSync(join(folder, name), "latin1");
    // A few files hold a revocation list, and one a second certificate, without a text of its own.
    const blocks = findPemBlocks(content).filter(({ label }) => label === "CERTIFICATE");
    return blocks.map((block, i) => {
      const certificate = readCertificate(block.bytes);
      if (!certificate) throw new Error(`${name} is not read`);
      return { name, der: block.bytes, certificate, text: i === 0 ? content.slice(0, block.start) : "" };
    });
  });
}

/** What `openssl x509` prints of a certificate, names by object identifiers, one attribute a line. */
function opensslOutput(der: Uint8Array): Uint8Array {
  return execFileSync(
    "openssl",
    [
      ..."x509 -inform DER -noout -text -subject -issuer -fingerprint -sha256".split(" "),
      ...["-nameopt", "oid,sep_multiline,utf8,esc_ctrl"],
    ],
    { input: der, stdio: ["pipe", "pipe", "ignore"], maxBuffer: 1 << 26 },
  );
}

interface Count {
  compared: number;
  equal: number;
  explained: number;
}

describe.skipIf(!has)("certificates that others made, beside what OpenSSL says of them", () => {
  it(
    "decode, and say in every field what OpenSSL prints, or the difference is explained",
    { timeout: 600_000 },
    () => {
      const counts = new Map<string, Count>();
      const differences: string[] = [];
      const used = new Set<string>();
      const compare = (name: string, source: "file" | "openssl", ours: Fields, theirs: Fields): void => {
        for (const [field, said] of Object.entries(theirs)) {
          const own = ours[field];
          const count = counts.get(`${field}, ${source}`) ?? { compared: 0, equal: 0, explained: 0 };
          counts.set(`${field}, ${source}`, count);
          count.compared++;
          const explanation = EXPLAINED.find(
            (row) => row.field === field && row.files.test(name) && (row.source ?? source) === source,
          );
          if (own === said) count.equal++;
          else if (explanation) {
            count.explained++;
            used.add(explanation.why);
          } else {
            differences.push(`${name} ${source} ${field}\n  ours   ${own ?? "nothing"}\n  theirs ${said}`);
          }
        }
      };
      const all = samples();
      expect(all.length).toBeGreaterThan(365);
      for (const { name, der, certificate, text } of all) {
        const sha256 = createHash("sha256").update(certificate.der).digest("hex");
        const ours = certificateFields(certificate, sha256);
        const output = opensslOutput(der);
        // Names are asked for in UTF-8; other strings it prints byte by byte.
        const { issuer, subject } = fieldsOfText(new TextDecoder().decode(output), "oid");
        const said = fieldsOfText(Buffer.from(output).toString("latin1"), "oid");
        compare(name, "openssl", ours, { ...said, issuer, subject });
        if (text.includes("Serial Number")) compare(name, "file", ours, fieldsOfText(text, "short"));
      }
      const total = [...counts.values()].reduce(
        (sum, each) => ({
          compared: sum.compared + each.compared,
          equal: sum.equal + each.equal,
          explained: sum.explained + each.explained,
        }),
        { compared: 0, equal: 0, explained: 0 },
      );
      report([...counts, ["all", total]]);
      expect(differences, differences.join("\n")).toEqual([]);
      expect(EXPLAINED.filter(({ why }) => !used.has(why)).map(({ why }) => why)).toEqual([]);
      expect(total.compared).toBeGreaterThan(8000);
    },
  );

  it("decode with every byte in one leaf", () => {
    for (const { name, der } of samples()) {
      expect(identifyDer(der), name).toBe("certificate");
      readAllRows(
        traced(der, (tracer, bytes, start, end) => traceDer("certificate", tracer, bytes, start, end)).table,
      );
    }
  });
});

/** The table of what was compared, on the console and in `.cache/reports/certificates.md`. */
function report(rows: readonly (readonly [string, Count])[]): void {
  const lines = [
    "| field, where OpenSSL says it | compared | equal | explained |",
    "| --- | --- | --- | --- |",
    ...rows.map(
      ([field, { compared, equal, explained }]) =>
        `| ${field} | ${String(compared)} | ${String(equal)} | ${String(explained)} |`,
    ),
  ];
  const notes = EXPLAINED.map(({ field, files, why }) => `- ${field} of ${files.source}: ${why}`);
  const text = ["# Certificates beside OpenSSL", "", ...lines, "", "Explained:", "", ...notes, ""].join("\n");
  const target = join(import.meta.dirname, "../../.cache/reports");
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, "certificates.md"), text);
  console.info(text);
}
