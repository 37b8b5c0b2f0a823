import { describe, expect, test } from "vitest";
import { readConfiguration } from "../../../src/core/configuration";

const MEGABYTE = 1 << 20;
const fill = (text: string, most = MEGABYTE): string => text.repeat(Math.floor(most / text.length));
const YAML = 1 << 18;

/** Texts of a megabyte that would make a careless reader slow, by what they abuse. */
const TEXTS: readonly (readonly [what: string, name: string, text: string])[] = [
  ["nginx: blocks in blocks, each with half a pair", "nginx.conf", fill("a{\nssl_certificate a;")],
  [
    "nginx: blocks in blocks, all closed",
    "nginx.conf",
    fill("a{\nssl_certificate a;", MEGABYTE - 60_000) + fill("}", 50_000),
  ],
  [
    "nginx: many blocks that take many keys from around them",
    "nginx.conf",
    fill("ssl_certificate_key a;\n", MEGABYTE / 2) + fill("b{ssl_certificate a;}\n", MEGABYTE / 2 - 100),
  ],
  ["nginx: braces", "nginx.conf", `ssl_certificate a;\n${fill("{", MEGABYTE - 100)}`],
  ["HAProxy: one line that is nearly a bind line", "x.txt", `bind ${fill(" ssl ", MEGABYTE - 100)}`],
  ["HAProxy: one line of crt", "haproxy.cfg", `bind ${fill(" ssl crt a", MEGABYTE - 100)}`],
  ["Apache: sections in sections", "httpd.conf", fill("<a>\nSSLCertificateFile a\n")],
  ["Apache: continued lines", "httpd.conf", `SSLCertificateFile a\n${fill("a \\\n", MEGABYTE - 100)}`],
  ["Kubernetes: lists in lists", "a.yaml", `# tls.crt\nkind: Secret\ndata: ${fill("[", YAML - 100)}`],
  ["Kubernetes: maps in maps", "a.yaml", `# tls.crt\nkind: Secret\ndata: ${fill("{a: ", YAML - 100)}`],
  [
    "Kubernetes: blocks in blocks",
    "a.yaml",
    `# tls.crt\nkind: Secret\n${Array.from({ length: 1400 }, (_, i) => `${" ".repeat(i)}a:\n`).join("")}`,
  ],
  [
    "Kubernetes: sequences in sequences on one line",
    "a.yaml",
    `# tls.crt\nkind: Secret\ndata:\n  ${fill("- ", YAML - 100)}`,
  ],
  [
    "Kubernetes: aliases of aliases",
    "a.yaml",
    `# tls.crt\nkind: Secret\na0: &a0 [x]\n${Array.from(
      { length: 60 },
      (_, i) => `a${String(i + 1)}: &a${String(i + 1)} [${`*a${String(i)},`.repeat(20)}]\n`,
    ).join("")}`,
  ],
  ["Kubernetes: many documents", "a.yaml", `# tls.crt\nkind: Secret\n${fill("---\n", YAML - 100)}`],
  ["Kubernetes: many keys", "a.yaml", `# tls.crt\nkind: Secret\ndata:\n${fill("  a: b\n", YAML - 100)}`],
  [
    "kubeconfig: lists in JSON",
    "config",
    `{"kind": "Config", "clusters": [], "clusters": ${fill("[", YAML - 100)}`,
  ],
];

test("a YAML text that is too long is not parsed", () => {
  const text = `kind: Secret\ndata:\n  tls.crt: AAAA\n${fill("# a\n")}`.slice(0, MEGABYTE);
  expect(readConfiguration({ name: "a.yaml", text })).toEqual({ format: "Kubernetes", pairs: [] });
});

describe("a hostile configuration", () => {
  test.each(TEXTS)(
    "%s",
    (_what, name, text) => {
      const { user } = process.cpuUsage();
      const pairs = readConfiguration({ name, text })?.pairs ?? [];
      expect((process.cpuUsage().user - user) / 1000).toBeLessThan(3000);
      expect(pairs.length).toBeLessThanOrEqual(1000);
    },
    20_000,
  );
});
