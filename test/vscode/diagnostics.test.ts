import { deepEqual, equal, match, ok } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import {
  commands,
  languages,
  type Uri,
  window,
  workspace,
  type CodeAction,
  type Diagnostic,
  type TextDocument,
} from "vscode";
import { findTextObjects } from "../../src/core/inspect/objects";
import { makeChain, type MadeChain } from "../support/chains";
import { makeCertificate, OpensslFolder } from "../support/openssl";

const openssl = new OpensslFolder();
let chain: MadeChain;
let folder: string;
/** Leaves whose issuer a server on this machine has: the right one, and one of the same name with another key. */
let [fetchable, misled] = ["", ""];
const server = createServer();

/** Waits until `probe` gives something. */
async function until<T>(probe: () => T | undefined, what: string): Promise<T> {
  for (let tries = 0; tries < 200; tries++) {
    const found = probe();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`it did not come: ${what}`);
}

const idOf = ({ code }: Diagnostic): string => (typeof code === "object" ? String(code.value) : String(code));
const ours = (uri: Uri): Diagnostic[] =>
  languages.getDiagnostics(uri).filter(({ source }) => source === "TLS Inspector");
const problem = (uri: Uri, id: string): Promise<Diagnostic> =>
  until(() => ours(uri).find((diagnostic) => idOf(diagnostic) === id), id);
const gone = (uri: Uri, id: string): Promise<boolean> =>
  until(
    () => (ours(uri).some((diagnostic) => idOf(diagnostic) === id) ? undefined : true),
    `${id} to be gone`,
  );

async function open(name: string, content: string): Promise<TextDocument> {
  const path = join(folder, name);
  writeFileSync(path, content, { mode: 0o600 });
  const document = await workspace.openTextDocument(path);
  await window.showTextDocument(document);
  return document;
}

async function actions(document: TextDocument, diagnostic: Diagnostic): Promise<CodeAction[]> {
  return commands.executeCommand("vscode.executeCodeActionProvider", document.uri, diagnostic.range);
}

/** Does the action with this title, as choosing it from the light bulb does. */
async function choose(document: TextDocument, diagnostic: Diagnostic, title: RegExp): Promise<void> {
  const all = await actions(document, diagnostic);
  const action = all.find((one) => title.test(one.title));
  ok(action, `no action ${String(title)} among ${all.map((one) => one.title).join("; ")}`);
  if (action.edit) ok(await workspace.applyEdit(action.edit));
  if (action.command)
    await commands.executeCommand(action.command.command, ...((action.command.arguments ?? []) as unknown[]));
}

const indent = (pem: string): string => pem.replace(/^(?=.)/gm, "    ");
const base64 = (text: string): string => Buffer.from(text).toString("base64");

/** The kinds of file that hold certificates, and how each holds some. */
const FILES: readonly {
  readonly kind: string;
  readonly name: string;
  readonly write: (pem: string) => string;
}[] = [
  { kind: "PEM", name: "chain.pem", write: (pem) => pem },
  {
    kind: "a Kubernetes secret",
    name: "secret.yaml",
    write: (pem) =>
      `apiVersion: v1\nkind: Secret\nmetadata:\n  name: web\ntype: kubernetes.io/tls\ndata:\n  tls.crt: ${base64(pem)}\n`,
  },
  {
    kind: "YAML with a block scalar",
    name: "values.yaml",
    write: (pem) => `stringData:\n  tls.crt: |\n${indent(pem)}  other: 1\n`,
  },
  {
    kind: "JSON",
    name: "chain.json",
    write: (pem) => `${JSON.stringify({ name: "web", chain: pem, port: 443 }, undefined, 2)}\n`,
  },
  {
    kind: "Go",
    name: "chain_test.go",
    write: (pem) => `package web\n\nvar chain = []byte(\`${pem}\`)\n\nfunc port() int { return 443 }\n`,
  },
];

/** What openssl reads of the certificates in a file's text: their subjects, and whether they verify to the root. */
function verify(text: string): { subjects: string[]; verified: string } {
  const ders = findTextObjects(text).flatMap((object) => object.read().certificate?.der ?? []);
  const pems = ders.map(
    (der) => `-----BEGIN CERTIFICATE-----\n${base64Der(der)}\n-----END CERTIFICATE-----\n`,
  );
  openssl.write("fixed-leaf.pem", pems[0] ?? "");
  openssl.write("fixed-rest.pem", pems.slice(1).join(""));
  const subjects = pems.map((pem) => {
    openssl.write("one.pem", pem);
    return openssl.run(["x509", "-in", "one.pem", "-noout", "-subject"]).trim();
  });
  const verified = openssl.run("verify -CAfile root.pem -untrusted fixed-rest.pem fixed-leaf.pem".split(" "));
  return { subjects, verified: verified.trim() };
}
const base64Der = (der: Uint8Array): string =>
  Buffer.from(der)
    .toString("base64")
    .replace(/.{64}(?=.)/g, "$&\n");

suite("diagnostics", () => {
  suiteSetup(() => {
    chain = makeChain(openssl);
    makeCertificate(openssl, "forged", {
      subject: "/CN=Intermediate",
      extensions: ["basicConstraints = CA:TRUE"],
    });
    const workspaceFolder = workspace.workspaceFolders?.[0]?.uri.fsPath;
    ok(workspaceFolder);
    folder = mkdtempSync(join(workspaceFolder, "diagnostics-"));
  });
  suiteSetup(async () => {
    // Also what is no issuer at all is served: a root whose key signed nothing here.
    const served = new Map([
      ["/intermediate.der", openssl.read("intermediate.der")],
      ["/forged.der", openssl.read("forged.der")],
    ]);
    server.on("request", ({ url }, response) => {
      const body = served.get(url ?? "");
      response.writeHead(body ? 200 : 404, { "content-type": "application/pkix-cert" }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const port = String((server.address() as AddressInfo).port);
    const make = (leaf: string, path: string): string => {
      makeCertificate(openssl, leaf, {
        issuer: "intermediate",
        subject: `/CN=${leaf}.example`,
        notAfter: "20270601000000Z",
        extensions: [
          "basicConstraints = critical,CA:FALSE",
          "extendedKeyUsage = serverAuth",
          `subjectAltName = DNS:${leaf}.example`,
          `authorityInfoAccess = caIssuers;URI:http://127.0.0.1:${port}/${path}`,
        ],
      });
      return openssl.readText(`${leaf}.pem`);
    };
    fetchable = make("fetchable", "intermediate.der");
    misled = make("misled", "forged.der");
  });
  suiteTeardown(async () => {
    server.close();
    await commands.executeCommand("workbench.action.closeAllEditors");
    rmSync(folder, { recursive: true, force: true });
    openssl.remove();
  });

  for (const { kind, name, write } of FILES) {
    suite(`in ${kind}`, () => {
      test("a chain out of order is put in order", async () => {
        const document = await open(`order-${name}`, write(chain.intermediate + chain.leaf));
        const found = await problem(document.uri, "chain.outOfOrder");
        await choose(document, found, /^Put the chain in order/);
        await gone(document.uri, "chain.outOfOrder");
        equal(document.getText(), write(chain.leaf + chain.intermediate));
        deepEqual(verify(document.getText()), {
          subjects: ["subject=CN = leaf.example", "subject=CN = Intermediate"],
          verified: "fixed-leaf.pem: OK",
        });
        await commands.executeCommand("undo");
        equal(document.getText(), write(chain.intermediate + chain.leaf));
      });

      test("a duplicate is removed", async () => {
        const { leaf, intermediate } = chain;
        const document = await open(`double-${name}`, write(leaf + intermediate + intermediate));
        const found = await problem(document.uri, "chain.duplicate");
        equal(found.relatedInformation?.length, 1);
        await choose(document, found, /^Remove the certificate/);
        await gone(document.uri, "chain.duplicate");
        equal(document.getText(), write(leaf + intermediate));
      });

      test("a private key that others can read is restricted; in a program's text that is nobody's business", async () => {
        const path = join(folder, `readable-${name}`);
        writeFileSync(path, write(chain.leafKey));
        chmodSync(path, 0o644);
        const document = await workspace.openTextDocument(path);
        await window.showTextDocument(document);
        if (kind === "Go") {
          await new Promise((resolve) => setTimeout(resolve, 1000));
          deepEqual(ours(document.uri), []);
          return;
        }
        const found = await problem(document.uri, "key.readableByOthers");
        await choose(document, found, /chmod 600/);
        await gone(document.uri, "key.readableByOthers");
        equal(statSync(path).mode & 0o777, 0o600);
      });

      test("a kind of problem is ignored", async () => {
        const document = await open(
          `ignored-${name}`,
          write(chain.leaf + chain.intermediate + chain.intermediate),
        );
        const found = await problem(document.uri, "chain.duplicate");
        await choose(document, found, /^Ignore this kind of problem/);
        await gone(document.uri, "chain.duplicate");
        await workspace.getConfiguration("tlsInspector").update("diagnostics.ignore", undefined);
        await problem(document.uri, "chain.duplicate");
      });

      test("a missing intermediate is fetched from its CA", async () => {
        const document = await open(`fetched-${name}`, write(fetchable));
        const found = await problem(document.uri, "chain.missingIssuer");
        await choose(document, found, /^Fetch the issuer's certificate from its CA \(http:\/\/127\.0\.0\.1/);
        await gone(document.uri, "chain.missingIssuer");
        equal(document.getText(), write(fetchable + chain.intermediate));
        match(verify(document.getText()).verified, /OK/);
      });

      test("a missing intermediate is taken from a file beside it", async () => {
        writeFileSync(join(folder, "issuer.crt"), chain.intermediate);
        const document = await open(`missing-${name}`, write(chain.leaf));
        const found = await problem(document.uri, "chain.missingIssuer");
        await choose(document, found, /^Take the issuer's certificate from .*issuer\.crt/);
        await gone(document.uri, "chain.missingIssuer");
        equal(document.getText(), write(chain.leaf + chain.intermediate));
        match(verify(document.getText()).verified, /OK/);
      });
    });
  }

  suite("in configurations that name files", () => {
    const put = (name: string, content: string, mode = 0o600): void => {
      mkdirSync(join(folder, "conf"), { recursive: true });
      writeFileSync(join(folder, "conf", name), content, { mode });
    };
    suiteSetup(() => {
      put("good.pem", chain.leaf + chain.intermediate);
      put("good.key", chain.leafKey);
      put("other.key", chain.otherKey);
      put("both.pem", chain.leaf + chain.intermediate + chain.otherKey);
    });

    /** Each with the problem that it is told, at the text that is underlined. */
    const CONFIGURATIONS: readonly (readonly [name: string, text: string, id: string, at: string])[] = [
      [
        "nginx.conf",
        "server {\n  ssl_certificate good.pem;\n  ssl_certificate_key other.key;\n}\n",
        "key.mismatch",
        "other.key",
      ],
      [
        "nginx-swapped.conf",
        "server {\n  ssl_certificate good.key;\n  ssl_certificate_key good.pem;\n}\n",
        "configuration.wrongWayRound",
        "good.key",
      ],
      [
        "nginx-missing.conf",
        "server {\n  ssl_certificate good.pem;\n  ssl_certificate_key none.key;\n}\n",
        "configuration.fileMissing",
        "none.key",
      ],
      [
        "httpd.conf",
        '<VirtualHost *>\n  SSLCertificateFile "conf/good.pem"\n  SSLCertificateKeyFile conf/other.key\n</VirtualHost>\n',
        "key.mismatch",
        "conf/other.key",
      ],
      ["haproxy.cfg", "frontend a\n  bind :443 ssl crt both.pem\n", "key.mismatch", "both.pem"],
      [
        "envoy.yaml",
        "tls_certificates:\n- certificate_chain: { filename: good.pem }\n  private_key: { filename: other.key }\n",
        "key.mismatch",
        "other.key",
      ],
    ];
    for (const [name, text, id, at] of CONFIGURATIONS) {
      test(`${name}: ${id}`, async () => {
        const document = await open(`conf/${name}`, text);
        const found = await problem(document.uri, id);
        equal(document.getText(found.range), at);
      });
    }

    test("a Kubernetes secret whose key is another's", async () => {
      const text = `kind: Secret\ntype: kubernetes.io/tls\ndata:\n  tls.crt: ${base64(chain.leaf + chain.intermediate)}\n  tls.key: ${base64(chain.otherKey)}\n`;
      const document = await open("conf/secret.yaml", text);
      const found = await problem(document.uri, "key.mismatch");
      equal(found.range.start.line, 4);
      equal(found.relatedInformation?.[0]?.location.range.start.line, 3);
    });

    test("the files are watched, and put in order from the configuration", async () => {
      put("wrong.pem", chain.intermediate + chain.leaf);
      put("wrong.key", chain.leafKey, 0o644);
      chmodSync(join(folder, "conf/wrong.key"), 0o644);
      const text = "server {\n  ssl_certificate wrong.pem;\n  ssl_certificate_key wrong.key;\n}\n";
      const document = await open("conf/watched.conf", text);
      const found = await problem(document.uri, "chain.outOfOrder");
      equal(document.getText(found.range), "wrong.pem");
      await problem(document.uri, "key.mismatch");
      await choose(document, found, /^Put the chain in order in .*wrong\.pem/);
      await gone(document.uri, "chain.outOfOrder");
      await gone(document.uri, "key.mismatch");
      const fixed = readFileSync(join(folder, "conf/wrong.pem"), "utf8");
      equal(fixed, chain.leaf + chain.intermediate);
      match(verify(fixed).verified, /OK/);
      const readable = await problem(document.uri, "key.readableByOthers");
      equal(document.getText(readable.range), "wrong.key");
      await choose(document, readable, /chmod 600/);
      await gone(document.uri, "key.readableByOthers");
      equal(statSync(join(folder, "conf/wrong.key")).mode & 0o777, 0o600);
      // A file that changes on the disk is told at once.
      put("wrong.key", chain.otherKey);
      await problem(document.uri, "key.mismatch");
    });
  });

  test("what a CA's server gives is not added when its key did not sign the certificate", async () => {
    const document = await open("misled.pem", misled);
    const found = await problem(document.uri, "chain.missingIssuer");
    await Promise.race([
      choose(document, found, /^Fetch/),
      // The error stands in a notification, which stays.
      new Promise((resolve) => setTimeout(resolve, 3000)),
    ]);
    equal(document.getText(), misled);
  });

  test("expiry stands at the characters of notAfter, with a link to the RFC", async () => {
    const document = await open("expiring.pem", chain.leaf + chain.intermediate);
    const settings = workspace.getConfiguration("tlsInspector");
    await settings.update("expiresSoonDays", 3650);
    try {
      const found = await problem(document.uri, "certificate.expiresSoon");
      const reading = findTextObjects(document.getText())[0]?.read();
      ok(reading?.certificate);
      match(found.message, /"leaf.example" expires in \d+ days/);
      equal(found.range.isSingleLine, true);
      equal(typeof found.code === "object" && found.code.target.authority, "www.rfc-editor.org");
      // UTCTime 270601000000Z is in the characters that are underlined: base64 of whole groups of three bytes.
      const der = Buffer.from(reading.bytes);
      const at = der.indexOf("270601000000Z");
      const [character, line] = [found.range.start.character, found.range.start.line];
      const bytesBefore = (line - 1) * 48 + (character * 3) / 4;
      ok(bytesBefore >= at - 3 && bytesBefore <= at + 13, `${String(bytesBefore)} is not near ${String(at)}`);
    } finally {
      await settings.update("expiresSoonDays", undefined);
    }
    await gone(document.uri, "certificate.expiresSoon");
  });

  test("a key that is not the certificate's is told, with the certificate's place", async () => {
    const document = await open("wrong-key.pem", chain.leaf + chain.intermediate + chain.otherKey);
    const found = await problem(document.uri, "key.mismatch");
    equal(document.lineAt(found.range.start.line).text, "-----BEGIN PRIVATE KEY-----");
    equal(found.relatedInformation?.[0]?.location.range.start.line, 0);
  });

  test("a private key that git tracks is told, and goes into .gitignore", async () => {
    const repository = join(folder, "repository");
    mkdirSync(join(repository, "tls"), { recursive: true });
    writeFileSync(join(repository, "tls/web.key"), chain.leafKey, { mode: 0o600 });
    const git = (...args: string[]): string =>
      execFileSync("git", args, { cwd: repository, encoding: "utf8" });
    git("init", "-q");
    git("add", "tls/web.key");
    const document = await workspace.openTextDocument(join(repository, "tls/web.key"));
    await window.showTextDocument(document);
    const found = await problem(document.uri, "key.tracked");
    const titles = (await actions(document, found)).map(({ title }) => title);
    ok(
      titles.some((title) => title.endsWith("git rm --cached -- tls/web.key")),
      titles.join("; "),
    );
    await choose(document, found, /\.gitignore/);
    const ignore = await workspace.openTextDocument(join(repository, ".gitignore"));
    await ignore.save();
    equal(readFileSync(join(repository, ".gitignore"), "utf8"), "/tls/web.key\n");
    equal(git("ls-files").trim(), "tls/web.key");
  });

  test("a kind of problem is ignored when asked", async () => {
    const document = await open("ignored.pem", chain.leaf);
    const found = await problem(document.uri, "chain.missingIssuer");
    await choose(document, found, /^Ignore this kind of problem \(chain\.missingIssuer\)$/);
    await gone(document.uri, "chain.missingIssuer");
    const settings = workspace.getConfiguration("tlsInspector");
    deepEqual(settings.get("diagnostics.ignore"), ["chain.missingIssuer"]);
    await settings.update("diagnostics.ignore", undefined);
    await problem(document.uri, "chain.missingIssuer");
  });

  test("what is no base64 is underlined where it stands", async () => {
    const lines = chain.leaf.split("\n");
    lines[3] = `${(lines[3] ?? "").slice(0, 10)}?${(lines[3] ?? "").slice(11)}`;
    const document = await open("broken.pem", lines.join("\n"));
    const found = await problem(document.uri, "pem.malformed");
    deepEqual([found.range.start.line, found.range.start.character], [3, 10]);
  });

  test("nothing is said where they are switched off", async () => {
    const document = await open("off.pem", chain.leaf);
    await problem(document.uri, "chain.missingIssuer");
    const settings = workspace.getConfiguration("tlsInspector");
    await settings.update("diagnostics.enabled", false);
    await gone(document.uri, "chain.missingIssuer");
    await settings.update("diagnostics.enabled", undefined);
  });
});
