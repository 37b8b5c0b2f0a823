import type { EngineOptions } from "./types";

type Offer = Pick<
  EngineOptions,
  "versions" | "cipherSuites" | "groups" | "keyShares" | "signatureSchemes" | "alpn"
>;

/** What the client offers when nothing else is asked for: all that it can do, the better first. RSA key exchange comes last, for the servers that have nothing else. */
export function defaultOffer(): Offer {
  return {
    versions: [0x0304, 0x0303],
    cipherSuites: [
      0x1301,
      0x1302,
      0x1303, // TLS 1.3
      0xc02b,
      0xc02f,
      0xc02c,
      0xc030,
      0xcca9,
      0xcca8, // ECDHE with AEAD
      0xc023,
      0xc027,
      0xc024,
      0xc028,
      0xc009,
      0xc013,
      0xc00a,
      0xc014, // ECDHE with CBC
      0x009c,
      0x009d,
      0x003c,
      0x003d,
      0x002f,
      0x0035, // RSA key exchange
    ],
    groups: [29, 23, 24, 25, 30],
    keyShares: [29],
    signatureSchemes: [
      0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080a, 0x080b, 0x0401, 0x0501,
      0x0601, 0x0203, 0x0201,
    ],
    alpn: [],
  };
}
