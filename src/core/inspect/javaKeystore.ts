import { Tracer } from "../fields/tracer";
import { javaIntegrityHolds, readJavaKeystore, type JavaEntry, type JavaKeystore } from "../keystore/jks";
import { plural } from "../words/visible";
import { KeystoreDraft, quoted, type KeystorePlace, type KeystoreReading } from "./keystoreDraft";

const HASH_LENGTH = 20;

/** Draws a JKS or JCEKS file. Its certificates need no passphrase; its integrity hash does. Never throws. */
export function drawJava(
  bytes: Uint8Array,
  place: KeystorePlace,
  passphrase: string | undefined,
): KeystoreReading {
  const keystore = new KeystoreDraft(place);
  const { draft, source } = place;
  // Keys stand in it; those that a password protects can be guessed by whoever has their bytes.
  draft.sources.conceal(source);
  const store = readJavaKeystore(bytes, new Tracer(draft.fields, source, 0, draft.findings));
  for (const entry of store.entries) {
    keystore.finding({
      id: "keystore.entry",
      severity: "info",
      message: entryText(entry),
      ...(entry.certificates[0] && {
        span: { source, start: entry.certificates[0].start, end: entry.certificates[0].end },
      }),
    });
    for (const { start, end, row } of entry.certificates) {
      if (row === undefined) continue;
      keystore.certificate(bytes.subarray(start, end), row, { source, start, end }, entry.alias);
    }
  }
  const state = integrity(bytes, store, passphrase);
  const at = store.hashAt ?? bytes.length;
  const span = { source, start: at, end: Math.min(bytes.length, at + HASH_LENGTH) };
  if (state === "wrong")
    keystore.finding({
      id: "keystore.passphrase",
      severity: "error",
      message: "The passphrase is wrong",
      fix: "Give the keystore's passphrase; if it is the right one, the file was changed after it was made",
      span,
    });
  else if (state === "not checked")
    keystore.finding({
      id: "keystore.integrity",
      severity: "info",
      message: `The integrity of the ${store.form} file was not checked: that needs its passphrase`,
      span,
    });
  else if (state === "holds")
    keystore.finding({
      id: "keystore.integrity",
      severity: "info",
      message: `The integrity hash of the ${store.form} file fits the passphrase`,
      span,
    });
  keystore.finish();
  return { needsPassphrase: state === "not checked", wrong: state === "wrong" };
}

type Integrity = "holds" | "wrong" | "not checked" | "damaged";

/** A damaged file has no hash that could say something of a passphrase. */
function integrity(bytes: Uint8Array, store: JavaKeystore, passphrase: string | undefined): Integrity {
  if (store.damage) return "damaged";
  const holds = javaIntegrityHolds(bytes, store, passphrase ?? "");
  if (holds) return "holds";
  return passphrase === undefined ? "not checked" : "wrong";
}

function entryText({ kind, alias, created, certificates, protection }: JavaEntry): string {
  const since = created === undefined ? "" : `, made on ${created.slice(0, 10)}`;
  const name = quoted(alias);
  if (kind === "trusted certificate") return `Entry ${name}: a trusted certificate${since}`;
  if (kind === "secret key") return `Entry ${name}: a secret key${since}`;
  const chain =
    certificates.length === 0
      ? "without a certificate"
      : `with a chain of ${plural(certificates.length, "certificate")}`;
  const by = protection === undefined ? "that nothing protects" : `protected by ${protection}`;
  return `Entry ${name}: a private key ${chain}, ${by}${since}`;
}
