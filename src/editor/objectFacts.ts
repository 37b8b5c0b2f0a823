import { hash } from "../core/crypto/pure/hashes";
import type { TextObject } from "../core/inspect/objects";
import { plural, short } from "../core/words/visible";
import { derLabel, sameName, summarizeDer, type Certificate, type DerKind } from "../core/x509";
import { attributeValues } from "../core/x509/name";

/** What a line on an object says: each text is one short line, with whatever hides or reorders others written out. */
export interface ObjectFacts {
  /** "Certificate", "Private Key", "OPENSSH PRIVATE KEY". */
  readonly kind: string;
  readonly isCertificate: boolean;
  /** Its subject in a few words; of a list its issuer; of a key the key; else the kind. */
  readonly name: string;
  /** More in a few words each: "issued by …", "RSA 2048 bits". */
  readonly more: readonly string[];
  /** ISO 8601: from when and until when it holds, as far as it says so. */
  readonly notBefore: string | undefined;
  readonly notAfter: string | undefined;
}

/** A name of more characters is cut. */
const NAME = 48;

/** What there is to say of an object in a few words. Nothing secret is in it; never throws. */
export function factsOf(object: TextObject): ObjectFacts {
  const { kind, certificate, bytes, secret, keyStore } = object.read();
  if (certificate) return certificateFacts(certificate);
  if (kind) return otherFacts(kind, bytes);
  const name = short(object.label, NAME);
  const more = [
    keyStore ? "a Java key store" : secret ? "only its holder can open it" : plural(bytes.length, "byte"),
  ];
  return { kind: name, isCertificate: false, name, more, notBefore: undefined, notAfter: undefined };
}

function certificateFacts(certificate: Certificate): ObjectFacts {
  const { subject, issuer, subjectAltName, notBefore, notAfter, publicKey } = certificate;
  const [first] = subjectAltName ?? [];
  return {
    kind: "Certificate",
    isCertificate: true,
    name: shortName(subject) || (first ? short(first.value, NAME) : "no subject"),
    more: [
      sameName(subject, issuer) ? "self-issued" : `issued by ${shortName(issuer) || "nobody named"}`,
      short(publicKey.description, NAME),
    ],
    notBefore,
    notAfter,
  };
}

function otherFacts(kind: DerKind, bytes: Uint8Array): ObjectFacts {
  const { subject, key, revoked, nextUpdate } = summarizeDer(kind, bytes, hash);
  const words = [subject, key].flatMap((text) => (text ? [short(text, NAME)] : []));
  const [name = derLabel(kind), ...more] = words.length > 0 ? [...words, derLabel(kind)] : [];
  return {
    kind: derLabel(kind),
    isCertificate: false,
    name,
    more: [...more, ...(revoked === undefined ? [] : [plural(revoked, "revoked certificate")])],
    notBefore: undefined,
    notAfter: nextUpdate,
  };
}

/** The common name, else the whole name. */
function shortName(name: Certificate["subject"]): string {
  const common = attributeValues(name, "commonName").at(-1)?.trim();
  return short(common === undefined || common === "" ? name.text : common, NAME);
}
