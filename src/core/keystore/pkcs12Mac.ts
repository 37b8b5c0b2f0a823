import { hmac } from "@noble/hashes/hmac.js";
import type { Element } from "../asn1/element";
import { TAG } from "../asn1/tags";
import { equalBytes } from "../bytes/concat";
import { child, dottedIn, MalformedDer, nameOf, octets, sequenceIn, smallIn } from "./der";
import { pkcs12Key, type Derivation } from "./derive";
import { DIGESTS } from "./hashes";
import { readDerivation, readHmac } from "./passwordEncryption";
import type { Password } from "./passwords";
import { unsupported } from "./problem";
import type { Work } from "./work";

/** The MAC over a PKCS#12 file's content, read and not yet computed. */
export interface Mac {
  /** "HMAC-SHA-256, 2,048 rounds", "PBMAC1: HMAC-SHA-256, PBKDF2 with …". */
  readonly text: string;
  /** Whether it holds over `content` with this password. Throws KeystoreError beyond the budget. */
  holds(derivation: Derivation, password: Password, content: Uint8Array): Work<boolean>;
}

const PBMAC1 = "1.2.840.113549.1.5.14";
/** Bytes of the longest MAC there is, HMAC-SHA-512. */
const MAX_MAC = 64;

/**
 * Reads MacData (RFC 7292 §4, RFC 9579). Throws MalformedDer, and KeystoreError for a MAC that is not done here.
 */
export function readMac(macData: Element): Mac {
  const digestInfo = sequenceIn(macData, 0);
  const algorithm = sequenceIn(digestInfo, 0);
  const digest = child(digestInfo, 1, TAG.octetString);
  const expected = octets(digest);
  if (expected.length < 1 || expected.length > MAX_MAC)
    throw new MalformedDer(`a MAC has ${String(expected.length)} bytes`, digest.start);
  const dotted = dottedIn(algorithm, 0);
  if (dotted === PBMAC1) return readPbmac1(algorithm, expected);
  const hash = DIGESTS[dotted];
  if (!hash) throw unsupported(`Its MAC is made with ${nameOf(dotted)}, which is not done here`);
  const salt = octets(child(macData, 1, TAG.octetString));
  const rounds = macData.children.length > 2 ? smallIn(macData, 2) : 1;
  return {
    text: `HMAC-${hash.name}, ${rounds.toLocaleString("en")} ${rounds === 1 ? "round" : "rounds"}`,
    *holds(derivation, { bmp }, content) {
      const key = yield* pkcs12Key(derivation, hash, "mac", bmp, salt, rounds, hash.hash.outputLen);
      return equalBytes(hmac(hash.hash, key, content), expected);
    },
  };
}

/** PBMAC1-params (RFC 8018 §A.5). RFC 9579 §5 wants the key's length in the parameters of PBKDF2. */
function readPbmac1(algorithm: Element, expected: Uint8Array): Mac {
  const parameters = sequenceIn(algorithm, 1);
  const derivation = readDerivation(sequenceIn(parameters, 0));
  const hash = readHmac(sequenceIn(parameters, 1));
  const length = derivation.length ?? hash.hash.outputLen;
  if (length < 1 || length > MAX_MAC) throw unsupported(`Its MAC's key has ${String(length)} bytes`);
  return {
    text: `PBMAC1: HMAC-${hash.name}, ${derivation.text}`,
    *holds(context, password, content) {
      const key = yield* derivation.derive(context, password, length);
      return equalBytes(hmac(hash.hash, key, content), expected);
    },
  };
}
