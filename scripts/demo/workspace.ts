// The example workspace, with this run's certificates and servers put into it.
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createPrivateKey } from "node:crypto";
import { join } from "node:path";
import { root } from "../lib/paths.mjs";
import type { DemoCertificates } from "./certificates";
import { makePkcs12 } from "./pkcs12";
import { problemFiles } from "./problems";
import type { DemoServers } from "./servers";

/** Of the encrypted client key and the .p12 file. */
export const DEMO_PASSPHRASE = "demo";

/**
 * Copies examples/workspace to `folder` (replacing it) and adds `certificates/`, a YAML file with a certificate in it,
 * `problems/` with files in which something is wrong, and settings that suggest the two servers. Resolves to `folder`.
 */
export async function writeDemoWorkspace(
  folder: string,
  certificates: DemoCertificates,
  servers: DemoServers,
): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(root, "examples/workspace"), folder, { recursive: true });
  const { client, intermediate, server } = certificates;
  const ca = certificates.root;
  const write = (name: string, content: string | Uint8Array): void =>
    // A private key is for its owner alone.
    writeFileSync(join(folder, name), content, { mode: name.endsWith(".key") ? 0o600 : 0o644 });

  mkdirSync(join(folder, "certificates/ca"), { recursive: true });
  write("certificates/ca/root.pem", ca.certificatePem);
  write("certificates/ca/intermediate.pem", intermediate.certificatePem);
  write("certificates/server.pem", server.certificatePem + intermediate.certificatePem);
  write("certificates/client.pem", client.certificatePem + intermediate.certificatePem);
  write("certificates/client.key", client.keyPem);
  write("certificates/client-encrypted.key", encryptedKey(client.keyPem));
  write("certificates/client.p12", await makePkcs12(client, [intermediate], DEMO_PASSPHRASE));
  write("certificates/server.key", server.keyPem);
  write("ingress.yaml", ingress(server.certificatePem));
  mkdirSync(join(folder, "problems"));
  for (const [name, content] of Object.entries(problemFiles(certificates)))
    write(`problems/${name}`, content);

  mkdirSync(join(folder, ".vscode"), { recursive: true });
  write(".vscode/settings.json", `${JSON.stringify(settings(servers), undefined, 2)}\n`);
  return folder;
}

/** What the commands suggest in this workspace. */
function settings({ oneWay, twoWay }: DemoServers): Readonly<Record<string, unknown>> {
  const folder = "certificates";
  return {
    "tlsInspector.suggestedTargets": [
      { label: oneWay.label, target: `localhost:${oneWay.port}` },
      { label: twoWay.label, target: `localhost:${twoWay.port}`, mutual: true },
    ],
    "tlsInspector.trustedRoots": [`${folder}/ca`],
    "tlsInspector.clientCertificates": [
      { label: "demo client", certificate: `${folder}/client.pem`, key: `${folder}/client.key` },
      {
        label: "demo client, encrypted key",
        certificate: `${folder}/client.pem`,
        key: `${folder}/client-encrypted.key`,
      },
      { label: "demo client, PKCS#12", certificate: `${folder}/client.p12` },
    ],
  };
}

/** PKCS#8 under DEMO_PASSPHRASE (PBES2, AES-256-CBC). */
function encryptedKey(keyPem: string): string {
  return createPrivateKey(keyPem)
    .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: DEMO_PASSPHRASE })
    .toString();
}

/** PEM as people meet it: indented, in the middle of another file. */
function ingress(certificatePem: string): string {
  const indented = certificatePem.trimEnd().replace(/^/gm, "    ");
  return `# A certificate inside YAML: hover over it.
apiVersion: v1
kind: ConfigMap
metadata:
  name: demo-ingress
data:
  tls.crt: |
${indented}
`;
}
