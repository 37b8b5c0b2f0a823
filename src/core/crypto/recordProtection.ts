import { tls12AeadRecords, tls13Records } from "./aeadRecords";
import { cbcRecords } from "./cbcRecords";
import { CryptoError } from "./provider";
import type { CryptoProvider } from "./provider";
import type { RecordCipher } from "./recordCipher";
import type { SuiteParameters } from "./suites";

export type {
  FailedRecord,
  FragmentPart,
  FragmentPartName,
  OpenedRecord,
  OpenFailure,
  RecordCipher,
  SealOptions,
  SequenceNumber,
  WireRecord,
} from "./recordCipher";

/** The keys of one direction, out of a key block or a traffic secret. */
export interface DirectionKeys {
  readonly key: Uint8Array;
  /** The fixed IV (TLS 1.3, AEAD), the first IV (CBC in TLS 1.0), otherwise empty. */
  readonly iv: Uint8Array;
  /** For CBC; otherwise empty or left out. */
  readonly macKey?: Uint8Array | undefined;
}

/** What else decides how records are protected. */
export interface ProtectionOptions {
  /** The negotiated version: 0x0301 … 0x0304. */
  readonly version: number;
  /** encrypt_then_mac was negotiated (RFC 7366); AEAD suites ignore it. */
  readonly encryptThenMac?: boolean | undefined;
}

/** Record protection of one direction. Throws `CryptoError` when a key or IV has not the length that the suite asks for. */
export function recordCipher(
  crypto: CryptoProvider,
  suite: SuiteParameters,
  { key, iv, macKey = new Uint8Array(0) }: DirectionKeys,
  { version, encryptThenMac = false }: ProtectionOptions,
): RecordCipher {
  const { cipher } = suite;
  const chained = cipher.kind === "cbc" && version === 0x0301;
  expectLength("key", key, suite.keyLength);
  expectLength("MAC key", macKey, suite.macLength);
  expectLength("IV", iv, chained ? 16 : suite.fixedIvLength);
  if (cipher.kind === "cbc") {
    return cbcRecords(crypto, {
      mac: cipher.mac,
      macKey,
      key,
      encryptThenMac,
      chainedIv: chained ? iv : undefined,
      version,
    });
  }
  const keys = { aead: cipher.name, key, iv };
  return version >= 0x0304 ? tls13Records(crypto, keys) : tls12AeadRecords(crypto, keys);
}

function expectLength(name: string, bytes: Uint8Array, length: number): void {
  if (bytes.length !== length) {
    throw new CryptoError(`the suite takes a ${name} of ${length} bytes, not ${bytes.length}`);
  }
}
