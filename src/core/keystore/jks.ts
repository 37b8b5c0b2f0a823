import { sha1 } from "@noble/hashes/legacy.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { Element, readElement } from "../asn1/element";
import { decodeOid } from "../asn1/oid";
import { SECRET_ROW } from "../asn1/trace";
import { concat, equalBytes } from "../bytes/concat";
import { DecodeError, Reader } from "../bytes/reader";
import type { Tracer } from "../fields/tracer";
import { identifyDer, traceDer } from "../x509";
import { skipJavaObject } from "./javaObject";
import { decodeModifiedUtf8 } from "./javaText";
import * as ROW from "./jksRows";
import { javaPassword } from "./passwords";

/** Where a certificate stands in a Java keystore. */
export interface StoredCertificate {
  /** "X.509"; others are not read. */
  readonly type: string;
  readonly start: number;
  readonly end: number;
  /** Its row, when it was traced. */
  readonly row: number | undefined;
}

/** An entry of a Java keystore. */
export interface JavaEntry {
  readonly kind: "private key" | "trusted certificate" | "secret key";
  readonly alias: string;
  /** ISO 8601; undefined for a date that cannot be. */
  readonly created: string | undefined;
  /** The leaf first; empty for a secret key. */
  readonly certificates: readonly StoredCertificate[];
  /** Of a private key: how it is protected; undefined for one that stands there in the open, and for other entries. */
  readonly protection: string | undefined;
}

/** A JKS or JCEKS file as far as it can be read. */
export interface JavaKeystore {
  readonly form: "JKS" | "JCEKS";
  readonly version: number;
  /** How many entries it says that it has. */
  readonly count: number;
  readonly entries: readonly JavaEntry[];
  /** Where the entries end and the integrity hash begins; undefined where the file breaks off before. */
  readonly hashAt: number | undefined;
  /** Where and why reading stopped. */
  readonly damage: { readonly message: string; readonly at: number } | undefined;
}

const JKS_MAGIC = 0xfeedfeed;
const JCEKS_MAGIC = 0xcececece;
const HASH_LENGTH = 20;

/** As which Java keystore bytes begin; undefined for none. */
export function javaForm(bytes: Uint8Array): JavaKeystore["form"] | undefined {
  if (bytes.length < 4) return undefined;
  const magic = new Reader(bytes).uint(4, "magic");
  return magic === JKS_MAGIC ? "JKS" : magic === JCEKS_MAGIC ? "JCEKS" : undefined;
}

/**
 * Reads a Java keystore that begins at `bytes`' first byte, and writes its rows with a tracer that stands there: each byte
 * in one leaf, keys as secret ones. Certificates can be read without a passphrase. Never throws.
 */
export function readJavaKeystore(bytes: Uint8Array, tracer?: Tracer): JavaKeystore {
  return new JavaReader(bytes, tracer).read();
}

/**
 * Whether the integrity hash of a keystore fits a passphrase: SHA-1 over the passphrase in UTF-16, two words that its
 * makers chose, and everything before it. Undefined where the file has no whole hash.
 */
export function javaIntegrityHolds(
  bytes: Uint8Array,
  { hashAt }: JavaKeystore,
  passphrase: string,
): boolean | undefined {
  if (hashAt === undefined || bytes.length < hashAt + HASH_LENGTH) return undefined;
  const hash = sha1(
    concat(javaPassword(passphrase), utf8ToBytes("Mighty Aphrodite"), bytes.subarray(0, hashAt)),
  );
  return equalBytes(hash, bytes.subarray(hashAt, hashAt + HASH_LENGTH));
}

const PROTECTIONS: Readonly<Record<string, string>> = {
  "1.3.6.1.4.1.42.2.17.1.1": "Sun's own key protection (SHA-1)",
  "1.3.6.1.4.1.42.2.19.1": "PBEWithMD5AndTripleDES",
};

/** How a key entry's bytes are protected: an EncryptedPrivateKeyInfo says it by its algorithm. */
function protectionOf(key: Uint8Array): string | undefined {
  const kind = identifyDer(key);
  if (kind !== "encryptedPrivateKey") return kind?.endsWith("rivateKey") ? undefined : "an unknown way";
  const element = readElement(key, 0, key.length);
  const oid = element instanceof Element ? element.children[0]?.children[0] : undefined;
  const dotted = (oid && decodeOid(oid.content)) ?? "";
  return PROTECTIONS[dotted] ?? dotted;
}

class JavaReader {
  readonly #reader: Reader;
  readonly #bytes: Uint8Array;
  readonly #tracer: Tracer | undefined;
  readonly #open: number[] = [];
  #version = 0;
  #count = 0;

  constructor(bytes: Uint8Array, tracer: Tracer | undefined) {
    this.#bytes = bytes;
    this.#reader = new Reader(bytes);
    this.#tracer = tracer;
  }

  read(): JavaKeystore {
    const entries: JavaEntry[] = [];
    let hashAt: number | undefined;
    let damage: JavaKeystore["damage"];
    let form: JavaKeystore["form"] = "JKS";
    try {
      this.#begin(ROW.KEYSTORE);
      if (this.#number(ROW.MAGIC, "The magic number") === JCEKS_MAGIC) form = "JCEKS";
      this.#version = this.#number(ROW.VERSION, "The version");
      if (this.#version !== 1 && this.#version !== 2)
        throw new DecodeError(`version ${String(this.#version)} of the format is not known`, 4);
      this.#count = this.#number(ROW.COUNT, "The number of entries");
      for (let i = 0; i < this.#count; i++) {
        this.#group(ROW.ENTRY, () => {
          this.#entry(entries);
        });
      }
      hashAt = this.#reader.offset;
      this.#bytesRow(ROW.INTEGRITY, HASH_LENGTH, "The integrity hash");
      const { remaining, offset } = this.#reader;
      if (remaining > 0)
        throw new DecodeError(`${String(remaining)} bytes follow the integrity hash`, offset);
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      damage = { message: error.message, at: error.at };
      this.#giveUp(error);
    }
    while (this.#open.length > 0) this.#end();
    return { form, version: this.#version, count: this.#count, entries, hashAt, damage };
  }

  /** Takes down what is known of an entry before its end, should the file break off in it. */
  #entry(entries: JavaEntry[]): void {
    const at = this.#reader.offset;
    const tag = this.#number(ROW.TAG, "The kind of an entry");
    if (tag < 1 || tag > 3) throw new DecodeError(`${String(tag)} is no kind of entry`, at);
    const alias = this.#text(ROW.ALIAS, "An alias");
    const created = this.#date();
    const certificates: StoredCertificate[] = [];
    const common = { alias, created, certificates };
    if (tag === 3) {
      const from = this.#reader.offset;
      const { end } = skipJavaObject(this.#bytes, from, this.#bytes.length);
      this.#reader.offset = end;
      this.#group(ROW.SECRET_KEY, () => this.#tracer?.leaf(SECRET_ROW, from, end), from);
      entries.push({ kind: "secret key", ...common, protection: undefined });
      return;
    }
    if (tag === 2) {
      entries.push({ kind: "trusted certificate", ...common, protection: undefined });
      certificates.push(this.#certificate());
      return;
    }
    entries.push({ kind: "private key", ...common, protection: this.#key() });
    const length = this.#number(ROW.CHAIN_LENGTH, "The length of a chain");
    for (let i = 0; i < length; i++) certificates.push(this.#certificate());
  }

  #key(): string | undefined {
    return this.#group(ROW.KEY, () => {
      const length = this.#number(ROW.LENGTH, "The length of a key");
      const start = this.#reader.offset;
      const key = this.#reader.take(length, "A key");
      if (length > 0) this.#tracer?.leaf(SECRET_ROW, start, start + length);
      return protectionOf(key);
    });
  }

  #certificate(): StoredCertificate {
    return this.#group(ROW.CERTIFICATE, () => {
      // Version 1 knew X.509 alone.
      const type = this.#version === 1 ? "X.509" : this.#text(ROW.CERTIFICATE_TYPE, "A certificate's type");
      const length = this.#number(ROW.LENGTH, "The length of a certificate");
      const start = this.#reader.offset;
      this.#reader.take(length, "A certificate");
      const end = start + length;
      const isX509 = type === "X.509" && length > 0;
      const row =
        isX509 && this.#tracer ? traceDer("certificate", this.#tracer, this.#bytes, start, end) : undefined;
      if (!isX509) this.#tracer?.raw(start, end);
      return { type, start, end, row };
    });
  }

  #date(): string | undefined {
    const start = this.#reader.offset;
    this.#reader.need(8, "A date");
    const high = this.#reader.uint(4, "A date") | 0;
    const milliseconds = high * 2 ** 32 + this.#reader.uint(4, "A date");
    this.#tracer?.leaf(ROW.DATE, start, start + 8);
    return ROW.dateText(milliseconds);
  }

  #number(row: number, what: string): number {
    const start = this.#reader.offset;
    const value = this.#reader.uint(4, what);
    this.#tracer?.leaf(row, start, start + 4);
    return value;
  }

  #text(row: number, what: string): string {
    return this.#group(row, () => {
      const start = this.#reader.offset;
      const length = this.#reader.uint(2, `The length of ${what.toLowerCase()}`);
      this.#tracer?.leaf(ROW.LENGTH, start, start + 2);
      return decodeModifiedUtf8(this.#bytesRow(ROW.TEXT, length, what));
    });
  }

  #bytesRow(row: number, length: number, what: string): Uint8Array {
    const start = this.#reader.offset;
    const bytes = this.#reader.take(length, what);
    if (length > 0) this.#tracer?.leaf(row, start, start + length);
    return bytes;
  }

  #group<T>(row: number, fill: () => T, from = this.#reader.offset): T {
    this.#begin(row, from);
    const value = fill();
    this.#end();
    return value;
  }

  #begin(row: number, from = this.#reader.offset): void {
    if (this.#tracer) this.#open.push(this.#tracer.open(row, from));
  }

  #end(): void {
    const row = this.#open.pop();
    if (row !== undefined) this.#tracer?.close(row, this.#reader.offset);
  }

  /** What is left stands in the innermost open row; it may hold a key. */
  #giveUp({ message, at }: DecodeError): void {
    const { offset } = this.#reader;
    const end = this.#bytes.length;
    this.#tracer?.malformed(
      `The keystore is damaged at byte ${String(at)}: ${message}`,
      Math.min(at, end),
      end,
    );
    if (offset < end) this.#tracer?.leaf(SECRET_ROW, offset, end);
    this.#reader.offset = end;
  }
}
