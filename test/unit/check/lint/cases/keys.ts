import type { CertificateSpec } from "../../../../support/certificates/build";
import { rsaServer, server, withExtensions } from "../../../../support/certificates/base";
import {
  integer,
  nullValue,
  octetString,
  oid,
  sequence,
  type Der,
} from "../../../../support/certificates/der";
import { keyUsage } from "../../../../support/certificates/extensions";
import {
  algorithm,
  PUBLIC_KEYS,
  publicKeyInfo,
  RSA_KEY,
  rsaKey,
} from "../../../../support/certificates/keys";
import type { LintCase, LintCases } from "./case";

const EC = "1.2.840.10045.2.1";
const P256 = oid("1.2.840.10045.3.1.7");
const keyed = (publicKey: Der): CertificateSpec => ({ ...server, publicKey });

/** The raw bytes of a key that Node made, behind the header of its SubjectPublicKeyInfo. */
const tail = (key: Der, bytes: number): Der => key.subarray(key.length - bytes);
const point = tail(PUBLIC_KEYS.p256(), 65);
const off = point.slice();
off[64] = (off[64] ?? 0) ^ 1;
const compressed = point.slice(0, 33);
compressed[0] = 2 + ((point[64] ?? 0) & 1);
const ed25519 = tail(PUBLIC_KEYS.ed25519(), 32);

/** An odd number of 2048 bits that is no key: rules look at its size and its ends. */
export const MODULUS = (1n << 2047n) | (1n << 1000n) | 0x5a5a5a5a1n;

const ML_DSA_44 = "2.16.840.1.101.3.4.3.17";
const mlDsa = (bytes: number, ...parameters: readonly Der[]): CertificateSpec =>
  keyed(publicKeyInfo(algorithm(ML_DSA_44, ...parameters), new Uint8Array(bytes).fill(1)));
const ed = (key: Der, ...parameters: readonly Der[]): CertificateSpec =>
  keyed(publicKeyInfo(algorithm("1.3.101.112", ...parameters), key));
const ec = (fails: Der): LintCase => ({ passes: server, fails: keyed(fails) });
const rsa = (fails: Der): LintCase => ({
  passes: withExtensions(rsaServer, { keyUsage: keyUsage("digitalSignature", "keyEncipherment") }),
  fails: keyed(fails),
});

/** Cases of rules on public keys. */
export const keyCases: LintCases = {
  "rfc3279.rsaKeyNull": rsa(rsaKey(MODULUS, 65537, algorithm("1.2.840.113549.1.1.1"))),
  "rfc8017.rsaKeyReadable": rsa(publicKeyInfo(RSA_KEY, octetString(Uint8Array.of(1, 2, 3)))),
  "rfc8017.rsaNumbersPositive": rsa(rsaKey(Uint8Array.of(0x81, ...new Uint8Array(255).fill(0x35)))),
  "rfc8017.rsaModulusOdd": rsa(rsaKey(MODULUS - 1n)),
  "rfc8017.rsaExponent": rsa(rsaKey(MODULUS, 1)),
  "rfc5480.ecNamedCurve": ec(publicKeyInfo(algorithm(EC, sequence(integer(1))), point)),
  "rfc5480.ecPointForm": ec(publicKeyInfo(algorithm(EC, P256), compressed)),
  "rfc5480.ecPointOnCurve": ec(publicKeyInfo(algorithm(EC, P256), off)),
  "rfc8410.keyNoParameters": { passes: ed(ed25519), fails: ed(ed25519, nullValue) },
  "rfc8410.keyLength": { passes: ed(ed25519), fails: ed(ed25519.subarray(1)) },
  "rfc9881.keyNoParameters": { passes: mlDsa(1312), fails: mlDsa(1312, nullValue) },
  "rfc9881.keyLength": { passes: mlDsa(1312), fails: mlDsa(1311) },
};
