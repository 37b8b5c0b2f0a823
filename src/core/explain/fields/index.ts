import type { FieldTable } from "../../fields/table";
import type { FieldValue } from "../../fields/schema";
import {
  AlertDescription,
  CipherSuite,
  ExtensionType,
  NamedGroup,
  SignatureScheme,
} from "../../tls/codePoints";
import { alertMeaning } from "../alerts";
import { explainCipherSuite } from "../cipherSuites";
import {
  explainCertificateType,
  explainCompression,
  explainContentType,
  explainHandshakeType,
  explainStatusType,
  explainVersion,
} from "../codePoints";
import { explainExtension } from "../extensions";
import { explainGroup } from "../groups";
import { explainSignatureScheme } from "../signatureSchemes";
import type { Explanation } from "../types";
import { AUTHENTICATION } from "./authentication";
import { EXTENSION_FIELDS } from "./extensions";
import { HELLO } from "./hello";
import { KEY_EXCHANGE } from "./keyExchange";
import { RECORDS } from "./records";
import { STRUCTURE_PARTS } from "./structureParts";
import { STRUCTURES } from "./structures";
import { X509 } from "./x509";
import { X509_EXTENSION_PARTS } from "./x509ExtensionParts";
import { X509_EXTENSIONS } from "./x509Extensions";
import { X509_NAMES } from "./x509Names";
import { X509_PARTS } from "./x509Parts";

type Row = readonly [title: string, rfc: string, text?: string];

const TEXTS = new Map<string, Row>(
  [RECORDS, HELLO, AUTHENTICATION, KEY_EXCHANGE, EXTENSION_FIELDS, X509, STRUCTURES].flatMap((table) =>
    Object.entries(table),
  ),
);

const PARTS = new Map<string, Row>(
  [STRUCTURE_PARTS, X509_NAMES, X509_EXTENSION_PARTS, X509_PARTS, X509_EXTENSIONS].flatMap((table) =>
    Object.entries(table),
  ),
);

/** Keys, and last parts of X.509 keys, that have a row of their own. */
export const EXPLAINED_FIELDS: readonly string[] = [...TEXTS.keys(), ...PARTS.keys()];

const group = (value: number): Explanation => explainGroup(NamedGroup.name(value));
const extension = (value: number): Explanation => explainExtension(ExtensionType.name(value));

/** Fields whose value says more than their name. */
const BY_VALUE: Readonly<Record<string, (value: number) => Explanation | undefined>> = {
  "tls.record.content_type": explainContentType,
  "tls.record.opaque_type": explainContentType,
  "tls.alert_message.desc": (value) => alertMeaning(AlertDescription.name(value), "sender"),
  "tls.handshake.type": explainHandshakeType,
  "tls.handshake.version": explainVersion,
  "tls.handshake.extensions.supported_version": (value) =>
    value === 0x0303
      ? {
          title: "TLS 1.2",
          rfc: "RFC 8446 §4.2.1",
          text: "The version of 2008, still secure with good cipher suites.",
        }
      : explainVersion(value),
  "tls.handshake.ciphersuite": (value) => explainCipherSuite(CipherSuite.name(value)),
  "tls.handshake.comp_method": explainCompression,
  "tls.handshake.extension": extension,
  "tls.handshake.extension.type": extension,
  "tls.handshake.cert_type": explainCertificateType,
  "tls.handshake.sig_hash_alg": (value) => explainSignatureScheme(SignatureScheme.name(value)),
  "tls.handshake.server_named_curve": group,
  "tls.handshake.extensions_supported_group": group,
  "tls.handshake.extensions_key_share_group": group,
  "tls.handshake.extensions_key_share_selected_group": group,
  "tls.handshake.certificate_status.type": explainStatusType,
  "tls.handshake.extensions_status_request_type": explainStatusType,
};

/**
 * What a field is for, by its key and, where it says more, its value (a number). The text is empty where the title
 * says it all. A key without a row of its own has its nearest parent's section; one without any known parent has
 * no explanation.
 */
export function explainField(key: string, value?: FieldValue): Explanation | undefined {
  const byValue = Object.hasOwn(BY_VALUE, key) ? BY_VALUE[key] : undefined;
  const said = typeof value === "number" ? byValue?.(value) : undefined;
  if (said) return said;
  const own = rowOf(key);
  if (own) return { title: own[0], rfc: own[1], text: own[2] ?? "" };
  const measured = key.endsWith("_length") ? rowOf(key.slice(0, -"_length".length)) : undefined;
  if (measured) return { title: `${measured[0]} Length`, rfc: measured[1], text: "" };
  for (let end = cut(key, key.length); end > 0; end = cut(key, end)) {
    const parent = rowOf(key.slice(0, end));
    if (parent) return { title: parent[0], rfc: parent[1], text: "" };
  }
  return undefined;
}

/** The row of a key: its own, or for a path of X.509 that of its last part, which means the same wherever it stands. */
function rowOf(key: string): Row | undefined {
  const own = TEXTS.get(key);
  if (own || key.startsWith("tls.")) return own;
  return PARTS.get(key.slice(key.lastIndexOf(".") + 1));
}

/** Where the last part of the key's first `end` characters begins: parts are joined by dots and underscores. */
function cut(key: string, end: number): number {
  return Math.max(key.lastIndexOf(".", end - 1), key.lastIndexOf("_", end - 1));
}

/**
 * Like `explainField` for a row of a table, with the value that the row has; a row that frames an extension is
 * explained as that extension.
 */
export function explainRow(fields: FieldTable, row: number): Explanation | undefined {
  const { key, value } = fields.field(row);
  if (key !== "tls.handshake.extension") return explainField(key, value);
  const type = fields.children(row)[0];
  return explainField(key, type === undefined ? undefined : fields.field(type).value);
}
