import { pureProvider } from "../../src/core/crypto/pure";
import type { CryptoProvider } from "../../src/core/crypto/provider";
import { createNodeProvider } from "../../src/net/cryptoNode";

/** The provider that a run of the tests is about: CRYPTO_PROVIDER=pure (the default) or node. */
export const testProvider: CryptoProvider = chosen(process.env["CRYPTO_PROVIDER"] ?? "pure");

function chosen(name: string): CryptoProvider {
  if (name === "pure") return pureProvider;
  if (name === "node") return createNodeProvider().provider;

  throw new Error(`CRYPTO_PROVIDER is "pure" or "node", not "${name}"`);
}
