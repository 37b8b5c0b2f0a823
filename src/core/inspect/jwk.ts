import { concatAll } from "../bytes/concat";
import { fromHex } from "../bytes/hex";
import type { Run } from "../bytes/source";
import { Base64Value, type Carried, type LocatedObject, type Stretch, type TextForm } from "../text/forms";

/** Bytes and, where they stand in the text, the characters that carry them. */
interface Piece {
  readonly bytes: Uint8Array;
  readonly runs: readonly Run[];
}

type Members = ReadonlyMap<string, Stretch>;

/** What makes a kind of key's SubjectPublicKeyInfo: the AlgorithmIdentifier in hex, and the key; undefined where members are missing. */
type Maker = (
  member: (name: string) => Piece | undefined,
  word: (name: string) => string,
) => SpkiParts | undefined;

interface SpkiParts {
  readonly algorithm: string | undefined;
  readonly key: readonly Piece[];
}

/** OIDs with their tags and lengths, as RFC 5480, RFC 8410 and RFC 9881 give them. */
const CURVES: Readonly<Record<string, string>> = {
  "P-256": "06082a8648ce3d030107",
  "P-384": "06052b81040022",
  "P-521": "06052b81040023",
  secp256k1: "06052b8104000a",
};
const OCTET_KEYS: Readonly<Record<string, string>> = {
  Ed25519: "06032b6570",
  Ed448: "06032b6571",
  X25519: "06032b656e",
  X448: "06032b656f",
  "ML-DSA-44": "0609608648016503040311",
  "ML-DSA-65": "0609608648016503040312",
  "ML-DSA-87": "0609608648016503040313",
};
const RSA_ENCRYPTION = "06092a864886f70d0101010500";
const EC_PUBLIC_KEY = "06072a8648ce3d0201";

/** Kinds of key by `kty` (RFC 7518 §6, RFC 8037, RFC 9964's AKP). */
const KINDS: Readonly<Record<string, Maker>> = {
  RSA: (member) => {
    const [n, e] = [member("n"), member("e")];
    return n && e && { algorithm: RSA_ENCRYPTION, key: [element(0x30, [integer(n), integer(e)])] };
  },
  EC: (member, word) => {
    const [x, y] = [member("x"), member("y")];
    const curve = named(CURVES, word("crv"));
    return x && y && { algorithm: curve && EC_PUBLIC_KEY + curve, key: [written("04"), x, y] };
  },
  OKP: (member, word) => {
    const x = member("x");
    return x && { algorithm: named(OCTET_KEYS, word("crv")), key: [x] };
  },
  AKP: (member, word) => {
    const pub = member("pub");
    return pub && { algorithm: named(OCTET_KEYS, word("alg")), key: [pub] };
  },
};

const KTY = /(?<!\\)\\{0,8}"kty\\{0,8}"\s*:\s*\\{0,8}"(RSA|EC|OKP|AKP)\\{0,8}"/g;
const MEMBER =
  /(?<!\\)\\{0,8}"(n|e|crv|x|y|alg|pub|d|priv)\\{0,8}"\s*:\s*\\{0,8}"([A-Za-z0-9_=-]{1,20000})\\{0,8}"/g;
/** No JWK is longer, in characters. */
const MOST = 1 << 16;

/**
 * Public keys as JWK (RFC 7517), shown as the SubjectPublicKeyInfo that they are: its own bytes stand in no character. Of
 * a private one only the public part is read. One with x5c is found by its certificates, and by its private part if it
 * has one.
 */
export const jwk: TextForm = {
  locate(text, free) {
    // Few texts have any: a plain search is much faster than a pattern.
    const hits = text.includes("kty") ? [...text.matchAll(KTY)] : [];
    let floor = 0;
    return hits.flatMap(({ index, 1: kty = "" }, i): LocatedObject[] => {
      const opening = brace(text, index - 1, Math.max(floor, index - MOST), -1);
      const closing = brace(text, index, Math.min(hits[i + 1]?.index ?? text.length, index + MOST), 1);
      floor = index;
      if (opening === undefined || closing === undefined) return [];
      const members = membersOf(text, opening, closing);
      if (!keyOf(kty, text, members)) return [];
      const whole = { start: opening, end: closing + 1 };
      if (isWithin(whole, free))
        return [{ ...whole, form: "JWK", context: "", read: () => readKey(kty, text, members) }];
      const secret = members.get("d") ?? members.get("priv");
      if (!secret || !isWithin(secret, free)) return [];
      return [{ ...secret, form: "JWK", context: "", read: () => readSecret(text, secret) }];
    });
  },
};

/** Whether one of the stretches, which are in order, holds another one. */
function isWithin({ start, end }: Stretch, stretches: readonly Stretch[]): boolean {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.end ?? 0) < end) low = middle + 1;
    else high = middle;
  }
  const stretch = stretches[low];
  return stretch !== undefined && stretch.start <= start && end <= stretch.end;
}

/** The brace that is open at `from`, looked for in one direction up to `limit`. */
function brace(text: string, from: number, limit: number, step: 1 | -1): number | undefined {
  const [own, other] = step === 1 ? ["}", "{"] : ["{", "}"];
  let depth = 0;
  for (let at = from; step === 1 ? at < limit : at >= limit; at += step) {
    const character = text.charAt(at);
    if (character === other) depth++;
    else if (character === own && depth-- === 0) return at;
  }
  return undefined;
}

function membersOf(text: string, start: number, end: number): Members {
  const members = new Map<string, Stretch>();
  for (const match of text.slice(start, end).matchAll(MEMBER)) {
    const [whole, name = "", value = ""] = match;
    const at = start + match.index + whole.lastIndexOf(value);
    members.set(name, { start: at, end: at + value.length });
  }
  return members;
}

function keyOf(kty: string, text: string, members: Members): readonly Piece[] | undefined {
  const member = (name: string): Piece | undefined => {
    const stretch = members.get(name);
    if (!stretch) return undefined;
    const { bytes, runs } = new Base64Value(text, stretch.start, { end: stretch.end });
    return bytes.length > 0 ? { bytes, runs } : undefined;
  };
  const word = (name: string): string => {
    const stretch = members.get(name);
    return stretch ? text.slice(stretch.start, stretch.end) : "";
  };
  const parts = named(KINDS, kty)?.(member, word);
  if (parts?.algorithm === undefined) return undefined;
  const key = element(0x03, [written("00"), ...parts.key]);
  return [element(0x30, [element(0x30, [written(parts.algorithm)]), key])];
}

function readKey(kty: string, text: string, members: Members): Carried {
  const whole = join(keyOf(kty, text, members) ?? []);
  return { ...whole, problems: [], secret: members.has("d") || members.has("priv") };
}

/** The private part alone: not shown, and known to be secret. */
function readSecret(text: string, { start, end }: Stretch): Carried {
  const { bytes, runs } = new Base64Value(text, start, { end });
  return { bytes, runs, problems: [], secret: true };
}

function named<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Bytes that stand in no text. */
function written(hex: string): Piece {
  return { bytes: fromHex(hex), runs: [] };
}

/** An INTEGER of unsigned bytes: with a zero before a set first bit (X.690 §8.3). */
function integer(value: Piece): Piece {
  return element(0x02, (value.bytes[0] ?? 0) >= 0x80 ? [written("00"), value] : [value]);
}

function element(tag: number, content: readonly Piece[]): Piece {
  const { bytes, runs } = join(content);
  const { length } = bytes;
  const octets = length < 0x80 ? [] : length < 0x100 ? [0x81] : [0x82, length >> 8];
  return join([
    { bytes: Uint8Array.of(tag, ...octets, length & 0xff), runs: [] },
    { bytes, runs },
  ]);
}

function join(pieces: readonly Piece[]): Piece {
  let at = 0;
  const runs = pieces.flatMap((piece) => {
    const before = at;
    at += piece.bytes.length;
    return piece.runs.map((run) => ({ ...run, byteStart: run.byteStart + before }));
  });
  return { bytes: concatAll(pieces.map(({ bytes }) => bytes)), runs };
}
