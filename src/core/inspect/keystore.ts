import { keystoreKind } from "../keystore/identify";
import { finish, finishInSlices, type Work } from "../keystore/work";
import type { Inspection } from "../inspection";
import { RAW } from "../fields/schema";
import { Draft } from "./draft";
import { javaDraft } from "./javaKeystore";
import type { KeystoreOptions, KeystoreReading } from "./keystoreDraft";
import { pkcs12Draft } from "./pkcs12";

export type { KeystoreOptions } from "./keystoreDraft";

/** A keystore as it is shown, and what to ask for next. */
export interface KeystoreInspection {
  readonly inspection: Inspection;
  /** Something in it, or its integrity hash alone, waits for a passphrase, and none was given. */
  readonly needsPassphrase: boolean;
  /** The passphrase that was given is not the right one. */
  readonly wrong: boolean;
}

/**
 * Inspects the bytes of a keystore: PKCS#12, JKS or JCEKS; others are named and not opened. Certificates, with what the
 * file calls them in their `label`; verdicts, one for each chain; what is wrong. No private key and no passphrase is in
 * it: bytes of keys stand in sources marked secret. Derives keys at one go, which takes up to seconds where a file wants
 * millions of rounds (see `inspectKeystoreInSlices`). Never throws.
 */
export function inspectKeystore(bytes: Uint8Array, options: KeystoreOptions): KeystoreInspection {
  return finish(inspectionWork(bytes, options));
}

/** As `inspectKeystore`, in slices of a few milliseconds: `pause` is awaited between them, and may end it by throwing. */
export function inspectKeystoreInSlices(
  bytes: Uint8Array,
  options: KeystoreOptions,
  pause: () => Promise<void>,
): Promise<KeystoreInspection> {
  return finishInSlices(inspectionWork(bytes, options), pause);
}

function* inspectionWork(bytes: Uint8Array, options: KeystoreOptions): Work<KeystoreInspection> {
  const reading = yield* read(bytes, options);
  const { draft, certificates, verdicts, needsPassphrase, wrong } = reading;
  return { inspection: { ...draft.finish(), certificates, verdicts }, needsPassphrase, wrong };
}

const UNSUPPORTED = {
  bcfks: "The file is a Bouncy Castle FIPS keystore (BCFKS), which is not opened here",
  bks: "The file is a Bouncy Castle keystore (BKS or UBER), which is not opened here",
} as const;

function* read(bytes: Uint8Array, options: KeystoreOptions): Work<KeystoreReading> {
  const kind = keystoreKind(bytes);
  if (kind === "pkcs12") return yield* pkcs12Draft(bytes, options);
  if (kind === "java") return javaDraft(bytes, options);
  const draft = new Draft({ kind: "file", label: options.label }, options.provider, options.trust);
  const source = draft.sources.addBytes(options.label, bytes, { secret: kind !== undefined });
  const span = { source, start: 0, end: Math.min(bytes.length, 4) };
  const unopened = { draft, certificates: [], verdicts: [], needsPassphrase: false, wrong: false };
  if (kind === undefined) {
    draft.findings.push({
      id: "keystore.unknown",
      severity: "error",
      message: "The file is no keystore that is known here, or its beginning is damaged",
      fix: "Open a PKCS#12, JKS or JCEKS file",
      span,
    });
    if (!draft.der(source)) draft.fields.leaf(RAW, source, 0, bytes.length);
    return unopened;
  }
  draft.findings.push({
    id: "keystore.unsupported",
    severity: "warning",
    message: UNSUPPORTED[kind],
    fix: "Convert a copy of it to PKCS#12: keytool -importkeystore -deststoretype PKCS12",
    span,
  });
  draft.fields.leaf(RAW, source, 0, bytes.length);
  return unopened;
}
