import { explainAlert } from "../explain";
import type { Finding } from "../inspection";
import type { Session, SessionMessage } from "../session/types";
import { AlertDescription } from "../tls/codePoints";

const CLOSE_NOTIFY = 0;
const USER_CANCELED = 90;

/** What each alert means and its likeliest causes, ranked by what is known of the session, with what to do. */
export function alertFindings(session: Session): Finding[] {
  return session.messages.flatMap((message, at) => {
    const { alert, from } = message;
    if (!alert || alert.description === CLOSE_NOTIFY || alert.description === USER_CANCELED) return [];
    const name = AlertDescription.name(alert.description);
    const { text, causes, rfc } = explainAlert(name, from, situationBefore(session, at));
    const severity = alert.level === 1 && session.version !== 0x0304 ? "warning" : "error";
    const place = { span: message.span, rfc };
    const id = `alert.${name}`;
    const meaning = `The ${from} sent the alert ${name} (${String(alert.description)}). ${text}`;
    const [likeliest, ...others] = causes;
    return [
      {
        id,
        severity,
        message: meaning,
        ...(likeliest ? { fix: `Most likely: ${likeliest.cause} ${likeliest.fix}` } : {}),
        ...place,
      },
      ...others.map(({ cause, fix }): Finding => ({
        id: `${id}.cause`,
        severity: "info",
        message: `Another possible cause of ${name}: ${cause}`,
        fix,
        ...place,
      })),
    ];
  });
}

function situationBefore({ messages }: Session, at: number): Parameters<typeof explainAlert>[2] {
  const before = messages.slice(0, at);
  const saw = (name: string, from: string): SessionMessage | undefined =>
    before.find((message) => message.name === name && message.from === from);
  const certificate = saw("certificate", "client")?.handshake;
  return {
    mutual: saw("certificate_request", "server") !== undefined,
    emptyClientCertificate:
      certificate?.tag === "certificate" ? certificate.value.value.certificate_list.length === 0 : undefined,
    clientCertificateSent: saw("certificate_verify", "client") !== undefined,
    afterServerHello: saw("server_hello", "server") !== undefined,
  };
}
