import type { Element } from "../asn1/element";
import { decodeOid } from "../asn1/oid";
import { decodeString } from "../asn1/strings";
import { isStringTag, TAG } from "../asn1/tags";
import { toHex } from "../bytes/hex";
import {
  child,
  dottedIn,
  MalformedDer,
  nameOf,
  octets,
  sequenceIn,
  tagged,
  wholeChildren,
  wholeElement,
} from "./der";
import { readScheme } from "./passwordEncryption";
import { KeystoreError } from "./problem";
import { contentRegion, regionBytes, type Region, type Space } from "./space";

/** One bag of a PKCS#12 file (RFC 7292 §4.2). */
export interface Bag {
  readonly kind: "certificate" | "key" | "crl" | "secret" | "other";
  /** What it is called by its object identifier, for sentences about one that is not known here. */
  readonly type: string;
  readonly friendlyName: string | undefined;
  /** Lower-case hex; a key and its certificate have the same. */
  readonly localKeyId: string | undefined;
  /** Java says of this certificate that it is trusted. */
  readonly trusted: boolean;
  /** The DER of a certificate or list; of a key or secret its structure, which is for no view. */
  readonly at: Region;
  /** Of a key: how it is encrypted; undefined for one that nothing protects, and for other bags. */
  readonly shrouded: string | undefined;
}

/** What kept a bag from being read. */
export interface BagProblem {
  readonly message: string;
  readonly space: Space;
  readonly at: number;
}

/** Bags and what is wrong with others beside them. */
export interface SafeContents {
  readonly bags: readonly Bag[];
  readonly problems: readonly BagProblem[];
}

const KEY_BAG = "1.2.840.113549.1.12.10.1.1";
const SHROUDED_KEY_BAG = "1.2.840.113549.1.12.10.1.2";
const CERT_BAG = "1.2.840.113549.1.12.10.1.3";
const CRL_BAG = "1.2.840.113549.1.12.10.1.4";
const SECRET_BAG = "1.2.840.113549.1.12.10.1.5";
const SAFE_CONTENTS_BAG = "1.2.840.113549.1.12.10.1.6";
const X509_CERTIFICATE = "1.2.840.113549.1.9.22.1";
const X509_CRL = "1.2.840.113549.1.9.23.1";
const FRIENDLY_NAME = "1.2.840.113549.1.9.20";
const LOCAL_KEY_ID = "1.2.840.113549.1.9.21";
/** Oracle's trustedKeyUsage. */
const TRUSTED_KEY_USAGE = "2.16.840.1.113894.746875.1.1";

const MAX_NESTING = 8;

/** Reads the SafeContents that stands at `region`. Never throws: damage in one bag leaves the others readable. */
export function readSafeContents(region: Region): SafeContents {
  const bags: Bag[] = [];
  const problems: BagProblem[] = [];
  const { space } = region;
  const guarded = (read: () => void): void => {
    try {
      read();
    } catch (error) {
      if (!(error instanceof MalformedDer)) throw error;
      problems.push({ message: error.message, space, at: error.at });
    }
  };
  const takeAll = (safe: Element, depth: number): void => {
    for (const bag of safe.children)
      guarded(() => {
        take(bag, depth);
      });
    guarded(() => void wholeChildren(safe));
  };
  const take = (bag: Element, depth: number): void => {
    const type = dottedIn(bag, 0);
    const value = tagged(bag, 1, 0);
    if (type !== SAFE_CONTENTS_BAG) bags.push(readBag(type, value, attributesOf(bag.children[2]), space));
    else if (depth >= MAX_NESTING) throw new MalformedDer("bags are nested too deep", bag.start);
    else takeAll(sequenceIn(value, 0), depth + 1);
  };
  guarded(() => {
    const safe = wholeElement(space.bytes, region.start, region.end);
    if (!safe.is(TAG.sequence)) throw new MalformedDer("SafeContents is no SEQUENCE", safe.start);
    takeAll(safe, 0);
    if (safe.end < region.end) throw new MalformedDer("bytes follow the end of SafeContents", safe.end);
  });
  return { bags, problems };
}

type Attributes = Pick<Bag, "friendlyName" | "localKeyId" | "trusted">;

function readBag(type: string, value: Element, attributes: Attributes, space: Space): Bag {
  const whole = (element: Element): Region => ({ space, start: element.start, end: element.end });
  const make = (kind: Bag["kind"], at: Region, shrouded?: string): Bag => ({
    kind,
    type: nameOf(type),
    ...attributes,
    at,
    shrouded,
  });
  switch (type) {
    case KEY_BAG:
      return make("key", whole(sequenceIn(value, 0)));
    case SHROUDED_KEY_BAG: {
      const info = sequenceIn(value, 0);
      child(info, 1, TAG.octetString);
      return make("key", whole(info), schemeText(sequenceIn(info, 0)));
    }
    case CERT_BAG:
    case CRL_BAG: {
      const inner = sequenceIn(value, 0);
      const form = dottedIn(inner, 0);
      const kind = form === X509_CERTIFICATE ? "certificate" : form === X509_CRL ? "crl" : "other";
      const content = tagged(inner, 1, 0);
      if (kind === "other") return { ...make(kind, whole(inner)), type: nameOf(form) };
      return make(kind, contentRegion(child(content, 0, TAG.octetString), space, `${kind} in pieces`));
    }
    default:
      return make(type === SECRET_BAG ? "secret" : "other", whole(value));
  }
}

/** How something is encrypted, also where that cannot be undone here. */
export function schemeText(algorithm: Element): string {
  try {
    return readScheme(algorithm).text;
  } catch (error) {
    if (error instanceof KeystoreError) return nameOf(dottedIn(algorithm, 0));
    throw error;
  }
}

function attributesOf(set: Element | undefined): Attributes {
  const values = new Map<string, Element | undefined>();
  for (const attribute of set?.children ?? []) {
    const [type, list] = attribute.children;
    const dotted = type?.is(TAG.oid) ? decodeOid(type.content) : undefined;
    if (dotted !== undefined && !values.has(dotted)) values.set(dotted, list?.children[0]);
  }
  const name = values.get(FRIENDLY_NAME);
  const id = values.get(LOCAL_KEY_ID);
  return {
    friendlyName:
      name && isStringTag(name.tag)
        ? decodeString(name.tag, octets(name)).text.replace(/\0+$/, "")
        : undefined,
    localKeyId: id && toHex(octets(id)),
    trusted: values.has(TRUSTED_KEY_USAGE),
  };
}

/** The bytes of a bag's DER. */
export function bagBytes(bag: Bag): Uint8Array {
  return regionBytes(bag.at);
}
