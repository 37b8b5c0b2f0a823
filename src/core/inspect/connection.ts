import type { SourceGraph } from "../bytes/source";
import { checkSession } from "../check";
import type { CryptoProvider } from "../crypto/provider";
import type { FieldTable } from "../fields/table";
import type { Inspection, Message, Origin } from "../inspection";
import { keySchedule, keyStepView } from "../session/keySchedule";
import { readSession } from "../session/readSession";
import { sessionOf } from "../session/rounds";
import type { SessionMessage } from "../session/types";
import type { WireLog } from "../session/wireLog";
import { traceEmbeddedDer } from "../x509";
import { alertFindings } from "./alertFindings";
import { presentedCertificates } from "./certificates";
import { detailOf } from "./detail";
import { fingerprintsOf } from "./fingerprints";
import { negotiatedOf } from "./negotiated";
import { parametersOf } from "./parameters";
import { judgeChains, type TrustOptions } from "./trust";

/** What helps to inspect a connection. */
export interface ConnectionOptions {
  readonly provider: CryptoProvider;
  readonly sources?: SourceGraph;
  readonly fields?: FieldTable;
  readonly stream?: number;
  /** What to judge the certificates by; their trust is not checked without it. */
  readonly trust?: TrustOptions;
}

/** The Inspection of two directions of bytes. Pure: the same log gives the same Inspection. */
export function inspectConnection(log: WireLog, origin: Origin, options: ConnectionOptions): Inspection {
  const session = readSession(log, { ...options, der: traceEmbeddedDer });
  const main = sessionOf(session, session.mainRound);
  const judged = options.trust && judgeChains(session, options.trust, options.provider);
  return {
    origin,
    sources: session.sources,
    fields: session.fields,
    messages: session.messages.map(publicMessage),
    negotiated: negotiatedOf(main),
    parameters: parametersOf(main),
    certificates: presentedCertificates(session, options.provider),
    verdicts: judged?.verdicts ?? [],
    fingerprints: fingerprintsOf(session, options.provider),
    checks: checkSession(session, options.provider),
    keySteps: keySchedule(main, options.provider).map(keyStepView),
    keyLog: log.keyLog,
    findings: [
      ...(log.end?.finding ? [log.end.finding] : []),
      ...session.findings,
      ...alertFindings(session),
    ],
  };
}

/** A message as an Inspection has it: what was read of it stands in its fields. */
function publicMessage(message: SessionMessage): Message {
  const { index, stream, from, name, encrypted, span, field, timeMs, records } = message;
  return {
    index,
    stream,
    from,
    name,
    detail: detailOf(message),
    encrypted,
    span,
    field,
    ...(timeMs === undefined ? {} : { timeMs }),
    records,
  };
}
