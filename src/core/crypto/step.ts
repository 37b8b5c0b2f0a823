/** One named value that went into a computation. */
export interface StepInput {
  /** As the formula calls it: "Early Secret", "ClientHello..ServerHello". */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** One step of a key schedule, so that a reader can walk it: what was computed, how, from what, with what result. */
export interface Step {
  /** The RFC's name for the output: "client_handshake_traffic_secret". */
  readonly name: string;
  /** The computation in the RFC's notation. */
  readonly formula: string;
  /** Where it is defined: "RFC 8446 §7.1". */
  readonly section: string;
  readonly inputs: readonly StepInput[];
  readonly output: Uint8Array;
}
