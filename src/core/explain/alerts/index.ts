import type { Side } from "../../inspection";
import { say } from "../say";
import type { Explanation } from "../types";
import type { AlertCause, AlertExplanation, AlertSituation, AlertText, RankedCause } from "./alert";
import { AUTHENTICATION_ALERTS } from "./authentication";
import { NEGOTIATION_ALERTS } from "./negotiation";
import { PROTOCOL_ALERTS } from "./protocol";

export type { AlertCause, AlertExplanation, AlertSituation } from "./alert";

const ALERTS = new Map<string, AlertText>(
  [AUTHENTICATION_ALERTS, NEGOTIATION_ALERTS, PROTOCOL_ALERTS].flatMap((table) => Object.entries(table)),
);

/** Names of the alerts that have a text of their own. */
export const EXPLAINED_ALERTS: readonly string[] = [...ALERTS.keys()];

/**
 * What an alert means that `from` sent, and its likely causes, likeliest first, each with what to do. `description`
 * is the registry's name ("handshake_failure"). What is known of the session moves causes to the front or rules
 * them out.
 */
export function explainAlert(
  description: string,
  from: Side,
  situation: AlertSituation = {},
): AlertExplanation {
  const causes = rank(ALERTS.get(description)?.causes ?? [], from, situation);
  return {
    ...alertMeaning(description, from),
    causes: causes.map(({ cause, fix }) => ({ cause: cause.replaceAll("%s", from), fix })),
  };
}

/** What an alert means, without its causes; `sender` is what the text calls the side that sent it. */
export function alertMeaning(description: string, sender: string): Explanation {
  const found = ALERTS.get(description);
  if (!found)
    return say(
      description,
      "RFC 8446 §6",
      "An alert that is not registered under a name known here; in TLS 1.3 it counts as a fatal error.",
    );
  return say(description, found.rfc, found.meaning.replaceAll("%s", sender));
}

/** Drops what cannot be, moves what is likely to the front, and leaves the rest in its order. */
function rank(causes: readonly RankedCause[], from: Side, situation: AlertSituation): AlertCause[] {
  const judged = causes
    .filter((cause) => cause.from === undefined || cause.from === from)
    .map((cause) => ({ cause, likely: cause.likely?.(situation) }));
  return [
    ...judged.filter(({ likely }) => likely === true),
    ...judged.filter(({ likely }) => likely === undefined),
  ].map(({ cause }) => cause);
}
