import { keyBlock, type KeyBlock } from "../crypto/keySchedule12";
import { nextTrafficSecret, trafficKeys } from "../crypto/keySchedule13";
import type { CryptoProvider } from "../crypto/provider";
import { recordCipher, type RecordCipher } from "../crypto/recordProtection";
import { HASH_LENGTH } from "../crypto/lengths";
import { keyBlockLengths, prfHash, type SuiteParameters } from "../crypto/suites";
import type { Side } from "../inspection";
import type { State } from "./state";

/** The key block of a session before TLS 1.3, when its master secret is known (RFC 5246 §6.3). */
export function sessionKeyBlock(
  state: Pick<State, "version" | "suite" | "clientHello" | "serverHello" | "secret">,
  provider: CryptoProvider,
): KeyBlock | undefined {
  const { version, suite, clientHello, serverHello } = state;
  const master = state.secret("CLIENT_RANDOM");
  if (version === undefined || !suite || !clientHello || !serverHello || !master) return undefined;
  // SSL 3.0 makes its keys in another way, and a suite of TLS 1.3 has no place in older versions.
  if (version < 0x0301 || version > 0x0303 || suite.keyExchange === "tls13") return undefined;
  const randoms = { client: clientHello.random, server: serverHello.random };
  return keyBlock(provider, prfHash(suite, version), master, randoms, keyBlockLengths(suite, version));
}

/** The cipher of one direction of such a session; undefined without its master secret or for a suite that we cannot open. */
export function sessionCipher(state: State, side: Side, provider: CryptoProvider): RecordCipher | undefined {
  const block = sessionKeyBlock(state, provider);
  const { suite, version } = state;
  if (!block || !suite || version === undefined) return undefined;
  const { keys } = block;
  const own = {
    key: keys[`${side}_write_key`],
    iv: keys[`${side}_write_IV`],
    macKey: keys[`${side}_write_MAC_key`],
  };
  return recordCipher(provider, suite, own, { version, encryptThenMac: state.has("encrypt_then_mac") });
}

/** The cipher that a TLS 1.3 traffic secret gives; undefined for another version's suite, or a secret that is not as long as its hash. */
export function trafficCipher(
  suite: SuiteParameters | undefined,
  secret: Uint8Array,
  provider: CryptoProvider,
): RecordCipher | undefined {
  if (suite?.keyExchange !== "tls13" || secret.length !== HASH_LENGTH[suite.hash]) return undefined;
  const { key, iv } = trafficKeys({ crypto: provider, hash: suite.hash }, secret, {
    key: suite.keyLength,
    iv: suite.fixedIvLength,
  });
  return recordCipher(provider, suite, { key: key.output, iv: iv.output }, { version: 0x0304 });
}

/** The next traffic secret after a KeyUpdate (RFC 8446 §7.2). */
export function updatedSecret(
  suite: SuiteParameters | undefined,
  secret: Uint8Array,
  provider: CryptoProvider,
): Uint8Array | undefined {
  return suite && nextTrafficSecret({ crypto: provider, hash: suite.hash }, secret).output;
}
