/** Who wrote a message or holds a key. */
export type Rfc8448Party = "client" | "server";

/**
 * One trace of RFC 8448, "Example Handshake Traces for TLS 1.3". The byte strings are the RFC's, in lower-case
 * hexadecimal without spaces; derivations that the RFC shows for both sides stand here once.
 */
export interface Rfc8448Trace {
  readonly section: string;
  readonly keyPairs: readonly {
    readonly owner: Rfc8448Party;
    readonly group: "x25519" | "secp256r1";
    readonly privateKey: string;
    readonly publicKey: string;
  }[];
  /**
   * The handshake messages with their 4-byte headers, in order. A HelloRetryRequest is called ServerHello, and
   * the ClientHello of §4 ends before its binders, as in the RFC.
   */
  readonly messages: readonly {
    readonly sender: Rfc8448Party;
    readonly name: string;
    readonly bytes: string;
  }[];
  /** The records on the wire in order, with the plaintext that each carries (without inner content type). */
  readonly records: readonly {
    readonly sender: Rfc8448Party;
    readonly type: string;
    readonly payload: string;
    readonly record: string;
  }[];
  /** HKDF-Extract: an empty salt stands for "0". */
  readonly extracts: readonly {
    readonly name: string;
    readonly salt: string;
    readonly ikm: string;
    readonly secret: string;
  }[];
  /** Derive-Secret by label (without "tls13 "). */
  readonly derived: readonly {
    readonly label: string;
    readonly secret: string;
    readonly transcriptHash: string;
    readonly output: string;
  }[];
  /** Record keys and IVs of one direction. */
  readonly trafficKeys: readonly {
    readonly sender: Rfc8448Party;
    readonly epoch: string;
    readonly secret: string;
    readonly key: string;
    readonly iv: string;
  }[];
  readonly finished: readonly {
    readonly sender: Rfc8448Party;
    readonly baseKey: string;
    readonly finishedKey: string;
    readonly verifyData: string;
  }[];
  readonly binder?: {
    readonly clientHelloPrefix: string;
    readonly binderHash: string;
    readonly binderKey: string;
    readonly finishedKey: string;
    readonly binder: string;
  };
  readonly resumption?: {
    readonly resumptionMasterSecret: string;
    readonly ticketNonce: string;
    readonly psk: string;
  };
}
