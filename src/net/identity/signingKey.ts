import type { Element } from "../../core/asn1/element";
import { TAG } from "../../core/asn1/tags";
import type { SigningKey } from "../../core/crypto/pure/sign";
import { curveOf } from "../../core/x509/publicKey";
import { child, magnitudeIn, octets, oidIn, sequenceIn, wholeElement } from "../../core/keystore/der";
import { IdentityError } from "./error";

/** A private key's DER by the label that PEM has for its form. */
export interface PrivateKeyDer {
  readonly type: "pkcs8" | "pkcs1" | "sec1";
  readonly der: Uint8Array;
}

/** The numbers of a private key, for hosts whose library does not know its kind. Throws MalformedDer, IdentityError. */
export function signingKeyOf({ type, der }: PrivateKeyDer): SigningKey {
  const key = wholeElement(der);
  if (type === "pkcs1") return rsaKey(key);
  if (type === "sec1") return ecKey(key, key.children.find((part) => part.isContext(0))?.children[0]);
  const algorithm = sequenceIn(key, 1);
  const inner = wholeElement(octets(child(key, 2, TAG.octetString)));
  const name = oidIn(algorithm, 0);
  switch (name) {
    case "rsaEncryption":
    case "rsassaPss":
      return rsaKey(inner);
    case "ecPublicKey":
      return ecKey(inner, algorithm.children[1]);
    case "Ed25519":
      return { kind: "ed25519", seed: octets(inner) };
    case "Ed448":
      return { kind: "ed448", seed: octets(inner) };
    default:
      throw new IdentityError("unsupported", `A key of the kind ${name} cannot sign in a TLS handshake.`);
  }
}

/** RSAPrivateKey (RFC 8017 §A.1.2). */
function rsaKey(key: Element): SigningKey {
  const at = (index: number): Uint8Array => magnitudeIn(key, index);
  return {
    kind: "rsa",
    n: at(1),
    e: at(2),
    d: at(3),
    crt: { p: at(4), q: at(5), dP: at(6), dQ: at(7), qInv: at(8) },
  };
}

/** ECPrivateKey (RFC 5915 §3). */
function ecKey(key: Element, parameters: Element | undefined): SigningKey {
  const curve = curveOf(parameters);
  if (!curve?.curve)
    throw new IdentityError(
      "unsupported",
      `A key on the curve ${curve?.name ?? "that it describes itself"} cannot sign in a TLS handshake here.`,
    );
  return { kind: "ecdsa", curve: curve.curve, scalar: octets(child(key, 1, TAG.octetString)) };
}
