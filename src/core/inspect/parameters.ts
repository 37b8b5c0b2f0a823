import type { Parameter, ParameterValue } from "../inspection";
import type { Session, SessionMessage } from "../session/types";

/** One line of the negotiation: the keys of the fields that say what was offered, chosen and asked. */
interface Line {
  readonly name: string;
  readonly key: string;
  /** The messages in which the server says its choice, where they are not the hellos. */
  readonly chosenIn?: readonly string[];
  readonly chosenKey?: string;
  readonly note?: (asked: readonly ParameterValue[], session: Session) => string | undefined;
  /** Rows that are groups of what is looked for count too, with this text when they are empty. */
  readonly emptyList?: { readonly key: string; readonly text: string; readonly note: string };
}

const HELLOS = ["server_hello", "hello_retry_request", "encrypted_extensions"];

/** What is negotiated, in the order in which a person asks: a new line is a row here. */
const LINES: readonly Line[] = [
  { name: "Version", key: "tls.handshake.extensions.supported_version" },
  { name: "Legacy version", key: "tls.handshake.version" },
  { name: "Cipher suite", key: "tls.handshake.ciphersuite" },
  {
    name: "Group",
    key: "tls.handshake.extensions_supported_group",
    chosenKey: "tls.handshake.extensions_key_share_group",
  },
  { name: "Key share", key: "tls.handshake.extensions_key_share_group" },
  {
    name: "Group asked for by Hello Retry Request",
    key: "tls.handshake.extensions_key_share_selected_group",
  },
  {
    name: "Curve of Server Key Exchange",
    key: "tls.handshake.server_named_curve",
    chosenIn: ["server_key_exchange"],
  },
  {
    name: "Signature algorithm",
    key: "tls.handshake.sig_hash_alg",
    chosenIn: ["server_key_exchange", "certificate_verify"],
  },
  { name: "Server name", key: "tls.handshake.extensions_server_name" },
  { name: "ALPN protocol", key: "tls.handshake.extensions_alpn_str" },
  { name: "Client certificate type", key: "tls.handshake.cert_type" },
  {
    name: "Certificate authority",
    key: "tls.handshake.dname",
    emptyList: {
      key: "tls.handshake.dnames",
      text: "(none named)",
      note: "The server names no authorities: the client may send a certificate from any of them, and the server decides afterwards (RFC 5246 §7.4.4, RFC 8446 §4.2.4).",
    },
  },
  { name: "PSK key exchange mode", key: "tls.extension.psk_ke_mode" },
  { name: "Extension", key: "tls.handshake.extension.type" },
  { name: "Compression method", key: "tls.handshake.comp_method" },
  { name: "EC point format", key: "tls.handshake.extensions_ec_point_format" },
];

/** What the client offered, what the server chose, what the server asked of the client. Lines with nothing to say are left out. */
export function parametersOf(session: Session): Parameter[] {
  const last = (names: readonly string[], from: string): SessionMessage[] =>
    session.messages.filter((message) => message.from === from && names.includes(message.name));
  const offers = last(["client_hello"], "client").slice(-1);
  const requests = last(["certificate_request"], "server");
  return LINES.flatMap((line) => {
    const offered = valuesIn(session, offers, line.key);
    const chosen = valuesIn(session, last(line.chosenIn ?? HELLOS, "server"), line.chosenKey ?? line.key);
    const asked = valuesIn(session, requests, line.key);
    const none = line.emptyList && requests.length > 0 && asked.length === 0 ? line.emptyList : undefined;
    if (offered.length + chosen.length + asked.length === 0 && !none) return [];
    // In TLS 1.2 the list is there and empty, in TLS 1.3 the extension is absent: either way, anything goes.
    const [list] = none ? valuesIn(session, requests, none.key) : [];
    const said = none
      ? [{ text: none.text, ...(list?.field === undefined ? {} : { field: list.field }) }]
      : asked;
    return [{ name: line.name, offered, chosen, asked: said, ...(none ? { note: none.note } : {}) }];
  });
}

function valuesIn({ fields }: Session, messages: readonly SessionMessage[], key: string): ParameterValue[] {
  const values: ParameterValue[] = [];
  for (const message of messages) {
    if (message.field < 0) continue;
    const end = message.field + fields.size(message.field);
    for (let row = message.field; row < end; row++) {
      if (fields.schema(row).key !== key) continue;
      // A DER name says what it is in the row of its content.
      const said = fields.size(row) > 1 ? row + 1 : row;
      values.push({ text: fields.field(said).display, field: row });
    }
  }
  return values;
}
