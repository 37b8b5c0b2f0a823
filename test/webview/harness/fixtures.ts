// Inspections as the host would send them, written as data: their shape and texts are real, their bytes are made up
// (but for the certificates).
import type {
  CertificateSummary,
  ChainGraph,
  ChainVerdict,
  Check,
  Finding,
  KeyStep,
  Negotiated,
  Parameter,
  VerdictStep,
} from "../../../src/core/inspection";
import type { ExplanationView, MessageView, Overview } from "../../../src/protocol";
import { Built, code, extension, handshake, noise, type Node, uint, vector } from "./build";
import { CLIENT_DER, ROOT_DER, SERVER_DER } from "./certificates";
import { derNodes } from "./der";

export interface Fixture {
  readonly overview: Overview;
  readonly built: Built;
  readonly explanations: ReadonlyMap<string, ExplanationView>;
}

const DAY = 86_400_000;
const fromNow = (days: number): string => new Date(Date.now() + days * DAY).toISOString();

export const HOSTILE =
  '<img src=x onerror="globalThis.hacked=true">\u202egnp.exe\u2066 \u0000\u001b[31m\u200bend';

const SUITES: readonly (readonly [string, number])[] = [
  ["TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", 0xc02b],
  ["TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", 0xc02f],
  ["TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", 0xc02c],
  ["TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", 0xc030],
  ["TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", 0xcca8],
  ["TLS_RSA_WITH_AES_128_GCM_SHA256", 0x009c],
];
const SUITES_13: readonly (readonly [string, number])[] = [
  ["TLS_AES_128_GCM_SHA256", 0x1301],
  ["TLS_AES_256_GCM_SHA384", 0x1302],
  ["TLS_CHACHA20_POLY1305_SHA256", 0x1303],
];
const SCHEMES: readonly (readonly [string, number])[] = [
  ["ecdsa_secp256r1_sha256", 0x0403],
  ["ecdsa_secp384r1_sha384", 0x0503],
  ["ed25519", 0x0807],
  ["rsa_pss_rsae_sha256", 0x0804],
  ["rsa_pss_rsae_sha384", 0x0805],
  ["rsa_pkcs1_sha256", 0x0401],
  ["rsa_pkcs1_sha384", 0x0501],
];
const GROUPS: readonly (readonly [string, number])[] = [
  ["x25519", 0x001d],
  ["secp256r1", 0x0017],
  ["secp384r1", 0x0018],
];

function clientHello(tls13: boolean): Node {
  const suites = tls13 ? [...SUITES_13, ...SUITES] : SUITES;
  const name = "6c6f63616c686f7374";
  return handshake("Client Hello", 1, [
    code("tls.handshake.version", "Version", "TLS 1.2", 0x0303),
    { key: "tls.handshake.random", label: "Random", display: noise(32, 1), hex: noise(32, 1) },
    vector(
      "tls.handshake.session_id",
      "Session ID",
      1,
      [{ key: "tls.handshake.session_id", label: "Session ID", display: noise(32, 2), hex: noise(32, 2) }],
      "32 bytes",
    ),
    vector(
      "tls.handshake.ciphersuites",
      "Cipher Suites",
      2,
      suites.map(([suite, value]) => code("tls.handshake.ciphersuite", "Cipher Suite", suite, value)),
      `${String(suites.length)} suites`,
    ),
    vector(
      "tls.handshake.comp_methods",
      "Compression Methods",
      1,
      [code("tls.handshake.comp_method", "Compression Method", "null", 0, 1)],
      "1 method",
    ),
    vector(
      "tls.handshake.extensions",
      "Extensions",
      2,
      [
        extension(
          "server_name",
          0,
          [
            vector("tls.handshake.extensions_server_name_list", "Server Name List", 2, [
              code("tls.handshake.extensions_server_name_type", "Server Name Type", "host_name", 0, 1),
              {
                key: "tls.handshake.extensions_server_name_len",
                label: "Length",
                display: "9",
                hex: "0009",
                minor: true,
              },
              {
                key: "tls.handshake.extensions_server_name",
                label: "Server Name",
                display: "localhost",
                hex: name,
              },
            ]),
          ],
          "localhost",
        ),
        extension(
          "supported_groups",
          10,
          [
            vector(
              "tls.handshake.extensions_supported_groups",
              "Supported Groups",
              2,
              GROUPS.map(([g, v]) => code("tls.handshake.extensions_supported_group", "Group", g, v)),
            ),
          ],
          "3 groups",
        ),
        extension(
          "signature_algorithms",
          13,
          [
            vector(
              "tls.handshake.sig_hash_algs",
              "Signature Algorithms",
              2,
              SCHEMES.map(([s, v]) => code("tls.handshake.sig_hash_alg", "Signature Algorithm", s, v)),
            ),
          ],
          "7 schemes",
        ),
        extension("extended_master_secret", 23, []),
        extension(
          "renegotiation_info",
          0xff01,
          [
            {
              key: "tls.handshake.extensions_reneg_info_len",
              label: "Length",
              display: "0",
              hex: "00",
              minor: true,
            },
          ],
          "empty",
        ),
        ...(tls13
          ? [
              extension(
                "supported_versions",
                43,
                [
                  vector("tls.handshake.extensions.supported_versions", "Supported Versions", 1, [
                    code("tls.handshake.extensions.supported_version", "Version", "TLS 1.3", 0x0304),
                    code("tls.handshake.extensions.supported_version", "Version", "TLS 1.2", 0x0303),
                  ]),
                ],
                "TLS 1.3, TLS 1.2",
              ),
              extension(
                "key_share",
                51,
                [
                  vector("tls.handshake.extensions_key_share", "Key Shares", 2, [
                    code("tls.handshake.extensions_key_share_group", "Group", "x25519", 0x1d),
                    {
                      key: "tls.handshake.extensions_key_share_key_exchange_length",
                      label: "Length",
                      display: "32",
                      hex: "0020",
                      minor: true,
                    },
                    {
                      key: "tls.handshake.extensions_key_share_key_exchange",
                      label: "Key Exchange",
                      display: noise(32, 3),
                      hex: noise(32, 3),
                    },
                  ]),
                ],
                "x25519",
              ),
              extension(
                "psk_key_exchange_modes",
                45,
                [
                  vector("tls.extension.psk_ke_modes", "Modes", 1, [
                    code("tls.extension.psk_ke_mode", "Mode", "psk_dhe_ke", 1, 1),
                  ]),
                ],
                "psk_dhe_ke",
              ),
            ]
          : []),
      ],
      tls13 ? "8 extensions" : "5 extensions",
    ),
  ]);
}

function serverHello(tls13: boolean): Node {
  return handshake("Server Hello", 2, [
    code("tls.handshake.version", "Version", "TLS 1.2", 0x0303),
    { key: "tls.handshake.random", label: "Random", display: noise(32, 4), hex: noise(32, 4) },
    vector(
      "tls.handshake.session_id",
      "Session ID",
      1,
      [{ key: "tls.handshake.session_id", label: "Session ID", display: noise(32, 2), hex: noise(32, 2) }],
      "32 bytes",
    ),
    tls13
      ? code("tls.handshake.ciphersuite", "Cipher Suite", "TLS_AES_128_GCM_SHA256", 0x1301)
      : code("tls.handshake.ciphersuite", "Cipher Suite", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", 0xc02b),
    code("tls.handshake.comp_method", "Compression Method", "null", 0, 1),
    vector(
      "tls.handshake.extensions",
      "Extensions",
      2,
      tls13
        ? [
            extension(
              "supported_versions",
              43,
              [code("tls.handshake.extensions.supported_version", "Version", "TLS 1.3", 0x0304)],
              "TLS 1.3",
            ),
          ]
        : [
            extension("extended_master_secret", 23, []),
            extension("renegotiation_info", 0xff01, [
              {
                key: "tls.handshake.extensions_reneg_info_len",
                label: "Length",
                display: "0",
                hex: "00",
                minor: true,
              },
            ]),
          ],
    ),
  ]);
}

function certificate(ders: readonly string[], tls13: boolean): Node {
  const items = ders.flatMap((der): Node[] => [
    {
      key: "tls.handshake.certificate_length",
      label: "Certificate Length",
      display: String(der.length / 2),
      hex: uint(der.length / 2, 3),
      minor: true,
    },
    {
      key: "tls.handshake.certificate",
      label: "Certificate",
      display:
        der === SERVER_DER
          ? "CN=localhost"
          : der === CLIENT_DER
            ? "CN=<img src=x onerror=alert(1)>"
            : "CN=Example Root CA",
      children: derNodes(der),
    },
    ...(tls13
      ? [
          {
            key: "tls.handshake.extensions.length",
            label: "Extensions Length",
            display: "0",
            hex: "0000",
            minor: true,
          },
        ]
      : []),
  ]);
  const context: Node[] = tls13
    ? [
        {
          key: "tls.handshake.certificate_request_context",
          label: "Certificate Request Context",
          display: "empty",
          hex: "00",
        },
      ]
    : [];
  return handshake("Certificate", 11, [
    ...context,
    vector("tls.handshake.certificates", "Certificates", 3, items, `${String(ders.length)} certificates`),
  ]);
}

const signature = (seed: number): Node[] => [
  code("tls.handshake.sig_hash_alg", "Signature Algorithm", "ecdsa_secp256r1_sha256", 0x0403),
  vector(
    "tls.handshake.sig",
    "Signature",
    2,
    [{ key: "tls.handshake.sig", label: "Signature", display: noise(71, seed), hex: noise(71, seed) }],
    "71 bytes",
  ),
];

interface Line {
  readonly from: "client" | "server";
  readonly name: string;
  readonly label: string;
  readonly detail: string;
  readonly node: Node;
  readonly encrypted?: boolean;
  readonly timeMs?: number;
  readonly check?: Check["status"];
  readonly severity?: Finding["severity"];
}

function assemble(lines: readonly Line[]): { built: Built; messages: MessageView[] } {
  const built = new Built();
  const messages = lines.map(
    ({ node, from, name, label, detail, encrypted, timeMs, check, severity }, index): MessageView => {
      const [field = 0] = built.source(
        `${from === "client" ? "Client" : "Server"} ${label}${encrypted ? ", decrypted" : ""}`,
        [node],
      );
      const row = built.rows[field];
      return {
        index,
        stream: 0,
        from,
        name,
        label,
        detail,
        encrypted: encrypted ?? false,
        span: row?.span ?? { source: 0, start: 0, end: 0 },
        field,
        size: row?.size ?? 1,
        ...(timeMs === undefined ? {} : { timeMs }),
        ...(check === undefined ? {} : { check }),
        ...(severity === undefined ? {} : { severity }),
      };
    },
  );
  return { built, messages };
}

const ccs = (from: "client" | "server", timeMs: number): Line => ({
  from,
  name: "change_cipher_spec",
  label: "Change Cipher Spec",
  detail: "",
  timeMs,
  node: { key: "tls.change_cipher_spec", label: "Change Cipher Spec", display: "1", hex: "01" },
});
const finished = (from: "client" | "server", timeMs: number, bytes: number): Line => ({
  from,
  name: "finished",
  label: "Finished",
  detail: "",
  encrypted: true,
  check: "passed",
  timeMs,
  node: handshake("Finished", 20, [
    {
      key: "tls.handshake.verify_data",
      label: "Verify Data",
      display: noise(bytes, from.length + bytes),
      hex: noise(bytes, from.length + bytes),
    },
  ]),
});
const certificateVerify = (timeMs: number, encrypted: boolean, from: "client" | "server"): Line => ({
  from,
  name: "certificate_verify",
  label: "Certificate Verify",
  detail: "ecdsa_secp256r1_sha256",
  encrypted,
  check: "passed",
  timeMs,
  node: handshake("Certificate Verify", 15, signature(9)),
});

const AUTHORITIES = vector(
  "tls.handshake.dnames",
  "Certificate Authorities",
  2,
  [],
  "0 names: any issuer will do",
);
const certificateRequest: Node = handshake("Certificate Request", 13, [
  vector(
    "tls.handshake.cert_types",
    "Certificate Types",
    1,
    [
      code("tls.handshake.cert_type", "Certificate Type", "ecdsa_sign", 64, 1),
      code("tls.handshake.cert_type", "Certificate Type", "rsa_sign", 1, 1),
    ],
    "2 types",
  ),
  vector(
    "tls.handshake.sig_hash_algs",
    "Signature Algorithms",
    2,
    SCHEMES.map(([s, v]) => code("tls.handshake.sig_hash_alg", "Signature Algorithm", s, v)),
    "7 schemes",
  ),
  {
    ...AUTHORITIES,
    notes: [
      "An empty list means that the server names no issuer: a certificate of any issuer may be sent (RFC 5246 §7.4.4).",
    ],
  },
]);
const serverKeyExchange: Node = handshake("Server Key Exchange", 12, [
  code("tls.handshake.server_curve_type", "Curve Type", "named_curve", 3, 1),
  code("tls.handshake.server_named_curve", "Named Curve", "x25519", 0x1d),
  vector(
    "tls.handshake.server_point",
    "Public Key",
    1,
    [{ key: "tls.handshake.server_point", label: "Public Key", display: noise(32, 6), hex: noise(32, 6) }],
    "32 bytes",
  ),
  ...signature(7),
]);

const LINES_12: readonly Line[] = [
  {
    from: "client",
    name: "client_hello",
    label: "Client Hello",
    detail: "TLS 1.2, 6 suites, SNI localhost",
    node: clientHello(false),
    timeMs: 0,
  },
  {
    from: "server",
    name: "server_hello",
    label: "Server Hello",
    detail: "ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    node: serverHello(false),
    timeMs: 4.2,
  },
  {
    from: "server",
    name: "certificate",
    label: "Certificate",
    detail: "2 certificates, CN=localhost",
    node: certificate([SERVER_DER, ROOT_DER], false),
    timeMs: 4.2,
    severity: "warning",
  },
  {
    from: "server",
    name: "server_key_exchange",
    label: "Server Key Exchange",
    detail: "x25519, ecdsa_secp256r1_sha256",
    node: serverKeyExchange,
    timeMs: 4.3,
    check: "passed",
  },
  {
    from: "server",
    name: "certificate_request",
    label: "Certificate Request",
    detail: "2 types, 7 schemes, any issuer",
    node: certificateRequest,
    timeMs: 4.3,
  },
  {
    from: "server",
    name: "server_hello_done",
    label: "Server Hello Done",
    detail: "",
    node: handshake("Server Hello Done", 14, []),
    timeMs: 4.3,
  },
  {
    from: "client",
    name: "certificate",
    label: "Certificate",
    detail: "1 certificate, CN=<img src=x onerror=alert(1)>",
    node: certificate([CLIENT_DER], false),
    timeMs: 9.8,
  },
  {
    from: "client",
    name: "client_key_exchange",
    label: "Client Key Exchange",
    detail: "x25519",
    timeMs: 9.8,
    node: handshake("Client Key Exchange", 16, [
      vector(
        "tls.handshake.client_point",
        "Public Key",
        1,
        [
          {
            key: "tls.handshake.client_point",
            label: "Public Key",
            display: noise(32, 8),
            hex: noise(32, 8),
          },
        ],
        "32 bytes",
      ),
    ]),
  },
  certificateVerify(9.9, false, "client"),
  ccs("client", 9.9),
  finished("client", 9.9, 12),
  ccs("server", 14.1),
  finished("server", 14.1, 12),
];

const LINES_13: readonly Line[] = [
  {
    from: "client",
    name: "client_hello",
    label: "Client Hello",
    detail: "TLS 1.3, 9 suites, SNI localhost",
    node: clientHello(true),
    timeMs: 0,
  },
  {
    from: "server",
    name: "server_hello",
    label: "Server Hello",
    detail: "AES_128_GCM_SHA256, x25519",
    node: serverHello(true),
    timeMs: 3.1,
  },
  ccs("server", 3.1),
  {
    from: "server",
    name: "encrypted_extensions",
    label: "Encrypted Extensions",
    detail: "none",
    encrypted: true,
    timeMs: 3.2,
    node: handshake("Encrypted Extensions", 8, [vector("tls.handshake.extensions", "Extensions", 2, [])]),
  },
  {
    from: "server",
    name: "certificate",
    label: "Certificate",
    detail: "1 certificate, CN=localhost",
    encrypted: true,
    timeMs: 3.2,
    node: certificate([SERVER_DER], true),
  },
  certificateVerify(3.3, true, "server"),
  finished("server", 3.3, 32),
  ccs("client", 8.9),
  finished("client", 8.9, 32),
  {
    from: "server",
    name: "new_session_ticket",
    label: "New Session Ticket",
    detail: "lifetime 7200 s",
    encrypted: true,
    timeMs: 12.4,
    node: handshake("New Session Ticket", 4, [
      {
        key: "tls.handshake.session_ticket_lifetime_hint",
        label: "Lifetime",
        display: "7200 s (2 hours)",
        hex: "00001c20",
      },
      vector(
        "tls.handshake.session_ticket",
        "Ticket",
        2,
        [
          {
            key: "tls.handshake.session_ticket",
            label: "Ticket",
            display: noise(192, 11),
            hex: noise(192, 11),
          },
        ],
        "192 bytes",
      ),
    ]),
  },
];

function summary(
  from: CertificateSummary["from"],
  position: number,
  der: string,
  built: Built,
): CertificateSummary {
  const row = built.rows.find(
    ({ span, key, size }) =>
      key === "tbsCertificate" &&
      size > 1 &&
      (built.sources[span.source]?.hex.slice(span.start * 2, span.end * 2) ?? "") === der,
  );
  const shared = {
    from,
    position,
    issuer: "O=Example, CN=Example Root CA",
    publicKey: "ECDSA P-256",
    signatureAlgorithm: "ecdsa-with-SHA256",
    span: row?.span ?? { source: 0, start: 0, end: 0 },
    field: row?.row ?? 0,
  };
  if (der === SERVER_DER)
    return {
      ...shared,
      subject: "O=Example, CN=localhost",
      serialNumber: "75cccc314849ed5fdcc2e67f3efcbbe002ca90b5",
      notBefore: fromNow(-385),
      notAfter: fromNow(12.4),
      subjectAltNames: ["localhost", "127.0.0.1"],
      isCa: false,
      sha256: "1da68417072e4c05455b384ae342255b54e8591ff09b8ca3f4ce5f2c1d83133c",
      sha1: "8c664bfdee4e79ecfdaefc3da001f0b83f456d9b",
    };
  if (der === CLIENT_DER)
    return {
      ...shared,
      subject: "O=Example, CN=<img src=x onerror=alert(1)>",
      serialNumber: "75cccc314849ed5fdcc2e67f3efcbbe002ca90b6",
      notBefore: fromNow(-1),
      notAfter: fromNow(364),
      subjectAltNames: ["dev@example.test"],
      isCa: false,
      sha256: "9eb7c9ebabfeb9840a521001c5ee41198801eecedfabd2d9bcfc968314736faf",
      sha1: "f2145c3fa5639d594aea41e3abc171bcd57ca28e",
    };
  return {
    ...shared,
    subject: "O=Example, CN=Example Root CA",
    serialNumber: "5aa642e5c26dece87b8a53d1884853dc8a1959ef",
    notBefore: fromNow(-385),
    notAfter: fromNow(3265),
    subjectAltNames: [],
    isCa: true,
    sha256: "2a7244fc0844859beab515ece20193a5f7750b43c4d5e12c709bb10ebdbf5baf",
    sha1: "252cde64a2cdaf299b74f045b90ba24d4ae6daf9",
  };
}

const CROSS_STEP: VerdictStep = {
  id: "trust.validity",
  status: "failed",
  message: "“Old Root” expired on 2021-09-30 14:01:15 UTC",
  rfc: "RFC 5280 §6.1.3",
};

/** A leaf whose issuer is presented, trusted by nobody, and cross-signed by a root that expired. */
const serverGraph: ChainGraph = {
  nodes: [
    {
      subject: "O=example,CN=localhost",
      sha256: "",
      place: "presented",
      where: "",
      position: 0,
      isAnchor: false,
    },
    {
      subject: "O=example,CN=Example Root CA",
      sha256: "",
      place: "presented",
      where: "",
      position: 1,
      isAnchor: false,
    },
    {
      subject: `CN=${HOSTILE}`,
      sha256: "",
      place: "workspace",
      where: "certificates/cross.pem",
      isAnchor: false,
    },
    {
      subject: "CN=Old Root",
      sha256: "",
      place: "store",
      where: "Mozilla's, as in Node 24.21",
      isAnchor: true,
    },
  ],
  edges: [
    { subject: 0, issuer: 1, status: "passed" },
    { subject: 0, issuer: 2, status: "passed" },
    { subject: 2, issuer: 3, status: "failed" },
  ],
  paths: [
    { nodes: [0, 1], trust: "untrusted", steps: [] },
    { nodes: [0, 2, 3], trust: "untrusted", steps: [CROSS_STEP] },
  ],
};

const serverVerdict: ChainVerdict = {
  from: "server",
  graph: serverGraph,
  trust: "untrusted",
  store: "Mozilla's, as in Node 24.21",
  name: "matches",
  summary: "Not trusted: the chain ends at “Example Root CA”, which is not in the store.",
  steps: [
    {
      id: "path.signature",
      status: "passed",
      message: "Signed with the key of “Example Root CA” (ecdsa-with-SHA256).",
      position: 0,
      rfc: "RFC 5280 §6.1.3",
    },
    {
      id: "path.validity",
      status: "passed",
      message: "Valid today; expires in 12 days.",
      position: 0,
      rfc: "RFC 5280 §4.1.2.5",
    },
    {
      id: "path.anchor",
      status: "failed",
      message: "“Example Root CA” is not among the store's 146 roots.",
      position: 1,
      fix: "Add the root to the folder of trusted roots (setting “tlsInspector.trustedRoots”), or ask for a certificate by a public issuer.",
      rfc: "RFC 5280 §6.1.1",
    },
    {
      id: "path.revocation",
      status: "not checked",
      message: "Revocation was not asked for: no OCSP response was stapled.",
      position: 0,
    },
    {
      id: "name",
      status: "passed",
      message: "“localhost” is among the certificate's names.",
      position: 0,
      rfc: "RFC 9525 §6.3",
    },
  ],
};
const clientVerdict: ChainVerdict = {
  from: "client",
  trust: "not checked",
  store: "none",
  name: "not checked",
  summary: "Whether the server trusts it is the server's to say: it went on, so it does.",
  steps: [],
};

function parameters(messages: readonly MessageView[], built: Built, tls13: boolean): Parameter[] {
  const find = (message: number, text: string): number | undefined => {
    const { field, size } = messages[message] ?? { field: 0, size: 0 };
    return built.rows.slice(field, field + size).find(({ display }) => display.startsWith(text))?.row;
  };
  const values = (message: number, names: readonly string[]): Parameter["offered"] =>
    names.map((text) => {
      const field = find(message, text);
      return field === undefined ? { text } : { text, field };
    });
  const suite = tls13 ? "TLS_AES_128_GCM_SHA256" : "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
  const asked = tls13
    ? []
    : values(
        4,
        SCHEMES.map(([name]) => name),
      );
  return [
    {
      name: "Version",
      offered: values(0, tls13 ? ["TLS 1.3", "TLS 1.2"] : ["TLS 1.2"]),
      chosen: values(1, [tls13 ? "TLS 1.3" : "TLS 1.2"]),
      asked: [],
    },
    {
      name: "Cipher suite",
      offered: values(
        0,
        (tls13 ? [...SUITES_13, ...SUITES] : SUITES).map(([name]) => name),
      ),
      chosen: values(1, [suite]),
      asked: [],
    },
    {
      name: "Group",
      offered: values(
        0,
        GROUPS.map(([name]) => name),
      ),
      chosen: values(tls13 ? 1 : 3, ["x25519"]),
      asked: [],
    },
    {
      name: "Signature algorithm",
      offered: values(
        0,
        SCHEMES.map(([name]) => name),
      ),
      chosen: values(tls13 ? 5 : 3, ["ecdsa_secp256r1_sha256"]),
      asked,
    },
    ...(tls13
      ? []
      : [
          { name: "Certificate type", offered: [], chosen: [], asked: values(4, ["ecdsa_sign", "rsa_sign"]) },
          {
            name: "Certificate authorities",
            offered: [],
            chosen: [],
            asked: [],
            note: "The list is empty: a certificate of any issuer may be sent.",
          },
        ]),
    { name: "ALPN", offered: [], chosen: [], asked: [], note: "Not offered." },
  ];
}

function checks(messages: readonly MessageView[], tls13: boolean): Check[] {
  return messages.flatMap((message): Check[] => {
    if (message.check === undefined) return [];
    const spans = messages
      .slice(0, message.index)
      .filter(({ name }) => name !== "change_cipher_spec")
      .map(({ span }) => span);
    const shared = { status: message.check, messageIndex: message.index };
    switch (message.name) {
      case "finished":
        return [
          {
            ...shared,
            id: `finished.${message.from}`,
            message: `verify_data is the ${tls13 ? "HMAC" : "PRF"} over the ${String(spans.length)} handshake messages before it.`,
            formula: tls13
              ? "verify_data = HMAC(finished_key, Hash(messages))"
              : `verify_data = PRF(master_secret, "${message.from} finished", SHA-256(messages))[0..11]`,
            inputs: [
              { name: "messages", spans },
              { name: tls13 ? "finished_key" : "master_secret", hex: noise(tls13 ? 32 : 48, 77) },
              { name: "verify_data", hex: noise(tls13 ? 32 : 12, 78) },
            ],
          },
        ];
      case "server_key_exchange":
        return [
          {
            ...shared,
            id: "server_key_exchange.signature",
            message:
              "The signature over both randoms and the parameters holds, by the key in the server's certificate.",
            formula:
              "ecdsa_verify(certificate key, SHA-256(client_random || server_random || params), signature)",
            inputs: [
              {
                name: "client_random and server_random",
                spans: [messages[0], messages[1]].flatMap((m) =>
                  m ? [{ ...m.span, start: 6, end: 38 }] : [],
                ),
              },
              { name: "params", spans: [{ ...message.span, start: 4, end: 40 }] },
            ],
          },
        ];
      default:
        return [
          {
            ...shared,
            id: `certificate_verify.${message.from}`,
            message: `The signature over messages 1–${String(message.index)} holds, by the key in the ${message.from}'s certificate.`,
            formula: "ecdsa_verify(certificate key, SHA-256(messages), signature)",
            inputs: [{ name: "messages", spans }],
          },
        ];
    }
  });
}

const KEYS_12: readonly KeyStep[] = [
  {
    name: "Pre-master secret",
    formula: "X25519(client private key, server public key)",
    inputs: [{ name: "server public key", hex: noise(32, 6) }],
    output: noise(32, 20),
    rfc: "RFC 8422 §5.10",
  },
  {
    name: "Master secret (extended)",
    formula: 'PRF(pre_master_secret, "extended master secret", session_hash)[0..47]',
    inputs: [
      { name: "pre_master_secret", hex: noise(32, 20) },
      { name: "session_hash", hex: noise(32, 21) },
    ],
    output: noise(48, 22),
    rfc: "RFC 7627 §4",
  },
  {
    name: "Key block",
    formula: 'PRF(master_secret, "key expansion", server_random + client_random)',
    inputs: [
      { name: "master_secret", hex: noise(48, 22) },
      { name: "server_random", hex: noise(32, 4) },
      { name: "client_random", hex: noise(32, 1) },
    ],
    output: noise(40, 23),
    rfc: "RFC 5246 §6.3",
  },
  { name: "Client write key", formula: "key_block[0..15]", inputs: [], output: noise(16, 24) },
  { name: "Server write key", formula: "key_block[16..31]", inputs: [], output: noise(16, 25) },
];

const request12 = {
  target: "localhost:8443",
  mutual: true,
  minVersion: "TLS 1.2",
  maxVersion: "TLS 1.2",
  clientCertificate: "certs/client.pem",
  clientKey: "certs/client.key",
  timeoutMs: 10_000,
} as const;

const EXPIRES = (messages: readonly MessageView[]): Finding => ({
  id: "certificate.expires-soon",
  severity: "warning",
  message: "The server's certificate expires in 12 days.",
  fix: "Renew it before then; clients will refuse the connection afterwards.",
  rfc: "RFC 5280 §4.1.2.5",
  ...(messages[2] ? { span: messages[2].span } : {}),
});
const UNTRUSTED: Finding = {
  id: "certificate.unknown-root",
  severity: "info",
  message: "The server's chain ends at a root that Mozilla's store does not hold.",
  fix: "For a server of your own this is to be expected: name your root in the setting “tlsInspector.trustedRoots”.",
};

function negotiated(tls13: boolean, client: Negotiated["clientAuthentication"]): Negotiated {
  return {
    version: tls13 ? "TLS 1.3" : "TLS 1.2",
    cipherSuite: tls13 ? "TLS_AES_128_GCM_SHA256" : "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    keyExchange: tls13 ? "(EC)DHE" : "ECDHE_ECDSA",
    group: "x25519",
    signatureScheme: "ecdsa_secp256r1_sha256",
    serverName: "localhost",
    extendedMasterSecret: !tls13,
    resumed: false,
    clientAuthentication: client,
  };
}

const FINGERPRINTS = {
  ja3: "579ccef312d18482fc42e2b822ca2430",
  ja3s: "ee3ab8e2e4b8b8d8a8f5bd2a7b5ff1c2",
  ja4: "t13d0906h1_f91f431d341e_78e6aca7449b",
};

const EXPLANATIONS: ReadonlyMap<string, ExplanationView> = new Map(
  (
    [
      [
        "client_hello",
        "Client Hello",
        "The client opens the handshake: it says which versions, cipher suites and extensions it can use, most wanted first, and sends 32 random bytes.\n\nNothing is protected yet; whoever watches the network can read the server name.",
        "RFC 5246 §7.4.1.2",
      ],
      [
        "server_hello",
        "Server Hello",
        "The server chooses one version and one cipher suite of those offered and adds 32 random bytes of its own.",
        "RFC 5246 §7.4.1.3",
      ],
      [
        "certificate_request",
        "Certificate Request",
        "The server asks the client to prove who it is; in a one-way handshake this message is absent. It names the kinds of certificate and the signature algorithms that it accepts, and the issuers that it trusts.",
        "RFC 5246 §7.4.4",
      ],
      [
        "finished",
        "Finished",
        "The first protected message. It holds a keyed hash of every handshake message so far, so both sides know that nobody changed one on the way.",
        "RFC 5246 §7.4.9",
      ],
      ["alert", "Alert", "One side tells the other why it stops.", "RFC 5246 §7.2"],
      [
        "tls.handshake.ciphersuite",
        "Cipher Suite",
        "How keys are agreed on, who signs, and how records are encrypted and protected.",
        "RFC 5246 §7.4.1.2",
      ],
      [
        "tls.handshake.random",
        "Random",
        "32 bytes that are new in each handshake, so that no two handshakes derive the same keys.",
        "RFC 5246 §7.4.1.2",
      ],
    ] as const
  ).map(([key, title, text, rfc]) => [key, { title, text, rfc }]),
);

function connection(id: string, lines: readonly Line[], tls13: boolean, more: Partial<Overview>): Fixture {
  const { built, messages } = assemble(lines);
  const overview: Overview = {
    id,
    revision: 1,
    origin: { kind: "connection", label: "localhost:8443" },
    status: "done",
    headline: "",
    summary: "",
    outcome: "success",
    messages,
    roots: built.roots,
    rowCount: built.rows.length,
    sources: built.sources.map(({ id: source, label, hex }) => ({
      id: source,
      label,
      length: hex.length / 2,
    })),
    parameters: parameters(messages, built, tls13),
    certificates: [],
    verdicts: [],
    checks: checks(messages, tls13),
    keySteps: [],
    findings: [],
    found: [],
    foundCount: 0,
    absences: tls13
      ? [
          {
            label: "Server Hello Done",
            from: "server",
            reason: "In TLS 1.3 the server's Finished ends its flight.",
            rfc: "RFC 8446 §2",
          },
        ]
      : [],
    fingerprints: FINGERPRINTS,
    request: request12,
    exports: ["json", "markdown", "keylog", "pcapng"],
    actions: [],
    ...more,
  };
  return { overview, built, explanations: EXPLANATIONS };
}

function mutual12(): Fixture {
  const base = connection("mutual12", LINES_12, false, {
    headline: "Two-way TLS 1.2 · ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 · x25519 · 14 ms",
    summary: "Both sides proved who they are. 13 messages, 2 round trips.",
    outcome: "success",
    negotiated: negotiated(false, "proved"),
    verdicts: [serverVerdict, clientVerdict],
    keySteps: KEYS_12,
    actions: ["checkRevocation"],
  });
  const { built, overview } = base;
  return {
    ...base,
    overview: {
      ...overview,
      certificates: [
        summary("server", 0, SERVER_DER, built),
        summary("server", 1, ROOT_DER, built),
        summary("client", 0, CLIENT_DER, built),
      ],
      findings: [EXPIRES(overview.messages), UNTRUSTED],
    },
  };
}

function oneway13(): Fixture {
  const base = connection("oneway13", LINES_13, true, {
    headline: "One-way TLS 1.3 · AES_128_GCM_SHA256 · x25519 · 12 ms",
    summary: "The server proved who it is; it did not ask the client. 10 messages, 1 round trip.",
    negotiated: negotiated(true, "none"),
    verdicts: [serverVerdict],
    keySteps: KEYS_12.slice(0, 2),
    request: { target: "localhost:8443", mutual: false },
  });
  return {
    ...base,
    overview: { ...base.overview, certificates: [summary("server", 0, SERVER_DER, base.built)] },
  };
}

function failed(): Fixture {
  const lines: Line[] = [
    ...LINES_12.slice(0, 6),
    {
      from: "client",
      name: "certificate",
      label: "Certificate",
      detail: "none",
      node: certificate([], false),
      timeMs: 9.8,
    },
    ...LINES_12.slice(7, 8),
    ccs("client", 9.9),
    finished("client", 9.9, 12),
    {
      from: "server",
      name: "alert",
      label: "Alert",
      detail: "fatal: handshake_failure (40)",
      timeMs: 1412.6,
      severity: "error",
      node: {
        key: "tls.alert_message",
        label: "Alert",
        display: "fatal, handshake_failure",
        children: [
          code("tls.alert_message.level", "Level", "fatal", 2, 1),
          code("tls.alert_message.desc", "Description", "handshake_failure", 40, 1),
        ],
      },
    },
  ];
  const base = connection("failed", lines, false, {
    status: "failed",
    outcome: "error",
    headline: "Two-way TLS 1.2 failed: the server refused with handshake_failure · 1.41 s",
    summary:
      "The server asked for a client certificate and got none. Choose one with “TLS: Run Two-Way (Mutual) Handshake Test…”.",
    negotiated: negotiated(false, "refused"),
    verdicts: [serverVerdict],
    exports: ["json", "markdown"],
  });
  const alert = base.overview.messages.at(-1);
  return {
    ...base,
    overview: {
      ...base.overview,
      certificates: [
        summary("server", 0, SERVER_DER, base.built),
        summary("server", 1, ROOT_DER, base.built),
      ],
      findings: [
        UNTRUSTED,
        {
          id: "alert.handshake-failure",
          severity: "error",
          message:
            "The server sent handshake_failure after an empty client Certificate: it requires a client certificate.",
          fix: "Run the two-way test with a certificate that suits the Certificate Request (ecdsa_sign or rsa_sign, any issuer).",
          rfc: "RFC 5246 §7.2.2",
          ...(alert ? { span: alert.span } : {}),
        },
        EXPIRES(base.overview.messages),
      ],
    },
  };
}

function running(): Fixture {
  return connection("running", LINES_12.slice(0, 3), false, {
    status: "running",
    outcome: "pending",
    headline: "Two-way TLS handshake with localhost:8443",
    summary: "Waiting for the server. 3 messages so far.",
    exports: [],
    parameters: [],
    checks: [],
  });
}

function big(): Fixture {
  const names = Array.from({ length: 49_998 }, (_, i): Node[] => [
    { key: "tls.handshake.dname_len", label: "Length", display: "8", hex: "0008", minor: true },
    {
      key: "tls.handshake.dname",
      label: "Distinguished Name",
      display: `CN=Authority ${String(i + 1)}`,
      hex: uint(i, 8),
    },
  ]).flat();
  const line: Line = {
    from: "server",
    name: "certificate_request",
    label: "Certificate Request",
    detail: "49,998 authorities",
    node: {
      key: "tls.handshake",
      label: "Certificate Request",
      display: "500 KB",
      children: [
        {
          key: "tls.handshake.type",
          label: "Handshake Type",
          display: "Certificate Request (13)",
          hex: "0d",
        },
        { key: "tls.handshake.length", label: "Length", display: "499,982", hex: "07a10e", minor: true },
        {
          key: "tls.handshake.dnames",
          label: "Certificate Authorities",
          display: "49,998 names",
          children: names,
        },
      ],
    },
  };
  return connection("big", [line], false, {
    origin: { kind: "text", label: "dump.txt" },
    headline: "1 message of dump.txt",
    summary: "A Certificate Request with 49,998 names.",
    parameters: [],
    checks: [],
  });
}

function hostile(): Fixture {
  const long = `CN=${"A".repeat(30_000)}, O=${HOSTILE}${"very long name ".repeat(2_000)}`;
  const lines: Line[] = [
    {
      from: "client",
      name: "client_hello",
      label: HOSTILE,
      detail: HOSTILE.repeat(20),
      timeMs: 0,
      check: "failed",
      severity: "error",
      node: {
        key: HOSTILE,
        label: HOSTILE,
        display: HOSTILE,
        notes: [HOSTILE],
        children: [
          { key: HOSTILE, label: HOSTILE, display: long, hex: noise(64, 1), notes: [HOSTILE] },
          { key: "x", label: "L".repeat(60_000), display: HOSTILE, hex: noise(8, 1) },
        ],
      },
    },
    {
      from: "server",
      name: "alert",
      label: "\u202eTRELA",
      detail: long,
      timeMs: 1,
      encrypted: true,
      node: { key: "x", label: HOSTILE, display: HOSTILE, hex: "0228" },
    },
  ];
  const base = connection("hostile", lines, false, {
    headline: `${HOSTILE} ${long}`,
    summary: `${HOSTILE} ${long}`,
    outcome: "warning",
    origin: { kind: "connection", label: HOSTILE },
  });
  const span = base.overview.messages[0]?.span ?? { source: 0, start: 0, end: 0 };
  const certificateSummary: CertificateSummary = {
    from: "server",
    position: 0,
    subject: long,
    issuer: HOSTILE,
    serialNumber: "01".repeat(2000),
    notBefore: HOSTILE,
    notAfter: HOSTILE,
    publicKey: HOSTILE,
    signatureAlgorithm: long,
    subjectAltNames: Array.from({ length: 2000 }, (_, i) => `${HOSTILE}${String(i)}`),
    isCa: false,
    sha256: "ab".repeat(32),
    sha1: "cd".repeat(20),
    span,
    field: 0,
  };
  return {
    ...base,
    explanations: new Map([
      [
        "client_hello",
        { title: HOSTILE, text: `${HOSTILE}\n\n${long}`, rfc: HOSTILE, rfcUrl: "javascript:alert(1)" },
      ],
    ]),
    overview: {
      ...base.overview,
      certificates: [certificateSummary],
      verdicts: [
        {
          from: "server",
          trust: "untrusted",
          store: HOSTILE,
          name: "does not match",
          summary: long,
          steps: [{ id: HOSTILE, status: "failed", message: long, fix: HOSTILE, rfc: HOSTILE, position: 0 }],
        },
      ],
      checks: [
        {
          id: HOSTILE,
          status: "failed",
          message: HOSTILE,
          formula: long,
          inputs: [{ name: HOSTILE, hex: "ab".repeat(30_000), spans: [span] }],
          messageIndex: 0,
        },
      ],
      keySteps: [
        {
          name: HOSTILE,
          formula: long,
          inputs: [{ name: HOSTILE, hex: "ab".repeat(30_000) }],
          output: "cd".repeat(30_000),
          rfc: HOSTILE,
        },
      ],
      findings: [{ id: HOSTILE, severity: "error", message: long, fix: HOSTILE, rfc: HOSTILE, span }],
      parameters: [
        {
          name: HOSTILE,
          offered: Array.from({ length: 400 }, (_, i) => ({ text: `${HOSTILE}${String(i)}`, field: 1 })),
          chosen: [{ text: long }],
          asked: [{ text: HOSTILE }],
          note: long,
        },
      ],
      negotiated: {
        version: HOSTILE,
        cipherSuite: long,
        serverName: HOSTILE,
        alpn: HOSTILE,
        clientAuthentication: "refused",
      },
      fingerprints: { [HOSTILE]: long },
      request: { target: "localhost", mutual: true },
    },
  };
}

/** A PEM file with two certificates: no messages, two top-level rows. */
function pem(): Fixture {
  const built = new Built();
  built.source("certificate 1 in server.pem", derNodes(SERVER_DER));
  built.source("certificate 2 in server.pem", derNodes(ROOT_DER));
  const base = connection("pem", [], false, {});
  return {
    ...base,
    built,
    overview: {
      ...base.overview,
      origin: { kind: "text", label: "server.pem" },
      headline: "2 certificates of server.pem",
      summary: "CN=localhost, expires in 12 days.",
      outcome: "warning",
      messages: [],
      roots: built.roots,
      rowCount: built.rows.length,
      sources: built.sources.map(({ id, label, hex }) => ({ id, label, length: hex.length / 2 })),
      parameters: [],
      checks: [],
      fingerprints: {},
      certificates: [summary("text", 0, SERVER_DER, built), summary("text", 1, ROOT_DER, built)],
      exports: ["json", "markdown"],
      actions: [],
    },
  };
}

function empty(): Fixture {
  return connection("empty", [], false, { status: "empty", parameters: [], exports: [], fingerprints: {} });
}

export const FIXTURES = { mutual12, oneway13, failed, running, big, hostile, pem, empty } as const;
export type FixtureName = keyof typeof FIXTURES;
