import { explainAlert } from "../explain";
import type { Finding } from "../inspection";
import type { Session, SessionMessage } from "../session/types";
import { AlertDescription } from "../tls/codePoints";

const CLOSE_NOTIFY = 0;
const USER_CANCELED = 90;

type Situation = NonNullable<Parameters<typeof explainAlert>[2]>;

/** What each alert means and its likeliest causes, ranked by what is known of the session, with what to do. An alert that a side repeats is explained once. */
export function alertFindings(session: Session): Finding[] {
  const said = new Set<string>();
  const before = new Before();
  return session.messages.flatMap((message) => {
    const { alert, from } = message;
    const situation = before.situation;
    before.take(message);
    if (!alert || alert.description === CLOSE_NOTIFY || alert.description === USER_CANCELED) return [];
    const kind = `${from} ${String(alert.description)}`;
    if (said.has(kind)) return [];
    said.add(kind);
    return explained(message, alert, session.version, situation);
  });
}

function explained(
  { from, span }: SessionMessage,
  alert: NonNullable<SessionMessage["alert"]>,
  version: number | undefined,
  situation: Situation,
): Finding[] {
  const name = AlertDescription.name(alert.description);
  const { text, causes, rfc } = explainAlert(name, from, situation);
  const severity = alert.level === 1 && version !== 0x0304 ? "warning" : "error";
  const place = { span, rfc };
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
}

/** What was seen of a session up to a message. */
class Before {
  #situation: Situation = { mutual: false, clientCertificateSent: false, afterServerHello: false };

  get situation(): Situation {
    return this.#situation;
  }

  take({ name, from, handshake }: SessionMessage): void {
    const known = this.#situation;
    const saw = (more: Partial<Situation>): void => {
      this.#situation = { ...known, ...more };
    };
    if (from === "server" && name === "certificate_request") saw({ mutual: true });
    else if (from === "server" && name === "server_hello") saw({ afterServerHello: true });
    else if (from === "client" && name === "certificate_verify") saw({ clientCertificateSent: true });
    else if (
      from === "client" &&
      handshake?.tag === "certificate" &&
      known.emptyClientCertificate === undefined
    )
      saw({ emptyClientCertificate: handshake.value.value.certificate_list.length === 0 });
  }
}
