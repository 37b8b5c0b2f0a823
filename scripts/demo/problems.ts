// Files in which something is wrong, for the example workspace: what the editor underlines, and mends.
import type { DemoCertificates } from "./certificates";

/** File names in the folder `problems/` with their content. */
export function problemFiles(certificates: DemoCertificates): Readonly<Record<string, string>> {
  const { server, intermediate, client, expired, root } = certificates;
  const chain = expired.certificatePem + intermediate.certificatePem;
  return {
    "expired.pem": chain,
    "chain.pem": intermediate.certificatePem + server.certificatePem + intermediate.certificatePem,
    "incomplete.pem": server.certificatePem,
    "secret.yaml": secret(
      server.certificatePem + intermediate.certificatePem,
      client.keyPem,
      root.certificatePem,
    ),
    "nginx.conf": NGINX,
    "config.json": `${JSON.stringify({ listen: 8443, tls: { certificate: chain, minVersion: "1.2" } }, undefined, 2)}\n`,
    "pinned_test.go": goTest(expired.certificatePem),
  };
}

const base64 = (text: string): string => Buffer.from(text).toString("base64");

/** A Secret as `kubectl create secret tls` makes it, but that its key belongs to another certificate. */
function secret(certificate: string, key: string, ca: string): string {
  return `# The values are base64 of PEM: hover over them.
apiVersion: v1
kind: Secret
type: kubernetes.io/tls
metadata:
  name: shop-tls
data:
  tls.crt: ${base64(certificate)}
  tls.key: ${base64(key)}
  ca.crt: ${base64(ca)}
`;
}

const NGINX = `# The first server's key fits its certificate, the second one's does not.
http {
  server {
    listen 443 ssl;
    server_name localhost;
    ssl_certificate     ../certificates/server.pem;
    ssl_certificate_key ../certificates/server.key;
  }
  server {
    listen 8443 ssl;
    server_name shop.example;
    ssl_certificate     expired.pem;
    ssl_certificate_key ../certificates/client.key;
  }
}
`;

function goTest(certificate: string): string {
  return `package pinned

import "testing"

// The certificate that the shop's server is expected to present.
const pinned = \`${certificate.trimEnd()}\`

func TestPinned(t *testing.T) {
	if len(pinned) == 0 {
		t.Fatal("no certificate is pinned")
	}
}
`;
}
