import type { Element } from "../asn1/element";
import { TAG } from "../asn1/tags";
import { toHex } from "../bytes/hex";
import type { CryptoProvider } from "../crypto/provider";
import {
  child,
  dottedIn,
  magnitudeIn,
  MalformedDer,
  nameOf,
  octets,
  sequenceIn,
  tagged,
  wholeChildren,
  wholeElement,
} from "./der";
import type { Derivation } from "./derive";
import { open, readScheme } from "./passwordEncryption";
import { passwordsOf, type Password } from "./passwords";
import { readMac, type Mac } from "./pkcs12Mac";
import { KeystoreError, type KeystoreTrouble } from "./problem";
import { readSafeContents, schemeText, type Bag, type BagProblem } from "./safeContents";
import { contentRegion, decryptedSpace, regionBytes, type Region, type Space } from "./space";
import { Budget, finish, type Work } from "./work";

/** One part of a PKCS#12 file's AuthenticatedSafe (RFC 7292 §4.1). */
export interface SafePart {
  /** How it is encrypted; undefined for a part that is not. */
  readonly scheme: string | undefined;
  /** Where its bytes stand in the file: the SafeContents, or what is encrypted. */
  readonly stored: Region;
  /** The SafeContents, once it is open. */
  readonly content: Region | undefined;
}

/** What a PKCS#12 file holds, as far as it could be opened. No private key is in it. */
export interface Pkcs12 {
  /** "open", or what keeps a part of it shut. */
  readonly status: "open" | KeystoreTrouble;
  /** A sentence on it, without a full stop; of an open file only if its MAC could not be checked. */
  readonly message: string | undefined;
  /** Whether the MAC over its content holds; a file without one cannot be checked. */
  readonly integrity: "holds" | "does not hold" | "not checked" | "absent";
  /** How the MAC is made. */
  readonly mac: string | undefined;
  readonly parts: readonly SafePart[];
  /** Of every part that is open, in the file's order. */
  readonly bags: readonly Bag[];
  readonly problems: readonly BagProblem[];
}

/** How a keystore is opened. */
export interface OpenOptions {
  /** Undefined where none is known: an empty one and none at all are then tried. */
  readonly passphrase: string | undefined;
  readonly provider: CryptoProvider;
  /** Not even an empty passphrase is tried, which takes time: what nothing encrypts is read, and nothing else. */
  readonly closed?: boolean;
}

/** Whether DER is a PFX by its outer shape: version 3 and a ContentInfo. Never throws. */
export function isPkcs12(bytes: Uint8Array): boolean {
  try {
    const pfx = wholeElement(bytes);
    return magnitudeIn(pfx, 0)[0] === 3 && child(sequenceIn(pfx, 1), 0, TAG.oid).content.length > 0;
  } catch (error) {
    if (error instanceof MalformedDer) return false;
    throw error;
  }
}

/** Opens a PKCS#12 file (RFC 7292, RFC 9579) at one go. Never throws: `status` says what is wrong. */
export function openPkcs12(bytes: Uint8Array, options: OpenOptions): Pkcs12 {
  return finish(pkcs12Work(bytes, options));
}

/** As `openPkcs12`, in slices: a file's rounds of key derivation may take seconds. */
export function pkcs12Work(bytes: Uint8Array, options: OpenOptions): Work<Pkcs12> {
  return new Opener(bytes, options).open();
}

/**
 * As `openPkcs12`, with the private keys of the file as PKCS#8 (RFC 5958), for whoever signs with them. Throws
 * KeystoreError for whatever keeps the file, or one of its keys, shut.
 */
export function openPkcs12WithKeys(
  bytes: Uint8Array,
  options: OpenOptions,
): Pkcs12 & { readonly keys: readonly Uint8Array[] } {
  const opener = new Opener(bytes, options);
  const file = finish(opener.open());
  if (file.status !== "open") throw new KeystoreError(file.status, file.message ?? "It cannot be opened");
  const [damage] = file.problems;
  if (opener.macTrouble) throw opener.macTrouble;
  if (damage) throw new KeystoreError("damaged", damageText(damage.message, damage.space, damage.at));
  return {
    ...file,
    keys: file.bags.filter(({ kind }) => kind === "key").map((bag) => finish(opener.key(bag))),
  };
}

/** Where a structure broke, as a sentence. */
export function damageText(message: string, space: Space, at: number): string {
  const what = space.from ? `The ${space.label}` : "The file";
  return `${what} is damaged at byte ${String(at)}: ${message}`;
}

const DATA = "1.2.840.113549.1.7.1";
const ENCRYPTED_DATA = "1.2.840.113549.1.7.6";

type State = Pick<Pkcs12, "status" | "message" | "integrity">;

/** One attempt at a file. */
class Opener {
  readonly #file: Space;
  readonly #derivation: Derivation;
  readonly #given: boolean;
  /** The ones that fit so far first. */
  #passwords: readonly Password[];
  #fitted = false;
  readonly #parts: SafePart[] = [];
  #locked = 0;
  #trouble: KeystoreError | undefined;
  #mac: Mac | undefined;
  /** What keeps the MAC from being checked; the content is readable all the same. */
  macTrouble: KeystoreError | undefined;

  constructor(bytes: Uint8Array, { passphrase, provider, closed }: OpenOptions) {
    this.#file = { bytes, label: "file" };
    this.#derivation = { provider, budget: new Budget() };
    this.#given = passphrase !== undefined;
    this.#passwords = closed ? [] : passwordsOf(passphrase);
  }

  *open(): Work<Pkcs12> {
    let state: State;
    try {
      state = yield* this.#read();
    } catch (error) {
      state = { ...troubleOf(error, this.#file), integrity: "not checked" };
    }
    const contents = this.#parts.flatMap(({ content }) => (content ? [readSafeContents(content)] : []));
    return {
      ...state,
      mac: this.#mac?.text,
      parts: this.#parts,
      bags: contents.flatMap(({ bags }) => bags),
      problems: contents.flatMap(({ problems }) => problems),
    };
  }

  /** The private key in a bag, as PKCS#8. Throws KeystoreError. */
  *key(bag: Bag): Work<Uint8Array> {
    if (bag.shrouded === undefined) return regionBytes(bag.at);
    const { space, start, end } = bag.at;
    const info = wholeElement(space.bytes, start, end);
    const data = octets(child(info, 1, TAG.octetString));
    const opened = yield* open(readScheme(sequenceIn(info, 0)), this.#derivation, this.#passwords, data);
    if (!opened) throw new KeystoreError("wrong passphrase", "The passphrase does not open its private key");
    return opened.plain;
  }

  *#read(): Work<State> {
    const pfx = wholeElement(this.#file.bytes);
    const authSafe = sequenceIn(pfx, 1);
    const kind = dottedIn(authSafe, 0);
    if (kind !== DATA)
      throw new KeystoreError(
        "unsupported",
        `It is protected with a public key (${nameOf(kind)}) instead of a passphrase`,
      );
    const content = contentRegion(
      child(tagged(authSafe, 1, 0), 0, TAG.octetString),
      this.#file,
      "joined content",
    );
    const macData = pfx.children[2];
    if (macData) this.#readMac(macData);
    const holds = this.#mac && (yield* this.#macHolds(this.#mac, regionBytes(content)));
    yield* this.#openParts(content);
    const fault = pfx.inside.fault;
    if (fault) throw new MalformedDer(fault.message, fault.at);
    if (this.#trouble)
      return { ...troubleOf(this.#trouble, this.#file), integrity: integrityOf(macData, holds) };
    return this.#judge(macData, holds);
  }

  #readMac(macData: Element): void {
    try {
      this.#mac = readMac(macData);
    } catch (error) {
      if (!(error instanceof KeystoreError)) throw error;
      this.macTrouble = error;
    }
  }

  *#macHolds(mac: Mac, content: Uint8Array): Work<boolean | undefined> {
    try {
      const tried = new Set<string>();
      for (const password of this.#passwords) {
        // Two that differ for PBES2 alone are one to the MAC.
        const form = toHex(password.bmp);
        if (tried.has(form)) continue;
        tried.add(form);
        if (!(yield* mac.holds(this.#derivation, password, content))) continue;
        this.#fits(password);
        return true;
      }
      // Whether the likeliest form opens a part all the same tells damage from a wrong passphrase. Other forms, and an
      // empty one that nobody gave, are not worth the time.
      this.#passwords = this.#given ? this.#passwords.slice(0, 1) : [];
      return false;
    } catch (error) {
      if (!(error instanceof KeystoreError)) throw error;
      this.macTrouble = error;
      return undefined;
    }
  }

  #fits(password: Password): void {
    this.#passwords = [password, ...this.#passwords.filter((one) => one !== password)];
    this.#fitted = true;
  }

  /** AuthenticatedSafe (RFC 7292 §4.1). */
  *#openParts(content: Region): Work<void> {
    const { space } = content;
    try {
      const safe = wholeElement(space.bytes, content.start, content.end);
      for (const part of wholeChildren(safe)) yield* this.#openPart(part, space);
    } catch (error) {
      if (!(error instanceof MalformedDer)) throw error;
      this.#trouble ??= new KeystoreError("damaged", damageText(error.message, space, error.at));
    }
  }

  *#openPart(part: Element, space: Space): Work<void> {
    const number = String(this.#parts.length + 1);
    const type = dottedIn(part, 0);
    const inner = tagged(part, 1, 0);
    if (type === DATA) {
      const stored = contentRegion(child(inner, 0, TAG.octetString), space, `part ${number}`);
      this.#parts.push({ scheme: undefined, stored, content: stored });
      return;
    }
    if (type !== ENCRYPTED_DATA) {
      const stored = { space, start: part.start, end: part.end };
      this.#parts.push({ scheme: nameOf(type), stored, content: undefined });
      this.#trouble ??= new KeystoreError(
        "unsupported",
        `A part of it is ${nameOf(type)}, which is not done here`,
      );
      return;
    }
    const encrypted = sequenceIn(sequenceIn(inner, 0), 1);
    const algorithm = sequenceIn(encrypted, 1);
    const stored = contentRegion(tagged(encrypted, 2, 0), space, `encrypted part ${number}`);
    const scheme = schemeText(algorithm);
    let plain: Uint8Array | undefined;
    try {
      const opened = yield* open(
        readScheme(algorithm),
        this.#derivation,
        this.#passwords,
        regionBytes(stored),
      );
      if (opened) this.#fits(opened.password);
      else this.#locked++;
      plain = opened?.plain;
    } catch (error) {
      if (!(error instanceof KeystoreError)) throw error;
      this.#trouble ??= error;
    }
    const opened = plain && decryptedSpace(stored, plain, `decrypted part ${number}`);
    this.#parts.push({
      scheme,
      stored,
      content: opened && { space: opened, start: 0, end: opened.bytes.length },
    });
  }

  /**
   * Tells a wrong passphrase from damage: one that opened a part is right, whatever the MAC says, and one that fits the
   * MAC is right, whatever a part says.
   */
  #judge(macData: Element | undefined, holds: boolean | undefined): State {
    const integrity = integrityOf(macData, holds);
    const open: State = { status: "open", message: this.macTrouble?.message, integrity };
    const doubted = holds === false;
    if (this.#locked === 0 && !doubted) return open;
    if (this.#fitted && doubted)
      return {
        status: "damaged",
        message:
          "The file is damaged or was changed: its MAC does not fit its content, which the passphrase opens",
        integrity,
      };
    if (!this.#given) {
      // What nothing encrypts can be read without a passphrase; only the MAC cannot be checked.
      if (this.#locked === 0) return { ...open, integrity: "not checked" };
      return { status: "needs passphrase", message: "The file needs a passphrase", integrity: "not checked" };
    }
    return {
      status: "wrong passphrase",
      message: holds
        ? "The passphrase fits the file's MAC, and a part of it is encrypted with another one"
        : "The passphrase is wrong",
      integrity: holds ? "holds" : "not checked",
    };
  }
}

function integrityOf(macData: Element | undefined, holds: boolean | undefined): Pkcs12["integrity"] {
  if (!macData) return "absent";
  return holds === undefined ? "not checked" : holds ? "holds" : "does not hold";
}

function troubleOf(error: unknown, file: Space): Pick<State, "status" | "message"> {
  if (error instanceof KeystoreError) return { status: error.trouble, message: error.message };
  if (error instanceof MalformedDer)
    return { status: "damaged", message: damageText(error.message, file, error.at) };
  throw error;
}
