import { utf8ToBytes } from "@noble/hashes/utils.js";

/** A passphrase in the two forms that files want it in. */
export interface Password {
  /** Big-endian UTF-16 with two zero bytes behind it (RFC 7292 §B.1), for the key derivation of PKCS#12; empty for no password. */
  readonly bmp: Uint8Array;
  /** For everything else: UTF-8 (RFC 8018 §3). */
  readonly octets: Uint8Array;
}

function utf16(text: string): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    bytes[2 * i] = code >> 8;
    bytes[2 * i + 1] = code & 0xff;
  }
  return bytes;
}

const NONE = new Uint8Array(0);

/** A passphrase as big-endian UTF-16 without an end, as Java hashes it. */
export const javaPassword = utf16;

/**
 * What a person may have meant by a passphrase, the likeliest first. An empty one and none at all are two things to
 * PKCS#12, and programs differ. Some old ones put PKCS#12's form into PBES2 (NSS), or took each byte of the UTF-8 for a
 * character (OpenSSL before 1.1).
 */
export function passwordsOf(passphrase: string | undefined): readonly Password[] {
  if (passphrase === undefined || passphrase === "")
    return [
      { bmp: utf16("\0"), octets: NONE },
      { bmp: NONE, octets: NONE },
    ];
  const bmp = utf16(`${passphrase}\0`);
  const octets = utf8ToBytes(passphrase);
  const bytewise =
    octets.length === passphrase.length ? undefined : String.fromCharCode(...octets.subarray(0, 4096));
  return [
    { bmp, octets },
    { bmp, octets: bmp },
    ...(bytewise === undefined ? [] : [{ bmp: utf16(`${bytewise}\0`), octets }]),
  ];
}
