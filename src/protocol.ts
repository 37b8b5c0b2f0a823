// Every message between the extension host and a webview. Types only: both sides import this file, and a handler
// that is missing on either side does not compile (`RequestHandlers`, `NotificationHandlers`).
import type {
  CertificateSummary,
  ChainVerdict,
  Check,
  Finding,
  KeyStep,
  Negotiated,
  Origin,
  Parameter,
  Side,
} from "./core/inspection";
import type { Span } from "./core/bytes/span";

/** A message of the ladder, with what a person reads beside its arrow. */
export interface MessageView {
  readonly index: number;
  readonly stream: number;
  readonly from: Side;
  /** RFC name: "client_hello". */
  readonly name: string;
  /** "Client Hello", "Certificate Request". */
  readonly label: string;
  /** A few words of content: "TLS 1.3, 3 suites, SNI localhost"; may be empty. */
  readonly detail: string;
  readonly encrypted: boolean;
  readonly span: Span;
  /** First row of its subtree in the field table. */
  readonly field: number;
  /** Rows in that subtree. */
  readonly size: number;
  readonly timeMs?: number;
  /** Worst status of its checks; absent where nothing is to check. */
  readonly check?: Check["status"];
  /** It carries a finding of this severity. */
  readonly severity?: Finding["severity"];
}

/** What is shown without asking for more: all but fields and bytes. */
export interface Overview {
  /** Identifies the inspection in requests and in the webview's saved state. */
  readonly id: string;
  /** Grows with every change; rows of an older revision are stale. */
  readonly revision: number;
  readonly origin: Origin;
  readonly status: "running" | "done" | "failed" | "cancelled" | "empty";
  /** First line: "Two-way TLS 1.2 · ECDHE_RSA_WITH_AES_128_GCM_SHA256 · x25519 · 14 ms". */
  readonly headline: string;
  /** Second line, a sentence: "Both sides proved who they are. 13 messages, 2 round trips." or why it failed and what to do. */
  readonly summary: string;
  readonly outcome: "success" | "warning" | "error" | "pending";
  readonly messages: readonly MessageView[];
  /** Rows at the top level of the field table, for views without a ladder. */
  readonly roots: readonly number[];
  readonly rowCount: number;
  /** The field that the user or the editor's cursor chose in an earlier revision, where it stands in this one. */
  readonly chosen?: number;
  readonly sources: readonly { readonly id: number; readonly label: string; readonly length: number }[];
  readonly negotiated?: Negotiated;
  readonly parameters: readonly Parameter[];
  readonly certificates: readonly CertificateSummary[];
  readonly verdicts: readonly ChainVerdict[];
  readonly checks: readonly Check[];
  readonly keySteps: readonly KeyStep[];
  readonly findings: readonly Finding[];
  /** The dumps and objects of the text that it came from, in its order, and at most 500 of them. */
  readonly found: readonly FoundView[];
  /** How many there are. */
  readonly foundCount: number;
  /** Steps of the handshake as it is taught that are not there, and why. */
  readonly absences: readonly AbsenceView[];
  readonly fingerprints: Readonly<Record<string, string>>;
  /** The request that made it, to run again with one thing changed; absent for what did not come from a connection. */
  readonly request?: ConnectRequest;
  /** What can be exported. */
  readonly exports: readonly ExportKind[];
  /** What more can be done, when the user asks: nothing of it happens by itself. */
  readonly actions: readonly InspectionAction[];
}

/** Open the file with a passphrase; fetch a missing issuer's certificate, or ask whether certificates are revoked, over the network. */
export type InspectionAction = "unlock" | "fetchIssuer" | "checkRevocation";

/** A dump or an object that was recognised in a text. */
export interface FoundView {
  /** "xxd", "base64", "PEM". */
  readonly format: string;
  /** Bytes. */
  readonly length: number;
  /** "TLS record: Client Hello". */
  readonly holds: string;
  readonly direction?: "sent" | "received";
  /** `plaintext`: shown before encryption or after decryption. */
  readonly layer?: "wire" | "plaintext";
  /** The row to show it by; absent where nothing of it was decoded. */
  readonly row?: number;
  /** Where it begins in the text: what `chooseReading` and `inspectText` name it by. */
  readonly at: number;
  /** Other ways to read it, with words for a button: "as decimal bytes". */
  readonly readings: readonly { readonly id: string; readonly label: string }[];
}

/** Characters of the side view's box, in UTF-16 code units. */
export interface BoxRange {
  readonly start: number;
  readonly end: number;
}

/** What the characters of a field are in the side view's box. */
export interface BoxPlace {
  /** In the text's order; empty where the box does not show them. */
  readonly ranges: readonly BoxRange[];
  /** Place in `Overview.found` of the dump or object that they belong to. */
  readonly found?: number;
}

/** The reading of the dump that starts at a character. */
export type ChosenReading = readonly [at: number, reading: string];

/** A key log that the host holds in memory; its secrets stay there. */
export interface KeyLogView {
  /** "sslkeys.log", "Pasted key log". */
  readonly label: string;
  readonly secrets: number;
}

/** What the host knows of the side view's box. */
export interface BoxState {
  /** Absent when nothing was inspected yet. */
  readonly text?: string;
  /** What it was taken from; empty for what was pasted. */
  readonly label: string;
  readonly keyLogs: readonly KeyLogView[];
}

/** What became of a pasted text. */
export interface Pasted {
  readonly overview: Overview;
  /** It holds no secret, so that the view may keep it over a reload. */
  readonly mayKeep: boolean;
  readonly keyLogs: readonly KeyLogView[];
}

/** Which bytes to copy: of the field, of the message it stands in, of the whole dump, capture or side that holds it. */
export type CopyScope = "field" | "message" | "dump";

/** What can be copied of a field, and how. */
export interface CopyChoices {
  readonly scopes: readonly {
    readonly scope: CopyScope;
    /** "Client Hello", "xxd". */
    readonly label: string;
    /** Bytes. */
    readonly length: number;
  }[];
  readonly formats: readonly { readonly id: string; readonly label: string }[];
}

/** What can be done with one certificate. */
export type CertificateAction = "copy" | "convert" | "compare" | "save";

/** A message that one could expect and that is not there. */
export interface AbsenceView {
  /** "Server Key Exchange". */
  readonly label: string;
  readonly from: Side;
  readonly reason: string;
  readonly rfc: string;
}

/** A handshake test's parameters, as far as a webview may know them: file names of keys, never their content. */
export interface ConnectRequest {
  readonly target: string;
  readonly serverName?: string;
  readonly minVersion?: "TLS 1.2" | "TLS 1.3";
  readonly maxVersion?: "TLS 1.2" | "TLS 1.3";
  /** IANA names, in order of preference; absent for all that we can do. */
  readonly cipherSuites?: readonly string[];
  readonly groups?: readonly string[];
  readonly alpn?: readonly string[];
  readonly mutual: boolean;
  readonly clientCertificate?: string;
  readonly clientKey?: string;
  readonly timeoutMs?: number;
}

export type ExportKind = "json" | "markdown" | "keylog" | "pcapng";

/** A row of the field tree, in preorder. */
export interface RowView {
  readonly row: number;
  /** 0 for the row asked for first (a message), 1 for its children, … */
  readonly depth: number;
  /** Rows of its subtree, itself included: 1 for a leaf. */
  readonly size: number;
  readonly key: string;
  readonly label: string;
  readonly display: string;
  readonly span: Span;
  readonly minor: boolean;
  readonly notes: readonly string[];
  /** Position among its siblings, from 1, and how many they are: for ARIA. */
  readonly position: number;
  readonly siblings: number;
}

/** What a message or a field is for. */
export interface ExplanationView {
  readonly title: string;
  /** Plain text, paragraphs separated by blank lines; may be empty. */
  readonly text: string;
  /** "RFC 5246 §7.4.4"; may be empty. */
  readonly rfc: string;
  readonly rfcUrl?: string;
}

/** Requests that a webview sends and the host answers. */
export interface Requests {
  /** The view is there: everything to show at first. */
  ready: { params: { readonly savedId?: string }; result: Overview };
  /** Rows `from` to `from + count` of the table (count at most 2,000), with depths counted from `root`. */
  rows: {
    params: {
      readonly revision: number;
      readonly root: number;
      readonly from: number;
      readonly count: number;
    };
    result: readonly RowView[];
  };
  /** Lower-case hex of `count` bytes (at most 16,384) of a source. */
  bytes: {
    params: { readonly source: number; readonly from: number; readonly count: number };
    result: string;
  };
  /** Rows whose label, key or display contains `query`, at most 500, without regard to case. */
  find: { params: { readonly revision: number; readonly query: string }; result: readonly number[] };
  /** What a field is for. */
  explainField: { params: { readonly revision: number; readonly row: number }; result: ExplanationView };
  /** What a message is for, in this session. */
  explainMessage: { params: { readonly revision: number; readonly index: number }; result: ExplanationView };
  /** The innermost row that covers byte `at` of `source`, if any. */
  rowAt: {
    params: { readonly revision: number; readonly source: number; readonly at: number };
    result: number | undefined;
  };
  /** Select the field's characters in the editor; false where no text is behind it. */
  reveal: { params: { readonly revision: number; readonly row: number }; result: boolean };
  /** Stop the handshake that is running. */
  cancel: { params: Record<string, never>; result: boolean };
  /** Run a handshake with these parameters, in this panel. */
  run: { params: { readonly request: ConnectRequest }; result: boolean };
  /** Ask for a file name and save; false when the user declines. */
  export: { params: { readonly kind: ExportKind }; result: boolean };
  copy: { params: { readonly text: string }; result: boolean };
  /** Do more for the inspection; false when the user declines or nothing came of it. */
  act: { params: { readonly action: InspectionAction }; result: boolean };
  /** Do something with a certificate of the overview, by its place there. */
  certificate: {
    params: { readonly revision: number; readonly index: number; readonly action: CertificateAction };
    result: boolean;
  };
  /** Characters of the side view's box that carry a field's bytes: at most 4,000 ranges, the last one over all the rest. */
  textRanges: { params: { readonly revision: number; readonly row: number }; result: BoxPlace };
  /** The characters of a dump or object in the side view's box; selects them in the editor, too, where they come from one. */
  foundRange: {
    params: { readonly revision: number; readonly index: number };
    result: BoxRange | undefined;
  };
  /** The innermost row whose bytes stand at a character of the side view's box. */
  rowAtCharacter: {
    params: { readonly revision: number; readonly at: number };
    result: number | undefined;
  };
  copyChoices: { params: { readonly revision: number; readonly row: number }; result: CopyChoices };
  /** Put bytes on the clipboard, in one of the formats of `copyChoices`; a sentence that says what was copied. */
  copyAs: {
    params: {
      readonly revision: number;
      readonly row: number;
      readonly scope: CopyScope;
      readonly format: string;
    };
    result: string;
  };
  /** The side view is there, with a pasted text of its own from before a reload or without; what the host knows of it. */
  openBox: { params: { readonly following: boolean; readonly hasPasted: boolean }; result: BoxState };
  /** Inspect pasted text (side view); none clears the view. Without `keyLog` the pasted one stays, an empty one takes it away. */
  inspectText: {
    params: {
      readonly text: string;
      readonly keyLog?: string;
      readonly readings?: readonly ChosenReading[];
    };
    result: Pasted;
  };
  /** Read a dump in another way from now on (side view). */
  chooseReading: {
    params: { readonly revision: number; readonly at: number; readonly reading: string };
    result: boolean;
  };
  /** Ask for a key log file and use it; the key logs in use then (side view). */
  chooseKeyLog: { params: Record<string, never>; result: readonly KeyLogView[] };
  /** Use no key log any more (side view). */
  forgetKeyLogs: { params: Record<string, never>; result: readonly KeyLogView[] };
  /** Follow the editor's selection from now on, or no longer (side view). */
  follow: { params: { readonly on: boolean }; result: boolean };
  /** Open the side view's inspection in the panel. */
  openInPanel: { params: Record<string, never>; result: boolean };
  /** Open a link to an RFC; other addresses are refused. */
  openRfc: { params: { readonly url: string }; result: boolean };
  /** Run a handshake test command from the palette, from an empty panel or side view. */
  command: {
    params: { readonly command: "tlsInspector.runHandshakeTest" | "tlsInspector.runMutualHandshakeTest" };
    result: boolean;
  };
}

/** Notifications that the host sends unasked. */
export interface Notifications {
  /** The inspection changed, or another one is shown. */
  overview: Overview;
  /** The cursor in the editor stands on this field. */
  select: { readonly revision: number; readonly row: number };
  /** Text taken from the editor's selection (side view), for its paste box. */
  text: { readonly text: string; readonly label: string; readonly mayKeep: boolean };
}

export type RequestName = keyof Requests;
export type NotificationName = keyof Notifications;

export type ToHost = {
  [K in RequestName]: {
    readonly type: "request";
    readonly id: number;
    readonly name: K;
    readonly params: Requests[K]["params"];
  };
}[RequestName];

export type ToWebview =
  | { readonly type: "response"; readonly id: number; readonly result: unknown }
  | { readonly type: "error"; readonly id: number; readonly message: string }
  | {
      [K in NotificationName]: {
        readonly type: "notification";
        readonly name: K;
        readonly params: Notifications[K];
      };
    }[NotificationName];

/** One handler for each request; the host must have them all. */
export type RequestHandlers = {
  [K in RequestName]: (
    params: Requests[K]["params"],
  ) => Requests[K]["result"] | Promise<Requests[K]["result"]>;
};

/** One handler for each notification; a webview must have them all. */
export type NotificationHandlers = { [K in NotificationName]: (params: Notifications[K]) => void };
