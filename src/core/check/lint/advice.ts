import type { Finding } from "../../inspection";
import type { Certificate } from "../../x509";
import { certificateFindings, isSelfIssued } from "../trust";
import { lintCertificate, type LintOptions } from "./index";

/** Rules whose matter `certificateFindings` names as well, by the id of that finding, in words about what comes of it. */
const SAID_BY: Readonly<Record<string, string>> = {
  "rfc5280.keyCertSignOnlyInCa": "certificate.signsWithoutCa",
  "rfc5280.signatureAlgorithmsEqual": "certificate.algorithmMismatch",
  "cabf.br.keyAlgorithm": "certificate.weakKey",
  "cabf.br.rsaModulusSize": "certificate.weakKey",
  "cabf.br.signatureHash": "certificate.weakSignature",
  "cabf.br.subjectAltNamePresent": "certificate.noSubjectAltName",
  "cabf.br.subscriberValidity": "certificate.validTooLong",
  "mozilla.keyAlgorithm": "certificate.weakKey",
  "mozilla.rsaModulusSize": "certificate.weakKey",
};

/** Any day will do: whether a certificate is valid now is no matter of lint. */
const SOME_DAY = "2000-01-01T00:00:00Z";

/**
 * What lint says of a certificate beside its `certificateFindings`: without what those say already, and nothing of a root,
 * which is trusted for being in a store, whatever it looks like. Never throws.
 */
export function lintBesideFindings(certificate: Certificate, options: LintOptions = {}): Finding[] {
  if (isSelfIssued(certificate)) return [];
  const found = lintCertificate(certificate, options);
  if (found.length === 0) return [];
  const isLeaf = certificate.basicConstraints?.isCa !== true;
  const said = new Set(certificateFindings(certificate, { at: SOME_DAY, isLeaf }).map(({ id }) => id));
  return found.filter(({ id }) => !said.has(SAID_BY[id] ?? ""));
}
