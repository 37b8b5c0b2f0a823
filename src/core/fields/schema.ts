/** What a field's bytes mean. Big integers and byte strings are hex strings. */
export type FieldValue = number | string | boolean | undefined;

/**
 * What a kind of field is, written once for every row that bears it. Rows keep only this schema's number and
 * where their bytes stand; label, value and display text are computed from the bytes when asked for.
 */
export interface FieldSchema {
  /** Wireshark's display-filter name for TLS, DTLS and QUIC ("tls.handshake.ciphersuite"), the RFC's path for X.509 ("tbsCertificate.validity.notAfter"). */
  readonly key: string;
  /** What a person reads: "Cipher Suite". */
  readonly label: string | ((bytes: Uint8Array) => string);
  /** The typed value; absent for a mere group. */
  readonly value?: (bytes: Uint8Array) => FieldValue;
  /** The value as a person reads it: "TLS_AES_128_GCM_SHA256 (0x1301)". */
  readonly display?: (bytes: Uint8Array) => string;
  /** Length prefixes, DER tags and the like: true, but seldom what one looks for; views may fold them away. */
  readonly minor?: boolean;
}

const schemas: FieldSchema[] = [];

/** Registers a schema, once, when its module loads; returns its number in this process. */
export function defineField(schema: FieldSchema): number {
  return schemas.push(schema) - 1;
}

/** The schema with this number. Throws RangeError for one that was never given out. */
export function schemaOf(id: number): FieldSchema {
  const schema = schemas[id];
  if (!schema) throw new RangeError(`no field schema ${String(id)}`);
  return schema;
}

/** Every schema that was registered so far, in order of their numbers. */
export function allSchemas(): readonly FieldSchema[] {
  return schemas;
}

/** Bytes that nothing more is known of: the rest after an error, padding, unknown content. */
export const RAW = defineField({
  key: "data",
  label: "Data",
  display: (bytes) => `${String(bytes.length)} bytes`,
});
