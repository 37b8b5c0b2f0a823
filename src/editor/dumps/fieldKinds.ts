import type { FieldTable } from "../../core/fields/table";

/** What fields are painted alike. Each has a colour in package.json, `tlsInspector.field.<kind>`. */
export const FIELD_KINDS = [
  "record",
  "message",
  "extension",
  "length",
  "random",
  "choice",
  "choiceAlternate",
  "key",
  "value",
  "valueAlternate",
  "encrypted",
  "unknown",
] as const;

export type FieldKind = (typeof FIELD_KINDS)[number];

/** Keys of fields and the kind that they are, the first that fits; a new one is a row. */
const KINDS: readonly (readonly [keys: RegExp, kind: FieldKind])[] = [
  [/^(?:dtls|tls)\.record\.(?:content_type|opaque_type|version|length|epoch|sequence_number)$/, "record"],
  [/^(?:dtls|tls)\.record\./, "encrypted"],
  [/^tls\.handshake\.(?:type|length)$/, "message"],
  [/^tls\.handshake\.extension\.(?:type|len)$/, "extension"],
  [/^tls\.handshake\.(?:random|session_id|session_ticket|session_ticket_nonce)$/, "random"],
  [/^tls\.handshake\.extensions\.(?:cookie|session_ticket|psk\.identity\.identity)$/, "random"],
  [
    /(?:key_exchange|server_point|client_point|\.ys|\.yc|\.p|\.g|\.epms|\.sig|verify_data|psk\.binder)$/,
    "key",
  ],
  [/(?:subjectPublicKey|signatureValue|signature\.value)$/, "key"],
  [
    /(?:version|ciphersuite|comp_method|supported_group|sig_hash_alg|named_curve|share_group|selected_group|alpn_str|psk_ke_mode)$/,
    "choice",
  ],
  [/^data$|\.data$/, "unknown"],
];

const known = new Map<string, FieldKind>();

/** What kind of field a leaf of the table is: one of the alternating kinds by its place among its neighbours. */
export function kindOf(fields: FieldTable, row: number): FieldKind {
  const { key, minor } = fields.schema(row);
  let kind = known.get(key);
  if (kind === undefined) {
    kind = KINDS.find(([keys]) => keys.test(key))?.[1] ?? "value";
    known.set(key, kind);
  }
  if (kind === "value" || kind === "choice") {
    if (minor) return "length";
    if (row % 2 === 1) return `${kind}Alternate`;
  }
  return kind;
}
