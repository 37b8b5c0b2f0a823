import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readConfiguration, type ConfiguredPair, type Place } from "../../../src/core/configuration";

/** A place as its text, checked to stand where it says. */
function say(text: string, place: Place | undefined): string | undefined {
  if (!place) return undefined;
  const own = text.slice(place.start, place.end);
  return place.kind === "inline" ? `inline ${own}` : place.path;
}

interface Said {
  readonly certificate?: string;
  readonly key?: string;
  readonly chain?: string;
  readonly authorities?: readonly string[];
  readonly combined?: boolean;
  readonly hasPassphrase?: boolean;
}

function pairs(name: string, text: string): Said[] {
  return (readConfiguration({ name, text })?.pairs ?? []).map((pair: ConfiguredPair) => {
    const [certificate, key, chain] = [
      say(text, pair.certificate),
      say(text, pair.key),
      say(text, pair.chain),
    ];
    return {
      ...(certificate !== undefined && { certificate }),
      ...(key !== undefined && { key }),
      ...(chain !== undefined && { chain }),
      ...(pair.authorities.length > 0 && {
        authorities: pair.authorities.map((place) => say(text, place) ?? ""),
      }),
      ...(pair.combined && { combined: true }),
      ...(pair.hasPassphrase && { hasPassphrase: true }),
    };
  });
}

describe("nginx", () => {
  test("pairs the directives of a block, in their order", () => {
    const text = `
http {
  ssl_password_file /etc/keys/pass;
  server { # the first
    listen 443 ssl;
    ssl_certificate     "tls/rsa chain.pem";
    ssl_certificate_key tls/rsa.key;
    ssl_certificate     tls/ec.pem; ssl_certificate_key tls/ec.key;
    ssl_client_certificate ca.pem;
    ssl_trusted_certificate more.pem;
    location / { proxy_ssl_certificate client.pem; proxy_ssl_certificate_key client.key; }
  }
}`;
    expect(pairs("nginx.conf", text)).toEqual([
      { certificate: "client.pem", key: "client.key" },
      { certificate: "tls/rsa chain.pem", key: "tls/rsa.key", hasPassphrase: true },
      { certificate: "tls/ec.pem", key: "tls/ec.key", hasPassphrase: true },
      { authorities: ["ca.pem", "more.pem"] },
    ]);
  });

  test("takes the other half from the blocks around, and reads what is included elsewhere", () => {
    expect(
      pairs("a.conf", "ssl_certificate_key k.pem;\nserver { ssl_certificate c.pem; }\nserver { }"),
    ).toEqual([{ certificate: "c.pem", key: "k.pem" }, { key: "k.pem" }]);
    expect(pairs("snippet.conf", "ssl_certificate c.pem;\nssl_certificate_key k.pem;\n")).toEqual([
      { certificate: "c.pem", key: "k.pem" },
    ]);
  });

  test("passes over variables, data, engines, comments and what breaks off", () => {
    expect(pairs("n.conf", "ssl_certificate $ssl_server_name.crt;\nssl_certificate_key data:$key;")).toEqual(
      [],
    );
    expect(
      pairs("n.conf", "# ssl_certificate a;\nserver {\n ssl_certificate a.pem;\n ssl_certificate_key 'b"),
    ).toEqual([{ certificate: "a.pem" }]);
  });
});

describe("Apache", () => {
  test("pairs the directives of a section, whatever their case", () => {
    const text = `SSLPassPhraseDialog exec:/bin/pass
<VirtualHost *:443>
  sslcertificatefile "conf/tls/web.pem"
  SSLCertificateKeyFile conf/tls/web.key
  SSLCertificateChainFile conf/tls/chain.pem
  SSLCACertificateFile \\
     conf/tls/clients.pem
</VirtualHost>
<VirtualHost *:8443>
  SSLCertificateFile combined.pem # no comment, but more words
  #SSLCertificateKeyFile x
</VirtualHost>`;
    expect(pairs("httpd.conf", text)).toEqual([
      {
        certificate: "conf/tls/web.pem",
        key: "conf/tls/web.key",
        chain: "conf/tls/chain.pem",
        hasPassphrase: true,
      },
      { authorities: ["conf/tls/clients.pem"], hasPassphrase: true },
      { certificate: "combined.pem", combined: true, hasPassphrase: true },
    ]);
  });
});

describe("HAProxy", () => {
  test("names files with both, below its base folders", () => {
    const text = `global
  crt-base /etc/haproxy/certs
  ca-base ca
frontend web
  bind :443 ssl crt site.pem crt /abs/other.pem ca-file clients.pem verify required
  bind :80
backend b
  server s1 10.0.0.1:443 ssl ca-file @system-ca crt "client cert.pem"
crt-store
  load crt one.pem key one.key alias x
`;
    expect(pairs("haproxy.cfg", text)).toEqual([
      { certificate: "/etc/haproxy/certs/site.pem", combined: true },
      { certificate: "/abs/other.pem", combined: true },
      { authorities: ["ca/clients.pem"] },
      { certificate: "/etc/haproxy/certs/client cert.pem", combined: true },
      { certificate: "/etc/haproxy/certs/one.pem", key: "/etc/haproxy/certs/one.key" },
    ]);
  });
});

describe("Envoy", () => {
  const yaml = `
static_resources:
  listeners:
  - filter_chains:
    - transport_socket:
        typed_config:
          common_tls_context:
            tls_certificates:
            - certificate_chain: { filename: "certs/web.pem" }
              private_key:
                filename: certs/web.key
              password: { filename: certs/pass }
            validation_context:
              trusted_ca:
                inline_string: |
                  PEM
`;
  test("in YAML", () => {
    expect(pairs("envoy.yaml", yaml)).toEqual([
      { certificate: "certs/web.pem", key: "certs/web.key", hasPassphrase: true },
      { authorities: [expect.stringMatching(/^inline [^]*PEM/)] },
    ]);
  });
  test("in JSON, also in protobuf's other case", () => {
    const json = JSON.stringify({
      a: [{ certificateChain: { filename: "c.pem" }, privateKey: { inlineString: "KEY" } }],
    });
    expect(pairs("envoy.json", json)).toEqual([{ certificate: "c.pem", key: "inline KEY" }]);
  });
});

describe("Kubernetes", () => {
  test("pairs the values of each secret", () => {
    const text = `apiVersion: v1
kind: ConfigMap
data: { tls.crt: no }
---
kind: Secret
type: kubernetes.io/tls
data:
  tls.crt: Q0VSVA==
  "tls.key": "S0VZ"
  ca.crt: Q0E=
---
kind: List
items:
- kind: Secret
  stringData: { tls.crt: c, tls.key: k }
`;
    expect(pairs("secret.yaml", text)).toEqual([
      { certificate: "inline Q0VSVA==", key: "inline S0VZ", authorities: ["inline Q0E="] },
      { certificate: "inline c", key: "inline k" },
    ]);
  });

  test("kubeconfig: users and clusters, data before files", () => {
    const text = `kind: Config
clusters:
- cluster: { server: https://x, certificate-authority: pki/ca.crt }
users:
- user: { client-certificate: pki/me.crt, client-key: pki/me.key }
- user: { client-certificate-data: QQ==, client-certificate: x, client-key-data: Qg== }
- user: { token: x }
`;
    expect(pairs("config", text)).toEqual([
      { certificate: "pki/me.crt", key: "pki/me.key" },
      { certificate: "inline QQ==", key: "inline Qg==" },
      { authorities: ["pki/ca.crt"] },
    ]);
  });
});

test("what is no configuration is none", () => {
  expect(readConfiguration({ name: "a.txt", text: "ssl is nice" })).toBeUndefined();
  expect(readConfiguration({ name: "a.conf", text: "a: b" })).toBeUndefined();
});

test("nothing makes it throw, and places stand in the text", () => {
  const piece = fc.constantFrom(
    ..."ssl_certificate |a.pem|;|{|}|\n|\"|'|\\|# x|SSLCertificateFile |<V>|</V>|bind :1 ssl crt x |kind: Secret\ndata:\n  tls.crt: |certificate_chain: {filename: |- |&a |*a |]|[|,".split(
      "|",
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join("");
      for (const { certificate, key, authorities } of readConfiguration({ name: "x", text })?.pairs ?? [])
        for (const place of [certificate, key, ...authorities])
          if (place)
            expect(place.start >= 0 && place.start <= place.end && place.end <= text.length).toBe(true);
    }),
  );
});
