import type { SourceId } from "../bytes/span";
import { keystoreKind } from "../keystore/identify";
import { finish, finishInSlices, type Work } from "../keystore/work";
import type { Inspection } from "../inspection";
import { RAW } from "../fields/schema";
import { Draft } from "./draft";
import { drawJava } from "./javaKeystore";
import type { KeystoreOptions, KeystorePlace, KeystoreReading } from "./keystoreDraft";
import { drawPkcs12 } from "./pkcs12";

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
  const { label, provider, trust, passphrase } = options;
  const draft = new Draft({ kind: "file", label }, provider, trust);
  const source = draft.sources.addBytes(label, bytes);
  const asks = yield* draw(bytes, { draft, source }, passphrase);
  draft.lint();
  return { inspection: draft.finish(), ...asks };
}

/**
 * Draws a keystore that stands in a text, in the source that it fills: certificates and whatever else can be read without
 * a passphrase. Never throws; what is secret is concealed.
 */
export function drawKeystoreInText(bytes: Uint8Array, draft: Draft, source: SourceId): void {
  finish(draw(bytes, { draft, source, inText: true }, undefined));
}

const UNSUPPORTED = {
  bcfks: "The file is a Bouncy Castle FIPS keystore (BCFKS), which is not opened here",
  bks: "The file is a Bouncy Castle keystore (BKS or UBER), which is not opened here",
} as const;

function* draw(
  bytes: Uint8Array,
  place: KeystorePlace,
  passphrase: string | undefined,
): Work<KeystoreReading> {
  const kind = keystoreKind(bytes);
  if (kind === "pkcs12") return yield* drawPkcs12(bytes, place, passphrase);
  if (kind === "java") return drawJava(bytes, place, passphrase);
  const { draft, source } = place;
  if (kind !== undefined) draft.sources.conceal(source);
  const span = { source, start: 0, end: Math.min(bytes.length, 4) };
  const unopened = { needsPassphrase: false, wrong: false };
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
