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
  readonly sources: readonly { readonly id: number; readonly label: string; readonly length: number }[];
  readonly negotiated?: Negotiated;
  readonly parameters: readonly Parameter[];
  readonly certificates: readonly CertificateSummary[];
  readonly verdicts: readonly ChainVerdict[];
  readonly checks: readonly Check[];
  readonly keySteps: readonly KeyStep[];
  readonly findings: readonly Finding[];
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
  /** Inspect pasted text (side view). */
  inspectText: { params: { readonly text: string; readonly keyLog?: string }; result: Overview };
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
  text: { readonly text: string; readonly label: string };
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
