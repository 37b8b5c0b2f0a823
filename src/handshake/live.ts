import { workspace } from "vscode";
import type { ClientIdentity } from "../core/engine/types";
import { withEvidence, type Evidence } from "../core/inspect/evidence";
import { inspectConnection } from "../core/inspect/connection";
import type { TrustOptions } from "../core/inspect/trust";
import type { Inspection } from "../core/inspection";
import type { WireLog } from "../core/session/wireLog";
import { createNodeProvider } from "../net/cryptoNode";
import { engineOptions } from "../net/offer";
import { runHandshake, type Signer } from "../net/runHandshake";
import type { Target } from "../net/target";
import type { Subject } from "../panel/subject";
import type { ConnectRequest } from "../protocol";
import { milliseconds } from "./settings";

/** The client's certificates and what signs with their key. */
export interface Identity {
  readonly identity: ClientIdentity;
  readonly signer: Signer;
}

/** A view is told of progress this often at first, in milliseconds. */
const REFRESH_MS = 80;

/**
 * Runs a handshake and shows it in `subject` as it comes in. Resolves when it is over; what went wrong is in the
 * inspection. Throws for a request that cannot be one (an unknown cipher suite).
 */
export async function runLive(
  subject: Subject,
  target: Target,
  request: ConnectRequest,
  trust: TrustOptions,
  identity: Identity | undefined,
  signal: AbortSignal,
): Promise<boolean> {
  const { provider } = createNodeProvider();
  const inspect = (log: WireLog, evidence: Evidence = {}): Inspection =>
    inspectConnection(
      log,
      { kind: "connection", label: target.label },
      { provider, trust: { ...withEvidence(trust, evidence), host: target.serverName ?? target.host } },
    );
  subject.update({
    status: "running",
    request,
    log: undefined,
    actions: [],
    judgeAgain: undefined,
    inspection: inspect({ chunks: [], keyLog: [] }),
  });
  const timeoutMs = request.timeoutMs ?? milliseconds("timeout", 10_000);
  let shownAt = 0;
  let refreshMs = REFRESH_MS;
  const run = await runHandshake({
    target,
    engine: engineOptions(request, target, provider, identity?.identity),
    ...(identity ? { signer: identity.signer } : {}),
    timeoutMs,
    settleMs: milliseconds("settleTime", 300),
    signal,
    onProgress: (snapshot) => {
      // A closed panel's subject is of no use to anyone, and a slow drip of bytes is looked at ever more seldom.
      if (signal.aborted || performance.now() - shownAt < refreshMs) return;
      const log = snapshot();
      subject.update({ log, inspection: inspect(log) });
      shownAt = performance.now();
      refreshMs *= 1.2;
    },
  });
  const status = run.established ? "done" : run.log.end?.by === "cancelled" ? "cancelled" : "failed";
  subject.update({
    status,
    log: run.log,
    inspection: inspect(run.log),
    judgeAgain: (evidence) => inspect(run.log, evidence),
  });
  return run.established;
}

/** Whether handshake tests may connect; not in a restricted workspace. */
export function mayConnect(): boolean {
  return workspace.isTrusted;
}
