import { explainAbsence, type Absence } from "../explain";
import type { Inspection } from "../inspection";
import { isComplete } from "./summary";

/** The steps of the handshake as it is taught that a completed one does without, and why; none for one that broke off. */
export function absencesOf(inspection: Inspection): Absence[] {
  const { negotiated, messages, fields } = inspection;
  const version = negotiated?.version;
  if (!isComplete(inspection) || (version !== "TLS 1.2" && version !== "TLS 1.3")) return [];
  const certificate = messages.find(({ name, from }) => name === "certificate" && from === "client");
  const list = certificate && fields.find("tls.handshake.certificates", certificate.field);
  return explainAbsence({
    version,
    from: "client",
    mutual: messages.some(({ name }) => name === "certificate_request"),
    ...(negotiated?.keyExchange ? { keyExchange: negotiated.keyExchange } : {}),
    empty: list !== undefined && fields.bytes(list).length === 0,
    seen: messages.map(({ name }) => name),
  });
}
