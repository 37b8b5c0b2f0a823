import { randomBytes } from "node:crypto";
import type { CryptoProvider } from "../core/crypto/provider";
import { suiteOf } from "../core/crypto/suites";
import { defaultOffer } from "../core/engine/defaults";
import { KNOWN_GROUPS } from "../core/engine/groups";
import type { ClientIdentity, EngineOptions } from "../core/engine/types";
import { valueOf } from "../core/tls/codePoints";
import type { ConnectRequest } from "../protocol";
import type { Target } from "./target";

/** A request that names what cannot be offered; `message` is for the user. */
export class OfferError extends Error {
  override readonly name = "OfferError";
}

const VERSIONS = { "TLS 1.2": 0x0303, "TLS 1.3": 0x0304 } as const;

/** What the client offers for a request: all that it can do, but for what the request narrows. Throws OfferError. */
export function engineOptions(
  request: ConnectRequest,
  target: Target,
  provider: CryptoProvider,
  identity?: ClientIdentity,
): EngineOptions {
  const offer = defaultOffer();
  const wanted = offer.versions.filter(
    (version) =>
      version >= VERSIONS[request.minVersion ?? "TLS 1.2"] &&
      version <= VERSIONS[request.maxVersion ?? "TLS 1.3"],
  );
  if (wanted.length === 0) throw new OfferError("The lowest version is above the highest one.");
  const asked = request.cipherSuites ? codes("cipherSuite", request.cipherSuites) : offer.cipherSuites;
  // A version without a suite of its own could not be chosen, nor a suite without its version.
  const versions = wanted.filter((version) => asked.some((code) => suiteFits(code, version)));
  const cipherSuites = asked.filter((code) => versions.some((version) => suiteFits(code, version)));
  if (cipherSuites.length === 0)
    throw new OfferError("None of the cipher suites goes with the versions asked for.");
  const groups = request.groups ? codes("group", request.groups) : offer.groups;
  const serverName = request.serverName ?? target.serverName;
  return {
    ...offer,
    versions,
    cipherSuites,
    groups,
    keyShares: groups.slice(0, 1),
    alpn: request.alpn?.map(checkProtocol) ?? offer.alpn,
    ...(serverName ? { serverName } : {}),
    ...(identity ? { identity } : {}),
    provider,
    random: (length) => new Uint8Array(randomBytes(length)),
  };
}

function suiteFits(code: number, version: number): boolean {
  const suite = suiteOf(code);
  return suite !== undefined && suite.minVersion <= version && version <= suite.maxVersion;
}

function codes(registry: "cipherSuite" | "group", names: readonly string[]): number[] {
  return names.map((name) => {
    const code = valueOf(registry, name);
    const what = registry === "group" ? "group" : "cipher suite";
    if (code === undefined) throw new OfferError(`"${name}" is no ${what} that IANA has registered.`);
    if (registry === "group" ? !KNOWN_GROUPS.includes(code) : !canDo(code))
      throw new OfferError(`We cannot do the ${what} ${name}.`);
    return code;
  });
}

function checkProtocol(name: string): string {
  if (!/^[\x20-\x7e]{1,255}$/.test(name))
    throw new OfferError(
      `"${name}" is no ALPN protocol name: 1 to 255 ASCII characters, like h2 or http/1.1.`,
    );
  return name;
}

/** The engine does TLS 1.3's suites, and ECDHE and RSA key exchange with certificates before it. */
function canDo(code: number): boolean {
  const suite = suiteOf(code);
  return (
    suite?.keyExchange === "tls13" ||
    (suite !== undefined && (suite.keyExchange === "ecdhe" || suite.keyExchange === "rsa"))
  );
}
