import type { TextDocument } from "vscode";
import type { OtherCertificate } from "../core/check/trust";
import { pureProvider } from "../core/crypto/pure";
import { withEvidence } from "../core/inspect/evidence";
import { inspectObject } from "../core/inspect/objects";
import { inspectText } from "../core/inspect/text";
import type { TrustOptions } from "../core/inspect/trust";
import type { Inspection, KeyLogEntry } from "../core/inspection";
import { longTextFinding } from "./inspectDocument";
import type { TargetReading, TextTarget } from "./textTarget";

/** So many objects of a file are asked for certificates to build a path with. */
const MOST_BESIDE = 200;

/** The inspection of what was found at a target. `where` names the document for people. */
export function inspectTarget(
  { scope, uri }: TextTarget,
  reading: TargetReading,
  document: TextDocument,
  where: string,
  trust: TrustOptions,
  keyLog: readonly KeyLogEntry[] = [],
): Inspection {
  const { text, version, found, beside } = reading;
  const options = { label: uri, version, provider: pureProvider };
  const [object] = found.objects;
  if (scope === "object" && object) {
    const others = beside.slice(0, MOST_BESIDE).flatMap((other): OtherCertificate[] => {
      const { certificate } = other.read();
      return certificate ? [{ certificate, place: "file", where }] : [];
    });
    return inspectObject(object, { ...options, text, trust: withEvidence(trust, { others }) });
  }
  const inspection = inspectText(text, {
    ...options,
    found,
    keyLog,
    trust,
    ...(scope === "selection" ? { selected: true } : {}),
  });
  const long = scope === "document" ? longTextFinding(document) : undefined;
  return long ? { ...inspection, findings: [long, ...inspection.findings] } : inspection;
}
