import { HASH_LENGTH } from "../crypto/lengths";
import { CipherSuite, ProtocolVersion } from "../tls/codePoints";
import type { State } from "./state";

/** Why records stay closed, to follow "… is protected, and ": the key log lacks the secret. */
export const LABEL_MISSING = "no key log entry for it is at hand";

type Known = Pick<State, "version" | "suite" | "suiteCode" | "clientHello" | "secret">;

/** Why the records of a session before TLS 1.3 cannot be opened, when there is no cipher for them. */
export function sessionKeysMissing(state: Known): string {
  const { version = 0 } = state;
  if (version < 0x0301 || version > 0x0303)
    return `records of ${ProtocolVersion.display(version)} are not decrypted here`;
  return suiteProblem(state) ?? helloProblem(state) ?? LABEL_MISSING;
}

/** Why the records of a TLS 1.3 session cannot be opened with this secret, when there is no cipher for them. */
export function trafficKeysMissing(state: Known, secret: Uint8Array | undefined): string {
  const problem = suiteProblem(state) ?? helloProblem(state);
  if (problem !== undefined || !secret || !state.suite) return problem ?? LABEL_MISSING;
  const { suite } = state;
  if (suite.keyExchange !== "tls13") return `${suite.name} is no cipher suite of TLS 1.3`;
  return `the key log's secret has ${String(secret.length)} bytes, where ${suite.name} has secrets of ${String(HASH_LENGTH[suite.hash])}`;
}

function suiteProblem({ suite, suiteCode }: Known): string | undefined {
  if (suite) return undefined;
  return `records of the cipher suite ${CipherSuite.display(suiteCode ?? 0)} are not decrypted here`;
}

function helloProblem({ clientHello }: Known): string | undefined {
  return clientHello ? undefined : "the Client Hello, which names its keys in a key log, is not here";
}
