/** What a person is told of a message or a field. */
export interface Explanation {
  readonly title: string;
  /** Plain English, two to five sentences for a message; may be empty for a field whose name says it all. */
  readonly text: string;
  /** "RFC 5246 §7.4.4". */
  readonly rfc: string;
}

/** What an explanation of a message may hang on. */
export interface MessageSituation {
  readonly version: "TLS 1.2" | "TLS 1.3" | undefined;
  readonly from: "client" | "server";
  /** The server asked for a client certificate (or is still free to). */
  readonly mutual: boolean;
  readonly keyExchange?: string;
  /** The message holds no certificate (an empty Certificate), or no authorities (an empty list). */
  readonly empty?: boolean;
}
