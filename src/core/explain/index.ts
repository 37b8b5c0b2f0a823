export { explainAbsence, type Absence, type CompletedHandshake } from "./absent";
export {
  explainAlert,
  EXPLAINED_ALERTS,
  type AlertCause,
  type AlertExplanation,
  type AlertSituation,
} from "./alerts";
export { explainCipherSuite } from "./cipherSuites";
export { explainExtension, EXPLAINED_EXTENSIONS } from "./extensions";
export { explainField, explainRow, EXPLAINED_FIELDS } from "./fields";
export { explainGroup } from "./groups";
export { explainMessage, MESSAGE_TEXTS } from "./messages";
export { rfcUrl } from "./rfc";
export { explainSignatureScheme } from "./signatureSchemes";
export type { Explanation, MessageSituation } from "./types";
