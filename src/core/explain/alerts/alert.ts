import type { Side } from "../../inspection";
import type { Explanation } from "../types";

/** What the ranking of causes may hang on; whatever is undefined is not known. */
export interface AlertSituation {
  /** The server had asked for a client certificate. */
  readonly mutual?: boolean | undefined;
  /** The client's Certificate was empty. */
  readonly emptyClientCertificate?: boolean | undefined;
  /** The client's Certificate Verify was sent. */
  readonly clientCertificateSent?: boolean | undefined;
  /** A Server Hello had come before. */
  readonly afterServerHello?: boolean | undefined;
}

/** Something that leads to the alert, and what to do about it. */
export interface AlertCause {
  readonly cause: string;
  readonly fix: string;
}

/** What an alert means, and why it was sent: likeliest first. */
export interface AlertExplanation extends Explanation {
  readonly causes: readonly AlertCause[];
}

/** A cause with the conditions under which it is the likelier, or out of the question. */
export interface RankedCause extends AlertCause {
  /** Only this side sends the alert for this cause. */
  readonly from?: Side;
  /** true: first of all; false: cannot be; undefined: not known, keep the order. */
  readonly likely?: (situation: AlertSituation) => boolean | undefined;
}

/** The words for one alert description. */
export interface AlertText {
  readonly rfc: string;
  /** One or two sentences, with "%s" for the side that sent it. */
  readonly meaning: string;
  readonly causes: readonly RankedCause[];
}

export type AlertTexts = Readonly<Record<string, AlertText>>;

/** For causes that need a client without a certificate, where the server had asked for one. */
export const emptyHanded = (s: AlertSituation): boolean | undefined =>
  s.mutual === false ? false : s.emptyClientCertificate;

/** For causes that lie in the client's certificate. */
export const certificateSent = (s: AlertSituation): boolean | undefined =>
  s.mutual === false ? false : s.clientCertificateSent;
