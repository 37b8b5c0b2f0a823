import type { EngineOptions } from "../../../src/core/engine/types";
import type { ClientAuthentication } from "../../../src/core/inspection";
import type { OpensslFolder } from "../openssl";
import type { ClientKind, ServerKind } from "./certificates";
import { startOpenssl, traceClient, type ClientAuth, type TracedMessage } from "./openssl";
import { clientIdentity, run, type Run } from "./run";

/** How the server is to be met. */
interface Exchange {
  readonly name: string;
  readonly certificate: ServerKind;
  readonly server: readonly string[];
  readonly engine: Partial<EngineOptions>;
  /** What makes `openssl s_client` do the same. */
  readonly client: readonly string[];
  readonly version: "TLS 1.2" | "TLS 1.3";
  readonly retry?: boolean;
  /** Expected in the Inspection's summary. */
  readonly negotiated: {
    readonly cipherSuite?: string;
    readonly group?: string;
    readonly keyExchange?: string;
  };
}

/** How the client is to prove itself. */
interface Proof {
  readonly name: string;
  readonly clientAuth: ClientAuth;
  readonly identity?: ClientKind;
  readonly authentication: ClientAuthentication;
  readonly established: boolean;
}

/** One handshake with `openssl s_server`, and what must come of it. */
export interface MatrixCase {
  readonly name: string;
  readonly exchange: Exchange;
  readonly proof: Proof;
}

const tls12 = (
  name: string,
  cipher: string,
  certificate: ServerKind,
  suite: string,
  keyExchange: "ECDHE" | "RSA",
): Exchange => ({
  name: `TLS 1.2 ${name}`,
  certificate,
  server: ["-tls1_2", "-cipher", cipher],
  client: ["-tls1_2", "-cipher", cipher],
  engine: {},
  version: "TLS 1.2",
  negotiated: { cipherSuite: suite, keyExchange, ...(keyExchange === "ECDHE" ? { group: "x25519" } : {}) },
});

const GROUPS = [
  ["x25519", "X25519", 29],
  ["secp256r1", "P-256", 23],
  ["secp384r1", "P-384", 24],
] as const;

const tls13: readonly Exchange[] = GROUPS.flatMap(([group, openssl, code], i) => {
  const [, otherName, other] = GROUPS[(i + 1) % GROUPS.length] ?? GROUPS[0];
  const base = {
    certificate: i === 1 ? ("ecdsa" as const) : ("rsa" as const),
    server: ["-tls1_3", "-groups", openssl],
    version: "TLS 1.3" as const,
    negotiated: { group },
  };
  return [
    {
      ...base,
      name: `TLS 1.3 ${group}`,
      client: ["-tls1_3", "-groups", openssl],
      engine: { keyShares: [code] },
    },
    {
      ...base,
      name: `TLS 1.3 ${group} after Hello Retry Request`,
      client: ["-tls1_3", "-groups", `${otherName}:${openssl}`],
      engine: { keyShares: [other] },
      retry: true,
    },
  ];
});

const EXCHANGES: readonly Exchange[] = [
  tls12("ECDHE-RSA", "ECDHE-RSA-AES128-GCM-SHA256", "rsa", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "ECDHE"),
  tls12(
    "ECDHE-ECDSA",
    "ECDHE-ECDSA-AES256-GCM-SHA384",
    "ecdsa",
    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "ECDHE",
  ),
  tls12("RSA key exchange", "AES128-GCM-SHA256", "rsa", "TLS_RSA_WITH_AES_128_GCM_SHA256", "RSA"),
  ...tls13,
];

const PROOFS: readonly Proof[] = [
  { name: "one-way", clientAuth: "none", authentication: "none", established: true },
  ...(["rsa", "p256", "ed25519"] as const).map((identity): Proof => ({
    name: `two-way, ${identity} certificate`,
    clientAuth: "required",
    identity,
    authentication: "proved",
    established: true,
  })),
  {
    name: "two-way, none though asked",
    clientAuth: "optional",
    authentication: "requested",
    established: true,
  },
  {
    name: "two-way, none though required",
    clientAuth: "required",
    authentication: "refused",
    established: false,
  },
];

/** Every exchange with every way for the client to prove itself. */
export const MATRIX: readonly MatrixCase[] = EXCHANGES.flatMap((exchange) =>
  PROOFS.map((proof) => ({ name: `${exchange.name}, ${proof.name}`, exchange, proof })),
);

/** What a case gave: our run, and the messages that `openssl s_client -trace` saw against the same server. */
export interface MatrixResult {
  readonly run: Run;
  readonly traced: readonly TracedMessage[];
}

/** Runs one case against a server of its own. */
export async function runCase(folder: OpensslFolder, { exchange, proof }: MatrixCase): Promise<MatrixResult> {
  const server = await startOpenssl(folder, {
    certificate: exchange.certificate,
    clientAuth: proof.clientAuth,
    args: exchange.server,
  });
  try {
    const { identity: kind } = proof;
    const identity = kind && (await clientIdentity(folder, kind));
    const result = await run(server.port, { engine: exchange.engine, identity });
    const certificate = kind ? ["-cert", `client-${kind}.pem`, "-key", `client-${kind}.key`] : [];
    const traced = await traceClient(folder, server.port, [...exchange.client, ...certificate]);
    return { run: result, traced };
  } finally {
    await server.stop();
  }
}

/** The sequence of messages that the RFCs prescribe for a case (RFC 5246 §7.3, RFC 8446 §2). */
export function expectedSequence({ exchange, proof }: MatrixCase): string[] {
  const asked = proof.clientAuth !== "none";
  const client = (...names: string[]): string[] => names.map((name) => `client ${name}`);
  const server = (...names: string[]): string[] => names.map((name) => `server ${name}`);
  const when = (condition: boolean, ...names: string[]): string[] => (condition ? names : []);
  const proves = proof.identity !== undefined;
  if (exchange.version === "TLS 1.3") {
    const retry = exchange.retry === true;
    return [
      ...client("client_hello"),
      ...when(
        retry,
        ...server("hello_retry_request", "change_cipher_spec"),
        ...client("change_cipher_spec", "client_hello"),
      ),
      ...server("server_hello", ...when(!retry, "change_cipher_spec"), "encrypted_extensions"),
      ...server(...when(asked, "certificate_request"), "certificate", "certificate_verify", "finished"),
      ...client(...when(!retry, "change_cipher_spec"), ...when(asked, "certificate")),
      ...client(...when(proves, "certificate_verify"), "finished"),
      // OpenSSL sends two tickets (its default), or its refusal.
      ...(proof.established
        ? [...server("new_session_ticket", "new_session_ticket"), ...client("alert")]
        : server("alert")),
    ];
  }
  const ephemeral = exchange.negotiated.keyExchange === "ECDHE";
  return [
    ...client("client_hello"),
    ...server("server_hello", "certificate", ...when(ephemeral, "server_key_exchange")),
    ...server(...when(asked, "certificate_request"), "server_hello_done"),
    ...client(...when(asked, "certificate"), "client_key_exchange", ...when(proves, "certificate_verify")),
    ...client("change_cipher_spec", "finished"),
    ...(proof.established
      ? [...server("new_session_ticket", "change_cipher_spec", "finished"), ...client("alert")]
      : server("alert")),
  ];
}
