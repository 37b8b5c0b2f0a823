import type { Hmacing } from "./hkdf";
import { concat } from "../bytes/concat";
import { uintBytes } from "./octets";
import { prf } from "./prf";
import type { PrfHash } from "./prf";
import type { Step } from "./step";

/** Bytes of a master secret in TLS 1.0 to 1.2. */
export const MASTER_SECRET_LENGTH = 48;
/** Bytes of verify_data in TLS 1.0 to 1.2, for every suite there is. */
export const VERIFY_DATA_LENGTH = 12;

/** `client_random` and `server_random`: the 32 bytes of the hellos. */
export interface Randoms {
  readonly client: Uint8Array;
  readonly server: Uint8Array;
}

/** master_secret = PRF(pre_master_secret, "master secret", client_random + server_random)[0..47] (RFC 5246 §8.1). */
export function masterSecret12(
  crypto: Hmacing,
  hash: PrfHash,
  preMasterSecret: Uint8Array,
  randoms: Randoms,
): Step {
  return {
    name: "master_secret",
    formula: 'PRF(pre_master_secret, "master secret", client_random + server_random)[0..47]',
    section: "RFC 5246 §8.1",
    inputs: [
      { name: "pre_master_secret", bytes: preMasterSecret },
      { name: "client_random", bytes: randoms.client },
      { name: "server_random", bytes: randoms.server },
    ],
    output: prf(
      crypto,
      hash,
      preMasterSecret,
      "master secret",
      concat(randoms.client, randoms.server),
      MASTER_SECRET_LENGTH,
    ),
  };
}

/** master_secret with the extended_master_secret extension (RFC 7627 §4): bound to the session hash, which covers all messages up to and including ClientKeyExchange. */
export function extendedMasterSecret(
  crypto: Hmacing,
  hash: PrfHash,
  preMasterSecret: Uint8Array,
  sessionHash: Uint8Array,
): Step {
  return {
    name: "master_secret",
    formula: 'PRF(pre_master_secret, "extended master secret", session_hash)[0..47]',
    section: "RFC 7627 §4",
    inputs: [
      { name: "pre_master_secret", bytes: preMasterSecret },
      { name: "session_hash", bytes: sessionHash },
    ],
    output: prf(crypto, hash, preMasterSecret, "extended master secret", sessionHash, MASTER_SECRET_LENGTH),
  };
}

/** The premaster secret of the PSK key exchanges (RFC 4279 §2): `other` is the (EC)DHE or RSA secret, or nothing for plain PSK, where as many zeros as the PSK has bytes stand in its place. */
export function pskPreMasterSecret(
  psk: Uint8Array,
  other: Uint8Array = new Uint8Array(psk.length),
): Uint8Array {
  return concat(uintBytes(other.length, 2), other, uintBytes(psk.length, 2), psk);
}

/** How many bytes of the key block each key takes (RFC 5246 §6.3). */
export interface KeyBlockLengths {
  /** 0 for AEAD suites. */
  readonly macKey: number;
  readonly key: number;
  /** The fixed part of the nonce for AEAD suites, 16 for CBC in TLS 1.0, otherwise 0. */
  readonly iv: number;
}

/** The names of the six keys, in the order in which the key block holds them. */
export const KEY_BLOCK_NAMES = [
  "client_write_MAC_key",
  "server_write_MAC_key",
  "client_write_key",
  "server_write_key",
  "client_write_IV",
  "server_write_IV",
] as const;

export type KeyBlockName = (typeof KEY_BLOCK_NAMES)[number];

/** The key block and its six parts; a part that the suite has no use for is empty and has no step. */
export interface KeyBlock {
  readonly steps: readonly Step[];
  readonly keys: Readonly<Record<KeyBlockName, Uint8Array>>;
}

/** key_block = PRF(master_secret, "key expansion", server_random + client_random), cut into six keys (RFC 5246 §6.3). */
export function keyBlock(
  crypto: Hmacing,
  hash: PrfHash,
  masterSecret: Uint8Array,
  randoms: Randoms,
  lengths: KeyBlockLengths,
): KeyBlock {
  const total = 2 * (lengths.macKey + lengths.key + lengths.iv);
  const block = prf(
    crypto,
    hash,
    masterSecret,
    "key expansion",
    concat(randoms.server, randoms.client),
    total,
  );
  const steps: Step[] = [
    {
      name: "key_block",
      formula: `PRF(master_secret, "key expansion", server_random + client_random)[0..${total - 1}]`,
      section: "RFC 5246 §6.3",
      inputs: [
        { name: "master_secret", bytes: masterSecret },
        { name: "server_random", bytes: randoms.server },
        { name: "client_random", bytes: randoms.client },
      ],
      output: block,
    },
  ];
  let at = 0;
  const cut = (name: KeyBlockName, length: number): Uint8Array => {
    const output = block.slice(at, at + length);
    if (length > 0) {
      const formula = `key_block[${at}..${at + length - 1}]`;
      steps.push({
        name,
        formula,
        section: "RFC 5246 §6.3",
        inputs: [{ name: "key_block", bytes: block }],
        output,
      });
    }
    at += length;
    return output;
  };
  // Property initialisers run in order, which is the key block's.
  const keys = {
    client_write_MAC_key: cut("client_write_MAC_key", lengths.macKey),
    server_write_MAC_key: cut("server_write_MAC_key", lengths.macKey),
    client_write_key: cut("client_write_key", lengths.key),
    server_write_key: cut("server_write_key", lengths.key),
    client_write_IV: cut("client_write_IV", lengths.iv),
    server_write_IV: cut("server_write_IV", lengths.iv),
  };
  return { steps, keys };
}

/** verify_data = PRF(master_secret, finished_label, Hash(handshake_messages))[0..11] (RFC 5246 §7.4.9). In TLS 1.0 and 1.1 `handshakeHash` is MD5 followed by SHA-1. */
export function verifyData12(
  crypto: Hmacing,
  hash: PrfHash,
  masterSecret: Uint8Array,
  from: "client" | "server",
  handshakeHash: Uint8Array,
): Step {
  const label = `${from} finished`;
  return {
    name: "verify_data",
    formula: `PRF(master_secret, "${label}", Hash(handshake_messages))[0..${VERIFY_DATA_LENGTH - 1}]`,
    section: "RFC 5246 §7.4.9",
    inputs: [
      { name: "master_secret", bytes: masterSecret },
      { name: "Hash(handshake_messages)", bytes: handshakeHash },
    ],
    output: prf(crypto, hash, masterSecret, label, handshakeHash, VERIFY_DATA_LENGTH),
  };
}
