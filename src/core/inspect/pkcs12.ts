import type { SourceId } from "../bytes/span";
import { Tracer } from "../fields/tracer";
import { pkcs12Work, damageText, type Pkcs12, type SafePart } from "../keystore/pkcs12";
import type { Bag } from "../keystore/safeContents";
import { regionBytes, type Space } from "../keystore/space";
import type { Work } from "../keystore/work";
import type { Finding } from "../inspection";
import { traceDer } from "../x509";
import { SafeContents } from "../x509/pkcs12";
import { traceRoot } from "../x509/root";
import { short } from "../words/visible";
import { KeystoreDraft, quoted, type KeystorePlace, type KeystoreReading } from "./keystoreDraft";

/** Draws a PKCS#12 file. Never throws. */
export function* drawPkcs12(
  bytes: Uint8Array,
  place: KeystorePlace,
  passphrase: string | undefined,
): Work<KeystoreReading> {
  const { provider } = place.draft;
  const file = yield* pkcs12Work(bytes, { passphrase, provider, ...(place.inText && { closed: true }) });
  return new Pkcs12Drawing(file, place, passphrase).finish();
}

const FIXES: Readonly<Record<Exclude<Pkcs12["status"], "open">, string>> = {
  "needs passphrase": "Give the passphrase that the file was made with",
  "wrong passphrase": "Give the passphrase that the file was made with",
  damaged: "Get the file again from where it came from",
  unsupported: "Make the file again with AES and PBKDF2: openssl pkcs12 -export",
};

/** Puts what was opened into sources, rows and findings. */
class Pkcs12Drawing {
  readonly #keystore: KeystoreDraft;
  readonly #root: SourceId;
  /** The source of each space that has one. */
  readonly #sources = new Map<Space, SourceId>();
  /** Where anything stands that may be secret, or is unknown. */
  readonly #secretSpaces: ReadonlySet<Space>;
  /** Spaces of parts that are encrypted as a whole. */
  readonly #closedSpaces: ReadonlySet<Space>;
  readonly #keyIds: ReadonlySet<string>;

  constructor(
    readonly file: Pkcs12,
    readonly place: KeystorePlace,
    readonly passphrase: string | undefined,
  ) {
    this.#keystore = new KeystoreDraft(place);
    const keys = file.bags.filter(({ kind }) => kind === "key");
    this.#keyIds = new Set(keys.flatMap(({ localKeyId }) => localKeyId ?? []));
    const hidden = file.bags.filter(({ kind }) => kind !== "certificate" && kind !== "crl");
    this.#secretSpaces = new Set(hidden.map(({ at }) => at.space));
    this.#closedSpaces = new Set(
      file.parts.flatMap(({ content, scheme }) => (content && scheme !== undefined ? content.space : [])),
    );
    // It can hold keys that nothing encrypts.
    this.#root = place.source;
    place.draft.sources.conceal(place.source);
  }

  finish(): KeystoreReading {
    const { draft } = this.#keystore;
    draft.der(this.#root, "pkcs12");
    this.#state();
    for (const part of this.file.parts) this.#part(part);
    for (const bag of this.file.bags) this.#bag(bag);
    for (const { message, space, at } of this.file.problems)
      this.#keystore.finding({
        id: "keystore.damaged",
        severity: "error",
        message: damageText(message, space, at),
        fix: FIXES.damaged,
        span: this.#span(space, at, space.bytes.length),
      });
    const { status, integrity } = this.file;
    // Certificates may stand in it unencrypted: the keys and the MAC wait all the same.
    const waits = integrity === "not checked" && this.passphrase === undefined;
    this.#keystore.finish();
    return {
      needsPassphrase: status === "needs passphrase" || waits,
      wrong: status === "wrong passphrase",
    };
  }

  #state(): void {
    const { status, message, integrity, mac } = this.file;
    if (status !== "open") {
      const id =
        status === "damaged" || status === "unsupported" ? `keystore.${status}` : "keystore.passphrase";
      const waits = status === "needs passphrase";
      const inText = this.place.inText === true;
      this.#keystore.finding({
        id,
        severity: !waits ? "error" : inText ? "info" : "warning",
        message: message ?? "The file cannot be opened",
        fix:
          waits && inText ? "Save it as a file of its own and open that with its passphrase" : FIXES[status],
      });
    }
    const integrityText = {
      holds: `The file's MAC (${mac ?? ""}) fits the passphrase and the content`,
      "does not hold": undefined,
      "not checked": message ?? "The file's integrity was not checked: that needs its passphrase",
      absent: "The file has no MAC: nobody can tell whether it was changed",
    }[integrity];
    if (integrityText !== undefined && (status === "open" || integrity === "absent")) {
      this.#keystore.finding({
        id: "keystore.integrity",
        severity: "info",
        message: integrityText,
        rfc: "RFC 7292 §4",
      });
    }
  }

  #part({ scheme, content, stored }: SafePart): void {
    if (scheme === undefined) return;
    this.#keystore.finding({
      id: "keystore.encryption",
      severity: "info",
      message: `${content ? "A part was decrypted" : "A part is encrypted"} with ${scheme}`,
      span: this.#span(stored.space, stored.start, stored.end),
    });
    if (content) this.#source(content.space);
  }

  /** The source of a space, made when it is first asked for. What was decrypted has rows of its own. */
  #source(space: Space): SourceId {
    const known = this.#sources.get(space);
    if (known !== undefined) return known;
    if (!space.from) {
      this.#sources.set(space, this.#root);
      return this.#root;
    }
    const { draft } = this.#keystore;
    const parent = this.#source(space.from.space);
    const segments = space.from.pieces.map((piece) => ({ parent, ...piece }));
    const holdsKey = this.#secretSpaces.has(space);
    const source = draft.sources.addBytes(space.label, space.bytes, { segments, secret: holdsKey });
    this.#sources.set(space, source);
    const { bytes } = space;
    const tracer = new Tracer(draft.fields, source, 0, []);
    const place = { key: "safeContents", label: "Safe Contents" };
    traceRoot(tracer, bytes, 0, bytes.length, SafeContents, place, true);
    return source;
  }

  #span(space: Space, start: number, end: number): NonNullable<Finding["span"]> {
    const { length } = space.bytes;
    const from = Math.min(start, length);
    return { source: this.#source(space), start: from, end: Math.max(from, Math.min(end, length)) };
  }

  #bag(bag: Bag): void {
    const { kind, at, friendlyName, shrouded, trusted } = bag;
    const name = friendlyName === undefined ? "without a name" : quoted(friendlyName);
    const { draft } = this.#keystore;
    const span = this.#span(at.space, at.start, at.end);
    if (kind === "certificate" || kind === "crl") {
      const der = regionBytes(at);
      const label =
        kind === "crl" ? "Revocation list" : short(`Certificate ${friendlyName ?? ""}`.trim(), 100);
      const source = draft.sources.addSlice(label, span);
      const row = draft.fields.length;
      this.#trace(kind, source);
      if (kind === "crl") {
        this.#keystore.crl(der);
        return;
      }
      this.#keystore.certificate(der, row, { source, start: 0, end: der.length }, friendlyName);
    }
    const message = {
      certificate: `${trusted ? "Trusted certificate" : "Certificate"} ${name}${this.#keyOf(bag)}`,
      key: `Private key ${name}, ${shrouded === undefined ? "which nothing encrypts" : `encrypted with ${shrouded}`}`,
      secret: `Secret ${name}, which is not shown`,
      crl: "",
      other: `Entry ${name} of the type ${bag.type}, which is not known here`,
    }[kind];
    const unprotected = kind === "key" && shrouded === undefined;
    this.#keystore.finding({
      id: unprotected ? "keystore.key.unprotected" : "keystore.entry",
      severity: unprotected && !this.#closedSpaces.has(at.space) ? "warning" : "info",
      message,
      span,
    });
  }

  #keyOf({ localKeyId }: Bag): string {
    return localKeyId !== undefined && this.#keyIds.has(localKeyId) ? ", with its private key" : "";
  }

  #trace(kind: "certificate" | "crl", source: SourceId): void {
    const { draft } = this.#keystore;
    const { bytes } = draft.sources.byteSource(source);
    const tracer = new Tracer(draft.fields, source, 0, draft.findings);
    traceDer(kind === "crl" ? "certificateList" : "certificate", tracer, bytes, 0, bytes.length);
  }
}
