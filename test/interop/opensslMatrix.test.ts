import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toJson } from "../../src/core/inspect/json";
import { coverageProblems } from "../support/leaves";
import { opensslVersion, type OpensslFolder } from "../support/openssl";
import { makeCertificates } from "../support/peers/certificates";
import { expectedSequence, MATRIX, runCase, type MatrixCase } from "../support/peers/matrix";
import { inspect, saved, sequence } from "../support/peers/run";

/** The checks that a session of this kind must have, all of which must pass. */
function expectedChecks({ exchange, proof }: MatrixCase): string[] {
  const tls13 = exchange.version === "TLS 1.3";
  return [
    "finished.client",
    // A TLS 1.2 server that refuses does so before its Finished.
    ...(tls13 || proof.established ? ["finished.server"] : []),
    ...(tls13 ? ["certificate_verify.server"] : []),
    ...(exchange.negotiated.keyExchange === "ECDHE" ? ["server_key_exchange.signature"] : []),
    ...(proof.identity ? ["certificate_verify.client"] : []),
  ];
}

/**
 * Each side's messages, as far as our Inspection and s_client's trace can agree: s_client does not name Hello Retry
 * Request, names a message when it reads it (so the order between the sides is not the wire's), and whether it still
 * reads tickets and alerts is a matter of when it stops.
 */
function bySide(messages: readonly string[], version: string): Record<"client" | "server", string[]> {
  const seen = messages
    .map((message) => message.replace("hello_retry_request", "server_hello"))
    .filter((message) => !message.endsWith(" alert"))
    .filter((message) => version === "TLS 1.2" || message !== "server new_session_ticket");
  const of = (side: string): string[] => seen.filter((message) => message.startsWith(side));
  return { client: of("client"), server: of("server") };
}

describe.skipIf(opensslVersion === undefined)("handshakes with openssl s_server", () => {
  let folder: OpensslFolder;
  beforeAll(() => {
    folder = makeCertificates();
  }, 60_000);
  afterAll(() => {
    folder.remove();
  });

  it.each(MATRIX.map((one) => [one.name, one] as const))("%s", async (_, one) => {
    const { run, traced } = await runCase(folder, one);
    const { inspection, log } = run;
    const { exchange, proof } = one;

    const messages = sequence(inspection);
    expect(messages).toEqual(expectedSequence(one));
    expect(bySide(messages, exchange.version)).toEqual(bySide(traced, exchange.version));

    expect(coverageProblems(inspection.fields)).toEqual([]);
    expect(inspection.checks.filter(({ status }) => status !== "passed")).toEqual([]);
    expect(inspection.checks.map(({ id }) => id)).toEqual(expect.arrayContaining(expectedChecks(one)));

    expect(inspection.negotiated).toMatchObject({
      version: exchange.version,
      ...exchange.negotiated,
      clientAuthentication: proof.authentication,
    });
    expect(run.established).toBe(proof.established);
    expect(inspection.certificates.filter(({ from }) => from === "server")).toHaveLength(2);
    if (proof.established) expect([run.failure, inspection.findings]).toEqual([undefined, []]);
    else expect(inspection.findings[0]?.id).toMatch(/^alert\.(certificate_required|handshake_failure)/);

    expect(toJson(inspect(saved(log)))).toEqual(toJson(inspection));
  });
});
