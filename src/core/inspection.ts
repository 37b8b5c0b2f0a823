import type { SourceGraph } from "./bytes/source";
import type { SourceId, Span, TextRange } from "./bytes/span";
import type { FieldTable } from "./fields/table";

export type Side = "client" | "server";

/** Where an inspection's bytes came from. */
export interface Origin {
  readonly kind: "connection" | "text" | "file" | "capture";
  /** "localhost:8443", "dump.txt", "selection". */
  readonly label: string;
}

/** A remark on what was found, with a stable id ("certificate.expired"). */
export interface Finding {
  readonly id: string;
  readonly severity: "error" | "warning" | "info";
  /** What a person understands: it begins with a capital letter, and a single sentence has no full stop. */
  readonly message: string;
  /** What to do about it. */
  readonly fix?: string;
  readonly span?: Span;
  /** "RFC 5280 §4.1.2.5". */
  readonly rfc?: string;
}

/** A cryptographic step that was recomputed. Pure: the same session gives the same check. */
export interface Check {
  /** "finished.server", "server_key_exchange.signature", "certificate_verify.client". */
  readonly id: string;
  readonly status: "passed" | "failed" | "not checked";
  /** What was checked and what came out, in a sentence. */
  readonly message: string;
  /** "verify_data = HMAC(finished_key, Hash(messages 1-7))". */
  readonly formula?: string;
  readonly inputs: readonly CheckInput[];
  /** Index of the message that the check belongs to. */
  readonly messageIndex?: number;
}

/** Something that went into a check: bytes of the session, or a computed value in hex. */
export interface CheckInput {
  readonly name: string;
  readonly spans?: readonly Span[];
  readonly hex?: string;
}

/** The content of a session in the order in which it was seen: handshake messages, and what is not one. */
export interface Message {
  readonly index: number;
  /** Which connection of a capture; 0 where there is one. */
  readonly stream: number;
  readonly from: Side;
  /** The RFC's name ("client_hello", "hello_retry_request"), or the content type's ("change_cipher_spec", "alert", "application_data", "encrypted" for a record that could not be opened, "unknown"). */
  readonly name: string;
  /** A few words on what it says: "TLS 1.3, 3 cipher suites, for localhost"; may be empty. */
  readonly detail: string;
  /** It travelled in a protected record. */
  readonly encrypted: boolean;
  /** Where its bytes stand: in the decrypted source for a protected one. */
  readonly span: Span;
  /** Its row in the field table. */
  readonly field: number;
  /** Milliseconds since the first byte of the session, when times are known. */
  readonly timeMs?: number;
  /** Rows of the records that carried it. */
  readonly records: readonly number[];
}

export type ClientAuthentication = "none" | "requested" | "sent" | "proved" | "refused";

/** What both sides agreed on, as far as the session got. Names are IANA's. */
export interface Negotiated {
  readonly version?: string;
  readonly cipherSuite?: string;
  readonly keyExchange?: string;
  readonly group?: string;
  readonly signatureScheme?: string;
  readonly alpn?: string;
  readonly serverName?: string;
  readonly extendedMasterSecret?: boolean;
  readonly resumed?: boolean;
  readonly clientAuthentication: ClientAuthentication;
}

/** One line of the negotiation: what the client offered, what the server chose, what the server asked of the client. */
export interface Parameter {
  /** "Cipher suite", "Group", "Signature algorithm", "ALPN", … */
  readonly name: string;
  readonly offered: readonly ParameterValue[];
  readonly chosen: readonly ParameterValue[];
  readonly asked: readonly ParameterValue[];
  /** A remark such as what an empty list means. */
  readonly note?: string;
}

export interface ParameterValue {
  readonly text: string;
  /** Row of the field that says so. */
  readonly field?: number;
}

/** A certificate that a side presented, or that stands in a text. Fields are in the table, from `field` on. */
export interface CertificateSummary {
  readonly from: Side | "text";
  /** Place in the presented chain, the leaf first. */
  readonly position: number;
  readonly subject: string;
  readonly issuer: string;
  /** Lower-case hex. */
  readonly serialNumber: string;
  /** ISO 8601, or undefined where it could not be read. */
  readonly notBefore: string | undefined;
  readonly notAfter: string | undefined;
  /** "RSA 2048 bits", "ECDSA P-256", "Ed25519". */
  readonly publicKey: string;
  readonly signatureAlgorithm: string;
  /** DNS names, IP addresses, e-mail addresses and URIs of the subjectAltName. */
  readonly subjectAltNames: readonly string[];
  readonly isCa: boolean;
  /** SHA-256 and SHA-1 of the DER, lower-case hex. */
  readonly sha256: string;
  readonly sha1: string;
  readonly span: Span;
  readonly field: number;
  /** What it is called where it is kept: the alias or friendly name of a keystore's entry. */
  readonly label?: string;
}

/** What can be said of a chain: whom it leads to, whether that is trusted, whether the name fits, each with its reason. */
export interface ChainVerdict {
  readonly from: Side | "text";
  readonly trust: "trusted" | "untrusted" | "not checked";
  /** The store that was asked: "Mozilla's, as in Node 24.21", "example folder ca/", "none". */
  readonly store: string;
  readonly name: "matches" | "does not match" | "not checked";
  /** Every step of RFC 5280 §6 (and of the name check), in words; the first failing one is the reason. */
  readonly steps: readonly VerdictStep[];
  /** One sentence: the verdict and its reason. */
  readonly summary: string;
  /** Every path that was found, for a picture of them; absent where there was nothing to walk. */
  readonly graph?: ChainGraph;
}

/** Certificates and who issued whom, from the leaf to every root that could be reached. */
export interface ChainGraph {
  /** The leaf first. */
  readonly nodes: readonly ChainNode[];
  readonly edges: readonly ChainEdge[];
  /** The path of the verdict first. */
  readonly paths: readonly ChainPath[];
}

export interface ChainNode {
  readonly subject: string;
  /** Lower-case hex. */
  readonly sha256: string;
  /** Where the certificate was found. */
  readonly place: "presented" | "store" | "file" | "workspace" | "fetched" | "missing";
  /** That place by its name: the store's, a file's path, an address; for a missing one who should have issued the one below. */
  readonly where: string;
  /** Position in the presented chain. */
  readonly position?: number;
  /** ISO 8601. */
  readonly notAfter?: string | undefined;
  /** A trusted root. */
  readonly isAnchor: boolean;
}

/** Node `issuer` is named as the issuer of node `subject`; both are indices of nodes. */
export interface ChainEdge {
  readonly subject: number;
  readonly issuer: number;
  /** Whether the signature verifies. */
  readonly status: VerdictStep["status"];
}

export interface ChainPath {
  /** Indices of nodes, the leaf first. */
  readonly nodes: readonly number[];
  readonly trust: ChainVerdict["trust"];
  /** Every step of RFC 5280 §6 along this path. */
  readonly steps: readonly VerdictStep[];
}

export interface VerdictStep {
  readonly id: string;
  readonly status: "passed" | "failed" | "not checked";
  readonly message: string;
  /** Position in the chain that the step is about. */
  readonly position?: number;
  readonly fix?: string;
  readonly rfc?: string;
}

/** A line of a key log (RFC 9850): label, client random and secret. */
export interface KeyLogEntry {
  readonly label: string;
  readonly clientRandom: Uint8Array;
  readonly secret: Uint8Array;
}

/** A step of the key schedule, for a person to walk. Values are lower-case hex. */
export interface KeyStep {
  readonly name: string;
  readonly formula: string;
  readonly inputs: readonly { readonly name: string; readonly hex: string }[];
  readonly output: string;
  readonly rfc?: string;
}

/** Bytes that a text shows, a dump or an object, as they were recognised. */
export interface FoundBytes {
  readonly source: SourceId;
  /** "xxd", "base64", "PEM". */
  readonly format: string;
  readonly length: number;
  /** From the first character to the last, offsets and ASCII columns included. */
  readonly range: TextRange;
  /** What the bytes start with: "tls record", "handshake", "der", "ethernet", …, "unknown". */
  readonly content: string;
  /** Sent or received by whoever printed it. */
  readonly direction?: "sent" | "received";
  /** `plaintext`: shown before encryption or after decryption. */
  readonly layer?: "wire" | "plaintext";
  /** Other ways to read the same characters, with words for a menu: "as decimal bytes". */
  readonly others?: readonly { readonly id: string; readonly label: string }[];
}

/** The one noun: everything that comes in becomes one, everything shown is derived from one. */
export interface Inspection {
  readonly origin: Origin;
  readonly sources: SourceGraph;
  readonly fields: FieldTable;
  readonly messages: readonly Message[];
  readonly negotiated: Negotiated | undefined;
  readonly parameters: readonly Parameter[];
  readonly certificates: readonly CertificateSummary[];
  readonly verdicts: readonly ChainVerdict[];
  readonly fingerprints: Readonly<Record<string, string>>;
  readonly checks: readonly Check[];
  readonly keySteps: readonly KeyStep[];
  readonly keyLog: readonly KeyLogEntry[];
  readonly findings: readonly Finding[];
  /** Where it came from a text: what was found there, in its order. */
  readonly found?: readonly FoundBytes[];
}
