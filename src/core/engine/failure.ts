import { AlertDescription } from "../tls/codePoints";

/** Alerts that the client itself sends (RFC 8446 §6). */
export const ALERT = {
  unexpected_message: 10,
  record_overflow: 22,
  bad_record_mac: 20,
  handshake_failure: 40,
  unsupported_certificate: 43,
  illegal_parameter: 47,
  decode_error: 50,
  decrypt_error: 51,
  protocol_version: 70,
  internal_error: 80,
  missing_extension: 109,
  unsupported_extension: 110,
} as const;

export type AlertName = keyof typeof ALERT;

/** The handshake cannot go on: what we tell the server, and what we tell the user. Never leaves the engine. */
export class EngineFailure extends Error {
  override readonly name = "EngineFailure";
  constructor(
    readonly alert: AlertName,
    message: string,
  ) {
    super(message);
  }

  /** "illegal_parameter (47)". */
  get alertText(): string {
    return `${AlertDescription.name(ALERT[this.alert])} (${String(ALERT[this.alert])})`;
  }
}

/** What the server sends is no TLS: nothing to answer with an alert. Never leaves the engine. */
export class NotTls extends Error {
  override readonly name = "NotTls";
}

/** Throws an EngineFailure unless `condition` holds. */
export function demand(condition: boolean, alert: AlertName, message: string): asserts condition {
  if (!condition) throw new EngineFailure(alert, message);
}
